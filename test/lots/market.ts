/** A small market of gold for tests: a cooperative, an exporter, a refiner and a jeweller, each with a key to one server. */
import type { Parts } from '../../src/app/application.module.js';
import type { LotView } from '../../src/lots/lot.view.js';
import { registerLots } from '../../src/lots/lot.projection.js';
import { LotsModule } from '../../src/lots/lots.module.js';
import { openDesk, type Answer, type Ask, type Desk } from '../parties/desk.js';

export const [COOP, OTHER_COOP, EXPORTER, REFINER] = ['coop', 'coop-two', 'exporter', 'refiner'] as const;
export type Org = typeof COOP | typeof OTHER_COOP | typeof EXPORTER | typeof REFINER;

/** Of every tale here, unless it says otherwise. */
export const DAY = '2026-03-10';

/** What a POST about gold answers. */
export interface Told {
  readonly id: string;
  readonly entries: readonly { readonly sid: string; readonly idx: number; readonly leaf: string }[];
  readonly held: readonly { readonly rule: string; readonly code: string; readonly sentence: string }[];
  readonly code?: string;
}

export interface Market {
  readonly desk: Desk;
  readonly operator: string;
  readonly keys: Readonly<Record<Org, string>>;
  post(by: Org, path: string, body?: object, ask?: Ask): Promise<Answer>;
  get(by: Org | undefined, path: string, ask?: Ask): Promise<Answer>;
  /** Must succeed: the tale cannot go on without it. */
  did(by: Org, path: string, body?: object, ask?: Ask): Promise<Told>;
  lot(by: Org, code: string): Promise<LotView>;
  /** Codes of the list, as filtered. */
  codes(by: Org, query?: string): Promise<string[]>;
  deliver(code: string, grossMg: number, more?: object, by?: Org): Promise<Told>;
}

export interface MarketParts {
  readonly modules?: Parts['modules'];
  /** Before the first append. */
  readonly register?: (desk: Desk) => void | Promise<void>;
}

export async function openMarket(parts: MarketParts = {}): Promise<Market> {
  const { modules = [LotsModule], register = ({ ledger }) => registerLots(ledger) } = parts;
  const desk = await openDesk({ modules }, { rate: { perSecond: 1e6, burst: 1e6 } });
  await register(desk);
  const operator = (await desk.keys.create(null, 'operator', 'server')).secret;
  for (const party of PARTIES) await must(desk.post('/api/organisations', { key: operator, body: party }));
  const keys = Object.fromEntries(
    await Promise.all(
      PARTIES.map(async ({ organisation: org }) => [org, (await desk.keys.create(org, 'registrar', org)).secret]),
    ),
  ) as Record<Org, string>;
  for (const body of CREDENTIALS) await must(desk.post('/api/credentials', { key: operator, body }));
  for (const key of [keys[COOP], keys[OTHER_COOP]]) {
    await must(desk.post('/api/sites', { key, body: SITE }));
    for (const body of MEMBERS) await must(desk.post('/api/members', { key, body }));
  }
  await must(desk.post('/api/scales', { key: keys[COOP], body: SCALE }));
  const post: Market['post'] = (by, path, body, ask = {}) =>
    desk.post(`/api${path}`, { key: keys[by], ...(body && { body: dated(path, body) }), ...ask });
  const get: Market['get'] = (by, path, ask = {}) => desk.get(`/api${path}`, { ...(by && { key: keys[by] }), ...ask });
  const did: Market['did'] = async (...asked) => (await must(post(...asked))).body as unknown as Told;
  return {
    desk,
    operator,
    keys,
    post,
    get,
    did,
    lot: async (by, code) => (await must(get(by, lotPath(code)))).body as unknown as LotView,
    codes: async (by, query = '') => {
      const { body } = await must(get(by, `/lots?limit=200&${query}`));
      return (body['items'] as unknown as LotView[]).map(({ code }) => code);
    },
    deliver: (code, grossMg, more = {}, by = COOP) => did(by, '/lots', { ...delivery(code, grossMg), ...more }),
  };
}

export function lotPath(code: string, act = ''): string {
  return `/lots/${encodeURIComponent(code)}${act === '' ? '' : `/${act}`}`;
}

export function delivery(code: string, grossMg: number): object {
  const gold = { code, form: 'alluvial', site: 'PLAYA', grossMg, finenessPpm: 940_000, method: 'touchstone' };
  return { ...gold, member: 'ana', declaration: `DP-${code}` };
}

export async function must(asked: Promise<Answer>): Promise<Answer> {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(`${answer.status}: ${answer.text}`);
  return answer;
}

function dated(path: string, body: object): object {
  return path.endsWith('/release') ? body : { on: DAY, ...body };
}

const PARTIES: readonly { organisation: Org; name: string; role: string; country: string }[] = [
  { organisation: COOP, name: 'Cooperativa La Playa', role: 'cooperative', country: 'CO' },
  { organisation: OTHER_COOP, name: 'Cooperativa El Cerro', role: 'cooperative', country: 'CO' },
  { organisation: EXPORTER, name: 'Exportadora del Pacífico', role: 'exporter', country: 'CO' },
  { organisation: REFINER, name: 'Affinerie du Lac', role: 'refiner', country: 'CH' },
];
const grant = { act: 'granted', from: '2025-07-01', until: '2026-07-01' };
const CREDENTIALS: readonly object[] = [
  { ...grant, holder: COOP, scheme: 'fairmined', number: 'FM-1' },
  { ...grant, holder: EXPORTER, scheme: 'rucom', number: 'R-1' },
  { ...grant, holder: EXPORTER, scheme: 'fairmined-supplier', number: 'FMS-1', from: '2026-03-15' },
];
const place = { name: 'La Playa', municipality: 'San Isidro', region: 'CO-CAU', country: 'CO', title: 'ARE-1' };
const mine = { deposit: 'alluvial', minPpm: 850_000, maxPpm: 995_000, capacityMgPerMonth: 450_000 };
export const SITE = { site: 'PLAYA', ...place, ...mine };
const SCALE = { scale: 'BAL-1', site: 'PLAYA', divisionMg: 100, calibrated: '2025-11-12', until: '2026-11-01' };
const person = { sex: 'F', site: 'PLAYA', registration: 'A-1' };
const MEMBERS: readonly object[] = [
  { code: 'ana', kind: 'member', ...person },
  { code: 'rosa', kind: 'panner', ...person, from: '2025-01-01', until: '2026-02-15' },
];
