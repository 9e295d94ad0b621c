/** What the papers of transport tell of a shipment, and what they keep from those who carry it. */
import { openPaper } from '../../src/documents/sealed-bytes.js';
import { readShipment } from '../../src/documents/snapshot/snapshot.js';
import type { OfShipment } from '../../src/documents/types/document-type.js';
import { INSTRUCTION_LETTER } from '../../src/documents/types/transport/instruction-letter.js';
import { residuesOf } from '../../src/documents/types/transport/residues.js';
import { SAFETY_STATEMENT } from '../../src/documents/types/transport/safety-statement.js';
import { SHIPMENT_ADVICE } from '../../src/documents/types/transport/shipment-advice.js';
import { replayUntil } from '../../src/lots/ancestry.js';
import { COOP, EXPORTER, must, REFINER, type Org } from '../lots/market.js';
import { BAR, leave, openShipped, pack, SHIPMENT, type Shipped } from './shipped.js';

let market: Shipped;
beforeAll(async () => {
  market = await openShipped();
}, 120_000);
afterAll(() => market.close());

/** The shipment as the log has it now. */
async function read(shipment = SHIPMENT): Promise<OfShipment> {
  const { database, ledger } = market.desk;
  const rows = await database.ownerQuery<{ id: string }>('SELECT id FROM lot WHERE shipment = $1', [shipment]);
  const [log] = await database.ownerQuery<{ size: string }>('SELECT size FROM log_state');
  const lots = rows.map(({ id }) => id);
  return readShipment(database.dataSource.manager, ledger.vault, {
    org: EXPORTER,
    shipment,
    lots,
    idx: Number(log?.size) - 1,
  });
}

/** There is enough to tell. */
async function told<T>(body: Promise<T | undefined> | T | undefined): Promise<T> {
  const said = await body;
  if (said === undefined) throw new Error('the paper lacks what it tells of');
  return said;
}

async function letter(shipment = SHIPMENT) {
  return told(INSTRUCTION_LETTER.body(await read(shipment)));
}

const listedIn = async (source: OfShipment) =>
  (await told(INSTRUCTION_LETTER.body(source))).attached.map(({ number }) => number);

async function captured(by: Org, kind: string, number: string, fields: object, more: object = {}): Promise<string> {
  const body = { kind, number, issuer: 'Agencia del Norte', issuedOn: '2026-03-10', fields, on: '2026-03-16', ...more };
  const { entries } = await market.did(by, `/shipments/${SHIPMENT}/captured`, body);
  return entries[0]?.sid ?? '';
}

/** The payload of a paper that was asked for at the desk, as it is embedded. */
async function asked(kind: string, shipment = SHIPMENT): Promise<string> {
  const { database, ledger } = market.desk;
  const url = `/api/shipments/${shipment}/documents`;
  const { body } = await must(market.desk.post(url, { key: market.keys[EXPORTER], body: { kinds: [kind] } }));
  const [paper] = body['items'] as unknown as { id: string }[];
  const [row] = await database.ownerQuery<{ payload: Buffer }>('SELECT payload FROM document WHERE id = $1', [
    paper?.id,
  ]);
  const sealed = { org: EXPORTER, document: paper?.id ?? '', bytes: row?.payload ?? Buffer.alloc(0) };
  return Buffer.from(await openPaper(database.dataSource, ledger.vault, sealed)).toString();
}

const INSURANCE = {
  assured: 'Exportadora del Pacífico',
  sumInsured: { amount: '139900.90', currency: 'USD' },
  voyage: 'Bogotá to Zürich by night',
  conveyance: 'Armoured road and air',
  conditions: 'All risks',
};

test('papers carry the tariff digits of where it goes, those for its handlers the digits of all countries alone', async () => {
  const { facts } = await read();
  expect(facts.shipment).toMatchObject({
    hs: '7108.12',
    tariffs: [{ place: 'CH', digits: '7108.1200', key: '911' }],
  });
  expect(JSON.stringify(await letter())).toContain('7108.12"');
  expect(JSON.stringify(await letter())).not.toContain('7108.1200');
});

