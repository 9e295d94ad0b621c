import { aCoopAtWork, aSite, as, assayed, delivered, melted, splitOff, touchstone, xrf } from '../../support/deeds.js';
import { EXPORTER, given, idOf } from '../../support/story.js';
import { rest } from '../../../src/core/provenance/shares.js';

const two = [aCoopAtWork, delivered('E-1', 2_400, touchstone(940_000)), delivered('E-2', 1_600, touchstone(900_000))];

describe('a melt that cannot be', () => {
  test('more comes out than went in', () => {
    given(...two)
      .when(melted('B-1', ['E-1', 'E-2'], 4_001))
      .thenRejected('outputs-exceed-inputs', { inMg: '4000', outMg: '4001' });
  });
  test('fine gold beyond pure', () => {
    given(...two)
      .when(melted('B-1', ['E-1', 'E-2'], 3_000))
      .thenRejected('fine-gold-gained');
  });
  test('more is taken than is left', () => {
    given(...two, melted('B-1', [['E-1', 2_000]], 2_000))
      .when(melted('B-2', [['E-1', 401]], 400))
      .thenRejected('overspent', { lot: 'E-1', takeMg: '401', leftMg: '400' });
  });
  test('nothing, or no lot, or somebody else’s', () => {
    given(...two)
      .when(melted('B-1', [], 1))
      .thenRejected('outputs-exceed-inputs');
    given(...two)
      .when(melted('B-1', [['E-1', 0]], 1))
      .thenRejected('not-positive');
    given(...two)
      .when(melted('B-1', [['E-9', 1]], 1))
      .thenRejected('unknown-lot');
    given(...two, as(EXPORTER))
      .when(melted('B-1', ['E-1'], 2_000))
      .thenRejected('lot-not-in-your-custody');
  });
  test('under a number that is taken', () => {
    given(...two)
      .when(melted('E-2', ['E-1'], 2_000))
      .thenRejected('code-used');
  });
  test('251 lots and the bar are more than one statement holds', () => {
    const crowd = Array.from({ length: 251 }, (_, i): [string, number] => [`E-${i}`, 1]);
    given(...two)
      .when(melted('B-1', crowd, 1))
      .thenRejected('too-many-lots', { max: '250' });
  });
  // Each line alone is within what is left; together they spend 1.6 g twice.
  test('the same delivery named twice spends its milligrams twice', () => {
    given(...two)
      .when(
        melted(
          'B-1',
          [
            ['E-1', 2_000],
            ['E-1', 2_000],
          ],
          3_900,
        ),
      )
      .thenRejected('overspent');
  });
});

describe('fine gold of a bar', () => {
  test('inputs at their own fineness, the bar floored to whole ppm, the rest is rounding', () => {
    // 2400 × 940000 + 1600 × 900000 = 3 696 000 000 ng in 3990 mg: 926 315.789 ppm.
    const world = given(...two)
      .when(melted('B-1', ['E-1', 'E-2'], 3_990))
      .thenRecorded([
        'lots.transformed',
        {
          outputs: [{ grossMg: 3_990, fineness: { ppm: 926_315, method: 'calculated' }, fineNg: '3695996850' }],
          losses: [
            { cause: 'moisture', grossMg: 10, fineNg: '0' },
            { cause: 'rounding', grossMg: 0, fineNg: '3150' },
          ],
        },
      ]);
    expect(world.lot('E-1')).toMatchObject({ grossMg: 0, takenMg: 2_400 });
  });
  test('an input nobody assayed counts at the mean of the assayed ones, floored', () => {
    // (2400 × 940000 + 1000 × 900001) / 3400 = 928 235.588 ppm.
    given(
      aCoopAtWork,
      delivered('E-1', 2_400, touchstone(940_000)),
      delivered('E-2', 1_000, touchstone(900_001)),
      delivered('E-3', 600, null),
    )
      .when(melted('B-1', ['E-1', 'E-2', 'E-3'], 4_000))
      .thenRecorded([
        'lots.transformed',
        { inputs: [{}, {}, { lot: idOf('E-3'), countedPpm: 928_235, fineNg: '556941000' }] },
      ]);
  });
  test('none is assayed: gross mass is the weight, and it stays so when the assay comes', () => {
    const unassayed = [aCoopAtWork, delivered('E-1', 3_000, null), delivered('E-2', 1_000, null)];
    const world = given(...unassayed, melted('B-1', ['E-1', 'E-2'], 3_900))
      .when(assayed('B-1', xrf(900_000)))
      .thenRecorded(['lot.assayed']);
    expect(world.recorded.find(({ type }) => type === 'lots.transformed')?.data['losses']).toEqual([
      { cause: 'moisture', grossMg: 100, fineNg: '0' },
    ]);
    const shares = rest(world.lot('B-1').composition);
    expect(shares.get(idOf('E-1'))).toBe(3n * (shares.get(idOf('E-2')) ?? 0n));
  });
  test('the weights stay through a later assay', () => {
    const world = given(...two, melted('B-1', ['E-1', 'E-2'], 3_990))
      .when(assayed('B-1', xrf(930_000)))
      .thenRecorded(['lot.assayed']);
    const [one, other] = ['E-1', 'E-2'].map((code) => rest(world.lot('B-1').composition).get(idOf(code)) ?? 0n);
    const [fine, whole] = [2_400n * 940_000n, 3_696_000_000n];
    const exact = (3_990n * 930_000n * fine) / whole;
    expect([exact, exact - 1n, exact + 1n]).toContain(one);
    expect((one ?? 0n) + (other ?? 0n)).toBe(3_990n * 930_000n);
  });
});

