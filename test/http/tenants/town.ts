/** Four organisations with things of their own, each marked so that a byte of it is known wherever it turns up. */
import { DocumentsModule } from '../../../src/documents/documents.module.js';
import { openDocuments } from '../../../src/documents/open.js';
import { ExchangeModule } from '../../../src/exchange/exchange.module.js';
import { registerLots } from '../../../src/lots/lot.projection.js';
import { LotsModule } from '../../../src/lots/lots.module.js';
import { ProvenanceModule } from '../../../src/provenance/provenance.module.js';
import { COOP, EXPORTER, must, openMarket, OTHER_COOP, REFINER, type Market } from '../../lots/market.js';
import { proofOf, wallet } from '../../lots/wallet.js';
import { kept } from '../../parties/kept.js';
import type { Loot } from './doors.js';

export const OUTSIDER = 'outsider';
export const ROLES = ['registrar', 'manager', 'approver', 'compliance', 'auditor'] as const;

export interface Town {
  readonly market: Market;
  /** Of the outsider, one per role. */
  readonly keys: ReadonlyMap<string, string>;
  readonly loot: Loot;
  /** What nobody outside may ever read. */
  readonly canaries: readonly string[];
  /** Everything of the four that is kept, as one text. */
  standing(): Promise<string>;
  close(): Promise<void>;
}

export async function openTown(): Promise<Town> {
  let papers: Awaited<ReturnType<typeof openDocuments>> | undefined;
  const market = await openMarket({
    modules: [LotsModule, DocumentsModule, ProvenanceModule, ExchangeModule],
    register: async ({ ledger, database }) => {
      registerLots(ledger);
      const parts = { database, ledger, publicUrl: 'https://veta.example', worker: false };
      papers = await openDocuments({ ...parts, options: { sweepMs: 3_600_000 } });
    },
  });
  await trade(market);
  await incorporate(market);
  await kept(market, COOP, Buffer.from('%PDF-1.7 QXZVK licence'), '?member=QXZVK-MEMBER');
  await issue(market);
  await must(market.desk.post('/api/shipments/QXZVK-SHIP/bundle', { key: market.keys[EXPORTER], body: {} }));
  await must(market.desk.put('/api/intake-forms/refinery-intake', { key: market.keys[EXPORTER], body: INTAKE_FORM }));
  await staff(market);
  const { desk, operator } = market;
  const outsider = { organisation: OUTSIDER, name: 'Comercializadora Ajena', role: 'exporter', country: 'CO' };
  await must(desk.post('/api/organisations', { key: operator, body: outsider }));
  const keys = new Map<string, string>();
  for (const role of ROLES) keys.set(role, (await desk.keys.create(OUTSIDER, role, role)).secret);
  const loot = await lootOf(market);
  return {
    market,
    keys,
    loot,
    canaries: await canariesOf(market),
    standing: () => standing(market),
    close: async () => {
      await papers?.close();
      await desk.close();
    },
  };
}

const INTAKE_FORM = {
  consignee: REFINER,
  file: Buffer.from('QXZVK,Bar No\n').toString('base64'),
  mapping: { columns: { 'Bar No': 'bar.code' }, texts: { QXZVK: 'QXZVK words' } },
};

/** Deliveries of two cooperatives, a bar that goes by an exporter to a refiner, and a quarrel about it. */
async function trade(market: Market): Promise<void> {
  const { desk, keys } = market;
  const person = { sex: 'F', site: 'PLAYA', registration: 'REG-771133', kind: 'member' };
  for (const key of [keys[COOP], keys[OTHER_COOP]]) {
    await must(desk.post('/api/members', { key, body: { code: 'QXZVK-MEMBER', ...person } }));
  }
  await market.deliver('QXZVK-E-1', 145_671, { member: 'QXZVK-MEMBER', note: 'QXZVK note in words' });
  await market.deliver('QXZVK-E-2', 117_433, { member: 'QXZVK-MEMBER' });
  await market.deliver('QXZVK-F-1', 111_771, { member: 'QXZVK-MEMBER' }, OTHER_COOP);
  const output = { code: 'QXZVK-B-1', form: 'dore', grossMg: 262_117 };
  await market.did(COOP, '/melts', { inputs: [{ lot: 'QXZVK-E-1' }, { lot: 'QXZVK-E-2' }], output, cause: 'moisture' });
  const read = { finenessPpm: 931_173, method: 'fire-assay', certificate: 'QXZVK-CERT', sampleMg: 117 };
  await market.did(COOP, '/lots/QXZVK-B-1/assays', { ...read, laboratory: COOP });
  await market.did(COOP, '/lots/QXZVK-B-1/dispatch', { to: EXPORTER, sentMg: 262_000, seal: 'QXZVK-SEAL' });
  const receipt = { receivedMg: 262_000, sealIntact: true };
  const received = await market.did(EXPORTER, '/lots/QXZVK-B-1/receive', receipt);
  await market.did(COOP, '/lots/QXZVK-B-1/title', { to: EXPORTER, document: 'QXZVK-INVOICE', basis: 'sale' });
  const of = received.entries[0]?.sid ?? '';
  await market.did(COOP, `/statements/${of}/dispute`, { reason: 'mass', note: 'QXZVK dispute in words' });
  const terms = { priceUsdPerOunce: '3177.13', currency: 'USD' };
  const packing = { incoterm: 'CIP Zürich', corridor: 'CO>CH', box: 'QXZVK-BOX', bars: [{ lot: 'QXZVK-B-1' }], terms };
  await market.did(EXPORTER, '/shipments', { code: 'QXZVK-SHIP', consignee: REFINER, ...packing, on: '2026-03-20' });
  const fields = {
    assured: 'QXZVK assured',
    sumInsured: { amount: '3177.13', currency: 'USD' },
    voyage: 'QXZVK voyage',
    conveyance: 'QXZVK armoured',
    conditions: 'QXZVK all risks',
  };
  const insurance = {
    kind: 'insurance',
    number: 'QXZVK-POLICY',
    issuer: 'QXZVK insurer',
    issuedOn: '2026-03-18',
    fields,
  };
  await market.did(EXPORTER, '/shipments/QXZVK-SHIP/captured', { ...insurance, on: '2026-03-20' });
  await market.did(EXPORTER, '/shipments/QXZVK-SHIP/export', { airWaybill: '045-77113311', on: '2026-03-21' });
}

