import { ADJUSTABLE_IDS, RAISED, type AdjustableId, type Raised } from '../../core/custody/rules/own/adjustable.js';
import { Day, OneOf, Text, Whole } from '../../http/fields.js';

/** A figure of your own; without `value` and `level` it is the catalogue's again. */
export class OwnThresholdBody {
  @OneOf(ADJUSTABLE_IDS, { description: 'As the rules list it under `adjustable`' }) threshold: AdjustableId;
  @Text(40, { optional: true, example: 'alluvial', description: 'Form, deposit … where the figure has one' })
  key?: string;
  @Whole({ min: 0, max: 1_000_000, example: 700_000, optional: true, description: 'Stricter than the catalogue’s' })
  value?: number;
  @OneOf(RAISED, { optional: true, description: 'What becomes of a warning; a warning where it is left out' })
  level?: Raised;
  @Day({ optional: true, description: 'First day; today where it is left out, and never before' }) from?: string;
  @Text(500, { optional: true, example: 'Decided by the assembly', description: 'Goes into the ledger: name nobody' })
  reason?: string;
}
