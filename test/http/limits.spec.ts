import * as fc from 'fast-check';
import { Rejection } from '../../src/core/rejection.js';
import { checkBody, networkOf, RateLimit } from '../../src/http/door/limits.js';

const taken = (limit: RateLimit, address: string, atMs: number): boolean => {
  try {
    limit.take(address, atMs);
    return true;
  } catch (error) {
    if (error instanceof Rejection && error.code === 'too-many-requests') return false;
    throw error;
  }
};

describe('requests per address', () => {
  test('never more than the burst and what time gave back', () => {
    const asks = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(asks, (pauses) => {
        const limit = new RateLimit(2, 5);
        let now = 1_000_000;
        let answered = 0;
        for (const pause of pauses) {
          now += pause;
          if (taken(limit, '203.0.113.1', now)) answered += 1;
        }
        expect(answered).toBeLessThanOrEqual(5 + (2 * (now - 1_000_000)) / 1000);
      }),
    );
  });

  test('a clock set back gives nothing away', () => {
    const limit = new RateLimit(1, 1);
    expect(taken(limit, 'a', 10_000)).toBe(true);
    expect(taken(limit, 'a', 0)).toBe(false);
    expect(taken(limit, 'a', 500)).toBe(false);
  });

  test('it says how long to wait', () => {
    const limit = new RateLimit(0.1, 1);
    limit.take('a', 0);
    expect(() => limit.take('a', 4_000)).toThrow(
      expect.objectContaining({ code: 'too-many-requests', detail: { seconds: '6' } }),
    );
    expect(taken(limit, 'a', 10_000)).toBe(true);
  });

  test('a caller with a million addresses costs bounded memory', () => {
    const limit = new RateLimit(1, 1, 100);
    for (let i = 0; i < 10_000; i += 1) limit.take(`198.51.100.${i}`, i);
    expect(limit.addresses).toBe(100);
    expect(taken(limit, '198.51.100.9999', 9_999)).toBe(false);
  });

  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('bodies of any shape', () => {
  test('are read or refused, never worse', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 20 }), (body) => {
        try {
          checkBody(body);
        } catch (error) {
          expect(error).toBeInstanceOf(Rejection);
        }
      }),
    );
  });

  test('hidden in a name, too', () => {
    expect(() => checkBody({ list: [{ 'a\0': 1 }] })).toThrow(expect.objectContaining({ code: 'malformed' }));
    expect(() => checkBody({ '\udc00': 1 })).toThrow(expect.objectContaining({ code: 'malformed' }));
    expect(() => checkBody({ gold: '🪙 Ñ' })).not.toThrow();
  });
});
