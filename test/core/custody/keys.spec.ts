import { array, assert, constantFrom, nat, property, record } from 'fast-check';
import { publicKeyOf, signEd25519 } from '#crypto';
import { fromHex, toBase64Url } from '../../../src/core/bytes.js';
import { keyFault, proofMessage } from '../../../src/core/custody/keys/rules.js';
import { KeyRing, type Holder, type KeyAdded } from '../../../src/core/custody/keys/keys.js';
import { kidOf } from '../../../src/core/log/entry.js';
import type { Statement } from '../../../src/core/log/statement.js';

const LOG = 'ledger.example.org/keys';
const RECEIVED = '2026-03-01T10:00:00.000Z';
const at = (idx: number, received = RECEIVED) => ({ idx, received });

/** A pair of somebody, told apart by one number. */
const seedOf = (n: number): Uint8Array => new Uint8Array(32).fill(n);
const kid = (n: number): string => kidOf(publicKeyOf(seedOf(n)));

function said(type: string, org: string, data: object, attested?: 'platform' | 'book'): Statement {
  return {
    v: 1,
    log: LOG,
    id: '00000000-0000-4000-8000-000000000001',
    type,
    lots: [],
    seen: [],
    at: RECEIVED,
    org,
    data: data as Statement['data'],
    ...(attested !== undefined && { attested }),
  };
}

interface Adding {
  readonly holder?: Holder;
  readonly attested?: 'platform';
  readonly scope?: string[];
  readonly until?: string;
}

function added(n: number, org: string, { holder = 'organisation', attested, ...more }: Adding = {}): Statement {
  const raw = publicKeyOf(seedOf(n));
  const key = toBase64Url(raw);
  const data: KeyAdded = {
    organisation: org,
    key,
    kid: kidOf(raw),
    holder,
    custody: 'own',
    proof: toBase64Url(signEd25519(seedOf(n), proofMessage(LOG, org, key))),
    ...more,
  };
  return said('key.added', org, data, attested);
}

const revoked = (n: number, org: string, attested?: 'platform'): Statement =>
  said('key.revoked', org, { organisation: org, kid: kid(n), reason: 'stolen' }, attested);

/** The cooperative with its office key (1) at entry 3, and a phone (2) that the office delegated at entry 5. */
function ring(): KeyRing {
  const keys = new KeyRing();
  keys.add(added(1, 'coop', { attested: 'platform' }), 3);
  keys.add(
    added(2, 'coop', { holder: 'device', scope: ['lot.registered', 'key.added'], until: '2026-06-01T00:00:00.000Z' }),
    5,
  );
  return keys;
}

describe('an organisation speaks for itself', () => {
  test('with a key of its own from where it was added until it lapses', () => {
    const keys = ring();
    keys.add(added(8, 'trader', { attested: 'platform', until: '2026-06-01T00:00:00.000Z' }), 6);
    expect([3, 4].map((idx) => keys.speaksFor('coop', at(idx)))).toEqual([false, true]);
    const days = ['2026-05-31T23:59:59.999Z', '2026-06-01T00:00:00.000Z'];
    expect(days.map((received) => keys.speaksFor('trader', at(9, received)))).toEqual([true, false]);
  });
  test('and what cannot be read adds no key', () => {
    const keys = new KeyRing();
    keys.add(said('key.added', 'coop', { ...added(1, 'coop').data, custody: 'mine' }, 'platform'), 3);
    expect(keys.all()).toEqual([]);
  });
  test('by its signature alone, first key or not, and other acts are no affair of keys', () => {
    const refusing = { organisation: 'coop', attested: 'refused' };
    expect(keyFault(said('policy.set', 'coop', refusing, 'platform'), at(0), [], new KeyRing())).toBe(
      'needs-signature',
    );
    expect(keyFault(said('lot.held', 'coop', {}, 'platform'), at(0), [], new KeyRing())).toBeUndefined();
  });
});

