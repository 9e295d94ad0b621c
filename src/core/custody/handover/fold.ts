/** What dispatches, answers, incidents and promises of title make of a lot. */
import { takeFrom, type Lot } from '../lot.js';
import type {
  Bags,
  CustodyDispatched,
  CustodyReceived,
  CustodyRefused,
  CustodyRelayed,
  LotDetained,
  LotLost,
  LotSeized,
  SealChanged,
  TitleAgreed,
} from './statements.js';

/** The bags a lot travels in, and what they are said to contain. */
export interface SaidToContain extends Bags {
  readonly saidMg: number;
}

/** An authority keeps it where it is. */
export interface Detention {
  readonly authority: string;
  readonly act: string;
  readonly since: string;
}

export type Promised = Pick<TitleAgreed, 'to' | 'basis' | 'passes' | 'document' | 'until'>;

export function dispatched(lot: Lot, { to, sentMg, on, seal, due, terms, sealed }: CustodyDispatched): Lot {
  const more = { ...(due !== undefined && { due }), ...(terms && { terms }), ...(sealed && { sealed }) };
  return { ...lot, transit: { to, sentMg, since: on.date, ...more }, ...(seal !== undefined && { seal }) };
}

/** Custody alone; what was weighed is the fold's own matter. */
export function arrived({ transit: _, bags: __, ...lot }: Lot, { to, on }: CustodyReceived): Lot {
  return { ...lot, custodian: to, movedOn: on.date };
}

/** It stays with its sender; a buyer who refuses the gold refuses the sale that hung on it. */
export function refused(lot: Lot, { on, to }: Pick<CustodyRefused, 'on' | 'to'>): Lot {
  const { transit: _, ...rest } =
    lot.agreed?.passes === 'on-acceptance' && lot.agreed.to === to ? unpromised(lot) : lot;
  return { ...rest, movedOn: on.date };
}

export function unpromised({ agreed: _, ...lot }: Lot): Lot {
  return lot;
}

/** Statements of one lot that only this subject knows, by type. */
export const ON_THE_ROAD: Readonly<Record<string, (lot: Lot, data: never) => Lot>> = {
  'custody.relayed': ({ transit: _, ...lot }, { to, on, sentMg, bags, seals }: CustodyRelayed): Lot => ({
    ...lot,
    custodian: to,
    movedOn: on.date,
    bags: { bags, seals, saidMg: sentMg },
  }),
  'custody.declined': refused,
  'seal.changed': resealed,
  'lot.detained': (lot, { authority, act, on }: LotDetained): Lot => ({
    ...lot,
    detained: { authority, act, since: on.date },
  }),
  'lot.cleared': ({ detained: _, ...lot }: Lot): Lot => lot,
  'lot.seized': (lot, { grossMg }: LotSeized): Lot => gone(lot, grossMg, 'seized'),
  'lot.lost': (lot, { grossMg, cause }: LotLost): Lot => gone(lot, grossMg, cause),
  'title.agreed': (lot, { to, basis, passes, document, until }: TitleAgreed): Lot => ({
    ...lot,
    agreed: { to, basis, passes, ...(document !== undefined && { document }), ...(until !== undefined && { until }) },
  }),
  'title.declined': unpromised,
};

function gone({ transit: _, detained: __, ...lot }: Lot, grossMg: number, lost: NonNullable<Lot['lost']>): Lot {
  return { ...takeFrom(lot, grossMg).lot, lost };
}

function resealed({ seal, ...lot }: Lot, { broken, applied }: SealChanged): Lot {
  const change = <B extends Bags>(bags: B): B => ({
    ...bags,
    seals: [...bags.seals.filter((one) => one !== broken), ...(applied === undefined ? [] : [applied])],
  });
  const now = seal === broken ? (applied ?? seal) : seal;
  return {
    ...lot,
    ...(now !== undefined && { seal: now }),
    ...(lot.bags && { bags: change(lot.bags) }),
    ...(lot.transit?.sealed && { transit: { ...lot.transit, sealed: change(lot.transit.sealed) } }),
  };
}

/** As many bags under the same seals, in whatever order they were counted. */
export function sameSeals(a: Bags, b: Bags): boolean {
  return a.bags === b.bags && [...a.seals].sort().join('\n') === [...b.seals].sort().join('\n');
}
