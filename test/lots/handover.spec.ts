import { History } from '../../src/ledger/history.js';
import { openProvenance } from '../../src/provenance/provenance.js';
import { verify } from '../../src/verifier/door.js';
import { CARRIER, handoversOf, openRoad } from './carrier.js';
import { COOP, DAY, EXPORTER, OTHER_COOP, type Market, type Org } from './market.js';
import { ON, Signatory, wallet } from './wallet.js';

let market: Market;
const bound = (code: string) => ({ on: ON, lot: code });

beforeAll(async () => {
  market = await openRoad();
});
afterAll(() => market.desk.close());

const handovers = (by: Org, query = '') => handoversOf(market, by, query);
async function idOf(by: Org, code: string): Promise<string> {
  return (await market.lot(by, code)).id;
}

describe('a sealed consignment, each party signing with its own key', () => {
  let coop: Signatory;
  let carrier: Signatory;
  let exporter: Signatory;
  let lot: string;
  const seals = ['S-1', 'S-2'];

  beforeAll(async () => {
    [coop, carrier, exporter] = (await Promise.all(
      [COOP, CARRIER, EXPORTER].map((org, n) => new Signatory(market, org, wallet(31 + n)).introduce()),
    )) as [Signatory, Signatory, Signatory];
    await market.deliver('E-1', 100_000);
    lot = await idOf(COOP, 'E-1');
  });

  async function said(who: Signatory, type: string, data: object, disclosures: object[] = []): Promise<string> {
    const { answer, prepared } = await who.say(type, { ...bound(lot), ...data }, disclosures);
    if (answer.status !== 201) throw new Error(`${type}: ${answer.text}`);
    return prepared.sid;
  }
  async function refusal(who: Signatory, type: string, data: object): Promise<unknown> {
    const body = { type, data: { ...bound(lot), ...data } };
    return (await who.ask('prepare', body)).body['code'];
  }

  test('is promised to its buyer before it leaves, at a price that no statement tells', async () => {
    const price = { name: 'terms', value: { priceUsdPerOunce: '2400.15', currency: 'USD' } };
    await said(coop, 'title.agreed', { to: EXPORTER, basis: 'sale', passes: 'on-acceptance' }, [price]);
    expect(await market.lot(COOP, 'E-1')).toMatchObject({ owner: COOP });
    expect(await refusal(coop, 'title.transferred', { to: OTHER_COOP, basis: 'sale' })).toBe('lot-promised');
    // The buyer sees what it was promised; the other cooperative does not.
    expect((await market.get(EXPORTER, `/lots/${lot}`)).status).toBe(200);
    expect((await market.get(OTHER_COOP, `/lots/${lot}`)).status).toBe(404);
    const [row] = await market.desk.database.dataSource.query<{ said: string }[]>(
      `SELECT convert_from(bytes, 'UTF8') AS said FROM statement WHERE type = 'title.agreed'`,
    );
    expect(row?.said).not.toContain('2400.15');
  });

  test('goes with a guard who counts bags and seals', async () => {
    const terms = { toleranceMg: 50, weighs: 'receiver', umpire: 'LAB-1' };
    await said(coop, 'custody.dispatched', {
      to: CARRIER,
      sentMg: 100_000,
      due: DAY,
      terms,
      sealed: { bags: 2, seals },
    });
    expect(await refusal(carrier, 'custody.relayed', { bags: 0, seals, sealIntact: true })).toBe('out-of-range');
    await said(carrier, 'custody.relayed', { bags: 2, seals, sealIntact: true });
    const held = await market.lot(CARRIER, lot);
    expect(held).toMatchObject({ custodian: CARRIER, owner: COOP, grossMg: 100_000 });
    // In closed bags it is only handed on.
    const melt = {
      inputs: [{ lot, grossMg: 100_000 }],
      output: { code: 'X', form: 'dore', grossMg: 99_000 },
      cause: 'x',
    };
    expect((await market.post(CARRIER, '/melts', melt)).body['code']).toBe('lot-sealed');
  });

  test('is opened by customs, sealed again, detained and cleared', async () => {
    const opened = { broken: 'S-1', applied: 'S-9', why: 'opened-by-authority' };
    expect(await refusal(carrier, 'seal.changed', opened)).toBe('missing');
    expect(await refusal(carrier, 'seal.changed', { ...opened, broken: 'S-7', authority: 'DIAN' })).toBe(
      'unknown-seal',
    );
    expect(await refusal(coop, 'seal.changed', { ...opened, authority: 'DIAN' })).toBe('lot-not-in-your-custody');
    const witness = { name: 'witness', value: 'Inspectora Gómez' };
    await said(carrier, 'seal.changed', { ...opened, authority: 'DIAN' }, [witness]);
    const paper = { authority: 'DIAN', act: 'ACTA-114' };
    await said(carrier, 'lot.detained', paper);
    const on = { to: EXPORTER, sentMg: 100_000, sealed: { bags: 2, seals: ['S-9', 'S-2'] } };
    expect(await refusal(carrier, 'custody.dispatched', on)).toBe('lot-detained');
    expect(await refusal(coop, 'title.transferred', { to: EXPORTER, basis: 'sale' })).toBe('lot-detained');
    await said(carrier, 'lot.cleared', paper);
    expect(await refusal(carrier, 'lot.cleared', paper)).toBe('not-detained');
  });

  test('is handed on as it came, or not at all', async () => {
    const on = { to: EXPORTER, sentMg: 100_000 };
    for (const other of [
      {},
      { sealed: { bags: 2, seals } },
      { sealed: { bags: 1, seals: ['S-9', 'S-2'] } },
      { sentMg: 99_999, sealed: { bags: 2, seals: ['S-9', 'S-2'] } },
    ]) {
      expect(await refusal(carrier, 'custody.dispatched', { ...on, ...other })).toBe('said-otherwise');
    }
    await said(carrier, 'custody.dispatched', { ...on, sealed: { bags: 2, seals: ['S-2', 'S-9'] } });
  });

  test('is weighed by the buyer, accepted with a difference that is asked about, and its title passes', async () => {
    const receipt = { receivedMg: 99_700, sealIntact: true };
    const { answer } = await exporter.say('custody.received', { ...bound(lot), ...receipt });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ held: [] });
    expect(await market.lot(EXPORTER, lot)).toMatchObject({
      custodian: EXPORTER,
      owner: EXPORTER,
      grossMg: 99_700,
      holds: [],
    });
    const [asked] = await market.desk.database.dataSource.query<{ said: string }[]>(
      `SELECT convert_from(bytes, 'UTF8') AS said FROM statement WHERE type = 'question.raised' ORDER BY idx DESC LIMIT 1`,
    );
    expect(asked?.said).toContain('difference-beyond-tolerance');
    // Among the signs of an identifier it may stand.
    expect(asked?.said).not.toMatch(/\b300\b/);
  });

  test('both sides see the difference, and whoever sent it first disputes it', async () => {
    expect(await handovers(EXPORTER)).toMatchObject([
      { code: 'E-1', from: CARRIER, to: EXPORTER, outcome: 'accepted-with-difference', differs: true, disputed: false },
      // It is its own now, and so is the way it came.
      { from: COOP, to: CARRIER, outcome: 'relayed', differs: false },
    ]);
    expect(await handovers(CARRIER, 'show=differing')).toMatchObject([{ to: EXPORTER }]);
    expect(await handovers(COOP)).toMatchObject([{ from: COOP, to: CARRIER, outcome: 'relayed' }]);
    expect(await handovers(OTHER_COOP)).toEqual([]);
    const [receipt] = await market.desk.database.dataSource.query<{ sid: string }[]>(
      `SELECT encode(sid, 'hex') AS sid FROM statement WHERE type = 'custody.received'`,
    );
    const { answer } = await coop.say('statement.disputed', { of: receipt?.sid, on: ON, reason: 'mass' });
    expect(answer.status).toBe(201);
    for (const by of [EXPORTER, CARRIER]) {
      expect(await handovers(by, 'show=disputed')).toMatchObject([{ to: EXPORTER, disputed: true }]);
    }
    const withdrawn = {
      of: (answer.body['entries'] as unknown as { sid: string }[])[0]?.sid,
      on: ON,
      reason: 'settled',
    };
    expect((await coop.say('statement.voided', withdrawn)).answer.status).toBe(201);
    expect(await handovers(EXPORTER, 'show=disputed')).toEqual([]);
  });
});