describe('the instruction letter', () => {
  test('is had as soon as the box is packed, before anything else is made or recorded', async () => {
    expect(await letter()).toMatchObject({
      pieces: 1,
      grossMg: 118_900,
      seals: [],
      shares: { freight: 'exporter', insurance: 'exporter', export: 'exporter', import: 'consignee' },
      notify: null,
      attached: [],
    });
  });

  test('lists what others issued, once each, without what another took the place of by the time it tells of', async () => {
    const first = await captured(EXPORTER, 'insurance', 'OC-00001', INSURANCE);
    const second = await captured(EXPORTER, 'insurance', 'OC-00002', INSURANCE, { replaces: first });
    const origin = { title: 'ARE-1', municipality: 'San Isidro', mineral: 'gold', quantityMg: 120_000 };
    const people = { miner: 'Rosa Mosquera', buyer: 'Exportadora del Pacífico' };
    await captured(COOP, 'mineral-origin', 'MO-00009', { ...origin, ...people }, { exporter: EXPORTER });
    expect((await letter()).attached).toEqual([
      { kind: 'insurance', number: 'OC-00002', issuer: 'Agencia del Norte' },
      { kind: 'mineral-origin', number: 'MO-00009', issuer: 'Agencia del Norte' },
    ]);
    const before = await read();
    await captured(EXPORTER, 'insurance', 'OC-00003', INSURANCE, { replaces: second });
    expect(await listedIn(before)).toEqual(['OC-00002', 'MO-00009']);
    expect(await listedIn(await read())).toEqual(['OC-00003', 'MO-00009']);
  });

  test.each([
    [COOP, ['OC-00003']],
    [EXPORTER, ['OC-00003', 'MO-00009']],
  ])(
    'to %s as consignee lists nothing that a consignee keeps, unless it is the exporter itself',
    async (organisation, all) => {
      const { facts, ...source } = await read();
      const sent = { ...facts, consignee: { ...facts.consignee, organisation } };
      expect(await listedIn({ ...source, facts: sent })).toEqual(all);
    },
  );

  test('tells no price, value, fineness, way or day, whatever is known of them', async () => {
    const payload = await asked('instruction-letter');
    expect(payload).toContain('"grossMg":118900');
    expect(payload).toContain('OC-00003');
    // Of the terms, the bar, the insurance, the packing and the licences.
    for (const secret of ['3177.13', '931000', '110695', '139900.90', 'by night', '2026-03-16', 'CO>CH', '"R-1"']) {
      expect(payload).not.toContain(secret);
    }
    expect(payload).not.toMatch(/"\w*(price|usd|ppm|fine|corridor|packedOn|exportedOn)\w*":/iu);
    expect(payload).not.toContain('"credentials":[{');
  });

  test.each([
    ['EXW Medellín', ['consignee', 'consignee', 'consignee', 'consignee']],
    ['FCA Bogotá', ['consignee', 'consignee', 'exporter', 'consignee']],
    ['CPT Zürich', ['exporter', 'consignee', 'exporter', 'consignee']],
    ['DDP Mendrisio', ['exporter', 'exporter', 'exporter', 'exporter']],
    ['as last time', ['open', 'open', 'open', 'open']],
  ])('under %s who pays is what the rule says', async (incoterm, sides) => {
    const { facts, ...source } = await read();
    const agreed = { ...facts, shipment: { ...facts.shipment, incoterm } };
    const { shares } = await told(INSTRUCTION_LETTER.body({ ...source, facts: agreed }));
    expect([shares.freight, shares.insurance, shares.export, shares.import]).toEqual(sides);
  });
});

describe('the shipment advice', () => {
  test('tells weights and fineness, and no day that nobody recorded', async () => {
    const advice = await told(SHIPMENT_ADVICE.body(await read()));
    expect(advice).toMatchObject({ expectedOn: null, contract: null, notify: null });
    expect(advice.bars).toMatchObject([{ code: BAR, grossMg: 118_900, finenessPpm: 931_000 }]);
    expect(JSON.stringify(advice)).not.toMatch(/price|usd|3177/iu);
  });

  test('tells the day by which the sender expects it at the consignee', async () => {
    await leave(market, SHIPMENT);
    const road = { to: REFINER, sentMg: 118_900, seal: 'S-OUT', due: '2026-03-21', on: '2026-03-17' };
    await market.did(EXPORTER, `/lots/${BAR}/dispatch`, road);
    expect(await SHIPMENT_ADVICE.body(await read())).toMatchObject({ expectedOn: '2026-03-21' });
  });

  test('and the letter lists by then what was made when it left', async () => {
    const { attached } = await letter();
    expect(attached.map(({ kind }) => kind).slice(0, 3)).toEqual([
      'commercial-invoice',
      'custody-transfer',
      'packing-list',
    ]);
    expect(attached[0]).toMatchObject({ number: expect.stringMatching(/^INV-EXPORTER-/u) as string, issuer: null });
  });
});

