/** Whose key signed, and whether it could: judged by the key entries in the bundle, at the place where the statement stands. */
import { signEd25519 } from '#crypto';
import { draft } from '../../../src/core/custody/act.js';
import { toBase64Url, utf8 } from '../../../src/core/bytes.js';
import { subjectOf } from '../../../src/core/log/heads.js';
import { verify } from '../../../src/verifier/door.js';
import type { LittleLog } from '../../support/little-log.js';
import { actOf, fact, oneDelivery, RING } from '../../support/one-delivery.js';

const [coop, phone, joya, other] = [3, 4, 5, 6].map((n) => ({ seed: new Uint8Array(32).fill(n) })) as [
  { seed: Uint8Array },
  { seed: Uint8Array },
  { seed: Uint8Array },
  { seed: Uint8Array },
];
const device = { holder: 'device', name: 'Moto G' } as const;
const engraved = (org = 'coop'): ReturnType<typeof fact> => fact(org, '2026-01-09', 'ring.engraved', {});
/** A device says its number in its own chain. */
const fromPhone = (seq = 0): ReturnType<typeof fact> =>
  fact('coop', '2026-01-09', 'ring.engraved', {
    device: { seq, prev: seq === 0 ? null : 'A'.repeat(43), checkpoint: null },
  });
const keyed = (): LittleLog => oneDelivery().key('coop', coop);
const suspended = fact('coop', '2026-01-09', 'credential.suspended', {
  holder: 'coop',
  scheme: 'fairmined',
  number: 'FM-1',
  from: '2026-01-09',
});
const NEXT = 11;

function judged(log: LittleLog, options: Parameters<LittleLog['bundle']>[1] = {}): { exit: number; faults: string[] } {
  const { exit, lines } = verify(log.bundle(RING, options), log.policy);
  for (const { detail } of lines) expect(detail).not.toMatch(/\{\w+\}/);
  return { exit, faults: lines.filter(({ ok }) => !ok).map(({ what, at }) => `${what} ${at}`.trim()) };
}

describe('who may sign', () => {
  test('an organisation, its device, and both', () => {
    const log = keyed().key('coop', phone, device, coop).signed(engraved(), coop).signed(fromPhone(), phone);
    expect(judged(log.signed(fromPhone(1), coop, phone))).toEqual({ exit: 0, faults: [] });
    expect(verify(log.bundle(RING), log.policy).summary?.attested).toMatchObject({ platform: 12, signed: 4, kept: 0 });
  });

  test('a key whose entry is not here cannot be judged', () => {
    expect(judged(oneDelivery().signed(engraved(), coop))).toEqual({ exit: 3, faults: [`key-absent event ${NEXT}`] });
    const left = judged(keyed().signed(engraved(), coop), { without: [NEXT] });
    expect(left).toEqual({ exit: 3, faults: [`key-absent event ${NEXT + 1}`, 'tail-missing keys coop'] });
  });

  test('nor a key entered only afterwards', () => {
    const log = oneDelivery().signed(engraved(), coop).key('coop', coop);
    expect(judged(log)).toEqual({ exit: 3, faults: [`key-absent event ${NEXT}`] });
  });

  test("somebody else's key, a key out of its scope, and one that expired do not sign", () => {
    const stranger = keyed().key('joya', joya).signed(engraved(), joya);
    expect(judged(stranger)).toEqual({ exit: 1, faults: [`key-of-another event ${NEXT + 2}`] });
    const scoped = keyed()
      .key('coop', phone, { ...device, scope: ['lot.assayed'] }, coop)
      .signed(fromPhone(), phone);
    expect(judged(scoped)).toEqual({ exit: 1, faults: [`key-out-of-scope event ${NEXT + 2}`] });
    const lapsed = keyed().key('coop', phone, { ...device, until: '2026-01-01T00:00:00.000Z' }, coop);
    expect(judged(lapsed.signed(fromPhone(), phone))).toEqual({ exit: 1, faults: [`key-expired event ${NEXT + 2}`] });
  });

  test('a revocation ends a key where it stands in the log, and leaves what came before', () => {
    const log = keyed().key('coop', phone, device, coop).signed(fromPhone(), phone).revoke('coop', phone, 'lost', coop);
    expect(judged(log)).toEqual({ exit: 0, faults: [] });
    expect(judged(log.signed(fromPhone(1), phone))).toEqual({ exit: 1, faults: [`key-revoked event ${NEXT + 4}`] });
  });

  test('what a lost device had signed holds where the organisation signs beside it', () => {
    const log = keyed().key('coop', phone, device, coop).revoke('coop', phone, 'lost', coop);
    expect(judged(log.signed(fromPhone(1), coop, phone))).toEqual({ exit: 0, faults: [] });
  });

  test('a revocation left out of the bundle is missed', () => {
    const log = keyed().revoke('coop', coop).signed(engraved(), coop);
    expect(judged(log).faults).toEqual([`key-revoked event ${NEXT + 2}`]);
    expect(judged(log, { without: [NEXT + 1] })).toEqual({ exit: 3, faults: ['tail-missing keys coop'] });
    const heads = log.headNotes(log.headsOf(log.needed(RING).filter((one) => subjectOf(one) !== 'keys coop')));
    expect(judged(log, { without: [NEXT + 1], heads })).toEqual({ exit: 3, faults: ['head-absent keys coop'] });
  });
});

