/**
 * A small town whose gold people ask about: a cooperative with a river and a vein, and two jewellers, one with a licence.
 * Names are as hostile as the door lets them be.
 */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { registerLots } from '../../src/lots/lot.projection.js';
import { WebModule } from '../../src/web/web.module.js';
import { openDesk, type Desk } from '../parties/desk.js';

export const COOP = 'Cooperativa <b>El Limonal</b> & Hijas';
export const JEWELLER = `Joyas "Río" <script>alert('1')</script>`;
export const STREET = 'Compraventa de la Calle';
export const RING = `anillo"><img src=x onerror=alert(1)>\u202Egnp`;
export const RIVER = 'San <i>Isidro</i>';
/** What must never be on a page: people, places on a map, tags, seals, and the days on which gold was on the road. */
export const SECRETS =
  /ana-maria|REG-4711|DP-0815|2\.9512|76\.6934|Casa Azul|900\.000\.777|PLAYA-SUR|Playa Sur|VETA-2|E-[12]00|BARRA-|ANILLO-|PRECINTO-77|2026-01-29|2026-02-09|29 (de enero|January|janvier)|9 (de febrero|February|février)/;

export interface Page {
  readonly status: number;
  readonly html: string;
  /** What a person reads: without tags, entities resolved. */
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface Town {
  readonly app: NestFastifyApplication;
  /** Public codes, by code on the tag. */
  readonly codes: ReadonlyMap<string, string>;
  /** Of the jeweller who owns the rings of BARRA-9. */
  readonly jewellerKey: string;
  readonly cooperativeKey: string;
  /** To go on with the tale. */
  readonly desk: Desk;
  page(path: string, headers?: Readonly<Record<string, string>>): Promise<Page>;
  close(): Promise<void>;
}

export async function openTown(): Promise<Town> {
  const desk = await openDesk({ modules: [WebModule] }, { rate: { perSecond: 1e6, burst: 1e6 } });
  const { ledger, database } = desk;
  registerLots(ledger);
  const operator = (await desk.keys.create(null, 'operator', 'server')).secret;
  const say = async (key: string, path: string, body?: object): Promise<void> => {
    const { status, text } = await desk.post(`/api/${path}`, { key, ...(body && { body }) });
    if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
  };
  for (const body of PARTIES) await say(operator, 'organisations', body);
  for (const body of PAPERS) await say(operator, 'credentials', { act: 'granted', until: '2026-07-01', ...body });
  const secretOf = async (org: string): Promise<string> => (await desk.keys.create(org, 'registrar', org)).secret;
  const [coop, joya, street] = await Promise.all([secretOf('coop'), secretOf('joya'), secretOf('street')]);
  await minesAndBars((path, body) => say(coop, path, body));
  for (const [bar, to, mg] of [
    ['BARRA-9', 'joya', 31_700],
    ['BARRA-5', 'street', 7_900],
  ] as const) {
    await say(coop, `lots/${bar}/dispatch`, { to, sentMg: mg, seal: `PRECINTO-77${bar}`, on: '2026-01-29' });
    await say(to === 'joya' ? joya : street, `lots/${bar}/receive`, {
      receivedMg: mg,
      sealIntact: true,
      on: '2026-01-29',
    });
    await say(coop, `lots/${bar}/title`, { to, basis: 'sale', on: '2026-01-29' });
  }
  for (const code of ['ANILLO-1', 'ANILLO-2']) await say(joya, 'workings', ring(code, 'BARRA-9'));
  await say(street, 'workings', ring('ANILLO-3', 'BARRA-5'));
  await say(joya, 'lots/ANILLO-1/release');
  await say(street, 'lots/ANILLO-3/release');
  await say(operator, 'credentials', {
    act: 'withdrawn',
    holder: 'coop',
    scheme: 'fairmined',
    number: 'FM-1',
    from: '2026-05-04',
  });
  await ledger.checkpoint();
  const rows = await database.ownerQuery<{ code: string; public_code: string }>(
    'SELECT code, public_code FROM lot WHERE released',
  );
  const { app } = desk;
  return {
    app,
    jewellerKey: joya,
    cooperativeKey: coop,
    desk,
    codes: new Map(rows.map((row) => [row.code, row.public_code])),
    page: async (url, headers = {}) => {
      const answer = await app.inject({ method: 'GET', url, headers });
      return { status: answer.statusCode, html: answer.body, text: readable(answer.body), headers: answer.headers };
    },
    close: () => desk.close(),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

export function readable(html: string): string {
  const text = html
    .replace(/^[\s\S]*<body>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
  return text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

type Say = (path: string, body: object) => Promise<void>;

/** Seven deliveries of the river and three of the vein in January, each melted; then one bar of both, and one of the river. */
async function minesAndBars(say: Say): Promise<void> {
  for (const body of SITES) await say('sites', body);
  const ana = { code: 'ana-maria', sex: 'F', kind: 'member', site: 'PLAYA-SUR', registration: 'REG-4711' };
  await say('members', ana);
  const gold = { form: 'alluvial', grossMg: 4_000, finenessPpm: 940_000, method: 'touchstone', on: '2026-01-12' };
  const river = ['E-1001', 'E-1002', 'E-1003', 'E-1004', 'E-1005', 'E-1006', 'E-1007'];
  const vein = ['E-2001', 'E-2002', 'E-2003'];
  for (const [i, code] of [...river, ...vein].entries()) {
    const site = river.includes(code) ? 'PLAYA-SUR' : 'VETA-2';
    await say('lots', { ...gold, code, site, member: 'ana-maria', declaration: `DP-0815${i}` });
  }
  const melted = (code: string, lots: readonly string[], grossMg: number): Promise<void> => {
    const output = { code, form: 'dore', grossMg };
    return say('melts', { inputs: lots.map((lot) => ({ lot })), output, cause: 'moisture', on: '2026-01-20' });
  };
  await melted('BARRA-7', river.slice(0, 5), 19_900);
  await melted('BARRA-8', vein, 11_900);
  await melted('BARRA-5', river.slice(5), 7_900);
  await melted('BARRA-9', ['BARRA-7', 'BARRA-8'], 31_700);
}

function ring(code: string, lot: string): object {
  const output = { code, form: 'piece', name: RING, grossMg: 2_746, finenessPpm: 750_000 };
  return { process: 'manufacture', lot, grossMg: 2_200, alloyMg: 556, output, on: '2026-02-09' };
}

const PARTIES: readonly object[] = [
  {
    organisation: 'coop',
    name: COOP,
    role: 'cooperative',
    country: 'CO',
    taxNumber: '900.000.777',
    address: 'Casa Azul',
  },
  { organisation: 'joya', name: JEWELLER, role: 'jeweller', country: 'PE' },
  { organisation: 'street', name: STREET, role: 'jeweller', country: 'PE' },
];
const PAPERS: readonly object[] = [
  { holder: 'coop', scheme: 'fairmined', number: 'FM-1', from: '2025-07-01' },
  { holder: 'joya', scheme: 'fairmined-licensee', number: 'FML-1', from: '2025-07-01' },
];
const land = { region: 'CO-CAU', country: 'CO', title: 'ARE-1', deposit: 'alluvial', capacityMgPerMonth: 450_000 };
const position = { latitude: '2.9512', longitude: '-76.6934' };
const band = { minPpm: 850_000, maxPpm: 995_000 };
const SITES: readonly object[] = [
  { site: 'PLAYA-SUR', name: 'Playa Sur', municipality: RIVER, position, ...land, ...band },
  { site: 'VETA-2', name: 'Veta Dos', municipality: 'Cerro Alto', position, ...land, ...band },
];
