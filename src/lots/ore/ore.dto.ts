/** What is said of ore and of the mill. */
import { FORMS, METHODS, TECHNIQUES, type Campaign, type Form, type Method } from '../../core/custody/statements.js';
import {
  Code,
  Day,
  Each,
  FinenessPpm,
  Flag,
  GrossMg,
  LotCode,
  Nested,
  OneOf,
  OrganisationId,
  Text,
  Whole,
} from '../../http/fields.js';
import type { Field } from '../../http/field.js';
import { Note, Tag, Uncertainty, Zone } from '../desk/fields.js';

const MOST_ORES = 200;
const MOST_MADE = 50;
/** A thousand tonnes. */
const MOST_MG = 1_000_000_000_000;

const OreMg = (field: Field = {}) => Whole({ ...field, min: 1, max: MOST_MG, example: 2_000_000_000 });

/** What is known of ore: nothing has to be. */
export class OreFactsBody {
  @Whole({ optional: true, min: 1, max: 1_000_000, example: 40 }) bags?: number;
  @Whole({
    optional: true,
    min: 1,
    max: 1_000_000_000,
    example: 15_000,
    description: 'Milligrams of gold per dry tonne',
  })
  gradeMgPerT?: number;
  @Whole({ optional: true, min: 0, max: 999_999, example: 80_000, description: 'Water, parts per million' })
  moisturePpm?: number;
}

export class OreBody extends OreFactsBody {
  @LotCode() code: string;
  @OneOf(['ore', 'concentrate', 'tailings']) form: Form;
  @OneOf(['production', 'selection'], { optional: true, description: 'Selection: picked by hand from waste rock' })
  origin?: 'production' | 'selection';
  @Code({ example: 'LIM-A' }) site: string;
  @OreMg() grossMg: number;
  @Code({ optional: true, example: 'BAL-A1' }) scale?: string;
  @Code({ optional: true, example: 'LIM-003' }) member?: string;
  @Code({ optional: true, example: 'DP-00001' }) declaration?: string;
  @Note() note?: string;
  @Day() on: string;
  @Zone() tz?: string;
}

export class OreTakeBody {
  @Tag() lot: string;
  @OreMg({ optional: true, description: 'Else all that is left of it' }) grossMg?: number;
}

export class AdditionBody {
  @Text(40, { example: 'water' }) material: string;
  @OreMg() grossMg: number;
}

export class RecoveredLotBody {
  @LotCode() code: string;
  @OrganisationId({ optional: true, description: 'Whose ore it is of; where there is one owner it may be left out' })
  owner?: string;
}

export class RecoveredBody {
  @OneOf(FORMS) form: Form;
  @GrossMg({ description: 'Of all owners together, as weighed' }) grossMg: number;
  @FinenessPpm({ optional: true, description: 'Absent: not yet assayed' }) finenessPpm?: number;
  @OneOf(METHODS, { optional: true, description: 'Of the fineness; without one, an estimate' }) method?: Method;
  @Uncertainty() uncertaintyPpm?: number;
  @Each(RecoveredLotBody, MOST_MADE) lots: RecoveredLotBody[];
}

export class ByProductBody extends OreFactsBody {
  @LotCode() code: string;
  @OneOf(['tailings', 'concentrate']) form: Form;
  @OreMg() grossMg: number;
  @OrganisationId({ optional: true }) owner?: string;
}

export class MillingBody {
  @Code({ example: 'C-2026-07', description: 'Of the campaign, in the mill’s book' }) campaign: string;
  @OneOf(TECHNIQUES) technique: Campaign['technique'];
  @Flag({ description: 'Whether the mill was flushed before' }) flushed: boolean;
  @Each(OreTakeBody, MOST_ORES) inputs: OreTakeBody[];
  @Each(AdditionBody, MOST_MADE, { optional: true, description: 'Water, mercury, reagents' })
  additions?: AdditionBody[];
  @Nested(RecoveredBody) recovered: RecoveredBody;
  @Each(ByProductBody, MOST_MADE, { optional: true }) byProducts?: ByProductBody[];
  @Text(40, { example: 'drainage', description: 'Why less came out than went in' }) cause: string;
  @Day() on: string;
  @Zone() tz?: string;
}
