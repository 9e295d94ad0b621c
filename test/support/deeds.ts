/** What people do with gold, in the trade's words; the acting party and the day are the world's (`as`, `onDay`). */
import { refine, work, type Refining, type Working } from '../../src/core/custody/transformations/bench.js';
import * as outbound from '../../src/core/custody/handover/dispatch.js';
import * as receipt from '../../src/core/custody/handover/receipt.js';
import * as title from '../../src/core/custody/handover/title.js';
import { assay } from '../../src/core/custody/assays/assay.js';
import type { Reading } from '../../src/core/custody/assays/reading.js';
import { settle } from '../../src/core/custody/doubts.js';
import { register, type Registration } from '../../src/core/custody/intake.js';
import { melt, split, type Melt } from '../../src/core/custody/transformations/melt.js';
import type { Credential, Member, Role, ScaleRegistered, SiteRegistered } from '../../src/core/custody/registry.js';
import { exportShipment, pack, repack } from '../../src/core/custody/shipment.js';
import { COOP, EXPORTER, idOf, JEWELLER, REFINER, type Deed } from './story.js';

export const onDay =
  (day: string): Deed =>
  (world) =>
    void (world.day = day);
export const as =
  (org: string): Deed =>
  (world) =>
    void (world.org = org);

export function credential(scheme: string, more: Partial<Credential> = {}): Credential {
  return { scheme, number: `${scheme}-1`, from: '2025-07-01', until: '2026-07-01', acts: [], ...more };
}
export const aParty =
  (organisation: string, role: Role, country: string, ...credentials: Credential[]): Deed =>
  ({ parties }) =>
    void parties.set(organisation, { organisation, name: organisation, role, country, credentials });
export const aCooperative = (...credentials: Credential[]) => aParty(COOP, 'cooperative', 'CO', ...credentials);
export const anExporter = (...credentials: Credential[]) => aParty(EXPORTER, 'exporter', 'CO', ...credentials);
export const aRefiner = (...credentials: Credential[]) => aParty(REFINER, 'refiner', 'CH', ...credentials);
export const aJeweller = (...credentials: Credential[]) => aParty(JEWELLER, 'jeweller', 'PE', ...credentials);

export const aSite =
  (site = 'PLAYA', more: Partial<SiteRegistered> = {}): Deed =>
  ({ sites }) => {
    const place = { name: site, municipality: 'San Isidro', region: 'CO-CAU', country: 'CO' };
    const mine = { title: 'ARE-1', deposit: 'alluvial', minPpm: 850_000, maxPpm: 995_000, capacityMgPerMonth: 450_000 };
    sites.set(`${COOP}/${site}`, { site, ...place, ...mine, ...more });
  };
export const aScale =
  (scale: string, more: Partial<ScaleRegistered> = {}): Deed =>
  ({ scales }) =>
    void scales.set(`${COOP}/${scale}`, {
      scale,
      site: 'PLAYA',
      divisionMg: 10,
      calibrated: '2025-11-12',
      until: '2026-11-12',
      ...more,
    });
export const aMiner =
  (code = 'ana', more: Partial<Member> = {}): Deed =>
  ({ members }) => {
    const id = `${COOP}/${code}`;
    const papers = { kind: 'associate', site: 'PLAYA', registration: 'A-1', from: '2024-02-05', until: null };
    members.set(id, { id, months: {}, ...papers, ...more });
  };
export const aPanner = (code = 'rosa', more: Partial<Member> = {}) => aMiner(code, { kind: 'panner', ...more });
/** The cooperative with its river site, its associate ana and its panner rosa. */
export const aCoopAtWork: Deed = (world) => {
  for (const deed of [aCooperative(credential('fairmined')), aSite(), aMiner(), aPanner()]) world.do(deed);
};

export const touchstone = (ppm: number): Reading => ({ ppm, method: 'touchstone' });
export const xrf = (ppm: number): Reading => ({ ppm, method: 'xrf' });
export const fireAssay = (ppm: number): Reading => ({ ppm, method: 'fire-assay' });

export const delivered =
  (
    code: string,
    grossMg = 2_400,
    reading: Reading | null = touchstone(940_000),
    more: Partial<Registration> = {},
  ): Deed =>
  (world) => {
    const papers = { member: 'ana', declaration: `DP-${code}`, site: 'PLAYA', ...(reading && { reading }) };
    const gold = { lot: idOf(code), code, origin: 'production', form: 'alluvial', grossMg } as const;
    return register(world, world.act, { ...gold, ...papers, ...more });
  };
