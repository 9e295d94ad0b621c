import { sell } from '../../../src/core/custody/handover/title.js';
import { dispatch } from '../../../src/core/custody/handover/dispatch.js';
import {
  aCoopAtWork,
  aJeweller,
  anExporter,
  aRefiner,
  as,
  credential,
  delivered,
  dispatched,
  heldBack,
  melted,
  onDay,
  received,
  refused,
  sold,
  xrf,
} from '../../support/deeds.js';
import { COOP, EXPORTER, given, idOf, JEWELLER, type Deed } from '../../support/story.js';

const withBar = (mg: number): Deed[] => [
  aCoopAtWork,
  anExporter(credential('fairmined-supplier')),
  aRefiner(),
  aJeweller(),
  delivered('B-1', mg, xrf(940_000)),
];
const sent =
  (toleranceMg: number): Deed =>
  (world) =>
    dispatch(world, world.act, { lot: idOf('B-1'), to: EXPORTER, sentMg: 100_000, terms: { toleranceMg } });
const promised: Deed = (world) =>
  sell(world, world.act, { lot: idOf('B-1'), to: EXPORTER, basis: 'sale', passes: 'on-acceptance' });
const onTheRoad = (mg = 100_000): Deed[] => [...withBar(mg), dispatched('B-1', EXPORTER, 'S-7000'), as(EXPORTER)];

describe('a dispatch that cannot be', () => {
  test('to nobody, of somebody else’s bar, or of one on the road', () => {
    given(...withBar(100_000))
      .when(dispatched('B-1', 'nobody'))
      .thenRejected('unknown-organisation');
    given(...withBar(100_000), as(EXPORTER))
      .when(dispatched('B-1', JEWELLER))
      .thenRejected('lot-not-in-your-custody');
    given(...onTheRoad(), as(COOP))
      .when(dispatched('B-1', JEWELLER))
      .thenRejected('lot-in-transit', { to: EXPORTER });
  });
  test('of held gold', () => {
    given(...withBar(100_000), heldBack('B-1'))
      .when(dispatched('B-1', EXPORTER))
      .thenRejected('lot-held');
  });
  // Nothing is left to send; the receipt of it would make gold out of nothing, if only on hold.
  test('of a bar melted into another', () => {
    given(...withBar(100_000), melted('B-2', ['B-1'], 100_000))
      .when((world) => dispatch(world, world.act, { lot: idOf('B-1'), to: EXPORTER, sentMg: 100_000 }))
      .thenRejected('overspent');
  });
  test('with a difference agreed that is a tenth of the gold and a milligram', () => {
    given(...withBar(100_000))
      .when(sent(10_001))
      .thenRejected('out-of-range', { max: '10000' });
    expect(given(...withBar(100_000), sent(10_000)).world.lot('B-1').transit).toMatchObject({
      terms: { toleranceMg: 10_000 },
    });
  });
});

describe('a receipt that cannot be', () => {
  test('of what nobody sent, or sent to somebody else', () => {
    given(...withBar(100_000), as(EXPORTER))
      .when(received('B-1', 100_000))
      .thenRejected('lot-not-in-transit');
    given(...onTheRoad(), as(JEWELLER))
      .when(received('B-1', 100_000))
      .thenRejected('lot-in-transit', { to: EXPORTER });
    given(...onTheRoad(), as(JEWELLER))
      .when(refused('B-1', 100_000))
      .thenRejected('lot-in-transit');
  });
  test('twice, or after refusing it', () => {
    given(...onTheRoad(), received('B-1', 100_000))
      .when(received('B-1', 100_000))
      .thenRejected('lot-not-in-transit');
    given(...onTheRoad(), refused('B-1', 98_100))
      .when(received('B-1', 100_000))
      .thenRejected('lot-not-in-transit');
  });
  test('of nothing', () => {
    given(...onTheRoad())
      .when(received('B-1', 0))
      .thenRejected('not-positive');
    given(...onTheRoad())
      .when(refused('B-1', -1))
      .thenRejected('not-positive');
  });
});

const recalled: Deed = ({ lots }) => {
  for (const [id, lot] of lots) lots.set(id, { ...lot, recalls: ['ab'.repeat(32)] });
  return [];
};

describe('title that is to pass with the acceptance', () => {
  const road = [...withBar(100_000), promised, dispatched('B-1', EXPORTER, 'S-7000')];
  test('passes with it', () => {
    const { world } = given(...road, as(EXPORTER), received('B-1', 100_000));
    expect(world.lot('B-1')).toMatchObject({ custodian: EXPORTER, owner: EXPORTER });
  });
  test('stays where it is while a doubt holds the gold: held gold is taken in, and not sold', () => {
    const { world, when } = given(...road, heldBack('B-1'), as(EXPORTER), received('B-1', 100_000));
    expect(world.lot('B-1')).toMatchObject({ custodian: EXPORTER, owner: COOP, agreed: { to: EXPORTER } });
    when(sold('B-1', EXPORTER)).thenRejected('lot-not-yours');
  });
  test('stays where it is while the gold is recalled', () => {
    const { world } = given(...road, recalled, as(EXPORTER), received('B-1', 100_000));
    expect(world.lot('B-1')).toMatchObject({ custodian: EXPORTER, owner: COOP });
  });
});

