/** A small honest trade, from two deliveries to an exported shipment, to see which papers come of it. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Act, Facts } from '../../src/core/custody/act.js';
import { instantOf } from '../../src/core/day.js';
import type { Draft } from '../../src/core/log/statement.js';
import { DOCUMENT_ROWS } from '../../src/documents/document.row.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { openLedger } from '../../src/ledger/open.js';
import { registerLots } from '../../src/lots/lot.projection.js';
import { LotRow, ShipmentRow } from '../../src/lots/lot.row.js';
import { Handovers } from '../../src/lots/handover/handovers.js';
import { Shipments } from '../../src/lots/shipments/shipments.js';
import { Lots, digestOf, type Request } from '../../src/lots/lots.js';
import { changeCredential } from '../../src/core/custody/credentials/decide.js';
import { registerMember, registerOrganisation, registerSite } from '../../src/parties/decisions.js';
import { PARTY_ROWS } from '../../src/parties/parties.module.js';
import { registerParties } from '../../src/parties/projections/projections.js';
import type { DataSource } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

export interface Market {
  readonly database: TestDatabase;
  readonly ledger: Ledger;
  readonly lots: Lots;
  readonly signerDir: string;
  close(): Promise<void>;
}

const TZ = 'America/Bogota';

function on(org: string, date: string): Act {
  return { org, on: { date, tz: TZ }, at: instantOf(date, TZ), today: '2026-07-31', attested: 'platform' };
}

export const ROWS = [...PARTY_ROWS, LotRow, ShipmentRow, ...DOCUMENT_ROWS];

/** The ledger with every projection but that of the documents. */
export async function openBooks(dataSource: DataSource, signerDir: string): Promise<Ledger> {
  const ledger = await openLedger({ dataSource, signerDir, origin: 'market.example/log', sample: true });
  registerParties(ledger);
  registerLots(ledger);
  return ledger;
}

export async function openMarket(): Promise<Market> {
  const database = await cloneDatabase(ROWS);
  const signerDir = await mkdtemp(join(tmpdir(), 'veta-market-'));
  const ledger = await openBooks(database.dataSource, signerDir);
  return {
    database,
    ledger,
    lots: new Lots(ledger),
    signerDir,
    close: async () => {
      await ledger.close();
      await database.drop();
      await rm(signerDir, { recursive: true, force: true });
    },
  };
}

/** Four parties, a site and a miner. */
export async function register(ledger: Ledger): Promise<void> {
  const say = async (act: Act, kinds: readonly string[], ids: readonly string[], decide: (facts: Facts) => Draft[]) => {
    await ledger.append({
      org: act.org,
      actor: 'test',
      key: randomUUID(),
      digest: '',
      needs: Object.fromEntries(kinds.map((kind) => [kind, ids])),
      decide: (loaded) => {
        const facts = Object.fromEntries(kinds.map((kind) => [kind, loaded(kind)]));
        return { drafts: decide(facts as unknown as Facts), result: null };
      },
    });
  };
  const coop = on('coop-limonal', '2026-01-02');
  const parties = [
    [
      'coop-limonal',
      'Cooperativa Minera El Limonal',
      'cooperative',
      'CO',
      '900.000.001-1',
      'San Isidro del Río, Cauca',
    ],
    ['exp-pacifico', 'Exportadora Pacífico Sur & Hijos SAS', 'exporter', 'CO', '900.000.002-9', 'Medellín, Antioquia'],
    ['ref-norte', 'Nordscheide AG', 'refiner', 'CH', 'CHE-000.000.002', 'Schaffhausen'],
    ['ref-ticino', 'Raffineria Valmara SA', 'refiner', 'CH', 'CHE-000.000.001', 'Mendrisio, Ticino'],
  ] as const;
  for (const [organisation, name, role, country, taxNumber, address] of parties) {
    const input = { organisation, name, role, country, taxNumber, address };
    await say(coop, ['parties'], [organisation], (facts) => registerOrganisation(facts, coop, input));
  }
  const papers = [
    ['coop-limonal', 'fairmined', 'FM-ASMO-CO-031'],
    ['exp-pacifico', 'rucom', 'RUCOM-202501887'],
    ['exp-pacifico', 'fairmined-supplier', 'FM-SUP-CO-009'],
    ['ref-ticino', 'fairmined-supplier', 'FM-SUP-CH-003'],
  ] as const;
  for (const [holder, scheme, number] of papers) {
    const input = { holder, scheme, number, from: '2025-07-01', until: '2027-01-01' };
    await say(coop, ['parties'], [holder], (facts) => changeCredential(facts, coop, 'granted', input));
  }
  await say(coop, ['sites'], ['coop-limonal/LIM-A'], (facts) =>
    registerSite(facts, coop, {
      site: 'LIM-A',
      name: 'Playa El Limonal',
      municipality: 'San Isidro del Río',
      region: 'CO-CAU',
      country: 'CO',
      title: 'ARE-000-CAU',
      deposit: 'alluvial',
      minPpm: 850_000,
      maxPpm: 995_000,
      capacityMgPerMonth: 450_000,
    }),
  );
  const person = { code: 'LIM-001', sex: 'F', kind: 'member', site: 'LIM-A', registration: 'ASO-001' };
  await say(coop, ['sites', 'members'], ['coop-limonal/LIM-A', 'coop-limonal/LIM-001'], (facts) =>
    registerMember(facts, coop, { ...person, from: '2024-02-05', until: null }),
  );
}

