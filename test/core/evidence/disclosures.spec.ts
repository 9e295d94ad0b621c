/** Private values: shown to whom their owner chooses, held by the statement's commitment; the rest is counted, not guessed. */
import { toHex } from '../../../src/core/bytes.js';
import { draft } from '../../../src/core/custody/act.js';
import { commitment, sidOf } from '../../../src/core/log/entry.js';
import { verify } from '../../../src/verifier/door.js';
import { textReport } from '../../../src/verifier/report.js';
import { edited } from '../../support/edited.js';
import type { LittleLog } from '../../support/little-log.js';
import { actOf, oneDelivery, RING } from '../../support/one-delivery.js';

const act = actOf('joya', '2026-01-09');
const engraved = {
  ...draft(act, 'ring.engraved', [RING], {}),
  reveals: [
    { name: 'buyer', value: 'Ana María' },
    { name: 'price', value: '1200.00' },
  ],
};
const AT_ENGRAVED = 11;
/** The delivery's own: its bringer and its declaration. */
const OTHERS = 2;
const log = (): LittleLog => oneDelivery().append(engraved);

function erased(of: LittleLog, digests: readonly string[], sid?: string): LittleLog {
  const named = sid ?? toHex(sidOf(of.events[AT_ENGRAVED]?.bytes ?? new Uint8Array()));
  const data = { digests, of: [named], basis: 'request', requestedBy: 'r', approvedBy: 'a' };
  return of.append(draft(act, 'personal-data.erased', [RING], data));
}

const told = ({ exit, lines }: ReturnType<typeof verify>): object => ({
  exit,
  whats: lines.filter(({ ok }) => !ok).map(({ what }) => what),
});

test('by default nothing private is shown, and it is said how much is withheld', () => {
  const { exit, summary, lines } = verify(log().bundle(RING), log().policy);
  expect(exit).toBe(0);
  expect(summary?.values).toEqual({ shown: [], withheld: OTHERS + 2, erased: 0 });
  expect(lines.find(({ what }) => what === 'withheld')?.values).toEqual({ count: OTHERS + 2 });
});

test('one value shown says nothing of the other, and changes nothing else', () => {
  const bundle = log().bundle(RING, { disclose: ['price'] });
  const shown = verify(bundle, log().policy);
  const hidden = verify(log().bundle(RING), log().policy);
  expect(shown.exit).toBe(0);
  expect(shown.summary?.values).toEqual({
    shown: [{ index: AT_ENGRAVED, name: 'price', value: '1200.00' }],
    withheld: OTHERS + 1,
    erased: 0,
  });
  expect({ ...shown.summary, values: null }).toEqual({ ...hidden.summary, values: null });
  expect(new TextDecoder().decode(bundle)).not.toContain('Ana');
  expect(textReport(shown, 'en')).toContain('price: 1200.00 (event 11)');
});

describe('a value nobody committed to', () => {
  const all = log().bundle(RING, { disclose: ['buyer', 'price'] });
  type Shown = { i: number; name: string; salt: string; value: unknown };
  const changed = (change: (list: Shown[]) => unknown): ReturnType<typeof verify> =>
    verify(
      edited(all, (raw) => change(raw['disclosures'] as Shown[])),
      log().policy,
    );
  const bad = { exit: 1, whats: ['not-committed'] };
  test('another value, another name, another salt, another event', () => {
    expect(told(changed(([one]) => Object.assign(one ?? {}, { value: '1.00' })))).toEqual(bad);
    expect(told(changed(([one]) => Object.assign(one ?? {}, { name: 'cost' })))).toEqual(bad);
    expect(told(changed(([one]) => Object.assign(one ?? {}, { salt: 'A'.repeat(43) })))).toEqual(bad);
    expect(told(changed(([one]) => Object.assign(one ?? {}, { i: 10 })))).toEqual(bad);
    expect(told(changed(([one]) => Object.assign(one ?? {}, { i: 0 })))).toEqual(bad);
  });

  test('the same value twice, or out of order, is no bundle', () => {
    expect(changed((list) => list.push({ ...(list[0] as Shown) })).exit).toBe(4);
    expect(changed((list) => list.reverse()).exit).toBe(4);
  });
});

describe('an erased value', () => {
  const digests = log().events[AT_ENGRAVED]?.statement.sd ?? [];

  test('is counted as erased, by the entry that says so', () => {
    const gone = erased(log(), digests.slice(0, 1));
    const { exit, summary, lines } = verify(gone.bundle(RING), gone.policy);
    expect(exit).toBe(0);
    expect(summary?.values).toMatchObject({ withheld: OTHERS + 1, erased: 1 });
    expect(lines.find(({ what }) => what === 'erased')).toMatchObject({ at: 'event 12', values: { count: 1 } });
  });

  test('not by an entry about another statement', () => {
    const gone = erased(log(), digests, 'ab'.repeat(32));
    expect(verify(gone.bundle(RING), gone.policy).summary?.values).toMatchObject({ withheld: OTHERS + 2, erased: 0 });
  });

  test('that somebody kept a copy of is still held by its commitment', () => {
    const gone = erased(log(), digests);
    const { exit, summary } = verify(gone.bundle(RING, { disclose: ['price'] }), gone.policy);
    expect(exit).toBe(0);
    expect(summary?.values).toMatchObject({ shown: [{ name: 'price' }], withheld: OTHERS, erased: 1 });
  });
});

test('a small space of values is not found out without the salt', () => {
  const secret = log().events[AT_ENGRAVED]?.values.find(({ name }) => name === 'price');
  const digests = new Set(log().events[AT_ENGRAVED]?.statement.sd);
  expect(digests.has(commitment(secret?.salt ?? '', 'price', '1200.00'))).toBe(true);
  const guesses = Array.from({ length: 5000 }, (_, n) => commitment('', 'price', `${n}.00`));
  expect(guesses.filter((guess) => digests.has(guess))).toEqual([]);
});