describe('key entries', () => {
  test('a second first key, entered by the platform, is against the rules and speaks for nobody', () => {
    const log = keyed().key('coop', other).signed(engraved(), other);
    expect(judged(log)).toEqual({ exit: 1, faults: [`key-absent event ${NEXT + 2}`, `key-entry event ${NEXT + 1}`] });
  });

  test('nor does a revoked key come back', () => {
    const log = keyed().key('coop', phone, device, coop).revoke('coop', phone, 'lost', coop);
    expect(judged(log.key('coop', phone, device, coop))).toEqual({ exit: 1, faults: [`key-entry event ${NEXT + 3}`] });
  });

  test('nor may a device enter keys', () => {
    const log = keyed().key('coop', phone, device, coop).key('coop', other, device, phone);
    expect(judged(log).exit).toBe(1);
    expect(judged(log).faults).toContain(`key-entry event ${NEXT + 2}`);
  });

  test('a key of which nobody showed the secret', () => {
    const proof = toBase64Url(signEd25519(other.seed, utf8('not this')));
    expect(judged(oneDelivery().key('coop', coop, { proof }).signed(engraved(), coop))).toEqual({
      exit: 1,
      faults: [`key-unproven event ${NEXT}`],
    });
  });
});

const REFUSED = { organisation: 'coop', attested: 'refused' };
const ACCEPTED = { organisation: 'coop', attested: 'accepted' };
const refusing = (): LittleLog => keyed().keyed('policy.set', 'coop', REFUSED, coop);
/** What is wrong with a log in which the platform speaks for the cooperative. */
const faultsOf = (log: LittleLog): string[] => judged(log.append(engraved())).faults;

