/** No bit of a bundle is idle: each one, flipped, is refused. */
import { isIntact, verify } from '../../../src/verifier/door.js';
import { oneDelivery, RING, shortest } from '../../support/one-delivery.js';

const short = shortest();
const smallest = short.bundle(RING);
const long = oneDelivery();
const whole = long.bundle(RING);

function bent(bundle: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bundle);
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
}

test(`each of the ${smallest.length * 8} bits of a bundle of one delivery, one bar, one ring is refused when flipped`, () => {
  expect(verify(smallest, short.policy).lines.filter(({ ok }) => !ok)).toEqual([]);
  const believed: number[] = [];
  for (let bit = 0; bit < smallest.length * 8; bit++) {
    if (isIntact(bent(smallest, bit), short.policy)) believed.push(bit);
  }
  expect(believed).toEqual([]);
});

test('so are bits all along a bundle with a handover and a sale, and the full report says why and never throws', () => {
  for (let bit = 0; bit < whole.length * 8; bit += 61) {
    const { exit, lines, summary } = verify(bent(whole, bit), long.policy);
    expect([bit, exit]).not.toEqual([bit, 0]);
    expect(lines.some(({ ok }) => !ok)).toBe(true);
    if (exit === 1 || exit === 4) expect(summary).toBeUndefined();
  }
});

test('so is every cut: a bundle that breaks off anywhere is not a bundle', () => {
  for (let length = 0; length < whole.length; length += 97) {
    expect(verify(whole.slice(0, length), long.policy).exit).toBe(4);
  }
});
