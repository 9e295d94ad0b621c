/** Whose a bar of two owners' gold is: a stranger checks that somebody entitled to it was named, and nobody where nothing was to decide. */
import { fineNgOf, type Lot } from '../../../../src/core/custody/lot.js';
import type { Draft } from '../../../../src/core/log/statement.js';
import { BAR, until, AT, fact } from '../../../support/one-delivery.js';
import { oneBarOfTwo, TWO } from '../../../support/one-bar-of-two.js';
import { judged } from './judged.js';

test('a bar that is one of its two owners’ is in order, held or released', () => {
  expect(judged(oneBarOfTwo(), TWO)).toEqual({ exit: 0, faults: [] });
  expect(judged(oneBarOfTwo(null), TWO)).toEqual({ exit: 0, faults: [] });
});

test.each([
  ['without a word of whose it is', ({ owner: _, ...data }: { owner?: string }) => data],
  ['as a third one’s', (data: object) => ({ ...data, owner: 'thief' })],
  ['for another reason, and given away with it', (data: object) => ({ ...data, codes: ['seal-used'] })],
])('a bar of two owners is not released %s', (_, release) => {
  expect(judged(oneBarOfTwo(release), TWO)).toEqual({ exit: 1, faults: ['custody: owner-undecided'] });
});

test('nobody becomes owner of a bar by a release where one owner’s gold went in', () => {
  const on = { date: '2026-01-08', tz: 'America/Bogota' };
  const data = { on, lot: BAR, reason: 'r', owner: 'coop' };
  const log = until(AT.melt).append({ ...fact('coop', '2026-01-08', 'lot.released', data), lots: [BAR] });
  expect(judged(log, BAR)).toEqual({ exit: 1, faults: ['custody: owner-undecided'] });
});

test('gold held for another reason is released without a word of whose it is', () => {
  const on = { date: '2026-01-08', tz: 'America/Bogota' };
  const about = (type: string, data: object): Draft => {
    return { ...fact('coop', on.date, type, { on, lot: BAR, ...data } as unknown as Draft['data']), lots: [BAR] };
  };
  const held = about('lot.held', { reasons: [{ rule: 'P3', code: 'seal-used', at: 'seal' }] });
  expect(judged(until(AT.melt).append(held, about('lot.released', { reason: 'r' })), BAR)).toEqual({
    exit: 0,
    faults: [],
  });
});

test('a claim is given up for mass balance by who owns the gold, and not by who merely holds it', () => {
  const on = { date: '2026-01-08', tz: 'America/Bogota' };
  const fineNg = `${fineNgOf(until(AT.receipt).facts.lots.get(BAR) as Lot)}`;
  const data = { on, lot: BAR, scheme: 'fairmined', fineNg, credential: 'FML-1' };
  const log = until(AT.receipt).append({ ...fact('joya', on.date, 'claim.incorporated', data), lots: [BAR] });
  expect(judged(log, BAR)).toEqual({ exit: 1, faults: ['custody: not-owner'] });
});
