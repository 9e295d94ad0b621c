/**
 * Tales of the trade over pure facts: `given(aCooperative(), delivered('E-1')).when(melted('B-1', ['E-1'])).thenRecorded(…)`.
 * A deed looks at the world and says what to record; the world folds it as the ledger would, and after every statement
 * checks that no lot it touched gained or lost a milligram.
 */
import { fineNg } from '../../src/core/quantity.js';
import { Rejection, type RejectionCode, type RejectionDetail } from '../../src/core/rejection.js';
import type { Act, Facts } from '../../src/core/custody/act.js';
import { evolve } from '../../src/core/custody/evolve.js';
import type { OwnThresholds } from '../../src/core/custody/rules/own/own.js';
import { unitsOf, type Lot } from '../../src/core/custody/lot.js';
import { DECLARATION, paperUse } from '../../src/core/custody/rules/intake/everywhere.js';
import type {
  DocumentCaptured,
  Member,
  Party,
  ScaleRegistered,
  Shipment,
  ShipmentPacked,
  ShipmentRepacked,
  SiteRegistered,
  Use,
} from '../../src/core/custody/registry.js';
import { isYield, NOTHING_YET, yielded, type SiteYield } from '../../src/core/custody/volumes/site-yield.js';
import type { CustodyDispatched } from '../../src/core/custody/handover/statements.js';
import type { LotRegistered, LotsTransformed } from '../../src/core/custody/statements.js';
import { countedOf, volumesId, type Volume } from '../../src/core/custody/volumes/papers.js';
import type { Draft, Statement } from '../../src/core/log/statement.js';
import { rest, totalOf } from '../../src/core/provenance/shares.js';

export const [COOP, EXPORTER, REFINER, JEWELLER] = ['coop', 'exporter', 'refiner', 'jeweller'] as const;

/** Changes the world's registers or clock, or says what to record. */
export type Deed = (world: World) => readonly Draft[] | void;

export class World implements Facts {
  readonly lots = new Map<string, Lot>();
  readonly parties = new Map<string, Party>();
  readonly sites = new Map<string, SiteRegistered>();
  readonly scales = new Map<string, ScaleRegistered>();
  readonly members = new Map<string, Member>();
  readonly uses = new Map<string, Use>();
  readonly shipments = new Map<string, Shipment>();
  readonly yields = new Map<string, SiteYield>();
  private readonly counted = new Map<string, readonly Volume[]>();
  /** Of any organisation and year there is a sum, be it nothing. */
  readonly volumes: ReadonlyMap<string, readonly Volume[]> = Object.assign(new Map<string, readonly Volume[]>(), {
    get: (id: string) => this.counted.get(id) ?? [],
  });
  readonly thresholds = new Map<string, OwnThresholds>();
  /** By a sid of this tale: its place among what was recorded. */
  readonly statements = new Map<string, Statement>();
  readonly recorded: Draft[] = [];
  org: string = COOP;
  day = '2026-02-10';
  today = '2026-07-31';

  get act(): Act {
    const on = { date: this.day, tz: 'America/Bogota' };
    return { org: this.org, on, at: `${this.day}T17:00:00.000Z`, today: this.today, attested: 'platform' };
  }

  lot(code: string): Lot {
    const lot = this.lots.get(idOf(code));
    if (lot === undefined) throw new Error(`no lot ${code} in this tale`);
    return lot;
  }

  do(deed: Deed): readonly Draft[] {
    const drafts = deed(this) ?? [];
    for (const draft of drafts) this.fold(draft);
    return drafts;
  }

  private fold(draft: Draft): void {
    const sid = sidAt(this.recorded.length);
    this.recorded.push(draft);
    this.statements.set(sid, draft as unknown as Statement);
    const before = new Map(draft.lots.map((id) => [id, this.lots.get(id)]));
    for (const id of evolve(this.lots, draft, sid)) conserved(this.lots.get(id));
    const was = (id: string) => before.get(id);
    for (const { org, activity, ...volume } of countedOf(draft, was, (id) => this.lots.get(id))) {
      const id = volumesId(org, activity, volume.month);
      this.counted.set(id, [...(this.counted.get(id) ?? []), volume]);
    }
    this.use(draft);
    if (draft.type === 'shipment.packed') {
      const { shipment, exporter, consignee, on } = draft.data as unknown as ShipmentPacked;
      const packed = { id: shipment, exporter, consignee, day: on.date, lots: draft.lots, exported: false };
      this.shipments.set(`${exporter}/${shipment}`, packed);
    }
    if (draft.type === 'shipment.repacked') {
      const { shipment, lines, on } = draft.data as unknown as ShipmentRepacked;
      const id = `${draft.org}/${shipment}`;
      const lots = lines.map(({ lot }) => lot);
      this.shipments.set(id, { ...(this.shipments.get(id) as Shipment), lots, day: on.date });
    }
    if (draft.type === 'shipment.exported') {
      const id = `${draft.org}/${String(draft.data['shipment'])}`;
      this.shipments.set(id, { ...(this.shipments.get(id) as Shipment), exported: true });
    }
  }

