/** What compliance says of a supplier, and a producer of itself. */
import {
  CRITERION_RESULTS,
  FINDINGS,
  MATERIALS,
  MODULES,
  PARTS,
  type CriterionResult,
  type Finding,
  type Material,
  type Module,
  type Part,
} from '../../core/custody/diligence/statements.js';
import { Code, Country, Day, Each, Flag, Nested, OneOf, Sha256s, Text, Whole } from '../../http/fields.js';

export class SupplierIdentityBody {
  @Text(60, { example: 'cooperative' }) legalForm: string;
  @Text(20, { example: 'NIT', description: 'As the country names it' }) kind: string;
  @Text(40, { example: '800197268-4' }) number: string;
}

export class OwnerBody {
  @Code({ example: 'UBO-1', description: 'In your own books; the person can be erased as owner.<code>' }) code: string;
  @Text(200, { example: 'María Restrepo' }) name: string;
  @Country() country: string;
  @Whole({ min: 1, max: 1_000_000, example: 350_000, description: 'Share, parts per million' }) sharePpm: number;
  @Flag({ description: 'Holds or held a public office' }) exposed: boolean;
}

export class ListBody {
  @Text(100, { example: 'Regulation (EU) 2017/821, indicative list' }) name: string;
  @Text(40, { example: '2026-06' }) version: string;
  @Day({ description: 'Of the version' }) date: string;
}

export class DeterminationBody {
  @Country() country: string;
  @Text(6, { optional: true, example: 'CO-CAU', description: 'ISO 3166-2; the whole country where it is left out' })
  region?: string;
  @OneOf(FINDINGS) finding: Finding;
}

export class AssessmentBody {
  @OneOf(PARTS) step: Part;
  @Day({ optional: true, description: 'Today where it is left out' }) on?: string;
  @Text(20, { optional: true, example: 'continue', description: 'Of mitigation, decision and audit' }) result?: string;
  @Nested(SupplierIdentityBody, { optional: true, description: 'Of kyc' }) identity?: SupplierIdentityBody;
  @OneOf(MATERIALS, { optional: true, description: 'Of owners: mined where it is left out' }) material?: Material;
  @Each(OwnerBody, 50, { optional: true, description: 'Of owners: sealed, each under a key of their own' })
  owners?: OwnerBody[];
  @Nested(ListBody, { optional: true, description: 'Of cahra: the list that was read' }) list?: ListBody;
  @Each(DeterminationBody, 100, { optional: true, description: 'Of cahra' }) places?: DeterminationBody[];
  @Text(500, {
    optional: true,
    example: 'No mercury in the open from June on',
    description: 'Of mitigation: what will be better, measurably',
  })
  plan?: string;
  @Day({ optional: true, description: 'Of mitigation, within six months' }) reviewBy?: string;
  @Sha256s(20, { optional: true, description: 'Files, by their SHA-256' }) evidence?: string[];
  @Text(500, { optional: true, example: 'All five steps were seen', description: 'Of a decision: why' }) note?: string;
  @Day({
    optional: true,
    description: 'Of a decision to suspend or stop: gold you got from that day on and own is held, with all made of it',
  })
  reach?: string;
}

export class CriterionBody {
  @Text(20, { example: '1.1' }) criterion: string;
  @OneOf(CRITERION_RESULTS) result: CriterionResult;
}

export class ModuleBody {
  @OneOf(MODULES) module: Module;
  @Each(CriterionBody, 100) criteria: CriterionBody[];
}

export class PeriodBody {
  @Day() from: string;
  @Day() until: string;
}

export class CraftBody {
  @Text(10, { example: '2.1', description: 'Of the CRAFT Code' }) version: string;
  @Nested(PeriodBody, { description: 'What it reports on' }) period: PeriodBody;
  @Each(ModuleBody, 5) modules: ModuleBody[];
  @Text(60, { optional: true, example: 'craft-limonal', description: 'The CRAFT Scheme you are affiliated to' })
  scheme?: string;
  @Sha256s(1, { description: 'The report itself, by its SHA-256' }) evidence: string[];
  @Day({ description: 'From which it stands' }) from: string;
  @Day({ description: 'The first day it no longer does: a year on at most' }) until: string;
}
