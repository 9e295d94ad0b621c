/** No bit of a bundle is idle: each one, flipped, is refused. */
import { isIntact, verify } from '../../../src/verifier/door.js';
import { oneDelivery, RING } from '../../support/one-delivery.js';

const log = oneDelivery();
const bundle = log.bundle(RING);

test(`all ${bundle.length * 8} bits of the bundle of one delivery, one bar, one ring are refused when flipped`, () => {
  expect(isIntact(bundle, log.policy)).toBe(true);
  const believed: number[] = [];
  for (let bit = 0; bit < bundle.length * 8; bit++) {
    const bent = Uint8Array.from(bundle);
    bent[bit >> 3] = (bent[bit >> 3] as number) ^ (1 << (bit & 7));
    if (isIntact(bent, log.policy)) believed.push(bit);
  }
  expect(believed).toEqual([]);
});

test('the full report refuses a sample of them, too, and never throws', () => {
  for (let bit = 0; bit < bundle.length * 8; bit += 101) {
    const bent = Uint8Array.from(bundle);
    bent[bit >> 3] = (bent[bit >> 3] as number) ^ (1 << (bit & 7));
    const { exit, lines } = verify(bent, log.policy);
    expect([bit, exit]).not.toEqual([bit, 0]);
    expect(lines.some(({ ok }) => !ok)).toBe(true);
  }
});
