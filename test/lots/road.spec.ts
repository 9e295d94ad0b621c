/** Gold on the road as both sides see it: late, miscounted, robbed, seized. */
import { Balance } from '../../src/core/custody/balance.js';
import { fsck } from '../../src/ledger/fsck.js';
import { lotTableFaults } from '../../src/lots/lot.audit.js';
import { CARRIER, handoversOf, openRoad } from './carrier.js';
import { COOP, DAY, EXPORTER, type Market, type Org } from './market.js';

let market: Market;

beforeAll(async () => {
  market = await openRoad();
});
afterAll(() => market.desk.close());

const handovers = (by: Org, query = '') => handoversOf(market, by, query);

describe('on the road', () => {
  const to = { to: EXPORTER, sentMg: 2_000 };

  test('what is not answered by its day is overdue, for both sides and in their words', async () => {
    await market.deliver('E-20', 2_000);
    await market.did(COOP, '/lots/E-20/dispatch', { ...to, due: DAY });
    for (const by of [COOP, EXPORTER]) {
      const [row] = await handovers(by, 'show=overdue');
      expect(row).toMatchObject({ code: 'E-20', outcome: 'under-way', overdue: true });
      expect(row?.question).toContain(DAY);
    }
    const { body } = await market.get(EXPORTER, '/handovers?show=overdue', { headers: { 'accept-language': 'es' } });
    expect(JSON.stringify(body)).toContain('¿dónde está?');
    await market.did(EXPORTER, '/lots/E-20/receive', { receivedMg: 2_000, sealIntact: true });
    expect(await handovers(COOP, 'show=overdue')).toEqual([]);
  });

  test('no handover is due before it leaves, and terms say something', async () => {
    await market.deliver('E-21', 2_000);
    const early = await market.post(COOP, '/lots/E-21/dispatch', { ...to, due: '2026-03-09' });
    expect(early.body['code']).toBe('chronology');
    expect((await market.post(COOP, '/lots/E-21/dispatch', { ...to, terms: {} })).body['code']).toBe('missing');
    const wild = await market.post(COOP, '/lots/E-21/dispatch', { ...to, terms: { tolerancePpm: 100_001 } });
    expect(wild.body['code']).toBe('out-of-range');
  });

  test('bags that are not those sent are declined, or taken over and asked about', async () => {
    await market.deliver('E-22', 2_000);
    const sealed = { bags: 2, seals: ['T-1', 'T-2'] };
    await market.did(COOP, '/lots/E-22/dispatch', { ...to, to: CARRIER, sealed });
    const one = { bags: 1, seals: ['T-1'], sealIntact: true };
    await market.did(CARRIER, '/lots/E-22/decline', one);
    expect(await market.lot(COOP, 'E-22')).toMatchObject({ custodian: COOP });
    await market.did(COOP, '/lots/E-22/dispatch', { ...to, to: CARRIER, sealed });
    const told = (await market.did(CARRIER, '/lots/E-22/relay', one)) as unknown as { asked: { code: string }[] };
    expect(told.asked.map(({ code }) => code)).toEqual(['count-differs']);
    expect(await handovers(CARRIER, 'show=differing')).toMatchObject([
      { code: 'E-22', outcome: 'relayed' },
      { code: 'E-22', outcome: 'declined' },
    ]);
    // Whoever was sent it open weighs it.
    await market.deliver('E-23', 2_000);
    await market.did(COOP, '/lots/E-23/dispatch', { ...to, to: CARRIER });
    expect((await market.post(CARRIER, '/lots/E-23/relay', one)).body['code']).toBe('not-sealed');
  });

  test('gold that is robbed or seized is a loss of its own: nothing is left, and the books close', async () => {
    await market.deliver('E-24', 2_000);
    await market.deliver('E-25', 3_000);
    await market.did(COOP, '/lots/E-24/dispatch', to);
    expect((await market.post(EXPORTER, '/lots/E-24/loss', { cause: 'lost' })).status).toBe(403);
    expect((await market.post(COOP, '/lots/E-24/loss', { cause: 'robbed' })).body['code']).toBe('missing');
    await market.did(COOP, '/lots/E-24/loss', { cause: 'robbed', report: 'NUNC-417' });
    expect(await market.lot(COOP, 'E-24')).toMatchObject({ grossMg: 0 });
    expect((await market.post(EXPORTER, '/lots/E-24/receive', { receivedMg: 2_000, sealIntact: true })).status).toBe(
      404,
    );
    const paper = { authority: 'Policía Nacional', act: 'A-1' };
    await market.did(COOP, '/lots/E-25/detention', paper);
    expect((await market.post(COOP, '/lots/E-25/dispatch', { ...to, sentMg: 3_000 })).body['code']).toBe(
      'lot-detained',
    );
    await market.did(COOP, '/lots/E-25/seizure', paper);
    expect((await market.post(COOP, '/lots/E-25/seizure', paper)).body['code']).toBe('overspent');
    expect(await handovers(COOP, 'limit=1')).toMatchObject([{ code: 'E-24', outcome: 'robbed' }]);
    const stored = await market.desk.database.dataSource.query<{ said: string }[]>(
      `SELECT convert_from(bytes, 'UTF8') AS said FROM statement WHERE type = 'lot.lost'`,
    );
    expect(stored[0]?.said).not.toContain('NUNC-417');
  });
});

test('after all of it the books close, and the table is what the entries leave', async () => {
  const balance = new Balance();
  const report = await fsck({
    dataSource: market.desk.database.dataSource,
    checks: [({ statement }) => balance.add(statement).map(({ what }) => what)],
    tables: (tx, size) => lotTableFaults(tx, size, balance),
  });
  expect(report).toMatchObject({ ok: true, faults: [] });
});
