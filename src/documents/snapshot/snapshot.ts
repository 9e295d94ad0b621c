/** Everything the papers of a shipment say, read once, in the transaction that asks for them. Later facts do not change it. */
import type { EntityManager } from 'typeorm';
import type { Lot } from '../../core/custody/lot.js';
import type { ShipmentExported, ShipmentLine, ShipmentPacked, ShipmentRepacked } from '../../core/custody/registry.js';
import type { ShipmentTerms } from '../../core/custody/terms/terms.js';
import { valuesOf } from '../../ledger/private/values.js';
import type { Vault } from '../../ledger/private/vault.js';
import { nationalDigits } from '../corridors/corridor.js';
import { UNWROUGHT_GOLD } from '../corridors/needed.js';
import type { DigitsOnPaper, Language, ShipmentOnPaper, TracedBar } from '../payload.js';
import type { OfLot, OfShipment } from '../types/document-type.js';
import { asItLeft, lastOf } from './departure.js';
import { originsOf, sitesOf } from './origins.js';
import { namesOf, partyOnPaper } from './parties.js';
import { replayUntil, type Placed } from '../../lots/ancestry.js';

/** Countries whose papers are printed in Spanish beside English; elsewhere English stands alone. */
const SPANISH = new Set('AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PY SV UY VE'.split(' '));

interface Asked {
  /** Whose shipment: codes are each exporter's own. */
  readonly org: string;
  readonly shipment: string;
  /** That are in it, or were until it was packed anew. */
  readonly lots: readonly string[];
  readonly idx: number;
}

/**
 * The shipment as it stands at `idx`; the acts of its lots up to there say all, whether it left already or not.
 */
export async function readShipment(
  tx: EntityManager,
  vault: Vault,
  { org, shipment, lots, idx }: Asked,
): Promise<OfShipment> {
  const replay = await replayUntil(tx, lots, idx);
  const last = (type: string): Placed | undefined => lastOf(replay, type, org, shipment);
  const packing = last('shipment.packed');
  if (packing === undefined) throw new Error(`bug: ${org} never packed shipment ${shipment}`);
  const packed = { ...(packing.statement.data as unknown as ShipmentPacked), ...repackedIn(last('shipment.repacked')) };
  const exported = last('shipment.exported')?.statement.data as ShipmentExported | undefined;
  const day = (exported ?? packed).on.date;
  const exporter = await partyOnPaper(tx, vault, packed.exporter, day);
  const consignee = await partyOnPaper(tx, vault, packed.consignee, day);
  const left = asItLeft(replay, org, shipment);
  const sites = await sitesOf(tx, left.lots);
  const bars = packed.lines.map((line): TracedBar => {
    const lot = left.lots.get(line.lot);
    if (lot === undefined) throw new Error(`bug: bar ${line.code} was packed but never made`);
    return { ...barOf(line, lot), origins: originsOf(lot, left.lots, sites) };
  });
  const terms = await termsOf(tx, vault, packing.sid);
  const facts = {
    org,
    language: languageOf(exporter.country),
    exporter,
    consignee,
    shipment: shipmentOnPaper(packed, exported, nationalDigits(consignee.country, day)),
    ...(terms !== undefined && { terms }),
    bars,
    parties: await namesOf(tx, mentionedIn(bars)),
  };
  return { tx, vault, replay, idx, facts };
}

/** A lot as it stands at `idx`, and who made out its tag. */
export async function readLot(
  tx: EntityManager,
  vault: Vault,
  { lot: id, idx }: { readonly lot: string; readonly idx: number },
): Promise<OfLot & { readonly language: Language }> {
  const replay = await replayUntil(tx, [id], idx);
  const lot = replay.lots.get(id);
  if (lot === undefined) throw new Error(`bug: lot ${id} was asked for and never made`);
  const { date: on, tz } = lot.born;
  const issuer = await partyOnPaper(tx, vault, lot.registrar, on);
  return { tx, vault, replay, idx, issuer, lot: { id, code: lot.code, on, tz }, language: languageOf(issuer.country) };
}

/** What was packed anew is what the papers tell of, with the terms it was first packed under. */
function repackedIn(repacking: Placed | undefined): Partial<ShipmentPacked> {
  if (repacking === undefined) return {};
  const { on, box, lines } = repacking.statement.data as unknown as ShipmentRepacked;
  return { on, box, lines };
}

function shipmentOnPaper(
  packed: ShipmentPacked,
  exported: ShipmentExported | undefined,
  tariffs: readonly DigitsOnPaper[],
): ShipmentOnPaper {
  return {
    code: packed.shipment,
    packedOn: packed.on.date,
    exportedOn: exported?.on.date ?? null,
    tz: (exported ?? packed).on.tz,
    airWaybill: exported?.airWaybill ?? null,
    incoterm: packed.incoterm,
    corridor: packed.corridor,
    box: packed.box,
    hs: UNWROUGHT_GOLD,
    ...(tariffs.length > 0 && { tariffs }),
  };
}

function barOf(line: ShipmentLine, lot: Lot): Omit<TracedBar, 'origins'> {
  const { code, grossMg, finenessPpm, method, fineNg, seal = null } = line;
  const claims = lot.claims.map(({ scheme, carried, basis, lost }) => ({ scheme, carried, basis, lost }));
  return { lot: line.lot, code, seal, madeOn: lot.born.date, grossMg, finenessPpm, method, fineNg, claims };
}

async function termsOf(tx: EntityManager, vault: Vault, sid: Uint8Array): Promise<ShipmentTerms | undefined> {
  const values = await valuesOf(tx, vault, [sid]);
  return values.find(({ name }) => name === 'terms')?.value as ShipmentTerms | undefined;
}

function mentionedIn(bars: readonly TracedBar[]): string[] {
  const claims = bars.flatMap((bar) => bar.claims);
  const basis = claims.flatMap((claim) => claim.basis.map((one) => one.split(' ')[0] ?? ''));
  const lost = claims.flatMap((claim) => claim.lost.map(({ party }) => party ?? ''));
  return [...new Set([...basis, ...lost])].filter((name) => name !== '');
}

function languageOf(country: string): Language {
  return SPANISH.has(country) ? 'es' : 'en';
}

/** Index of the newest entry; -1 of an empty log. */
export async function lastIndex(tx: EntityManager): Promise<number> {
  const [row]: { size: string }[] = await tx.query('SELECT size FROM log_state');
  return Number(row?.size ?? 0) - 1;
}
