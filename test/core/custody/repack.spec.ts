/** A shipment that has not left is packed anew: what stays is sealed again, what is taken out is free, and nothing else comes in. */
import {
  aCooperative,
  aCoopAtWork,
  aRefiner,
  as,
  assayed,
  credential,
  delivered,
  exported,
  fireAssay,
  heldBack,
  melted,
  onDay,
  packed,
  repacked,
} from '../../support/deeds.js';
import { COOP, EXPORTER, given, type Deed } from '../../support/story.js';

const bar = (code: string, mg: number): Deed[] => [
  delivered(`D-${code}`, mg),
  melted(code, [`D-${code}`], mg),
  assayed(code, fireAssay(930_000)),
];
const stock = [
  aCoopAtWork,
  aCooperative(credential('rucom')),
  aRefiner(),
  ...bar('B-1', 10_000),
  ...bar('B-2', 9_000),
  ...bar('B-3', 8_000),
];
const shipped = [...stock, packed('S-1', ['B-1', 'B-2'])];

test('what stays has its new box and seals, and what was taken out may be melted again', () => {
  const { world } = given(...shipped, repacked('S-1', ['B-1']), melted('B-9', ['B-2', 'B-3'], 17_000));
  const said = world.recorded.find(({ type }) => type === 'shipment.repacked')?.data;
  expect(said).toMatchObject({ box: 'BOX-2', lines: [{ code: 'B-1', seal: 'N-B-1' }], removed: [world.lot('B-2').id] });
  expect([world.lot('B-1').shipment, world.lot('B-2').shipment]).toEqual(['S-1', undefined]);
  expect(given(...shipped, repacked('S-1', ['B-1']), exported('S-1')).world.lot('B-1').exported).toBe(true);
  expect(given(...shipped, repacked('S-1', ['B-1']), exported('S-1')).world.lot('B-2').exported).toBe(false);
});

test('what was taken out is packed into another shipment', () => {
  const { world } = given(...shipped, repacked('S-1', ['B-1']), packed('S-2', ['B-2', 'B-3']));
  expect(world.lot('B-2').shipment).toBe('S-2');
});

test('held gold cannot stay in it, and is what one takes out', () => {
  given(...shipped, heldBack('B-2'))
    .when(repacked('S-1', ['B-1', 'B-2']))
    .thenRejected('lot-held');
  given(...shipped, heldBack('B-2'))
    .when(exported('S-1'))
    .thenRejected('lot-held');
  const { world } = given(...shipped, heldBack('B-2'), repacked('S-1', ['B-1']), exported('S-1'));
  expect(world.lot('B-2')).toMatchObject({ exported: false, grossMg: 9_000 });
});

test('an assay since then stands on the new list', () => {
  const { world } = given(...shipped, assayed('B-1', fireAssay(941_000), 100), repacked('S-1', ['B-1', 'B-2']));
  expect(world.recorded.at(-1)?.data).toMatchObject({ lines: [{ grossMg: 9_900, finenessPpm: 941_000 }, {}] });
});

describe('it is refused', () => {
  test('with gold that was not in it', () => {
    given(...shipped)
      .when(repacked('S-1', ['B-1', 'B-3']))
      .thenRejected('not-packed', { lot: 'B-3', shipment: 'S-1' });
  });

  test('empty, twice the same bar, of another’s shipment, or of none', () => {
    given(...shipped)
      .when(repacked('S-1', []))
      .thenRejected('missing');
    given(...shipped)
      .when(repacked('S-1', ['B-1', 'B-1']))
      .thenRejected('lot-exported');
    given(...shipped, as(EXPORTER))
      .when(repacked('S-1', ['B-1']))
      .thenRejected('unknown-shipment');
    given(...shipped, as(COOP))
      .when(repacked('S-7', ['B-1']))
      .thenRejected('unknown-shipment');
  });

  test('once it left, and on a day before it was packed', () => {
    given(...shipped, exported('S-1'))
      .when(repacked('S-1', ['B-1']))
      .thenRejected('lot-exported');
    given(...shipped, onDay('2026-02-09'))
      .when(repacked('S-1', ['B-1']))
      .thenRejected('chronology');
  });
});
