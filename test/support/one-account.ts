/** The bar of one delivery, whose buyer counts it in an account of incorporated gold, and then makes a ring of it. */
import { work } from '../../src/core/custody/transformations/bench.js';
import { incorporate } from '../../src/core/custody/incorporated/decide.js';
import { toHex } from '../../src/core/bytes.js';
import { sidOf } from '../../src/core/log/entry.js';
import type { Draft } from '../../src/core/log/statement.js';
import type { LittleLog } from './little-log.js';
import { actOf, AT, BAR, DELIVERY, fact, RING, until } from './one-delivery.js';

const joya = actOf('joya', '2026-01-09');

/** @param told what is said at that moment, after what was said so far; absent: what the rules make of it */
export function oneAccount(...told: readonly ((honest: Draft) => Draft)[]): LittleLog {
  const log = until(AT.sale);
  const facts = { ...log.facts, accounts: new Map(), sales: new Map() };
  const [honest] = incorporate(facts, joya, { lot: BAR, scheme: 'fairmined' });
  if (honest === undefined) throw new Error('nothing was given up');
  if (told.length > 0) return log.append(...told.map((change) => change(honest)));
  return log.append(honest).decide(work, joya, {
    process: 'manufacture',
    input: { lot: BAR, grossMg: 4_000 },
    alloyMg: 900,
    output: { lot: RING, code: 'J-1', form: 'piece', grossMg: 4_850, ppm: 750_000 },
  });
}

const saying = (change: object) => (honest: Draft) => ({ ...honest, data: { ...honest.data, ...change } }) as Draft;
const before = (type: string, data: object) => (): Draft => {
  const said = { on: joya.on, lot: BAR, ...data } as unknown as Draft['data'];
  return { ...fact('joya', '2026-01-09', type, said), lots: [BAR] };
};
const honest = saying({});
const promise = { from: 'joya', to: 'coop', basis: 'sale', passes: 'on-settlement' };
const sent = { from: 'joya', to: 'coop', sentMg: 10_300 };

/** What nobody can say, and as which fault it is found. */
export const MISCOUNTED: Readonly<Record<string, readonly [fault: string, ...told: ((honest: Draft) => Draft)[]]>> = {
  'more than is left of it': ['balance: gold-take', saying({ fineNg: '9383300001' })],
  'by whom it is not': ['custody: not-custodian', (said) => ({ ...said, org: 'coop' })],
  'under a scheme it never carried': ['custody: claim-absent', saying({ scheme: 'fairtrade' })],
  'a second time': ['custody: claim-absent', honest, honest],
  'before it was bought': ['custody: too-early', saying({ on: { ...joya.on, date: '2026-01-07' } })],
  'while it is held': [
    'custody: while-held',
    before('lot.held', { reasons: [{ rule: 'P4', code: 'c', at: 'a' }] }),
    honest,
  ],
  'while it is on its way': ['custody: while-travelling', before('custody.dispatched', sent), honest],
  'what was promised to another': ['custody: promised', before('title.agreed', promise), honest],
};

/** A delivery that its cooperative counts in an account and then corrects, which is too late. */
export function countedAndCorrected(): LittleLog {
  const on = { date: '2026-01-05', tz: 'America/Bogota' };
  const said = (type: string, data: Draft['data']): Draft => ({
    ...fact('coop', on.date, type, data),
    lots: [DELIVERY],
  });
  const log = until(AT.delivery);
  const of = toHex(sidOf(log.events[AT.delivery]?.bytes ?? new Uint8Array()));
  const counted = { on, lot: DELIVERY, scheme: 'fairmined', fineNg: '9489887000', credential: 'FM-1' };
  const corrected = { of, on, reason: 'typing-error', fields: { grossMg: 10_000 } };
  return log.append(said('claim.incorporated', counted), said('statement.corrected', corrected));
}
