import { count } from '../../../src/core/custody/volumes/count.js';
import {
  aCoopAtWork,
  anExporter,
  aParty,
  aRefiner,
  as,
  credential,
  delivered,
  dispatched,
  exported,
  heldBack,
  melted,
  onDay,
  packed,
  received,
  sold,
  xrf,
} from '../../support/deeds.js';
import { COOP, EXPORTER, given, REFINER, type Deed, type World } from '../../support/story.js';

const rucom = credential('rucom', { from: '2025-02-12', until: '2027-02-12' });
const licensed = (from: string, until: string, acts: { act: 'suspended'; from: string }[] = []): Deed =>
  anExporter(credential('rucom', { from, until, acts }));
const peruvian = (...papers: string[]): Deed =>
  aParty(EXPORTER, 'exporter', 'PE', ...papers.map((paper) => credential(paper)));
const arrived = (...bars: string[]): Deed[] => [
  aCoopAtWork,
  anExporter(rucom),
  aRefiner(),
  ...bars.flatMap((bar) => [
    as(COOP),
    delivered(bar, 100_000, xrf(940_000)),
    dispatched(bar, EXPORTER),
    sold(bar, EXPORTER),
    as(EXPORTER),
    received(bar, 100_000),
  ]),
];

describe('a box that cannot be packed', () => {
  test('with a held bar among good ones', () => {
    given(...arrived('B-1', 'B-2'), heldBack('B-2'))
      .when(packed('S-1', ['B-1', 'B-2']))
      .thenRejected('lot-held', { lot: 'B-2' });
  });
  test('with a bar the exporter does not hold, does not own, or nobody assayed', () => {
    given(...arrived(), as(COOP), delivered('B-1', 100_000), as(EXPORTER))
      .when(packed('S-1', ['B-1']))
      .thenRejected('lot-not-in-your-custody');
    given(...arrived('B-1'), sold('B-1', COOP))
      .when(packed('S-1', ['B-1']))
      .thenRejected('lot-not-yours', { owner: COOP });
    const unassayed = [
      delivered('B-1', 100_000, null),
      dispatched('B-1', EXPORTER),
      sold('B-1', EXPORTER),
      as(EXPORTER),
      received('B-1', 100_000),
    ];
    given(...arrived(), as(COOP), ...unassayed)
      .when(packed('S-1', ['B-1']))
      .thenRejected('missing', { lot: 'B-1' });
  });
  test('with a bar of another shipment, under a number that is taken, or to nobody', () => {
    given(...arrived('B-1'), packed('S-1', ['B-1']))
      .when(packed('S-2', ['B-1']))
      .thenRejected('lot-exported', { lot: 'B-1' });
    given(...arrived('B-1', 'B-2'), packed('S-1', ['B-1']))
      .when(packed('S-1', ['B-2']))
      .thenRejected('code-used');
    given(...arrived('B-1'))
      .when(packed('S-1', ['B-1'], 'nobody'))
      .thenRejected('unknown-organisation');
  });
  // A weight list with one bar on two lines declares gold that is not in the box.
  test('with one bar on two lines', () => {
    given(...arrived('B-1'))
      .when(packed('S-1', ['B-1', 'B-1']))
      .thenRejected('lot-exported');
  });
  test('with no bar at all', () => {
    given(...arrived())
      .when(packed('S-1', []))
      .thenRejected('missing');
  });
  test('sold by a rule for ships', () => {
    given(...arrived('B-1'))
      .when(packed('S-1', ['B-1'], REFINER, 'FOB Buenaventura'))
      .thenRejected('sea-rule', { value: 'FOB', right: 'FCA' });
  });
  test('but a book tells what was agreed, and is written down as it was', () => {
    given(...arrived('B-1'))
      .when((world) => {
        const act = { ...world.act, attested: 'book' };
        const book = Object.create(world, { act: { value: act } }) as World;
        return packed('S-1', ['B-1'], REFINER, 'FOB Buenaventura')(book);
      })
      .thenRecorded(['shipment.packed', { incoterm: 'FOB Buenaventura' }]);
  });
  test('with a bar melted into another, of which nothing is left', () => {
    given(...arrived('B-1'), melted('B-2', ['B-1'], 100_000))
      .when(packed('S-1', ['B-1']))
      .thenRejected('overspent');
  });
});

