/** Export: bars are packed into a shipment and leave. */
import type { Json } from '../log/canonical-json.js';
import type { Draft } from '../log/statement.js';
import { Rejection } from '../rejection.js';
import { draft, lotOf, type Act, type Facts } from './act.js';
import { judge } from './claims.js';
import type { ShipmentExported, ShipmentLine, ShipmentPacked, ShipmentRepacked } from './registry.js';
import { settle, type Doubt } from './doubts.js';
import type { Lot } from './lot.js';
import { fineNgOf } from './lot.js';
import { inOrder, mayHandOn, notInFuture } from './rules/custody.js';
import { exportable } from './rules/intake/instruments.js';
import { enough, notSpent } from './rules/mass.js';
import { lostByConsignee } from './rules/mixing.js';
import { mayImport } from './rules/leaving/roles.js';
import { traderLicenceMissing } from './rules/intake/papers.js';
import { priceFloor, type SoldUnder } from './rules/leaving/price.js';
import { royaltyCovers } from './rules/leaving/royalty.js';
import { corridorFits } from './rules/intake/sites.js';
import { byAir } from './terms/incoterm.js';
import type { ShipmentTerms } from './terms/terms.js';
import { fine } from './transformations/melt.js';

export interface Packing {
  readonly shipment: string;
  readonly consignee: string;
  readonly incoterm: string;
  readonly corridor: string;
  readonly box: string;
  readonly bars: readonly { readonly lot: string; readonly seal?: string }[];
  readonly terms: ShipmentTerms;
}

/** `shipment.packed`: only assayed bars, held and owned by the exporter, whose licence is in force on the day. */
export function pack(facts: Facts, act: Act, input: Packing): Draft[] {
  if (input.bars.length === 0) throw new Rejection('missing', 'bars');
  if (facts.shipments.has(`${act.org}/${input.shipment}`)) {
    throw new Rejection('code-used', 'shipment', { code: input.shipment });
  }
  if (!facts.parties.has(input.consignee)) {
    throw new Rejection('unknown-organisation', 'consignee', { organisation: input.consignee });
  }
  // What a book says was agreed is what was agreed.
  if (act.attested !== 'book') byAir(input.incoterm);
  const licence = traderLicenceMissing(facts.parties.get(act.org), act.on.date);
  if (licence !== undefined)
    throw new Rejection('licence-not-in-force', 'exporter', { credential: licence, day: act.on.date });
  const [from, to] = [act.org, input.consignee].map((id) => facts.parties.get(id)?.country);
  const doubts = corridorFits(input.corridor, from, to);
  const packed = new Set<string>();
  const lines = input.bars.map(({ lot, seal }) => lineOf(facts, act, lot, seal, packed));
  for (const { lot } of lines) mayImport(facts.parties.get(input.consignee), lotOf(facts, lot).form, act.on.date);
  const data: ShipmentPacked = {
    on: act.on,
    shipment: input.shipment,
    exporter: act.org,
    consignee: input.consignee,
    incoterm: input.incoterm,
    corridor: input.corridor,
    box: input.box,
    lines,
  };
  const reveals = [{ name: 'terms', value: input.terms as unknown as Json }];
  return [
    draft(
      act,
      'shipment.packed',
      lines.map(({ lot }) => lot),
      data,
      reveals,
    ),
    ...settle(act, undefined, [
      ...doubts,
      ...priceFloor(input.terms, soldUnder(facts, lines), act.on.date),
      ...unsupported(facts, act, input.consignee, lines),
    ]),
  ];
}

export interface Repacking {
  readonly shipment: string;
  readonly box: string;
  /** What stays in it; the others of it are taken out. */
  readonly bars: readonly { readonly lot: string; readonly seal?: string }[];
}

/**
 * `shipment.repacked`, before it leaves: other boxes and seals, masses as they are by now, and what is taken out may be used again. Its
 * papers are made when it leaves, of what is in it then; numbers that somebody else's papers have for it stay as they were captured.
 */