/** Mass-balance gold of the exporter: a claim given up, and sold to the refiner and to somebody outside. */
async function incorporate(market: Market): Promise<void> {
  const { desk, operator } = market;
  const licence = {
    act: 'granted',
    holder: REFINER,
    scheme: 'fairmined-licensee',
    number: 'FML-1',
    from: '2025-07-01',
  };
  await must(desk.post('/api/credentials', { key: operator, body: licence }));
  const on = '2026-03-16';
  await market.deliver('QXZVK-G-1', 111_777, { member: 'QXZVK-MEMBER', on });
  await market.did(COOP, '/lots/QXZVK-G-1/dispatch', { to: EXPORTER, sentMg: 111_777, on });
  await market.did(COOP, '/lots/QXZVK-G-1/title', { to: EXPORTER, basis: 'sale', on });
  await market.did(EXPORTER, '/lots/QXZVK-G-1/receive', { receivedMg: 111_777, sealIntact: true, on });
  const scheme = 'fairmined';
  await market.did(EXPORTER, '/incorporated/entries', { lot: 'QXZVK-G-1', scheme, on });
  const sale = { scheme, fineNg: '31771331771', on };
  await market.did(EXPORTER, '/incorporated/sales', { ...sale, sale: 'QXZVK-SALE', to: REFINER });
  await market.did(EXPORTER, '/incorporated/sales', { ...sale, sale: 'QXZVK-SOLD', buyer: 'QXZVK Joyera' });
}

/** People, keys and an auditor's access: of a cooperative. */
async function staff({ desk, operator }: Market): Promise<void> {
  const manager = (await desk.keys.create(COOP, 'manager', 'QXZVK-MANAGER')).secret;
  const invite = { key: manager, body: { role: 'registrar', label: 'QXZVK-LABEL' } };
  await must(desk.post('/api/people/invitations', invite));
  const { body } = await must(desk.post('/api/people/invitations', invite));
  const person = {
    token: body['token'],
    name: 'QXZVK Persona',
    signIn: 'qx@coop.example',
    password: 'siete bateas del QXZVK',
  };
  await must(desk.post('/api/people/accept', { body: person, once: '' }));
  const { key, ...own } = wallet(7);
  const proof = proofOf({ key, ...own }, desk.ledger.origin, COOP);
  const signing = { key, holder: 'organisation', custody: 'own', name: 'QXZVK-KEY', proof };
  await must(desk.post(`/api/organisations/${COOP}/keys`, { key: operator, body: signing }));
  await must(desk.post('/api/erasures', { key: manager, body: { basis: 'consent-withdrawn', member: 'ana' } }));
  const access = {
    toOrganisation: OTHER_COOP,
    until: new Date(Date.now() + 86_400_000).toISOString(),
    reason: 'QXZVK audit',
  };
  await must(desk.post('/api/accesses', { key: manager, body: access }));
}

/** One of the papers asked for is issued, with a file. */
async function issue({ desk: { database } }: Market): Promise<void> {
  await database.ownerQuery(
    `WITH one AS (UPDATE document SET status = 'issued', issued_at = now()
        WHERE id = (SELECT id FROM document ORDER BY number LIMIT 1) RETURNING id, org)
     INSERT INTO document_file (document, org, name, media_type, sha256, bytes, sealed)
     SELECT id, org, 'QXZVK-PAPER.csv', 'text/csv', sha256('QXZVK paper'), 'QXZVK paper', false FROM one`,
  );
}

