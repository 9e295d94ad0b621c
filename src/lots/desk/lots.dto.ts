/** What is said at the desk about lots. Every act bears its day, and the zone of that day where it is not the country's. */
import type { Form, Method } from '../../core/custody/statements.js';
import { FORMS, METHODS } from '../../core/custody/statements.js';
import { Code, Day, Each, FinenessPpm, GrossMg, LotCode, Nested, OneOf, Text, Whole } from '../../http/fields.js';
import { PageQuery } from '../../http/page.js';
import { PositionBody } from '../../parties/parties.dto.js';
import { MilligramsOrNone, Note, Photo, Tag, Uncertainty, Zone } from './fields.js';

/** A statement holds at most 48 KiB: so many lots fit however long their codes and numbers are. */
const MOST_INPUTS = 200;
const MOST_PARTS = 100;
const MOST_BARS = 50;

export class DeliveryBody {
  @LotCode() code: string;
  @OneOf(FORMS) form: Form;
  @Code({ example: 'LIM-A' }) site: string;
  @GrossMg() grossMg: number;
  @FinenessPpm({ optional: true, description: 'Absent: not yet assayed' }) finenessPpm?: number;
  @OneOf(METHODS, { optional: true, description: 'Of the fineness; without one, an estimate' }) method?: Method;
  @Uncertainty() uncertaintyPpm?: number;
  @Code({ optional: true, example: 'BAL-A1' }) scale?: string;
  @Code({ optional: true, example: 'LIM-003' }) member?: string;
  @Text(60, { optional: true, example: 'DP-00001' }) declaration?: string;
  @GrossMg({ optional: true, description: 'Quantity the declaration states: it may then cover several deliveries' })
  declaredMg?: number;
  @Photo() photo?: string;
  @Nested(PositionBody, { optional: true, description: 'Where it was dug; kept beside the ledger with its miner' })
  place?: PositionBody;
  @Note() note?: string;
  @Day() on: string;
  @Zone() tz?: string;
}

export class PartBody {
  @LotCode() code: string;
  @GrossMg() grossMg: number;
}

export class SplitBody {
  @Each(PartBody, MOST_PARTS) outputs: PartBody[];
  @Day() on: string;
  @Zone() tz?: string;
}

export class TakeBody {
  @Tag() lot: string;
  @GrossMg({ optional: true, description: 'Else all that is left of it' }) grossMg?: number;
}

export class PouredBody {
  @LotCode() code: string;
  @OneOf(FORMS) form: Form;
  @GrossMg() grossMg: number;
}

export class DeclaredBody {
  @Whole({ min: 1, max: 100_000, example: 12 }) count: number;
  @GrossMg() grossMg: number;
}

export class MeltBody {
  @OneOf(['melt', 'aggregate'], { optional: true }) process?: 'melt' | 'aggregate';
  @Each(TakeBody, MOST_INPUTS) inputs: TakeBody[];
  @Nested(PouredBody) output: PouredBody;
  @Text(40, { example: 'moisture', description: 'Why it weighs less' }) cause: string;
  @Nested(DeclaredBody, { optional: true, description: 'What the melt record says went in' }) declared?: DeclaredBody;
  @Day() on: string;
  @Zone() tz?: string;
}

export class OutturnBody {
  @Tag() lot: string;
  @GrossMg({ description: "After the refiner's own melt" }) meltMg: number;
  @FinenessPpm() finenessPpm: number;
  @OneOf(METHODS) method: Method;
  @Uncertainty() uncertaintyPpm?: number;
  @GrossMg({ description: 'Fine gold credited to the supplier' }) creditedMg: number;
  @GrossMg() grainMg: number;
}

export class GrainBody {
  @LotCode() code: string;
  @FinenessPpm() finenessPpm: number;
}

export class RefiningBody {
  @Each(OutturnBody, MOST_BARS) bars: OutturnBody[];
  @Nested(GrainBody) grain: GrainBody;
  @Day() on: string;
  @Zone() tz?: string;
}

export class MadeBody {
  @LotCode() code: string;
  @OneOf(FORMS) form: Form;
  @Text(60, { optional: true, example: 'ring', description: "What it is, in its maker's word" }) name?: string;
  @GrossMg() grossMg: number;
  @FinenessPpm() finenessPpm: number;
}

export class WorkingBody {
  @OneOf(['alloy', 'manufacture']) process: 'alloy' | 'manufacture';
  @Tag() lot: string;
  @GrossMg({ description: 'Taken from the lot' }) grossMg: number;
  @MilligramsOrNone({ optional: true, description: 'Alloy metal added' }) alloyMg?: number;
  @Nested(MadeBody) output: MadeBody;
  @Day() on: string;
  @Zone() tz?: string;
}

export class CountBody {
  @OneOf(['all', 'unmelted', ...FORMS]) stock: string;
  @MilligramsOrNone({ description: 'What the safe holds' }) countedMg: number;
  @Day() on: string;
  @Zone() tz?: string;
}

/** Filters of the list; `self` is the organisation of the key. */
export class LotsQuery extends PageQuery {
  @OneOf(FORMS, { optional: true }) form?: Form;
  @OneOf(['true', 'false'], { optional: true }) held?: 'true' | 'false';
  @OneOf(['self'], { optional: true }) custodian?: 'self';
  @OneOf(['self'], { optional: true }) owner?: 'self';
  @Text(60, { optional: true, example: 'EXP-2026-03' }) shipment?: string;
}