function asked(org: string, date: string): Request {
  return { act: on(org, date), actor: 'test', key: randomUUID(), digest: digestOf('') };
}

const coop = (day: string): Request => asked('coop-limonal', day);
const exporter = (day: string): Request => asked('exp-pacifico', day);

/** One bar from two deliveries, packed into this shipment. */
export async function pack(lots: Lots, shipment: string): Promise<string> {
  const [first, second, bar] = [randomUUID(), randomUUID(), randomUUID()];
  const delivery = { origin: 'production', form: 'alluvial', site: 'LIM-A', member: 'LIM-001' } as const;
  const reading = { ppm: 930_000, method: 'touchstone' } as const;
  await lots.register(coop('2026-01-05'), { ...delivery, lot: first, code: `${shipment}-E1`, grossMg: 9_000, reading });
  await lots.register(coop('2026-02-05'), {
    ...delivery,
    lot: second,
    code: `${shipment}-E2`,
    grossMg: 8_000,
    reading,
  });
  const inputs = [
    { lot: first, grossMg: 9_000 },
    { lot: second, grossMg: 8_000 },
  ];
  const output = { lot: bar, code: `${shipment}-B1`, form: 'dore', grossMg: 16_900 } as const;
  await lots.melt(coop('2026-02-06'), { inputs, output, cause: 'humedad' }, ['LIM-A']);
  const fire = { ppm: 933_400, method: 'fire-assay' } as const;
  await lots.assay(coop('2026-02-09'), { lot: bar, laboratory: 'LAB-ACRED-1', reading: fire, sampleMg: 400 });
  const sent = { lot: bar, to: 'exp-pacifico', sentMg: 16_500, seal: `${shipment}-S7000` };
  await new Handovers(lots).dispatch(coop('2026-02-10'), sent);
  const weighed = { lot: bar, receivedMg: 16_500, sealIntact: true, divisionMg: 10, oneSided: true };
  await new Handovers(lots).receive(exporter('2026-02-10'), weighed);
  await new Handovers(lots).transferTitle(coop('2026-02-10'), { lot: bar, to: 'exp-pacifico', basis: 'sale' });
  await new Shipments(lots).pack(exporter('2026-02-13'), packing(shipment, bar));
  return bar;
}

/** The same, and off it goes: the moment its papers are asked for. */
export async function exportOf(lots: Lots, shipment: string): Promise<string> {
  const bar = await pack(lots, shipment);
  await leave(lots, shipment, bar);
  return bar;
}

export function leave(lots: Lots, shipment: string, bar: string) {
  return new Shipments(lots).exportShipment(exporter('2026-02-13'), [bar], { shipment, airWaybill: '045-01234635' });
}

/** The exporter sells the bar on to somebody without any authorisation. */
export function sellOn(lots: Lots, bar: string, to: string) {
  return new Handovers(lots).transferTitle(exporter('2026-02-13'), { lot: bar, to, basis: 'sale' });
}

function packing(shipment: string, bar: string) {
  return {
    shipment,
    consignee: 'ref-ticino',
    incoterm: 'CIP Zürich',
    corridor: 'CO>CH',
    box: 'BOX-1A',
    bars: [{ lot: bar, seal: `${shipment}-S7000` }],
    terms: {
      priceUsdPerOunce: '4428.79',
      currency: 'USD',
      fixingDate: '2026-02-13',
      session: 'PM',
      discountPercent: '1.25',
      provisionalPercent: '90',
      freightUsd: '191.00',
      insuranceUsd: '95.00',
    },
  };
}
