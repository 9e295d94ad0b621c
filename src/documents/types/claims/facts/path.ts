/** The way from the mine to the box: who did what, in which months. Never a day, a person, or how gold travels. */
import { monthOf } from '../../../../core/day.js';
import type {
  CustodyReceived,
  CustodyRelayed,
  TitleTransferred,
} from '../../../../core/custody/handover/statements.js';
import type { LotAssayed, LotsTransformed } from '../../../../core/custody/statements.js';
import type { Statement } from '../../../../core/log/statement.js';
import { transformationsOf } from '../../../../core/provenance/lineage.js';

/** What was made of lots, and how they passed on; `relayed` to somebody who only carries. */
export const STEP_ACTS = [
  'mill',
  'melt',
  'refine',
  'alloy',
  'manufacture',
  'aggregate',
  'split',
  'assayed',
  'relayed',
  'received',
  'sold',
  'packed',
  'exported',
] as const;
export type StepAct = (typeof STEP_ACTS)[number];

export interface Months {
  /** First and last, `YYYY-MM`. */
  readonly from: string;
  readonly to: string;
}

export interface StepOnPaper {
  readonly act: StepAct;
  /** Who did it: of what passed on, who took it. A laboratory by the name it has in the books. */
  readonly by: string;
  readonly from: string | null;
  readonly months: Months;
}

/** Ids of these bars and all lots they were made of. */
export function ancestryOf(bars: readonly string[], statements: readonly Statement[]): ReadonlySet<string> {
  const made = transformationsOf(statements);
  const found = new Set(bars);
  const open = [...bars];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { lot } of made.get(next)?.inputs ?? []) {
      if (found.has(lot)) continue;
      found.add(lot);
      open.push(lot);
    }
  }
  return found;
}

/** In the order in which they began; what the same party did again is one step over several months. */
export function pathOf(
  ancestry: ReadonlySet<string>,
  statements: readonly Statement[],
  shipment: string,
): StepOnPaper[] {
  const steps = new Map<string, StepOnPaper>();
  for (const statement of statements) {
    for (const { act, by, from, day } of actsIn(statement, ancestry, shipment)) {
      const key = JSON.stringify([act, by, from]);
      const month = monthOf(day);
      const known = steps.get(key)?.months ?? { from: month, to: month };
      const months = {
        from: month < known.from ? month : known.from,
        to: month > known.to ? month : known.to,
      };
      steps.set(key, { act, by, from, months });
    }
  }
  return [...steps.values()].sort((a, b) =>
    a.months.from < b.months.from ? -1 : a.months.from > b.months.from ? 1 : 0,
  );
}

interface Act extends Omit<StepOnPaper, 'months'> {
  readonly day: string;
}

function actsIn({ type, org, data }: Statement, ancestry: ReadonlySet<string>, shipment: string): Act[] {
  const said = data as unknown;
  if (type === 'shipment.packed' || type === 'shipment.exported') {
    const { on } = said as LotAssayed;
    const act = type === 'shipment.packed' ? 'packed' : 'exported';
    return data['shipment'] === shipment ? [{ act, by: org, from: null, day: on.date }] : [];
  }
  if (type === 'lots.transformed' || type === 'lots.aggregated' || type === 'lot.split') {
    const { process, outputs, on } = said as LotsTransformed;
    return outputs.some(({ lot }) => ancestry.has(lot)) ? [{ act: process, by: org, from: null, day: on.date }] : [];
  }
  if (!ancestry.has(String(data['lot']))) return [];
  return passings(type, said);
}

function passings(type: string, said: unknown): Act[] {
  if (type === 'lot.assayed') {
    const { laboratory, on, governs } = said as LotAssayed;
    return governs ? [{ act: 'assayed', by: laboratory, from: null, day: on.date }] : [];
  }
  if (type === 'custody.received') {
    const { from, to, on, title } = said as CustodyReceived;
    const received = { act: 'received', by: to, from, day: on.date } as const;
    return title === undefined ? [received] : [received, { ...received, act: 'sold', from: title.from }];
  }
  if (type === 'custody.relayed' || type === 'title.transferred') {
    const { from, to, on } = said as CustodyRelayed | TitleTransferred;
    return [{ act: type === 'custody.relayed' ? 'relayed' : 'sold', by: to, from, day: on.date }];
  }
  return [];
}