  private use({ type, org, data, reveals = [] }: Draft): void {
    const first = (id: string, use: Use): void => void (this.uses.has(id) || this.uses.set(id, use));
    const revealed = new Map(reveals.map(({ name, value }) => [name, value]));
    if (type === 'lot.registered') {
      const { lot, code, grossMg, fineness, on } = data as unknown as LotRegistered;
      first(`code:${org}:${code}`, { lot, code });
      const registered = data as unknown as LotRegistered;
      const place = `${org}/${registered.site}`;
      if (isYield(registered)) {
        this.yields.set(place, yielded(this.yields.get(place) ?? NOTHING_YET, registered));
      }
      const declaration = `declaration:${org}:${String(revealed.get('declaration'))}`;
      if (revealed.has('declaration')) {
        const quantityMg = revealed.get('declared');
        const before = this.uses.get(declaration);
        first(declaration, {
          lot,
          code,
          ...(typeof quantityMg === 'number' && { declared: { quantityMg, usedMg: grossMg } }),
        });
        const { declared } = before ?? {};
        if (before && declared) {
          this.uses.set(declaration, { ...before, declared: { ...declared, usedMg: declared.usedMg + grossMg } });
        }
      }
      for (const id of paperUse(DECLARATION, String(revealed.get('declaration') ?? ''))) first(id, { lot, code, org });
      if (revealed.has('photo')) first(`photo:${String(revealed.get('photo'))}`, { lot, code, org });
      const member = this.members.get(`${org}/${String(revealed.get('member'))}`);
      if (member === undefined || revealed.get('counted') !== true) return;
      const month = on.date.slice(0, 7);
      const taken = (member.months[month] ?? 0n) + fineNg(grossMg, fineness?.ppm ?? 1_000_000);
      this.members.set(member.id, { ...member, months: { ...member.months, [month]: taken } });
    }
    if (type === 'document.captured') {
      const { kind, number, shipment, exporter = org } = data as unknown as DocumentCaptured;
      for (const id of paperUse(kind, number)) first(id, { lot: shipment, code: number, org: exporter });
    }
    const { outputs = [] } = data as unknown as Partial<LotsTransformed>;
    for (const { lot, code, kept } of outputs) {
      first(`code:${org}:${code}`, { lot, code });
      if (kept !== undefined) first(`seal:${org}:${kept.seal}`, { lot, code: kept.seal });
    }
    const { seal, sealed, lot } = data as unknown as CustodyDispatched;
    const seals = [seal, ...(sealed?.seals ?? [])].filter((one) => one !== undefined);
    if (type === 'custody.dispatched') for (const one of seals) first(`seal:${org}:${one}`, { lot, code: lot });
  }
}

/** takenMg + grossMg = initialMg + differenceMg, nothing below zero, and the composition is exactly the gold left. */
export function conserved(lot: Lot | undefined): void {
  if (lot === undefined) throw new Error('the fold named a lot that is not there');
  expect(lot.takenMg + lot.grossMg).toBe(lot.initialMg + lot.differenceMg);
  expect(lot.grossMg).toBeGreaterThanOrEqual(0);
  const shares = rest(lot.composition);
  expect(totalOf(shares)).toBe(unitsOf(lot.grossMg, lot.fineness));
  expect([...shares.values()].every((units) => units >= 0n)).toBe(true);
}

/** The sid of the nth statement of a tale. */
export function sidAt(n: number): string {
  return n.toString(16).padStart(64, '0');
}

/** A lot's id by its code: the code's letters, so that lots sort by their codes. */
export function idOf(code: string): string {
  const hex = Buffer.from(code).toString('hex').padEnd(32, '0');
  if (hex.length > 32) throw new Error(`a code for a tale has sixteen letters at most: ${code}`);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export function given(...deeds: Deed[]) {
  const world = new World();
  for (const deed of deeds) world.do(deed);
  return { world, when: (...next: Deed[]) => when(world, next) };
}

function when(world: World, deeds: readonly Deed[]) {
  let drafts: readonly Draft[] = [];
  let thrown: unknown;
  try {
    for (const deed of deeds) drafts = world.do(deed);
  } catch (error) {
    thrown = error;
  }
  const drafted = (): readonly Draft[] => {
    if (thrown !== undefined) throw thrown;
    return drafts;
  };
  return {
    /** The statements of the last deed, by type and by what matters of their data. */
    thenRecorded(...expected: [type: string, data?: object][]): World {
      expect(drafted().map(({ type }) => type)).toEqual(expected.map(([type]) => type));
      for (const [i, [, data]] of expected.entries()) if (data) expect(drafts[i]?.data).toMatchObject(data);
      return world;
    },
    /** Recorded, and held for exactly these reasons; none means not held. */
    thenHeld(...codes: string[]): World {
      const held = drafted().filter(({ type }) => type === 'lot.held');
      const reasons = held.flatMap(({ data }) => data['reasons'] as unknown as { code: string }[]);
      expect(reasons.map(({ code }) => code)).toEqual(codes);
      return world;
    },
    /** Questions, which stop nothing; the gold is not held. */
    thenAsked(...codes: string[]): World {
      expect(drafted().filter(({ type }) => type === 'lot.held')).toEqual([]);
      const asked = drafted().filter(({ type }) => type === 'question.raised');
      const reasons = asked.flatMap(({ data }) => data['reasons'] as unknown as { code: string }[]);
      expect(reasons.map(({ code }) => code)).toEqual(codes);
      return world;
    },
    thenRejected(code: RejectionCode, detail: RejectionDetail = {}): void {
      expect(thrown).toBeInstanceOf(Rejection);
      expect((thrown as Rejection).code).toBe(code);
      expect((thrown as Rejection).detail).toMatchObject(detail);
    },
  };
}
