import {
  aCoopAtWork,
  anExporter,
  assayed,
  as,
  delivered,
  dispatched,
  fireAssay,
  onDay,
  touchstone,
  xrf,
} from '../../support/deeds.js';
import { EXPORTER, given, REFINER, type Deed } from '../../support/story.js';

/** 112.40 g of opening-like gold read at 931 ‰ by XRF. */
const bar: Deed[] = [aCoopAtWork, anExporter(), delivered('B-0', 112_400, xrf(931_000))];

test('a sample heavier than the bar', () => {
  given(...bar)
    .when(assayed('B-0', fireAssay(931_200), 112_401))
    .thenRejected('overspent', { takeMg: '112401', leftMg: '112400' });
});
test.each([-1, 0.5])('a sample of %d mg', (sampleMg) => {
  given(...bar)
    .when(assayed('B-0', fireAssay(931_200), sampleMg))
    .thenRejected('not-positive');
});
test('a bar nobody knows, or before it was there', () => {
  given(...bar)
    .when(assayed('B-9', xrf(931_000)))
    .thenRejected('unknown-lot');
  given(...bar, onDay('2026-02-09'))
    .when(assayed('B-0', xrf(931_000)))
    .thenRejected('chronology');
});
// The sample leaves the lot for good: whoever does not hold the bar must not be able to take it.
test.each([EXPORTER, REFINER])('%s does not hold the bar and cannot drill it', (stranger) => {
  given(...bar, as(stranger))
    .when(assayed('B-0', fireAssay(931_200), 440))
    .thenRejected('lot-not-in-your-custody');
});
// A bar on the road is weighed again at its end; a sample drilled meanwhile would look like a theft by the carrier.
test('a bar on the road is not drilled', () => {
  given(...bar, dispatched('B-0', EXPORTER))
    .when(assayed('B-0', fireAssay(931_200), 440))
    .thenRejected('lot-in-transit');
});

test('re-base first, then take the drilled sample at the new fineness', () => {
  const world = given(...bar)
    .when(assayed('B-0', fireAssay(931_200), 440))
    .thenRecorded([
      'lot.assayed',
      {
        governs: true,
        sampleMg: 440,
        rebasing: { fromNg: `${112_400n * 931_000n}`, toNg: `${112_400n * 931_200n}`, within: true },
      },
    ]);
  expect(world.lot('B-0')).toMatchObject({ grossMg: 111_960, takenMg: 440, fineness: { ppm: 931_200 } });
});
test('gold nobody had assayed gets its first fineness, and there is nothing to reconcile', () => {
  const world = given(aCoopAtWork, delivered('E-1', 2_400, null))
    .when(assayed('E-1', touchstone(930_000)))
    .thenRecorded(['lot.assayed', { governs: true }]);
  expect(world.recorded.at(-1)?.data).not.toHaveProperty('rebasing');
});

describe('which assay governs', () => {
  test('the better method, whichever came first', () => {
    const world = given(...bar, assayed('B-0', fireAssay(931_200), 440))
      .when(onDay('2026-02-12'), assayed('B-0', xrf(940_000), 100))
      .thenRecorded(['lot.assayed', { governs: false }]);
    // The sample is gone all the same, at the fineness that still governs.
    expect(world.lot('B-0')).toMatchObject({ grossMg: 111_860, fineness: { ppm: 931_200, method: 'fire-assay' } });
  });
  test('among equals the later', () => {
    const world = given(...bar, assayed('B-0', fireAssay(931_200)))
      .when(assayed('B-0', fireAssay(931_000)))
      .thenRecorded(['lot.assayed', { governs: true }]);
    expect(world.lot('B-0').fineness?.ppm).toBe(931_000);
  });
});

describe('a reconciliation is judged at twice the combined uncertainty', () => {
  // XRF 5 ‰ and fire assay 0.3 ‰ in quadrature: 5.008992 ‰, so 10.017 ‰ are within and 10.018 ‰ are not.
  test.each([
    [941_017, true],
    [941_018, false],
    [920_983, true],
    [920_982, false],
  ])('931 ‰ by XRF, %d ppm by fire assay: within is %s', (ppm, within) => {
    given(...bar)
      .when(assayed('B-0', fireAssay(ppm)))
      .thenRecorded(['lot.assayed', { rebasing: { within } }]);
  });
  test('two readings by one method on one bar are still two readings', () => {
    // 5 ‰ twice in quadrature: 7.071 ‰, twice that 14.142 ‰.
    given(...bar)
      .when(assayed('B-0', xrf(945_142)))
      .thenRecorded(['lot.assayed', { rebasing: { within: true } }]);
    given(...bar)
      .when(assayed('B-0', xrf(945_143)))
      .thenRecorded(['lot.assayed', { rebasing: { within: false } }]);
  });
  test('beyond it is recorded and shown, not refused', () => {
    given(...bar)
      .when(assayed('B-0', fireAssay(700_000)))
      .thenRecorded(
        ['lot.assayed', { rebasing: { within: false } }],
        ['question.raised', { reasons: [{ rule: 'P12', code: 'assays-apart', level: 'ask' }] }],
      );
  });
});