describe('doubt about a bar', () => {
  test('touchstone errs together: 15 ‰ of both', () => {
    given(...two)
      .when(melted('B-1', ['E-1', 'E-2'], 4_000))
      .thenRecorded(['lots.transformed', { outputs: [{ fineness: { uncertaintyPpm: 15_000 } }] }]);
  });
  test('between methods in quadrature', () => {
    // 3000 mg × 5 ‰ and 4000 mg × 15 ‰ over 7000 mg: √(15² + 60²) / 7 = 8.835 ‰.
    given(aCoopAtWork, delivered('E-1', 3_000, xrf(940_000)), delivered('E-2', 4_000, touchstone(940_000)))
      .when(melted('B-1', ['E-1', 'E-2'], 7_000))
      .thenRecorded(['lots.transformed', { outputs: [{ fineness: { uncertaintyPpm: 8_835 } }] }]);
  });
  test('none counts half the site’s band', () => {
    // Band 850 to 995 ‰: 72.5 ‰ of 1000 mg, with 15 ‰ of 3000 mg: √(72.5² + 45²) / 4 = 21.332 ‰.
    given(aCoopAtWork, aSite(), delivered('E-1', 3_000, touchstone(940_000)), delivered('E-2', 1_000, null))
      .when(melted('B-1', ['E-1', 'E-2'], 4_000))
      .thenRecorded(['lots.transformed', { outputs: [{ fineness: { uncertaintyPpm: 21_332 } }] }]);
  });
});

describe('a melt record that disagrees with its deliveries', () => {
  test('too much is an unexplained input at the mean, without claim, and the bar is held', () => {
    const world = given(...two)
      .when(melted('B-1', ['E-1', 'E-2'], 4_050, { declared: { count: 2, grossMg: 4_100 } }))
      .thenHeld('melt-disagrees');
    expect(world.recorded.at(-2)?.data['unexplained']).toEqual({ grossMg: 100, fineNg: '92400000' });
    const { claims, composition } = world.lot('B-1');
    expect(claims).toMatchObject([{ scheme: 'fairmined', carried: false, lost: [{ why: 'unexplained-input' }] }]);
    expect(composition.origins).toContain(idOf('B-1'));
  });
  test('too little is a loss of its own, and the bar is held', () => {
    const world = given(...two)
      .when(melted('B-1', ['E-1', 'E-2'], 3_860, { declared: { count: 2, grossMg: 3_900 } }))
      .thenHeld('melt-disagrees');
    expect(world.recorded.at(-2)?.data['losses']).toMatchObject([
      { cause: 'unexplained', grossMg: 100, fineNg: '92400000' },
      { cause: 'moisture', grossMg: 40, fineNg: '0' },
      { cause: 'rounding', grossMg: 0 },
    ]);
  });
  test('another count with the right mass is held too', () => {
    given(...two)
      .when(melted('B-1', ['E-1', 'E-2'], 3_990, { declared: { count: 3, grossMg: 4_000 } }))
      .thenHeld('melt-disagrees');
    given(...two)
      .when(melted('B-1', ['E-1', 'E-2'], 3_990, { declared: { count: 2, grossMg: 4_000 } }))
      .thenHeld();
  });
});

describe('splitting', () => {
  test('more than there is', () => {
    given(...two)
      .when(splitOff('E-1', ['E-1a', 1_200], ['E-1b', 1_201]))
      .thenRejected('overspent', { takeMg: '2401', leftMg: '2400' });
  });
  test('a part of nothing, or under a number that is taken', () => {
    given(...two)
      .when(splitOff('E-1', ['E-1a', 0]))
      .thenRejected('not-positive');
    given(...two)
      .when(splitOff('E-1', ['E-2', 10]))
      .thenRejected('code-used');
  });
  test('two parts under one number', () => {
    given(...two)
      .when(splitOff('E-1', ['E-1a', 10], ['E-1a', 20]))
      .thenRejected('code-used');
  });
  test('parts keep fineness and claim, and the residue stays the lot it was', () => {
    const world = given(...two)
      .when(splitOff('E-1', ['E-1a', 1_000], ['E-1b', 600]))
      .thenRecorded(['lot.split', { losses: [] }]);
    expect(world.lot('E-1')).toMatchObject({ grossMg: 800, takenMg: 1_600 });
    for (const part of ['E-1a', 'E-1b']) {
      expect(world.lot(part)).toMatchObject({
        fineness: { ppm: 940_000, method: 'touchstone' },
        claims: [{ carried: true }],
      });
    }
  });
  test('gold without fineness splits by gross', () => {
    const world = given(aCoopAtWork, delivered('E-1', 1_000, null))
      .when(splitOff('E-1', ['E-1a', 400]))
      .thenRecorded(['lot.split']);
    expect(world.lot('E-1a').fineness).toBeUndefined();
  });
});