describe('custody moves on acceptance only', () => {
  test('on the road it is still the sender’s, who cannot use it', () => {
    const { world, when } = given(...onTheRoad(), as(COOP));
    expect(world.lot('B-1')).toMatchObject({ custodian: COOP, seal: 'S-7000' });
    when(melted('B-2', ['B-1'], 100_000)).thenRejected('lot-in-transit');
  });
  test('accepted to the milligram', () => {
    const world = given(...onTheRoad())
      .when(received('B-1', 100_000))
      .thenRecorded(['custody.received', { outcome: 'accepted', differenceMg: 0 }]);
    expect(world.lot('B-1')).toMatchObject({ custodian: EXPORTER, owner: COOP, differenceMg: 0 });
    expect(world.lot('B-1').transit).toBeUndefined();
  });
  test('refused, it stays with the sender at its own mass, and can be sent again under another seal', () => {
    const world = given(...onTheRoad())
      .when(refused('B-1', 98_100))
      .thenRecorded(['custody.refused', { weighedMg: 98_100 }]);
    expect(world.lot('B-1')).toMatchObject({ custodian: COOP, owner: COOP, grossMg: 100_000, differenceMg: 0 });
    given(
      ...onTheRoad(),
      refused('B-1', 98_100),
      as(COOP),
      onDay('2026-02-14'),
      dispatched('B-1', EXPORTER, 'S-7000R'),
      as(EXPORTER),
    )
      .when(received('B-1', 99_980))
      .thenRecorded(['custody.received', { outcome: 'accepted-with-difference' }]);
  });
});

describe('two scales differ: two divisions or 0.1 %, whichever is more', () => {
  test.each([
    ['0.1 % of 100 g', 100_000, 100, 10],
    ['two divisions of 10 mg, where 0.1 % is less', 10_000, 20, 10],
    ['two divisions of a coarse scale of 0.1 g', 100_000, 200, 100],
    ['0.1 %, rounded down', 50_999, 50, 10],
  ])('%s', (_, mg, most, division) => {
    for (const sign of [1, -1]) {
      given(...onTheRoad(mg))
        .when(received('B-1', mg + sign * most, division))
        .thenAsked();
      const world = given(...onTheRoad(mg))
        .when(received('B-1', mg + sign * (most + 1), division))
        .thenAsked('difference-beyond-tolerance');
      // Recorded all the same: the book follows the scale that holds the gold now.
      expect(world.lot('B-1')).toMatchObject({
        grossMg: mg + sign * (most + 1),
        differenceMg: sign * (most + 1),
        custodian: EXPORTER,
      });
    }
  });
  test('a difference up is a difference and no gain: fine gold follows the gross at the same fineness', () => {
    const world = given(...onTheRoad())
      .when(received('B-1', 100_080))
      .thenRecorded(['custody.received', { differenceMg: 80, toleranceMg: 100 }]);
    expect(world.lot('B-1')).toMatchObject({ grossMg: 100_080, initialMg: 100_000, fineness: { ppm: 940_000 } });
  });
});

describe('seals', () => {
  test('one that is on another bar holds this one, which travels on', () => {
    const other = delivered('B-2', 50_000, xrf(940_000));
    given(...onTheRoad(), as(COOP), other)
      .when(dispatched('B-2', EXPORTER, 'S-7000'))
      .thenHeld('seal-used');
    given(...onTheRoad(), as(COOP), other, dispatched('B-2', EXPORTER, 'S-7000'), as(EXPORTER))
      .when(received('B-2', 50_000))
      .thenRecorded(['custody.received']);
  });
  test('the same bar keeps its own', () => {
    given(...onTheRoad(), refused('B-1', 98_100), as(COOP))
      .when(dispatched('B-1', EXPORTER, 'S-7000'))
      .thenHeld();
  });
});

describe('title', () => {
  test('is only the owner’s to give, to somebody there is', () => {
    given(...onTheRoad(), received('B-1', 100_000))
      .when(sold('B-1', JEWELLER))
      .thenRejected('lot-not-yours', { owner: COOP });
    given(...withBar(100_000))
      .when(sold('B-1', 'nobody'))
      .thenRejected('unknown-organisation');
  });
  test('of held gold does not pass', () => {
    given(...withBar(100_000), heldBack('B-1'))
      .when(sold('B-1', EXPORTER))
      .thenRejected('lot-held');
  });
  test('passes apart from custody, and says its basis', () => {
    const world = given(...withBar(100_000))
      .when(sold('B-1', EXPORTER))
      .thenRecorded(['title.transferred', { basis: 'sale', from: COOP, to: EXPORTER }]);
    expect(world.lot('B-1')).toMatchObject({ owner: EXPORTER, custodian: COOP });
  });
});
