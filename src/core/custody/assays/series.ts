/** The series of a lot's readings, from its own statements in log order: which governs, why, and what each re-basing changed. */
import type { Statement } from '../../log/statement.js';
import { settlementOf, type PartyReading, type Settlement } from './splitting.js';
import {
  TRANSFORMATIONS,
  type Fineness,
  type LotAssayed,
  type LotRegistered,
  type LotsTransformed,
  type Rebasing,
} from '../statements.js';

export interface Told {
  readonly sid: string;
  readonly statement: Pick<Statement, 'type' | 'org' | 'data'>;
}

/** What a re-basing did to what was left of the lot at that moment; parts taken off before keep what they were counted at. */
export interface Changed {
  readonly grossMg: number;
  readonly fineBeforeNg: string;
  readonly fineAfterNg: string;
  readonly differenceNg: string;
  readonly uncertaintyNg: string;
  readonly within: boolean;
}

export interface SeriesReading {
  readonly sid: string;
  readonly day: string;
  readonly org: string;
  /** Where it comes from: read at the counter, calculated when the lot was made, an assay, or the refinery that melted it. */
  readonly from: 'registration' | 'making' | 'assay' | 'refining';
  /** Without uncertainty where a refining tells only what came out. */
  readonly fineness: Omit<Fineness, 'uncertaintyPpm'> & Partial<Fineness>;
  readonly assay?: Omit<LotAssayed, 'on' | 'lot' | 'fineness' | 'governs' | 'rebasing'>;
  /** Whether it governed when it was recorded. */
  readonly governed: boolean;
  readonly replacedBy?: string;
  readonly changed?: Changed;
}

export interface Series {
  readonly readings: readonly SeriesReading[];
  readonly governing?: { readonly sid: string; readonly why: 'only' | 'best' | 'later-of-equals' | 'replacement' };
  readonly settlement?: Settlement;
}

/** @param day on which the parties settle, for the limit of that day */
export function seriesOf(lot: string, told: readonly Told[], day: string): Series {
  const readings = told.flatMap((one) => readingOf(lot, one));
  const by = new Map(
    readings.flatMap(({ sid, assay }) => (assay?.replaces ? [[assay.replaces.of, sid] as const] : [])),
  );
  const series = readings.map((one) => replacedIn(one, by));
  const governing = series.findLast(({ governed }) => governed);
  const settled = settlementOf(series.filter(({ from }) => from === 'assay').map(party), day);
  return {
    readings: series,
    ...(governing && { governing: { sid: governing.sid, why: whyOf(governing, series) } }),
    ...(settled && { settlement: settled }),
  };
}

function party({ org, fineness, replacedBy }: SeriesReading): PartyReading {
  return { org, fineness, replaced: replacedBy !== undefined };
}

function replacedIn(reading: SeriesReading, by: ReadonlyMap<string, string>): SeriesReading {
  const replacedBy = by.get(reading.sid);
  return replacedBy === undefined ? reading : { ...reading, replacedBy };
}

function whyOf(governing: SeriesReading, series: readonly SeriesReading[]): NonNullable<Series['governing']>['why'] {
  if (governing.assay?.replaces !== undefined) return 'replacement';
  const others = series.filter(({ sid, replacedBy }) => sid !== governing.sid && replacedBy === undefined);
  if (others.length === 0) return 'only';
  return others.some(({ fineness }) => fineness.method === governing.fineness.method) ? 'later-of-equals' : 'best';
}

function readingOf(lot: string, { sid, statement: { type, org, data: said } }: Told): SeriesReading[] {
  const data = said as unknown;
  if (type === 'lot.registered') {
    const { on, fineness } = data as LotRegistered;
    return fineness === undefined ? [] : [{ sid, day: on.date, org, from: 'registration', fineness, governed: true }];
  }
  if (type === 'lot.assayed') return [assayIn(sid, org, data as LotAssayed)];
  return TRANSFORMATIONS.includes(type) ? madeOrRefined(lot, sid, org, data as LotsTransformed) : [];
}

function assayIn(sid: string, org: string, data: LotAssayed): SeriesReading {
  const { on, lot: _, fineness, governs: governed, rebasing, ...assay } = data;
  const changed = rebasing && changedBy(rebasing, Number(BigInt(rebasing.toNg) / BigInt(fineness.ppm)));
  return { sid, day: on.date, org, from: 'assay', fineness, assay, governed, ...(changed && { changed }) };
}

function madeOrRefined(lot: string, sid: string, org: string, data: LotsTransformed): SeriesReading[] {
  const { on, outputs, inputs, rebasings, losses } = data;
  const made = outputs.find((one) => one.lot === lot)?.fineness;
  if (made !== undefined) return [{ sid, day: on.date, org, from: 'making', fineness: made, governed: true }];
  const rebasing = rebasings.find((one) => one.lot === lot);
  const input = inputs.find((one) => one.lot === lot);
  if (rebasing === undefined || input === undefined) return [];
  const lost = losses.filter((one) => one.lot === lot && one.cause === 'melt-loss');
  const massMg = lost.reduce((mg, one) => mg - one.grossMg, input.grossMg);
  const ppm = Number(BigInt(rebasing.toNg) / BigInt(massMg));
  const changed = changedBy(rebasing, massMg);
  return [{ sid, day: on.date, org, from: 'refining', fineness: { ppm, method: 'outturn' }, governed: true, changed }];
}

function changedBy({ fromNg, toNg, uncertaintyNg, within }: Rebasing, grossMg: number): Changed {
  const difference = BigInt(toNg) - BigInt(fromNg);
  return { grossMg, fineBeforeNg: fromNg, fineAfterNg: toNg, differenceNg: `${difference}`, uncertaintyNg, within };
}