describe('the safety statement', () => {
  test('of alluvial gold of which nobody recorded anything says that, and never that it is clean', async () => {
    const { groups, analyses } = await told(SAFETY_STATEMENT.body(await read()));
    const residues = { mercury: { is: 'not-recorded' }, cyanide: { is: 'not-recorded' } };
    expect(groups).toEqual([{ form: 'dore', solid: true, bars: [BAR], residues }]);
    expect(analyses).toEqual([]);
  });

  test('says what a laboratory found beside the gold', async () => {
    const found = { deleterious: ['Pb 120 ppm', 'Hg 15 ppm'], sample: 'M-1', sampling: 'drill', method: 'fire-assay' };
    await captured(EXPORTER, 'assay-certificate', 'LAB-00118', {
      ...found,
      finenessPpm: 931_000,
      bars: [BAR],
      analyst: 'Marta Ruiz',
    });
    const { analyses } = await told(SAFETY_STATEMENT.body(await read()));
    expect(analyses).toEqual([
      { certificate: 'LAB-00118', issuer: 'Agencia del Norte', found: ['Pb 120 ppm', 'Hg 15 ppm'] },
    ]);
  });

  test('tells what was recorded of mercury and cyanide anywhere in the making of a bar', async () => {
    const ore = { code: 'ORE-1', form: 'ore', site: 'PLAYA', grossMg: 1_000_000_000, member: 'ana', bags: 20 };
    await market.did(COOP, '/ore', { ...ore, declaration: 'DP-ORE-1' });
    await market.did(COOP, '/millings', {
      campaign: 'C-1',
      technique: 'cyanidation',
      flushed: true,
      cause: 'tailings',
      inputs: [{ lot: 'ORE-1', grossMg: 1_000_000_000 }],
      additions: [{ material: 'Azogue', grossMg: 2_000 }],
      recovered: { form: 'amalgam-sponge', grossMg: 9_000, finenessPpm: 800_000, lots: [{ code: 'SP-1' }] },
    });
    await market.did(COOP, '/melts', {
      inputs: [{ lot: 'SP-1' }],
      output: { code: 'B-2', form: 'dore', grossMg: 8_000 },
      cause: 'mercury',
    });
    const { database } = market.desk;
    const [bar] = await database.ownerQuery<{ id: string }>(`SELECT id FROM lot WHERE code = 'B-2'`);
    const replay = await replayUntil(database.dataSource.manager, [bar?.id ?? ''], 1_000_000);
    expect(residuesOf(replay, bar?.id ?? '')).toEqual({
      mercury: { is: 'used', by: ['addition', 'form'] },
      cyanide: { is: 'used', by: ['technique'] },
    });
  });

  test('takes the claim of a standard that forbids both as a declaration, and a recorded use before it', async () => {
    const { replay } = await read();
    const bar = [...replay.lots.values()].find(({ code }) => code === BAR);
    if (bar === undefined) throw new Error('the bar is gone');
    const claims = [{ scheme: 'fairmined-ecological', carried: true, basis: [], lost: [] }];
    const declared = { is: 'declared-none', scheme: 'fairmined-ecological' };
    const certified = { ...replay, lots: new Map(replay.lots).set(bar.id, { ...bar, claims }) };
    expect(residuesOf(certified, bar.id)).toEqual({ mercury: declared, cyanide: declared });
    const sponge = { ...bar, claims, form: 'amalgam-sponge' as const };
    expect(residuesOf({ ...replay, lots: new Map(replay.lots).set(bar.id, sponge) }, bar.id)).toEqual({
      mercury: { is: 'used', by: ['form'] },
      cyanide: declared,
    });
  });

  test('states nothing of what is not solid metal', async () => {
    const { replay, ...source } = await read();
    const lots = new Map([...replay.lots].map(([id, lot]) => [id, { ...lot, form: 'concentrate' as const }]));
    const { groups } = await told(SAFETY_STATEMENT.body({ ...source, replay: { ...replay, lots } }));
    expect(groups).toMatchObject([{ form: 'concentrate', solid: false, bars: [BAR] }]);
  });
});

test('nobody else’s box is in it: a second shipment has papers of its own', async () => {
  await pack(market, 'EXP-2', 'B-9', { corridor: 'CO>CH' });
  expect((await letter('EXP-2')).attached).toEqual([]);
});