describe('an organisation that lets only its keys speak for it', () => {
  test('is not spoken for by the platform or a book any more, and what was said before stands', () => {
    expect(judged(refusing().signed(engraved(), coop))).toEqual({ exit: 0, faults: [] });
    expect(judged(refusing().append(engraved('joya')))).toEqual({ exit: 0, faults: [] });
    const forged = { exit: 1, faults: [`attestation-refused event ${NEXT + 2}`] };
    expect(judged(refusing().append(engraved()))).toEqual(forged);
    expect(verify(refusing().append(engraved()).bundle(RING)).lines.map(({ detail }) => detail)).toContain(
      `attested for coop, which since event ${NEXT + 1} lets only its own keys speak for it`,
    );
    const book = { file: 'libro.csv', key: '1', line: 2, sha256: '0'.repeat(64) };
    expect(judged(refusing().append({ ...engraved(), attested: 'book', book }))).toEqual(forged);
  });

  test('until it says otherwise itself', () => {
    expect(judged(refusing().keyed('policy.set', 'coop', ACCEPTED, coop).append(engraved()))).toEqual({
      exit: 0,
      faults: [],
    });
    const forged = refusing().keyed('policy.set', 'coop', ACCEPTED).append(engraved());
    const faults = [2, 3].map((n) => `attestation-refused event ${NEXT + n}`);
    expect(judged(forged)).toEqual({ exit: 1, faults: [...faults, `key-entry event ${NEXT + 2}`] });
  });

  test('is held on, papered and given a new key by the house all the same', () => {
    const reasons = [{ rule: 'P4', code: 'other', at: 'lot' }];
    const held = fact('coop', '2026-01-09', 'lot.held', {
      lot: RING,
      reasons,
      on: { date: '2026-01-09', tz: 'America/Bogota' },
    });
    expect(judged(refusing().append({ ...held, lots: [RING] }))).toEqual({ exit: 0, faults: [] });
    expect(judged(refusing().append(suspended))).toEqual({ exit: 0, faults: [] });
    const locked = refusing().revoke('coop', coop);
    expect(judged(locked.key('coop', other).signed(engraved(), other))).toEqual({ exit: 0, faults: [] });
    expect(judged(refusing().key('coop', other))).toEqual({ exit: 1, faults: [`key-entry event ${NEXT + 2}`] });
  });

  test('says so with a key of its own: not the platform, another, a device, nor a revoked key', () => {
    expect(faultsOf(keyed().keyed('policy.set', 'coop', REFUSED))).toEqual([`key-entry event ${NEXT + 1}`]);
    expect(faultsOf(keyed().key('joya', joya).keyed('policy.set', 'coop', REFUSED, joya))).toEqual([
      `key-of-another event ${NEXT + 2}`,
      `key-entry event ${NEXT + 2}`,
    ]);
    expect(faultsOf(keyed().key('coop', phone, device, coop).keyed('policy.set', 'coop', REFUSED, phone))).toContain(
      `key-out-of-scope event ${NEXT + 2}`,
    );
    expect(faultsOf(keyed().revoke('coop', coop).keyed('policy.set', 'coop', REFUSED, coop))).toEqual([
      `key-revoked event ${NEXT + 2}`,
      `key-entry event ${NEXT + 2}`,
    ]);
  });

  test('and a bundle that leaves that out is missed, though nothing in it is signed', () => {
    const log = refusing().append(engraved());
    const without = [NEXT, NEXT + 1];
    expect(judged(log, { without })).toEqual({ exit: 3, faults: ['tail-missing keys coop'] });
    const heads = log.headNotes(log.headsOf(log.needed(RING).filter(({ kind }) => kind !== 'keys')));
    expect(judged(log, { without, heads }).faults).toContain('head-absent keys coop');
  });
});

test('what the operator signs with a key it keeps is counted apart, and said', () => {
  const log = oneDelivery().key('coop', coop, { custody: 'operator' }).signed(engraved(), coop);
  const { exit, lines, summary } = verify(log.bundle(RING), log.policy);
  expect(exit).toBe(0);
  expect(summary?.attested).toMatchObject({ signed: 0, kept: 1 });
  const told = lines.find(({ what }) => what === 'operator-keeps-key');
  expect(told?.values).toEqual({ org: 'coop', count: 1 });
});

const sides = (one: LittleLog): string[] => judged(one).faults.filter((fault) => /unsigned|key/.test(fault));

test('a void that two agree on counts with both signatures only', () => {
  const said = draft(actOf('coop', '2026-01-09'), 'statement.voided', [RING], { with: 'joya' });
  const log = (): LittleLog => keyed().key('joya', joya);
  expect(sides(log().signed(said, coop, joya))).toEqual([]);
  expect(sides(log().signed(said, coop))).toEqual([`side-unsigned event ${NEXT + 2}`]);
  expect(log().signed(said, coop).needed(RING)).toContainEqual({ kind: 'keys', id: 'joya' });
});

test('more signatures than eight under one statement are no bundle', () => {
  const many = Array.from({ length: 9 }, (_, n) => ({ seed: new Uint8Array(32).fill(n + 20) }));
  const log = many
    .slice(1)
    .reduce((so, one) => so.key('coop', one, {}, many[0]), oneDelivery().key('coop', many[0] ?? coop));
  expect(judged(log.signed(engraved(), ...many.slice(0, 8)))).toEqual({ exit: 0, faults: [] });
  const nine = log.signed(engraved(), ...many);
  expect(() => nine.bundle(RING)).toThrow('bug: not a bundle');
});