describe('a key may be entered', () => {
  test('by the operator, as the first of an organisation', () => {
    expect(keyFault(added(1, 'coop', { attested: 'platform' }), at(0), [], new KeyRing())).toBeUndefined();
  });

  test('by the organisation’s own key from then on, and by nobody else', () => {
    expect(keyFault(added(4, 'coop', { attested: 'platform' }), at(9), [], ring())).toBe('needs-signature');
    expect(keyFault(added(4, 'coop'), at(9), [kid(1)], ring())).toBeUndefined();
    expect(keyFault(added(4, 'coop'), at(9), [], ring())).toBe('not-by-organisation-key');
    expect(keyFault(added(4, 'coop'), at(9), [kid(9)], ring())).toBe('not-by-organisation-key');
    const other = ring();
    other.add(added(7, 'trader', { attested: 'platform' }), 6);
    expect(keyFault(added(4, 'coop'), at(9), [kid(7)], other)).toBe('not-by-organisation-key');
    expect(keyFault(added(4, 'coop'), at(9), [kid(1), kid(7)], other)).toBe('not-by-organisation-key');
  });

  test('never by a device, whatever its scope says, and a device never by the operator', () => {
    expect(keyFault(added(4, 'coop', { holder: 'device' }), at(9), [kid(2)], ring())).toBe('not-by-organisation-key');
    const alone = added(4, 'coop', { holder: 'device', attested: 'platform' });
    expect(keyFault(alone, at(0), [], new KeyRing())).toBe('needs-signature');
  });

  test('by the operator again once every key of the organisation is revoked or has run out', () => {
    const stolen = ring();
    stolen.add(revoked(1, 'coop', 'platform'), 8);
    expect(keyFault(added(4, 'coop', { attested: 'platform' }), at(8), [], stolen)).toBeUndefined();
    expect(keyFault(added(4, 'coop', { attested: 'platform' }), at(7), [], stolen)).toBe('needs-signature');
    const lapsing = new KeyRing();
    lapsing.add(added(1, 'coop', { attested: 'platform', until: RECEIVED }), 0);
    expect(keyFault(added(4, 'coop', { attested: 'platform' }), at(8), [], lapsing)).toBeUndefined();
  });

  test('once, ever: a revoked key does not come back, under no organisation', () => {
    const stolen = ring();
    stolen.add(revoked(1, 'coop', 'platform'), 8);
    expect(keyFault(added(1, 'coop', { attested: 'platform' }), at(9), [], stolen)).toBe('known-kid');
    expect(keyFault(added(1, 'trader', { attested: 'platform' }), at(9), [], stolen)).toBe('known-kid');
    expect(keyFault(revoked(1, 'coop', 'platform'), at(9), [], stolen)).toBe('revoked-before');
    stolen.add(added(1, 'trader', { attested: 'platform' }), 9);
    expect(stolen.get(kid(1))).toMatchObject({ organisation: 'coop', addedAt: 3, revokedAt: 8 });
  });

  test('only by whoever has its secret, for this organisation in this log', () => {
    const good = added(4, 'coop', { attested: 'platform' });
    const copied = { ...good, org: 'thief', data: { ...good.data, organisation: 'thief' } };
    expect(keyFault(copied, at(0), [], new KeyRing())).toBe('unproven');
    expect(keyFault({ ...good, log: 'other.example/log' }, at(0), [], new KeyRing())).toBe('unproven');
    expect(keyFault({ ...good, data: { ...good.data, kid: kid(5) } }, at(0), [], new KeyRing())).toBe('other-kid');
    expect(keyFault({ ...good, org: 'trader' }, at(0), [], new KeyRing())).toBe('not-in-own-name');
    expect(keyFault({ ...good, attested: 'book' }, at(0), [], new KeyRing())).toBe('malformed');
    const { proof: _, ...unproven } = good.data;
    expect(keyFault({ ...good, data: unproven }, at(0), [], new KeyRing())).toBe('malformed');
  });

  test.each([
    ['the identity', `01${'00'.repeat(31)}`],
    ['a point of order 8', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
    ['y = p + 3, a second spelling of y = 3', `f0${'ff'.repeat(30)}7f`],
    ['y = p + 4 with the sign of x', `f1${'ff'.repeat(31)}`],
  ])('not if it is %s', (_, hex) => {
    const raw = fromHex(hex) as Uint8Array;
    const data = {
      organisation: 'coop',
      key: toBase64Url(raw),
      kid: kidOf(raw),
      holder: 'organisation',
      custody: 'own',
      proof: toBase64Url(new Uint8Array(64)),
    };
    expect(keyFault(said('key.added', 'coop', data, 'platform'), at(0), [], new KeyRing())).toBe('weak-key');
  });

  test('of the log in the log’s own name only, and it signs no statement', () => {
    const log = new KeyRing();
    const own = added(8, LOG, { holder: 'log', attested: 'platform' });
    expect(keyFault(own, at(0), [], log)).toBeUndefined();
    expect(keyFault(added(8, 'coop', { holder: 'log', attested: 'platform' }), at(0), [], log)).toBe('not-the-log');
    expect(keyFault(added(8, LOG, { attested: 'platform' }), at(0), [], log)).toBe('not-the-log');
    log.add(own, 0);
    expect(log.standing(kid(8), { org: LOG, type: 'lot.registered', ...at(4) })).toBe('out-of-scope');
    expect(keyFault(added(9, LOG, { holder: 'log' }), at(4), [kid(8)], log)).toBe('not-by-organisation-key');
  });
});

const standing = (
  n: number,
  {
    org = 'coop',
    type = 'lot.registered',
    ...place
  }: Partial<{ org: string; type: string; idx: number; received: string }> = {},
) => ring().standing(kid(n), { org, type, ...at(place.idx ?? 9, place.received) });

describe('how a key stands', () => {
  test('by the index at which what it signed enters the log', () => {
    expect(standing(1)).toBe('in-force');
    expect(standing(1, { idx: 3 })).toBe('unknown');
    expect(standing(1, { idx: 4 })).toBe('in-force');
    expect(standing(9)).toBe('unknown');
    expect(standing(1, { org: 'trader' })).toBe('other-organisation');
  });

  test('of a device by its scope and its day', () => {
    expect(standing(2)).toBe('in-force');
    expect(standing(2, { type: 'lot.assayed' })).toBe('out-of-scope');
    expect(standing(2, { type: 'key.added' })).toBe('out-of-scope');
    expect(standing(2, { received: '2026-05-31T23:59:59.999Z' })).toBe('in-force');
    expect(standing(2, { received: '2026-06-01T00:00:00.000Z' })).toBe('expired');
  });

  test('A25: a revocation ends what enters from it on, and backdating it changes nothing before', () => {
    const keys = ring();
    // Said to be of last year: nobody asks.
    const backdated: Statement = { ...revoked(2, 'coop'), at: '2025-01-01T00:00:00.000Z' };
    keys.add(backdated, 20);
    const place = { org: 'coop', type: 'lot.registered' };
    expect(keys.standing(kid(2), { ...place, ...at(19) })).toBe('in-force');
    expect(keys.standing(kid(2), { ...place, ...at(20) })).toBe('revoked');
    keys.add(revoked(2, 'coop'), 30);
    expect(keys.get(kid(2))?.revokedAt).toBe(20);
  });

  test('of another organisation’s revocation not at all', () => {
    const keys = ring();
    expect(
      keyFault(
        said('key.revoked', 'trader', { organisation: 'trader', kid: kid(1), reason: 'stolen' }, 'platform'),
        at(9),
        [],
        keys,
      ),
    ).toBe('unknown-key');
    keys.add(said('key.revoked', 'trader', { organisation: 'trader', kid: kid(1), reason: 'stolen' }), 9);
    expect(keys.get(kid(1))?.revokedAt).toBeUndefined();
    expect(keyFault(revoked(1, 'coop'), at(9), [kid(2)], keys)).toBe('not-by-organisation-key');
    expect(keyFault(revoked(1, 'coop'), at(9), [kid(1)], keys)).toBeUndefined();
  });

  test('whatever is said in whatever order, a key once revoked never signs again', () => {
    const step = record({ deed: constantFrom('add', 'revoke'), key: nat(2), org: constantFrom('coop', 'trader') });
    assert(
      property(array(step, { maxLength: 20 }), (steps) => {
        const keys = new KeyRing();
        const ended = new Map<string, number>();
        for (const [idx, { deed, key, org }] of steps.entries()) {
          keys.add(deed === 'add' ? added(key + 1, org) : revoked(key + 1, org), idx);
          const known = keys.get(kid(key + 1));
          if (known?.revokedAt !== undefined && !ended.has(known.kid)) ended.set(known.kid, known.revokedAt);
        }
        for (const [one, revokedAt] of ended) {
          expect(keys.get(one)?.revokedAt).toBe(revokedAt);
          const { organisation: org = '' } = keys.get(one) ?? {};
          expect(keys.standing(one, { org, type: 'lot.registered', ...at(steps.length) })).toBe('revoked');
        }
      }),
      { numRuns: 60 },
    );
  });
});