export function repack(facts: Facts, act: Act, { shipment: code, box, bars }: Repacking): Draft[] {
  notInFuture(act);
  const shipment = facts.shipments.get(`${act.org}/${code}`);
  if (shipment === undefined) throw new Rejection('unknown-shipment', 'shipment', { shipment: code });
  if (shipment.exported) throw new Rejection('lot-exported', 'shipment', { lot: code });
  if (bars.length === 0) throw new Rejection('missing', 'bars');
  inOrder(act, shipment.day, code);
  const packed = new Set<string>();
  const lines = bars.map(({ lot, seal }): ShipmentLine => {
    if (!shipment.lots.includes(lot)) {
      throw new Rejection('not-packed', 'bars', { lot: lotOf(facts, lot).code, shipment: code });
    }
    return lineOf(facts, act, lot, seal, packed, code);
  });
  const removed = shipment.lots.filter((lot) => !packed.has(lot));
  const data: ShipmentRepacked = { on: act.on, shipment: code, box, lines, removed };
  return [draft(act, 'shipment.repacked', [...packed, ...removed], data)];
}

/** Claims that the consignee could not take on, as it stands on the day of packing. */
function unsupported(facts: Facts, { on }: Act, consignee: string, lines: readonly ShipmentLine[]): Doubt[] {
  const party = facts.parties.get(consignee);
  const lots = lines.map(({ lot }) => lotOf(facts, lot));
  const stands = ({ form }: Lot, scheme: string) =>
    judge(party, consignee, scheme, { activity: 'sale', form }, on.date);
  return lostByConsignee(lots, stands, on.date);
}

/** Fine gold of the bars by the schemes they carry. */
function soldUnder({ lots }: Facts, lines: readonly ShipmentLine[]): SoldUnder[] {
  const sums = new Map<string, bigint>();
  for (const { lot, fineNg } of lines) {
    for (const { scheme, carried } of lots.get(lot)?.claims ?? []) {
      if (carried) sums.set(scheme, (sums.get(scheme) ?? 0n) + BigInt(fineNg));
    }
  }
  return [...sums].map(([scheme, ng]) => ({ scheme, fineNg: ng }));
}

/** @param within the shipment it is in already, where that is packed anew */
function lineOf(
  facts: Facts,
  act: Act,
  id: string,
  seal: string | undefined,
  packed: Set<string>,
  within?: string,
): ShipmentLine {
  const lot = lotOf(facts, id);
  mayHandOn(lot, act);
  notSpent(lot);
  if (lot.owner !== act.org) throw new Rejection('lot-not-yours', 'lot', { lot: lot.code, owner: lot.owner });
  if ((lot.shipment !== undefined && lot.shipment !== within) || packed.has(id)) {
    throw new Rejection('lot-exported', 'lot', { lot: lot.code });
  }
  packed.add(id);
  if (lot.fineness === undefined) throw new Rejection('missing', 'finenessPpm', { lot: lot.code });
  exportable(lot, act.on.date);
  const { code, grossMg, fineness } = lot;
  return {
    lot: id,
    code,
    grossMg,
    finenessPpm: fineness.ppm,
    method: fineness.method,
    ...fine(grossMg, fineness.ppm),
    ...(seal !== undefined && { seal }),
  };
}

export interface Departure {
  readonly shipment: string;
  readonly airWaybill?: string;
  /** Milligrams of each lot when it was packed, as the papers have them; a book's are its own matter. */
  readonly packedMg?: ReadonlyMap<string, number>;
}

/** `shipment.exported`: the documents are made from here. */
export function exportShipment(facts: Facts, act: Act, input: Departure): Draft[] {
  notInFuture(act);
  const shipment = facts.shipments.get(`${act.org}/${input.shipment}`);
  if (shipment === undefined) throw new Rejection('unknown-shipment', 'shipment', { shipment: input.shipment });
  if (shipment.exported) throw new Rejection('lot-exported', 'shipment', { lot: input.shipment });
  inOrder(act, shipment.day, input.shipment);
  let exportedNg = 0n;
  // What was held or melted since it was packed, all of it or some, does not leave with the box.
  for (const id of shipment.lots) {
    const lot = lotOf(facts, id);
    notSpent(lot);
    mayHandOn(lot, act);
    enough(lot, input.packedMg?.get(id) ?? lot.grossMg);
    exportedNg += fineNgOf(lot) ?? 0n;
  }
  const { royaltyNg } = shipment;
  const proven = royaltyNg === undefined ? undefined : BigInt(royaltyNg);
  const doubts = royaltyCovers(act, facts.parties.get(act.org)?.country, exportedNg, proven);
  const data: ShipmentExported = {
    on: act.on,
    shipment: input.shipment,
    ...(input.airWaybill !== undefined && { airWaybill: input.airWaybill }),
  };
  return [draft(act, 'shipment.exported', shipment.lots, data), ...settle(act, undefined, doubts)];
}
