/** What is said of readings and samples, and what is asked about them. */
import { ApiProperty } from '@nestjs/swagger';
import {
  ASSAY_KINDS,
  HOLDERS_OF_SAMPLES,
  METHODS,
  REPLACEMENTS,
  type AssayKind,
  type Kept,
  type LotAssayed,
  type Method,
} from '../../core/custody/statements.js';
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
import { matching, type Field } from '../../http/field.js';
import { PageQuery } from '../../http/page.js';
import {
  day,
  fineNg,
  flag,
  listOf,
  mg,
  month,
  object,
  oneOf,
  open,
  organisation,
  orNull,
  ppm,
  sha256,
  text,
  uuid,
  whole,
} from '../../http/answer.js';
import { ToldView } from '../desk/describe.js';
import { MilligramsOrNone, Uncertainty, Zone } from '../desk/fields.js';

const Sid = (field: Field) => matching(/^[0-9a-f]{64}$/, 64, 'e1'.repeat(32), field);

/** Seller, buyer and umpire. */
const MOST_SETS = HOLDERS_OF_SAMPLES.length;

class RebasedView {
  @ApiProperty({ example: '30408996500', description: 'Fine gold before, nanograms' }) fromNg: string;
  @ApiProperty({ example: '30394300000' }) toNg: string;
  @ApiProperty({ example: '-14696500' }) differenceNg: string;
  @ApiProperty({ example: '511412672', description: 'Combined, k = 1' }) uncertaintyNg: string;
  @ApiProperty({ description: 'Whether they agree, at twice the uncertainty' }) within: boolean;
  @ApiProperty({ type: 'integer', description: 'What had left the lot by then, milligrams' }) beforeMg: number;
}

/** What an assay re-based. */
export class AssayToldView extends ToldView {
  @ApiProperty() governs: boolean;
  @ApiProperty({ type: RebasedView, required: false }) rebased?: RebasedView;
}

export class ReplacesBody {
  @Sid({ description: 'Of the assay it stands for; from the list of assays' }) of: string;
  @OneOf(REPLACEMENTS) reason: NonNullable<LotAssayed['replaces']>['reason'];
}

export class AssayBody {
  @FinenessPpm() finenessPpm: number;
  @OneOf(METHODS) method: Method;
  @Uncertainty() uncertaintyPpm?: number;
  @OrganisationId({ optional: true, description: 'Who read it; else your own organisation' }) laboratory?: string;
  @Whole({ optional: true, min: 0, max: 1_000_000, example: 30_000 }) silverPpm?: number;
  @Whole({ optional: true, min: 0, max: 500_000, example: 900, description: 'Of the silver, k = 1' })
  silverUncertaintyPpm?: number;
  @Text(60, { optional: true, example: 'C-1234' }) certificate?: string;
  @MilligramsOrNone({ optional: true, description: 'Taken from the lot and consumed' }) sampleMg?: number;
  @OneOf(ASSAY_KINDS, { optional: true, description: 'Else control, or umpire by that method' }) kind?: AssayKind;
  @Code({ optional: true, example: 'S-000123', description: 'Seal of the retained sample that was read' })
  sample?: string;
  @Flag({ optional: true }) surfacePrepared?: boolean;
  @Flag({ optional: true }) sellerPresent?: boolean;
  @Code({ optional: true, example: 'op-7', description: 'Code of who read it; kept beside the ledger' })
  operator?: string;
  @Nested(ReplacesBody, { optional: true }) replaces?: ReplacesBody;
  @Day() on: string;
  @Zone() tz?: string;
}

export class SampleBody {
  @LotCode() code: string;
  @GrossMg({ description: 'Sealed into the set' }) grossMg: number;
  @Code({ example: 'S-000123' }) seal: string;
  @OneOf(HOLDERS_OF_SAMPLES, { description: 'For whom it is' }) holder: Kept['holder'];
  @OrganisationId({ optional: true, description: 'Who is to keep it; else your own organisation' }) keptBy?: string;
  @Day({ optional: true, description: 'Last day it is kept; else 90 days on' }) keepUntil?: string;
}

export class SamplingBody {
  @Each(SampleBody, MOST_SETS) samples: SampleBody[];
  @Day() on: string;
  @Zone() tz?: string;
}

export class SamplesQuery extends PageQuery {
  @Day({ optional: true, description: 'Only those that may be used up from then on' }) until?: string;
}

export class BiasQuery {
  @Day({ optional: true, description: 'First day of a field reading' }) from?: string;
  @Day({ optional: true, description: 'First day no longer counted' }) until?: string;
  @OneOf(['estimate', 'touchstone', 'xrf'], { optional: true }) method?: Method;
}

const reading = object(
  {
    sid: sha256,
    day,
    org: organisation,
    from: oneOf(['registration', 'making', 'assay', 'refining']),
    fineness: object({ ppm, method: oneOf(METHODS) }, { uncertaintyPpm: whole(300) }),
    governed: flag,
  },
  {
    assay: open,
    replacedBy: sha256,
    changed: object({
      grossMg: mg,
      fineBeforeNg: fineNg,
      fineAfterNg: fineNg,
      differenceNg: text('-12340000'),
      uncertaintyNg: fineNg,
      within: flag,
    }),
  },
);

export const SERIES = object(
  { code: text('B-2026-014'), grossMg: mg, readings: listOf(reading) },
  {
    governing: object({ sid: sha256, why: oneOf(['only', 'best', 'later-of-equals', 'replacement']) }),
    settlement: object(
      { basis: oneOf(['umpire', 'one-party', 'average', 'umpire-needed']) },
      { finenessPpm: ppm, apartPpm: whole(300), limitPpm: whole(500) },
    ),
  },
);

export const SAMPLE = object({
  id: uuid,
  code: text('B-2026-014-S1'),
  grossMg: mg,
  seal: text('S-000123'),
  holder: oneOf(HOLDERS_OF_SAMPLES),
  keptBy: organisation,
  keepUntil: day,
  free: flag,
});

const bias = { n: whole(12), meanPpm: whole(-3_200), beyondChance: flag };
const error = { twiceStandardErrorPpm: whole(1_400) };

export const BIAS = object(
  {
    ...bias,
    operator: orNull(text('op-7')),
    method: oneOf(METHODS),
    site: orNull(text('coop-limonal/LIM-A')),
    months: listOf(object({ month, ...bias }, error)),
  },
  error,
);