type Column = { readonly table: string; readonly column: string; readonly type: string };

/** By the names of columns, wherever they are; and by a few names that doors have of their own. */
async function lootOf({ desk: { database } }: Market): Promise<Loot> {
  const columns = await database.ownerQuery<Column>(
    `SELECT table_name AS table, column_name AS column, data_type AS type FROM information_schema.columns
      WHERE table_schema = 'public' AND data_type IN ('uuid', 'text', 'bytea')
        AND table_name NOT IN ('migrations', 'schema_files', 'tile', 'checkpoint', 'entry')
        AND column_name NOT IN ('bytes', 'sealed', 'payload', 'note', 'hash', 'root', 'public_code', 'wrapped')`,
  );
  const loot = new Map<string, string[]>();
  const put = (name: string, values: readonly string[]): void => {
    loot.set(name, [...new Set([...(loot.get(name) ?? []), ...values])]);
  };
  for (const { table, column, type } of columns) {
    const text = type === 'bytea' ? `encode("${column}", 'hex')` : `"${column}"::text`;
    const rows = await database.ownerQuery<{ value: string }>(
      `SELECT DISTINCT ${text} AS value FROM "${table}" WHERE "${column}" IS NOT NULL ORDER BY 1 DESC LIMIT 12`,
    );
    put(
      column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      rows.map(({ value }) => value).filter((value) => value !== ''),
    );
  }
  const lots = await database.ownerQuery<{ id: string; code: string }>('SELECT id, code FROM lot ORDER BY code DESC');
  const named = lots.flatMap(({ id, code }) => [id, code]);
  // A registration first, which names gold; then one statement of each type, and not whichever hash comes first.
  const told = await database.ownerQuery<{ sid: string }>(
    `SELECT encode(sid, 'hex') AS sid FROM statement WHERE org <> $1
      ORDER BY row_number() OVER (PARTITION BY type ORDER BY idx DESC), type <> 'lot.registered', idx DESC LIMIT 40`,
    [OUTSIDER],
  );
  loot.set('sid', [...new Set([...told.map(({ sid }) => sid), ...(loot.get('sid') ?? [])])]);
  put('of', loot.get('sid') ?? []);
  for (const name of ['lot', 'lots/code', 'input', 'bar']) loot.set(name, named);
  loot.set('shipments/code', ['QXZVK-SHIP', `${EXPORTER}/QXZVK-SHIP`]);
  loot.set('problems/code', ['unknown-lot']);
  loot.set('sites/code', ['PLAYA']);
  // Whoever keeps a form names it: a name is no secret, what is in it is.
  for (const door of ['intake-forms', 'intake']) loot.set(`${door}/name`, ['refinery-intake']);
  loot.set('scales/code', ['BAL-1']);
  loot.set('organisation', [COOP, EXPORTER, OTHER_COOP, REFINER]);
  for (const name of ['org', 'to', 'from', 'holder', 'consignee', 'supplier', 'with']) {
    loot.set(name, loot.get('organisation') ?? []);
  }
  for (const one of ['member', 'members/code']) loot.set(one, ['QXZVK-MEMBER', 'ana']);
  // A door that makes something wants a name that is free.
  loot.delete('code');
  return loot;
}

async function canariesOf({ desk: { database } }: Market): Promise<string[]> {
  const ids = await database.ownerQuery<{ id: string }>(
    `SELECT id::text FROM lot UNION SELECT encode(sid, 'hex') FROM statement WHERE org <> $1
     UNION SELECT id::text FROM document UNION SELECT number FROM document`,
    [OUTSIDER],
  );
  const words = ['QXZVK', 'REG-771133', '045-77113311', '3177.13'];
  const masses = ['145671', '117433', '111771', '262117', '262000', '931173', '31771331771'];
  return [...words, ...masses, ...ids.map(({ id }) => id)];
}

/** Every row of every table that names one of the four. */
async function standing({ desk: { database } }: Market): Promise<string> {
  const tables = await database.ownerQuery<{ table: string }>(
    `SELECT c.table_name AS table FROM information_schema.columns c JOIN pg_class t ON t.relname = c.table_name
      WHERE c.table_schema = 'public' AND t.relkind = 'r' AND c.column_name IN ('org', 'registrar') ORDER BY 1`,
  );
  const texts = tables.map(async ({ table }) => {
    const mine = table === 'lot' ? 'registrar' : 'org';
    const [row] = await database.ownerQuery<{ text: string }>(
      `SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') AS text FROM "${table}" t WHERE ${mine} = ANY ($1)`,
      [[COOP, OTHER_COOP, EXPORTER, REFINER]],
    );
    return `${table}\n${row?.text ?? ''}`;
  });
  const links = await database.ownerQuery('SELECT lot, seq FROM lot_link ORDER BY lot, seq');
  return [...(await Promise.all(texts)), JSON.stringify(links)].join('\n\n');
}
