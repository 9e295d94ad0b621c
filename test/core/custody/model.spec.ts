import { assert, property } from 'fast-check';
import { evolve } from '../../../src/core/custody/evolve.js';
import type { Lots } from '../../../src/core/custody/lot.js';
import { DEEDS, market, Model, steps } from '../../support/model.js';

test('ten thousand histories among four organisations leave the gold where a child would count it', () => {
  const done = new Map<string, number>();
  assert(
    property(steps(16), (history) => {
      const world = market();
      const model = new Model(world);
      for (const step of history) {
        const key = `${step.deed} ${model.take(step).was}`;
        done.set(key, (done.get(key) ?? 0) + 1);
        model.agrees();
      }
      // Replayed from what was recorded alone, the same lots come out.
      const again: Lots = new Map();
      for (const draft of world.recorded) evolve(again, draft);
      expect(again).toEqual(world.lots);
    }),
    { numRuns: 10_000 },
  );
  // The property says little if some deed is always refused.
  expect(DEEDS.filter((deed) => (done.get(`${deed} done`) ?? 0) < 100)).toEqual([]);
});
