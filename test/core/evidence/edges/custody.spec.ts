/** What only one word of a statement gives away: who holds, who owns, how much was sent and when. */
import type { Draft } from '../../../../src/core/log/statement.js';
import { AT, BAR, DELIVERY, fact, oneDelivery, RING, until } from '../../../support/one-delivery.js';
import { idOf } from '../../../support/little-log.js';
import { judged } from './judged.js';

const on = { date: '2026-01-08', tz: 'America/Bogota' };
const ELSEWHERE = idOf(0xde, 2);
const said = (org: string, type: string, lots: string[], data: Draft['data']): Draft => {
  return { ...fact(org, on.date, type, data), lots };
};

test.each<[string, number, object, string[]]>([
  ['a delivery in the hands of another', AT.delivery, { custodian: 'joya' }, ['custody: not-in-own-name']],
  ['a delivery that is another’s', AT.delivery, { owner: 'joya' }, ['custody: not-in-own-name']],
  [
    'more received than was sent',
    AT.receipt,
    { sentMg: 10_302, differenceMg: -2 },
    ['custody: not-travelling', 'balance: gold-difference'],
  ],
  ['a receipt from somebody who did not send it', AT.receipt, { from: 'joya' }, ['custody: not-travelling']],
  ['a receipt before it was sent', AT.receipt, { on: { ...on, date: '2026-01-04' } }, ['custody: not-travelling']],
  ['a sale in the name of another', AT.sale, { from: 'joya' }, ['custody: not-owner', 'standing: judged-stranger']],
])('%s', (_, at, change, faults) => {
  const log = until(at, (data) => ({ ...data, ...change }));
  const lot = log.events.at(-1)?.statement.lots[0] ?? '';
  expect(judged(log, lot)).toEqual({ exit: 1, faults });
});

test('a receipt that somebody else states', () => {
  const { type, data } = oneDelivery().events[AT.receipt]?.statement ?? fact('', '', '', {});
  const log = until(AT.dispatch).append(said('coop', type, [BAR], data));
  expect(judged(log, BAR)).toEqual({ exit: 1, faults: ['custody: not-travelling'] });
});

describe('of a lot that nobody registered', () => {
  const fineness = { ppm: 900_000, method: 'touchstone', uncertaintyPpm: 15_000 };
  const line = { lot: ELSEWHERE, code: 'X', grossMg: 1, finenessPpm: 900_000, method: 'touchstone', fineNg: '900000' };

  test.each<[string, Draft['data'], string[]]>([
    [
      'lot.assayed',
      { on, lot: ELSEWHERE, laboratory: 'lab', fineness, sampleMg: 0, governs: true } as Draft['data'],
      ['balance: gold-unborn'],
    ],
    ['shipment.packed', { on, shipment: 'X-1', lines: [line] }, []],
    ['shipment.exported', { on, shipment: 'X-1' }, []],
    ['lot.released', { on, lot: ELSEWHERE, reason: 'r' }, []],
  ])('%s is told and judged like all else', (type, data, faults) => {
    const log = until(AT.melt).append(said('coop', type, [ELSEWHERE], data));
    expect(judged(log, BAR).faults).toEqual(faults);
  });
});

test('a ring made of gold that is here and of gold that nobody registered', () => {
  const mixed = until(AT.sale);
  const { type, org, data } = oneDelivery().events[AT.ring]?.statement ?? fact('', '', '', {});
  const inputs = [...(data['inputs'] as Draft['data'][]), { lot: ELSEWHERE, grossMg: 1 }];
  mixed.append(said(org, type, [BAR, ELSEWHERE, RING], { ...data, inputs }));
  const { exit, faults } = judged(mixed, RING);
  expect([exit, faults.includes('balance: gold-unborn'), faults.includes('piece: piece-absent')]).toEqual([
    1,
    true,
    false,
  ]);
});

const judgedAs = (origin: string, standing: string): object => {
  const log = until(AT.delivery, (data) => {
    const [claim] = data['claims'] as object[];
    return { ...data, origin, claims: [{ ...claim, credential: null, standing }] };
  });
  return judged(log, DELIVERY);
};

describe('a claim judged without a paper', () => {
  const good = { exit: 0, faults: [] };
  const bad = { exit: 1, faults: ['standing: judged-without-paper'] };

  test('is none, or rests on the other papers of an opening stock', () => {
    expect(judgedAs('production', 'none')).toEqual(good);
    expect(judgedAs('opening', 'valid')).toEqual(good);
    expect(judgedAs('production', 'valid')).toEqual(bad);
    expect(judgedAs('opening', 'expired')).toEqual(bad);
  });
});