export const assayed =
  (code: string, reading: Reading, sampleMg = 0): Deed =>
  (world) =>
    assay(world, world.act, { lot: idOf(code), laboratory: 'LAB-1', reading, sampleMg });
export const melted =
  (
    bar: string,
    from: readonly (string | [code: string, grossMg: number])[],
    grossMg: number,
    more: Partial<Melt> = {},
  ): Deed =>
  (world) => {
    const inputs = from.map((one) =>
      typeof one === 'string'
        ? { lot: idOf(one), grossMg: world.lots.get(idOf(one))?.grossMg ?? 0 }
        : { lot: idOf(one[0]), grossMg: one[1] },
    );
    const output = { lot: idOf(bar), code: bar, form: 'dore', grossMg } as const;
    return melt(world, world.act, { inputs, output, cause: 'moisture', ...more });
  };
export const splitOff =
  (code: string, ...parts: [code: string, grossMg: number][]): Deed =>
  (world) =>
    split(world, world.act, {
      lot: idOf(code),
      outputs: parts.map(([part, grossMg]) => ({ lot: idOf(part), code: part, grossMg })),
    });
type Outturn = Refining['bars'][number];
export const outturn = (bar: string, result: Omit<Outturn, 'lot'>): Outturn => ({ lot: idOf(bar), ...result });
export const refined =
  (grain: string, ...bars: Outturn[]): Deed =>
  (world) =>
    refine(world, world.act, {
      bars,
      grain: { lot: idOf(grain), code: grain, ppm: 999_900 },
    });
type Bench = { takeMg: number; alloyMg: number; outMg: number; ppm: number; process?: Working['process'] };
export const worked =
  (made: string, from: string, { takeMg, alloyMg, outMg, ppm, process = 'alloy' }: Bench): Deed =>
  (world) => {
    const output = { lot: idOf(made), code: made, form: 'alloy', grossMg: outMg, ppm } as const;
    return work(world, world.act, { process, input: { lot: idOf(from), grossMg: takeMg }, alloyMg, output });
  };

export const dispatched =
  (code: string, to: string, seal = `S-${code}`): Deed =>
  (world) =>
    outbound.dispatch(world, world.act, {
      lot: idOf(code),
      to,
      sentMg: world.lots.get(idOf(code))?.grossMg ?? 0,
      seal,
    });
export const received =
  (code: string, receivedMg: number, divisionMg = 10): Deed =>
  (world) =>
    receipt.receive(world, world.act, { lot: idOf(code), receivedMg, sealIntact: true, divisionMg, oneSided: false });
export const refused =
  (code: string, weighedMg: number): Deed =>
  (world) =>
    receipt.refuse(world, world.act, { lot: idOf(code), weighedMg, sealIntact: true });
export const sold =
  (code: string, to: string): Deed =>
  (world) =>
    title.transferTitle(world, world.act, { lot: idOf(code), to, basis: 'sale' });
export const heldBack =
  (code: string): Deed =>
  ({ act }) =>
    settle(act, idOf(code), [{ rule: 'P4', code: 'unknown-member', at: 'member', level: 'hold' }]);

const TERMS = { currency: 'USD', session: 'PM', discountPercent: '1.25', provisionalPercent: '90' };
const COSTS = { priceUsdPerOunce: '4428.79', fixingDate: '2026-02-13', freightUsd: '191.00', insuranceUsd: '95.00' };
export const packed =
  (shipment: string, bars: readonly string[], consignee: string = REFINER, incoterm = 'CIP Zürich'): Deed =>
  (world) => {
    const route = { incoterm, corridor: 'CO>CH', box: 'BOX-1A', terms: { ...TERMS, ...COSTS } };
    return pack(world, world.act, { shipment, consignee, ...route, bars: bars.map((bar) => ({ lot: idOf(bar) })) });
  };
export const repacked =
  (shipment: string, bars: readonly string[], box = 'BOX-2'): Deed =>
  (world) =>
    repack(world, world.act, { shipment, box, bars: bars.map((bar) => ({ lot: idOf(bar), seal: `N-${bar}` })) });
export const exported =
  (shipment: string): Deed =>
  (world) =>
    exportShipment(world, world.act, { shipment });