test('a stranger follows the bags to their buyer, and every rule of the road holds', async () => {
  const { ledger, database } = market.desk;
  await ledger.checkpoint();
  const provenance = openProvenance(database.dataSource, ledger, new History(database.dataSource, ledger.vault));
  const { id, code } = await market.lot(EXPORTER, await idOf(EXPORTER, 'E-1'));
  const bytes = await provenance.bundleOf({ id, code });
  const { exit, lines, summary } = verify(bytes ?? new Uint8Array(), `log ${ledger.vkey}\nquorum none\n`);
  expect(lines.filter(({ ok }) => !ok)).toEqual([]);
  expect(exit).toBe(0);
  expect(summary).toMatchObject({ custodian: EXPORTER, owner: EXPORTER, grossMg: 99_700 });
});

describe('title apart from custody', () => {
  test('toll keeps the owner, consignment until it is settled, and one buyer at a time', async () => {
    await market.deliver('E-30', 2_000);
    await market.did(COOP, '/lots/E-30/title', { to: EXPORTER, basis: 'toll' });
    expect(await market.lot(COOP, 'E-30')).toMatchObject({ owner: COOP });
    expect((await market.post(COOP, '/lots/E-30/title', { to: EXPORTER, basis: 'toll', passes: 'now' })).status).toBe(
      400,
    );
    await market.did(COOP, '/lots/E-30/title', { to: EXPORTER, basis: 'consignment' });
    await market.did(COOP, '/lots/E-30/dispatch', { to: EXPORTER, sentMg: 2_000 });
    await market.did(EXPORTER, '/lots/E-30/receive', { receivedMg: 2_000, sealIntact: true });
    expect(await market.lot(COOP, 'E-30')).toMatchObject({ custodian: EXPORTER, owner: COOP });
    const second = await market.post(COOP, '/lots/E-30/title', { to: OTHER_COOP, basis: 'sale' });
    expect(second.body['code']).toBe('lot-promised');
    await market.did(COOP, '/lots/E-30/title', { to: EXPORTER, basis: 'consignment', passes: 'now' });
    expect(await market.lot(EXPORTER, 'E-30')).toMatchObject({ owner: EXPORTER });
  });

  test('a buyer gives up what was promised; nobody else can', async () => {
    await market.deliver('E-31', 2_000);
    const sale = { to: EXPORTER, basis: 'sale', passes: 'on-settlement' };
    await market.did(COOP, '/lots/E-31/title', sale);
    expect((await market.post(COOP, '/lots/E-31/title/decline', {})).body['code']).toBe('not-promised');
    expect(
      (await market.post(COOP, '/lots/E-31/split', { outputs: [{ code: 'E-31a', grossMg: 900 }] })).body['code'],
    ).toBe('lot-promised');
    await market.did(EXPORTER, '/lots/E-31/title/decline', {});
    await market.did(COOP, '/lots/E-31/title', { to: OTHER_COOP, basis: 'sale' });
    expect(await market.lot(OTHER_COOP, await idOf(OTHER_COOP, 'E-31'))).toMatchObject({ owner: OTHER_COOP });
  });

  test('a promise lapses on its day', async () => {
    await market.deliver('E-32', 2_000);
    const until = '2026-03-12';
    await market.did(COOP, '/lots/E-32/title', { to: EXPORTER, basis: 'sale', passes: 'on-acceptance', until });
    const other = { to: OTHER_COOP, basis: 'sale' };
    expect((await market.post(COOP, '/lots/E-32/title', { ...other, on: '2026-03-11' })).body['code']).toBe(
      'lot-promised',
    );
    await market.did(COOP, '/lots/E-32/title', { ...other, on: until });
  });
});
