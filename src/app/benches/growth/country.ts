/**
 * A country's trade in gold without an end: cooperatives bring in deliveries, melt, assay and sell bars; exporters ship them a
 * dozen at a time; a refiner makes grain of each shipment and alloy of some grain. Each act is a command through the
 * ledger with every projection, as at the desk.
 */
import { randomUUID } from 'node:crypto';
import type { Act, Facts } from '../../../core/custody/act.js';
import { changeCredential } from '../../../core/custody/credentials/decide.js';
import { instantOf } from '../../../core/day.js';
import type { Draft } from '../../../core/log/statement.js';
import type { Command, Receipt } from '../../../ledger/ledger.js';
import { Handovers } from '../../../lots/handover/handovers.js';
import { Shipments } from '../../../lots/shipments/shipments.js';
import { digestOf, factsOf, type Request } from '../../../lots/lots.js';
import { registerMember, registerOrganisation, registerSite } from '../../../parties/decisions.js';
import type { House } from '../../house.js';

export const DELIVERIES_A_BAR = 8;
export const BARS_A_SHIPMENT = 12;
const MEMBERS = 20;
const EXPORTERS = 4;
const REFINER = 'refiner';
const TZ = 'America/Bogota';
export const FIRST_DAY = Date.UTC(2023, 0, 2);
const LAST_DAY = '2026-11-01';
const DAY_MS = 86_400_000;
const GRANT = { from: '2020-01-01', until: '2030-01-01' };
const TERMS = { priceUsdPerOunce: '4100.00', currency: 'USD', fixingDate: '2026-01-02', session: 'PM' };
const COSTS = { discountPercent: '1.25', provisionalPercent: '90', freightUsd: '191.00', insuranceUsd: '95.00' };

export interface Gold {
  readonly id: string;
  readonly code: string;
  readonly org: string;
}

export class Country {
  readonly bars: Gold[] = [];
  readonly grain: Gold[] = [];
  readonly keys: { readonly org: string; readonly key: string }[] = [];
  private made = 0;

  constructor(
    private readonly house: House,
    /** Every act goes through it. */
    private readonly gate: (act: () => Promise<Receipt>) => Promise<void>,
  ) {}

  /** Exporters and a refiner, and a cooperative with its members for each writer. */
  async found(cooperatives: number): Promise<void> {
    await this.organisation(REFINER, 'refiner', 'CH');
    for (let i = 0; i < EXPORTERS; i++) await this.organisation(exporter(i), 'exporter', 'CO', 'rucom');
    for (let i = 0; i < cooperatives; i++) await this.cooperative(i);
  }

  /** A season of one cooperative: a dozen bars, their shipment and what the refiner makes of it. */
  async season(cooperative: number, season: number): Promise<void> {
    const bars: Gold[] = [];
    const [seller, shipper] = [coop(cooperative), exporter(cooperative % EXPORTERS)];
    for (let i = 0; i < BARS_A_SHIPMENT; i++) {
      const on = dayOf(season * BARS_A_SHIPMENT + i);
      const bar = await this.bar(seller, on);
      await this.handOver(bar, seller, shipper, on);
      bars.push(bar);
    }
    await this.ship(bars, shipper, dayOf((season + 1) * BARS_A_SHIPMENT));
    await this.newcomers(seller, season);
  }

  private async bar(org: string, on: string): Promise<Gold> {
    const { lots } = this.house;
    const inputs: { lot: string; grossMg: number }[] = [];
    for (let i = 0; i < DELIVERIES_A_BAR; i++) {
      const [lot, code] = this.fresh('E');
      const grossMg = 1_800 + ((this.made * 37) % 900);
      const gold = { lot, code, origin: 'production', form: 'alluvial', site: 'P-1', grossMg } as const;
      const reading = { ppm: 920_000 + ((this.made * 11) % 20_000), method: 'xrf' as const };
      const papers = { reading, member: `M-${this.made % MEMBERS}`, declaration: `DP-${code}` };
      await this.act(org, on, (request) => lots.register(request, { ...gold, ...papers }));
      inputs.push({ lot, grossMg });
    }
    const [lot, code] = this.fresh('B');
    const grossMg = inputs.reduce((sum, input) => sum + input.grossMg, 0) - 40;
    const output = { lot, code, form: 'dore', grossMg } as const;
    await this.act(org, on, (request) => lots.melt(request, { inputs, output, cause: 'moisture' }, []));
    const reading = { ppm: 930_500, method: 'fire-assay' as const };
    const report = { lot, laboratory: 'LAB-1', reading, sampleMg: 25, certificate: `C-${code}` };
    await this.act(org, on, (request) => lots.assay(request, report));
    const bar = { id: lot, code, org };
    this.bars.push(bar);
    return bar;
  }

  /** Sent, weighed in and sold. */
  private async handOver({ id: lot, code }: Gold, from: string, to: string, on: string): Promise<void> {
    const handovers = new Handovers(this.house.lots);
    const [mg] = await this.gross([lot]);
    const sentMg = mg ?? 0;
    const seal = `S-${from}-${code}`;
    await this.act(from, on, (request) => handovers.dispatch(request, { lot, to, sentMg, seal }));
    const receipt = { lot, receivedMg: sentMg, sealIntact: true, divisionMg: 10, oneSided: false };
    await this.act(to, on, (request) => handovers.receive(request, receipt));
    await this.act(from, on, (request) => handovers.transferTitle(request, { lot, to, basis: 'sale' }));
  }

