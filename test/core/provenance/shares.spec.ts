/** Composition by origin: exact at every step, never negative, and nobody gets less of more. */
import * as fc from 'fast-check';
import { fineNgOf, unitsOf } from '../../../src/core/custody/lot.js';
import { allot, rest } from '../../../src/core/provenance/shares.js';
import { played, season } from '../../support/random-season.js';

test("every lot's shares of origin sum to its gold exactly, none below zero", () => {
  fc.assert(
    fc.property(season, (story) => {
      const { log } = played(story);
      for (const lot of log.facts.lots.values()) {
        const shares = [...rest(lot.composition).values()];
        expect(shares.every((share) => share >= 0n)).toBe(true);
        expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(unitsOf(lot.grossMg, lot.fineness));
        if (lot.fineness !== undefined) expect(fineNgOf(lot)).toBe(unitsOf(lot.grossMg, lot.fineness));
      }
    }),
    { numRuns: 200 },
  );
});

test('the allotment is monotone: nobody gets less of more, and parts sum to the whole', () => {
  const weights = fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(
      weights,
      fc.bigInt({ min: 0n, max: 10n ** 13n }),
      fc.bigInt({ min: 0n, max: 10n ** 6n }),
      (of, y, more) => {
        const total = of.reduce((sum, weight) => sum + weight, 0n);
        const [low, high] = [y % (total + 1n), (y % (total + 1n)) + more].map((units) =>
          units > total ? total : units,
        ) as [bigint, bigint];
        const [before, after] = [allot(of, low), allot(of, high)];
        expect(before.reduce((sum, share) => sum + share, 0n)).toBe(low);
        expect(after.every((share, i) => share >= (before[i] ?? 0n))).toBe(true);
        expect(allot(of, total)).toEqual(of);
      },
    ),
    { numRuns: 500 },
  );
});
