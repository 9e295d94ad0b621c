import {
  aCoopAtWork,
  aJeweller,
  anExporter,
  aRefiner,
  as,
  assayed,
  delivered,
  dispatched,
  melted,
  onDay,
  received,
  refused,
  sold,
  splitOff,
  xrf,
} from '../../support/deeds.js';
import { COOP, EXPORTER, given, REFINER, type Deed } from '../../support/story.js';

/** Delivered on 10 February. */
const bar = [aCoopAtWork, anExporter(), aRefiner(), aJeweller(), delivered('B-1', 100_000, xrf(940_000))];
const deeds: [string, Deed][] = [
  ['assay', assayed('B-1', xrf(941_000))],
  ['melt', melted('B-2', ['B-1'], 99_000)],
  ['split', splitOff('B-1', ['B-1a', 10])],
  ['dispatch', dispatched('B-1', EXPORTER)],
  ['sale', sold('B-1', EXPORTER)],
];

describe('no effect before its cause', () => {
  test.each(deeds)('no %s before the delivery; on its day, yes', (_, deed) => {
    given(...bar, onDay('2026-02-09'))
      .when(deed)
      .thenRejected('chronology', { day: '2026-02-09', notBefore: '2026-02-10' });
    expect(
      given(...bar)
        .when(deed)
        .thenHeld().recorded.length,
    ).toBeGreaterThan(1);
  });
  test('no receipt or refusal before the dispatch', () => {
    const onTheRoad = [...bar, onDay('2026-02-14'), dispatched('B-1', EXPORTER), as(EXPORTER), onDay('2026-02-13')];
    given(...onTheRoad)
      .when(received('B-1', 100_000))
      .thenRejected('chronology', { notBefore: '2026-02-14' });
    given(...onTheRoad)
      .when(refused('B-1', 98_000))
      .thenRejected('chronology');
  });
  test('a bar made by a melt is as young as the melt', () => {
    given(...bar, onDay('2026-02-14'), melted('B-2', ['B-1'], 99_000), onDay('2026-02-13'))
      .when(assayed('B-2', xrf(941_000)))
      .thenRejected('chronology', { notBefore: '2026-02-14' });
  });

  const arrived = [
    ...bar,
    onDay('2026-03-17'),
    dispatched('B-1', EXPORTER),
    sold('B-1', EXPORTER),
    as(EXPORTER),
    received('B-1', 100_000),
  ];
  // Extraction ≤ purchase ≤ melt ≤ dispatch ≤ receipt (P16): the exporter got the bar on 17 March.
  test.each([
    ['sends it on', dispatched('B-1', REFINER)],
    ['melts it', melted('B-2', ['B-1'], 99_000)],
  ])('nobody %s before the day it arrived', (_, deed) => {
    given(...arrived, onDay('2026-03-16'))
      .when(deed)
      .thenRejected('chronology', { notBefore: '2026-03-17' });
  });
  // A back-dated sale would choose the day its claim is judged on.
  test('nobody sells it before the day they bought it', () => {
    given(...arrived, onDay('2026-03-16'))
      .when(sold('B-1', REFINER))
      .thenRejected('chronology');
  });
  test('nobody sends it again before the day it came back', () => {
    const back = [
      ...bar,
      onDay('2026-03-13'),
      dispatched('B-1', EXPORTER),
      as(EXPORTER),
      refused('B-1', 98_000),
      as(COOP),
    ];
    given(...back, onDay('2026-03-12'))
      .when(dispatched('B-1', EXPORTER))
      .thenRejected('chronology');
  });
});

describe('nothing happens in the future', () => {
  test.each(deeds)('no %s tomorrow; today, yes', (_, deed) => {
    given(...bar, onDay('2026-08-01'))
      .when(deed)
      .thenRejected('in-the-future', { day: '2026-08-01', today: '2026-07-31' });
    expect(
      given(...bar, onDay('2026-07-31'))
        .when(deed)
        .thenHeld().recorded.length,
    ).toBeGreaterThan(1);
  });
});
