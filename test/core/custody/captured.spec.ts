/** Who may hand in a paper for a box because gold in it is theirs. */
import { capture } from '../../../src/core/custody/papers/capture.js';
import { CAPTURED_KINDS } from '../../../src/core/custody/papers/kinds.js';
import {
  aCoopAtWork,
  anExporter,
  aRefiner,
  as,
  credential,
  delivered,
  dispatched,
  fireAssay,
  assayed,
  melted,
  packed,
  received,
  sold,
  xrf,
} from '../../support/deeds.js';
import { COOP, EXPORTER, given, idOf, type Deed } from '../../support/story.js';

const kind = 'mineral-origin';
const fields = Object.fromEntries(CAPTURED_KINDS[kind].fields.map(({ name, example }) => [name, example]));
const captured =
  (shipment: string, ...covers: string[]): Deed =>
  (world) => {
    const head = { number: 'MO-00001', issuer: 'Alcaldía', issuedOn: '2026-02-01', fields };
    return capture(world, world.act, { exporter: EXPORTER, shipment, kind, ...head, covers: covers.map(idOf) });
  };

/** The exporter melted what it bought of the cooperative, which kept another delivery. */
const bought = [
  aCoopAtWork,
  anExporter(credential('rucom', { from: '2025-02-12', until: '2027-02-12' })),
  aRefiner(),
  delivered('E-1', 100_000, xrf(940_000)),
  delivered('E-2', 5_000, xrf(940_000)),
  dispatched('E-1', EXPORTER),
  sold('E-1', EXPORTER),
  as(EXPORTER),
  received('E-1', 100_000),
  melted('B-1', ['E-1'], 99_900),
  assayed('B-1', fireAssay(940_000)),
  packed('S-1', ['B-1']),
  as(COOP),
];

describe('a producer whose gold somebody else melted', () => {
  test.each([['S-1'], ['S-404']])('is told there is no %s for gold of its own that is elsewhere', (shipment) => {
    given(...bought)
      .when(captured(shipment, 'E-2'))
      .thenRejected('unknown-shipment', { shipment });
  });
  test('keeps the papers of what is in the box, and of nothing beside it', () => {
    given(...bought)
      .when(captured('S-1', 'E-1'))
      .thenRecorded(['document.captured', { covers: [idOf('E-1')] }]);
    given(...bought)
      .when(captured('S-1', 'E-1', 'E-2'))
      .thenRejected('not-packed', { lot: 'E-2' });
  });
});
