/** Whose a bar of two owners' gold is: a stranger checks that somebody entitled to it was named, and nobody where nothing was to decide. */
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
