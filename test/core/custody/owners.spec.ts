/** A bar of two owners' gold: nobody's alone until a second person says whose it is. */
import { settle } from '../../../src/core/custody/doubts.js';
import { releaseHold, type Release } from '../../../src/core/custody/holds/decide.js';
import { aCoopAtWork, anExporter, delivered, dispatched, melted, sold } from '../../support/deeds.js';
import { COOP, EXPORTER, given, idOf, type Deed } from '../../support/story.js';

const releases =
  (code: string, more: Partial<Release>): Deed =>
  ({ lots, act }) => {
    const by = { ...act, by: 'person:00000000-0000-4000-8000-000000000002' };
    return releaseHold({ lots, authors: new Map() }, by, { lot: idOf(code), reason: 'looked at', ...more });
  };
const doubted =
  (code: string): Deed =>
  ({ act }) =>
    settle(act, idOf(code), [{ rule: 'P3', code: 'seal-used', at: 'seal', level: 'hold' }]);

describe('what two owners’ gold was made into', () => {
  const mixed = [aCoopAtWork, anExporter(), delivered('E-1'), delivered('E-2'), sold('E-2', EXPORTER)];
  const bar = [...mixed, melted('B-1', ['E-1', 'E-2'], 4_800)];

  test('is held, names its owners, and goes nowhere', () => {
    const { world } = given(...bar);
    const { holds, owner, owners } = world.lot('B-1');
    expect({ codes: holds.map(({ code }) => code), owner, owners }).toEqual({
      codes: ['owners-mixed'],
      owner: COOP,
      owners: [COOP, EXPORTER],
    });
    given(...bar)
      .when(sold('B-1', EXPORTER))
      .thenRejected('lot-held');
    given(...bar)
      .when(dispatched('B-1', EXPORTER))
      .thenRejected('lot-held');
  });

  test('is the second owner’s once a second person says so, and then only that owner sells it', () => {
    const { world } = given(...bar, releases('B-1', { owner: EXPORTER }));
    expect(world.lot('B-1')).toMatchObject({ owner: EXPORTER, custodian: COOP, holds: [] });
    expect(world.lot('B-1').owners).toBeUndefined();
    given(...bar, releases('B-1', { owner: EXPORTER }))
      .when(sold('B-1', EXPORTER))
      .thenRejected('lot-not-yours');
  });

  test('stays undecided while another reason is settled', () => {
    const more = [...bar, doubted('B-1'), releases('B-1', { codes: ['seal-used'] })];
    expect(given(...more).world.lot('B-1').owners).toEqual([COOP, EXPORTER]);
    given(...more)
      .when(releases('B-1', { codes: ['owners-mixed'] }))
      .thenRejected('owner-undecided', { choices: `${COOP}, ${EXPORTER}` });
  });

  test('no owner is named where there is nothing to decide', () => {
    given(aCoopAtWork, delivered('E-1'), doubted('E-1'))
      .when(releases('E-1', { owner: COOP }))
      .thenRejected('malformed');
  });
});
