/** The drills' own small print: what they ask for and how they say no. The drills themselves are too long for a test. */
import { benchCommand } from '../../src/app/bench.js';
import { drillCommand } from '../../src/app/drill.js';
import { dice, numbersIn } from '../../src/app/drills/options.js';
import { environmentIn } from '../../src/app/drills/scratch.js';

test.each([[['nonesuch', '--json']], [[]], [['constructor']]])(
  'an unknown drill %j is answered with the list',
  async (args) => {
    await expect(drillCommand(args)).rejects.toThrow(/veta drill bits --json [^]*veta drill kills --json/);
    await expect(benchCommand(args)).rejects.toThrow(/veta bench append --json/);
  },
);

test.each(['-1', '1e3', 'many', '0x10'])('%s is no number of flips', (flips) => {
  expect(() => numbersIn(['--flips', flips], { flips: 1_000 })).toThrow();
});

test('what is not said has its default', () => {
  expect(numbersIn(['--seed', '7'], { flips: 1_000, seed: 1 })).toEqual({ flips: 1_000, seed: 7 });
});

test('a drill works in its own folder, whatever database the caller has', () => {
  expect(Object.keys(environmentIn('/tmp/x'))).toEqual(['VETA_DATA', 'VETA_VAULT_KEY']);
});

test('the same seed rolls the same, and every side comes up', () => {
  const [one, other] = [dice(5), dice(5)];
  const rolls = Array.from({ length: 600 }, () => one(6));
  expect(Array.from({ length: 600 }, () => other(6))).toEqual(rolls);
  expect(new Set(rolls)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
});