describe('the exporter’s licence', () => {
  test.each([
    ['before its first day', licensed('2026-02-11', '2027-02-11')],
    ['on the day after its last', licensed('2025-02-10', '2026-02-10')],
    ['suspended from that day', licensed('2025-02-12', '2027-02-12', [{ act: 'suspended', from: '2026-02-10' }])],
    ['none', anExporter()],
    ['another paper', anExporter(credential('fairmined-supplier'))],
  ])('not in force: %s', (_, paper) => {
    given(...arrived('B-1'), paper)
      .when(packed('S-1', ['B-1']))
      .thenRejected('licence-not-in-force', { credential: 'rucom' });
  });
  test('in force on its first day, and suspended only from tomorrow', () => {
    given(...arrived('B-1'), licensed('2026-02-10', '2026-02-11'))
      .when(packed('S-1', ['B-1']))
      .thenRecorded(['shipment.packed']);
    const tomorrow = licensed('2025-02-12', '2027-02-12', [{ act: 'suspended', from: '2026-02-11' }]);
    given(...arrived('B-1'), tomorrow)
      .when(packed('S-1', ['B-1']))
      .thenRecorded(['shipment.packed']);
  });
  test('Peru asks for its own register, a country without a known one for none', () => {
    given(...arrived('B-1'), peruvian('rucom'))
      .when(packed('S-1', ['B-1']))
      .thenRejected('licence-not-in-force');
    given(...arrived('B-1'), peruvian('reinfo'))
      .when(packed('S-1', ['B-1']))
      .thenHeld();
    given(...arrived('B-1'), aParty(EXPORTER, 'exporter', 'CH'))
      .when(packed('S-1', ['B-1']))
      .thenHeld();
  });
});

test('the weight list says gross, fineness, method and fine gold of each bar, and prices stay out of it', () => {
  const { recorded } = given(...arrived('B-1', 'B-2'))
    .when(packed('S-1', ['B-1', 'B-2']))
    .thenRecorded([
      'shipment.packed',
      {
        consignee: REFINER,
        lines: [{ code: 'B-1', grossMg: 100_000, finenessPpm: 940_000, method: 'xrf', fineNg: '94000000000' }, {}],
      },
    ]);
  expect(JSON.stringify(recorded.at(-1)?.data)).not.toContain('4428.79');
});

describe('leaving the country', () => {
  const box = [...arrived('B-1', 'B-2'), packed('S-1', ['B-1', 'B-2'])];

  test('once, and only what was packed', () => {
    given(...box)
      .when(exported('S-2'))
      .thenRejected('unknown-shipment');
    given(...box, exported('S-1'))
      .when(exported('S-1'))
      .thenRejected('lot-exported');
    given(...box, as(REFINER))
      .when(exported('S-1'))
      .thenRejected('unknown-shipment');
    expect(given(...box, exported('S-1')).world.lot('B-2')).toMatchObject({ shipment: 'S-1', exported: true });
  });
  // Held gold is not exported: a hold set after the box was packed must stop it at the door.
  test('not with a bar that was held meanwhile', () => {
    given(...box, heldBack('B-2'))
      .when(exported('S-1'))
      .thenRejected('lot-held');
  });
  // Else papers are made for a bar that is no longer in the box.
  test('not with a bar that was melted out of the box', () => {
    given(...box, melted('X-1', ['B-2'], 100_000))
      .when(exported('S-1'))
      .thenRejected('overspent');
  });
  test('not before the day it was packed', () => {
    given(...box, onDay('2026-02-09'))
      .when(exported('S-1'))
      .thenRejected('chronology');
  });
});

test('a count that does not close is a fact with its difference', () => {
  const input = { custodian: COOP, stock: 'unmelted', countedMg: 148_350, bookMg: 148_720 };
  given(aCoopAtWork)
    .when(({ act }) => count(act, input))
    .thenRecorded(['stock.counted', { differenceMg: -370 }]);
  given(aCoopAtWork, onDay('2026-08-01'))
    .when(({ act }) => count(act, input))
    .thenRejected('in-the-future');
});