  private async ship(bars: readonly Gold[], org: string, on: string): Promise<void> {
    const [, shipment] = this.fresh('X');
    const route = { consignee: REFINER, incoterm: 'CIP Zürich', corridor: 'CO>CH', box: `BOX-${shipment}` };
    const packing = { shipment, ...route, bars: bars.map(({ id: lot }) => ({ lot })), terms: { ...TERMS, ...COSTS } };
    const shipments = new Shipments(this.house.lots);
    await this.act(org, on, (request) => shipments.pack(request, packing));
    const ids = bars.map(({ id }) => id);
    await this.act(org, on, (request) => shipments.exportShipment(request, ids, { shipment }));
    for (const bar of bars) await this.handOver(bar, org, REFINER, on);
    await this.refine(ids, on);
  }

  private async refine(ids: readonly string[], on: string): Promise<void> {
    const { lots } = this.house;
    const [lot, code] = this.fresh('G');
    const masses = await this.gross(ids);
    const bars = ids.map((id, i) => {
      const meltMg = (masses[i] ?? 0) - 5;
      const reading = { ppm: 930_400, method: 'fire-assay' as const };
      const creditedMg = Math.floor((meltMg * 929_000) / 1_000_000);
      return { lot: id, meltMg, reading, creditedMg, grainMg: creditedMg };
    });
    await this.act(REFINER, on, (request) => lots.refine(request, { bars, grain: { lot, code, ppm: 999_900 } }));
    await this.act(REFINER, on, (request) => lots.release(request, lot));
    const [made, alloy] = this.fresh('A');
    const output = { lot: made, code: alloy, form: 'alloy', grossMg: 26_600, ppm: 750_000 } as const;
    const working = { process: 'alloy', input: { lot, grossMg: 20_000 }, alloyMg: 6_664, output } as const;
    await this.act(REFINER, on, (request) => lots.work(request, working));
    this.grain.push({ id: lot, code, org: REFINER });
  }

  /** A member joins with every season; every fourth a jeweller is licensed. */
  private async newcomers(org: string, season: number): Promise<void> {
    await this.member(org, `N-${season}`);
    if (season % 4 === 0)
      await this.organisation(`jeweller-${randomUUID().slice(0, 13)}`, 'jeweller', 'CH', 'fairmined');
  }

  private async cooperative(i: number): Promise<void> {
    const org = coop(i);
    await this.organisation(org, 'cooperative', 'CO', 'fairmined');
    const place = { name: 'La Playa', municipality: 'Limonal', region: 'CO-CHO', country: 'CO', title: 'ARE-1' };
    const mine = { deposit: 'alluvial', minPpm: 850_000, maxPpm: 995_000, capacityMgPerMonth: 9_000_000 };
    const site = { site: 'P-1', ...place, ...mine };
    await this.party(org, { sites: [`${org}/P-1`] }, (facts, act) => registerSite(facts, act, site));
    for (let m = 0; m < MEMBERS; m++) await this.member(org, `M-${m}`);
  }

  private async organisation(
    organisation: string,
    role: 'cooperative' | 'exporter' | 'refiner' | 'jeweller',
    country: string,
    scheme?: string,
  ): Promise<void> {
    const needs = { parties: [organisation] };
    const registration = { organisation, name: organisation, role, country };
    await this.party(organisation, needs, (facts, act) => registerOrganisation(facts, act, registration));
    if (scheme === undefined) return;
    const grant = { holder: organisation, scheme, number: `${scheme}-${organisation}`, ...GRANT };
    await this.party(organisation, needs, (facts, act) => changeCredential(facts, act, 'granted', grant));
  }

  private member(org: string, code: string): Promise<void> {
    const person = {
      code,
      sex: 'F',
      kind: 'associate',
      site: 'P-1',
      registration: `R-${code}`,
      from: null,
      until: null,
    };
    const needs = { sites: [`${org}/P-1`], members: [`${org}/${code}`] };
    return this.party(org, needs, (facts, act) => registerMember(facts, act, person));
  }

  private party(org: string, needs: Command['needs'], decide: (facts: Facts, act: Act) => Draft[]): Promise<void> {
    return this.act(org, dayOf(0), ({ act, actor, key, digest }) =>
      this.house.ledger.append({
        org,
        actor,
        key,
        digest,
        needs,
        decide: (loaded) => ({ drafts: decide(factsOf(loaded), act), result: {} }),
      }),
    );
  }

  private act(org: string, date: string, command: (request: Request) => Promise<Receipt>): Promise<void> {
    const key = randomUUID();
    const act = { org, on: { date, tz: TZ }, at: instantOf(date, TZ), today: LAST_DAY, attested: 'platform' as const };
    if (this.made % 100 === 0) this.keys.push({ org, key });
    return this.gate(() => command({ act, actor: 'bench', key, digest: digestOf(key) }));
  }

  private async gross(ids: readonly string[]): Promise<number[]> {
    const rows: { id: string; mg: number }[] = await this.house.database.dataSource.query(
      'SELECT id, gross_mg::float8 AS mg FROM lot WHERE id = ANY($1::uuid[])',
      [ids],
    );
    const byId = new Map(rows.map(({ id, mg }) => [id, mg]));
    return ids.map((id) => byId.get(id) ?? 0);
  }

  private fresh(prefix: string): [id: string, code: string] {
    this.made += 1;
    return [randomUUID(), `${prefix}-${this.made}`];
  }
}

export function exporter(i: number): string {
  return `exporter-${i}`;
}

export function coop(i: number): string {
  return `coop-${i}`;
}

function dayOf(n: number): string {
  const day = new Date(FIRST_DAY + n * DAY_MS).toISOString().slice(0, 10);
  return day < LAST_DAY ? day : LAST_DAY;
}
