/** What is said of held gold, and what is asked of the work lists. */
import { ANSWERS, type Answer } from '../../core/custody/holds/statements.js';
import { Day, OneOf, OrganisationId, Text, Words } from '../../http/fields.js';
import { PageQuery } from '../../http/page.js';
import { Zone } from '../desk/fields.js';

const Why = (example: string) =>
  Text(300, { example, description: 'Why, in a sentence; public to the parties of the lot' });

export class HoldReleaseBody {
  @Why('Renovación vista y copiada') reason: string;
  @Words(20, {
    optional: true,
    example: 'registration-lapsed',
    description: 'Reasons that are settled; else all of them',
  })
  codes?: string[];
  @Text(120, {
    optional: true,
    example: 'ANM-2026-00417',
    description: 'Number of an authority’s permission, where the rule asks for one; kept beside the ledger',
  })
  authority?: string;
  @OrganisationId({
    optional: true,
    description: 'Of a bar made of several owners’ gold (“owners-mixed”): which of them it is from now on',
  })
  owner?: string;
  @Day() on: string;
  @Zone() tz?: string;
}

/** Of a return or a refusal. */
export class HoldEndBody {
  @Why('El minero no pudo renovar su inscripción') reason: string;
  @Day() on: string;
  @Zone() tz?: string;
}

export class AnswerBody {
  @OneOf(ANSWERS, { description: 'Explained: there is nothing in it. Confirmed: there is. Referred: to somebody else' })
  answer: Answer;
  @Why('Son hermanos y comparten el teléfono') reason: string;
  @Day() on: string;
  @Zone() tz?: string;
}

export class HoldsQuery extends PageQuery {
  @Text(3, { optional: true, example: 'P4', description: 'Only of this rule' }) rule?: string;
}

export class QuestionsQuery extends HoldsQuery {
  @OneOf(['ask', 'warn'], { optional: true, description: 'Only of this level' }) level?: 'ask' | 'warn';
  @OneOf(['true', 'false'], { optional: true, description: 'Only open or only answered ones' }) open?: 'true' | 'false';
}
