import { verify } from '../../../src/verifier/door.js';
import { oneDelivery, RING } from '../../support/one-delivery.js';

describe('a ring made from one delivery', () => {
  const log = oneDelivery();

  test('is good under the policy that trusts its log', () => {
    const bytes = log.bundle(RING);
    const { exit, lines, summary } = verify(bytes, log.policy);
    console.log(bytes.length, JSON.stringify(lines, null, 1), summary);
    expect(lines.filter(({ ok }) => !ok)).toEqual([]);
    expect(exit).toBe(0);
  });
});
