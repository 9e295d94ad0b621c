/** How statements change lots. Pure: the writer, `fsck`, `rebuild` and the offline verifier run the same fold. */
import type { Statement } from '../log/statement.js';
import { own } from '../own.js';
import { compositionOf, rescale, rest } from '../provenance/shares.js';
import { amend } from './amending/amended.js';
import { afterSale, givenUp, granted } from './claims.js';
import { arrived, dispatched, ON_THE_ROAD, refused, unpromised } from './handover/fold.js';
import type { ClaimIncorporated } from './incorporated/statements.js';
import { takeFrom, unitsOf, type Lot, type Lots } from './lot.js';
import type { LotRefused, LotReturned } from './holds/statements.js';
import type { AccessGranted, ShipmentExported, ShipmentPacked, ShipmentRepacked } from './registry.js';
import type { CustodyDispatched, CustodyReceived, CustodyRefused, TitleTransferred } from './handover/statements.js';
import type { LotAssayed, LotHeld, LotRegistered, LotReleased, LotsTransformed } from './statements.js';
import { transform } from './transformations/transformation.js';

/** What of a statement the fold reads: a recorded one, or a draft within a decision. */
export type Evolving = Pick<Statement, 'type' | 'org' | 'lots' | 'data'>;

/**
 * Folds one statement into the lots it touches, in place; returns the ids that changed. Unknown types change nothing.
 *
 * @param sid in lowercase hex; only a recorded statement has one, and only a dispute is known by it
 */
export function evolve(lots: Lots, statement: Evolving, sid = ''): string[] {
  const data = statement.data as unknown;
  switch (statement.type) {
    case 'lot.registered':
      return put(lots, registered(data as LotRegistered, statement.org));
    case 'lot.assayed':
      return change(lots, (data as LotAssayed).lot, (lot) => assayed(lot, data as LotAssayed, sid));
    case 'lots.aggregated':
    case 'lot.split':
    case 'sample.taken':
    case 'lots.transformed':
      return transform(lots, data as LotsTransformed, statement.org);
    case 'lot.held':
      return change(lots, (data as LotHeld).lot, (lot) => ({
        ...lot,
        holds: [...lot.holds, ...(data as LotHeld).reasons],
      }));
    case 'lot.released':
      return change(lots, (data as LotReleased).lot, (lot) => released(lot, data as LotReleased));
    case 'lot.returned':
      return change(lots, (data as LotReturned).lot, (lot) => ({
        ...takeFrom(lot, (data as LotReturned).grossMg).lot,
        holds: [],
        returned: (data as LotReturned).on.date,
      }));
    case 'lot.refused':
      return change(lots, (data as LotRefused).lot, (lot) => ({ ...lot, refused: (data as LotRefused).on.date }));
    case 'custody.dispatched':
      return change(lots, (data as CustodyDispatched).lot, (lot) => dispatched(lot, data as CustodyDispatched));
    case 'custody.received':
      return change(lots, (data as CustodyReceived).lot, (lot) => received(lot, data as CustodyReceived));
    case 'custody.refused':
      return change(lots, (data as CustodyRefused).lot, (lot) => refused(lot, data as CustodyRefused));
    case 'title.transferred':
      return change(lots, (data as TitleTransferred).lot, (lot) => sold(lot, data as TitleTransferred));
    case 'claim.incorporated':
      return change(lots, (data as ClaimIncorporated).lot, (lot) => incorporated(lot, data as ClaimIncorporated));
    case 'shipment.packed':
      return statement.lots.flatMap((id) =>
        change(lots, id, (lot) => ({ ...lot, shipment: (data as ShipmentPacked).shipment })),
      );
    case 'shipment.repacked':
      return statement.lots.flatMap((id) => change(lots, id, (lot) => repacked(lot, data as ShipmentRepacked)));
    case 'shipment.exported':
      return statement.lots.flatMap((id) =>
        change(lots, id, (lot) => ({ ...lot, shipment: (data as ShipmentExported).shipment, exported: true })),
      );
    case 'access.granted':
      // Access to all that an organisation records is about no lot.
      return statement.data['lot'] === undefined
        ? []
        : change(lots, (data as AccessGranted).lot, (lot) => ({ ...lot, released: true }));
    case 'statement.corrected':
    case 'statement.disputed':
    case 'statement.voided':
      return amend(lots, statement, sid);
    default:
      return onTheRoad(lots, statement.type, data as { readonly lot: string });
  }
}

function onTheRoad(lots: Lots, type: string, data: { readonly lot: string }): string[] {
  const fold = own(ON_THE_ROAD, type);
  return fold === undefined ? [] : change(lots, data.lot, (lot) => fold(lot, data as never));
}

function registered(data: LotRegistered, registrar: string): Lot {
  return {
    id: data.lot,
    code: data.code,
    registrar,
    form: data.form,
    born: data.on,
    movedOn: data.on.date,
    origin: { kind: data.origin, site: data.site },
    initialMg: data.grossMg,
    grossMg: data.grossMg,
    takenMg: 0,
    differenceMg: 0,
    ...(data.fineness && { fineness: data.fineness }),
    ...(data.ore && { ore: data.ore }),
    assays: 0,
    composition: compositionOf(new Map([[data.lot, unitsOf(data.grossMg, data.fineness)]])),
    custodian: data.custodian,
    owner: data.owner,
    holds: [],
    claims: granted(data.claims, data.on.date),
    exported: false,
    released: false,
  };
}

/** What was taken out is in no shipment. */
function repacked({ shipment: _, ...lot }: Lot, { shipment, removed }: ShipmentRepacked): Lot {
  return removed.includes(lot.id) ? lot : { ...lot, shipment };
}

function released(lot: Lot, { codes, owner }: LotReleased): Lot {
  const holds = codes === undefined ? [] : lot.holds.filter(({ code }) => !codes.includes(code));
  if (owner === undefined) return { ...lot, holds };
  const { owners: _, ...decided } = lot;
  return { ...decided, holds, owner };
}

/** Re-bases first where the assay governs, then takes the drilled sample. */
function assayed(lot: Lot, { governs, kind, replaces, fineness, sampleMg }: LotAssayed, sid: string): Lot {
  const governed = governs ? rebased({ ...named(lot, kind && sid), fineness }) : lot;
  const sampled = sampleMg > 0 ? takeFrom(governed, sampleMg).lot : governed;
  const replaced = replaces && { replaced: [...(lot.replaced ?? []), replaces.of] };
  return { ...sampled, ...replaced, assays: lot.assays + 1 };
}

function named({ governing: _, ...lot }: Lot, sid: string | undefined): Lot {
  return sid ? { ...lot, governing: sid } : lot;
}

/** Scales what is left of the composition to the units that gross mass and fineness now give. */
function rebased(lot: Lot): Lot {
  return { ...lot, composition: compositionOf(rescale(rest(lot.composition), unitsOf(lot.grossMg, lot.fineness))) };
}

function received(lot: Lot, data: CustodyReceived): Lot {
  const moved = passed(arrived(lot, data), data);
  if (data.differenceMg === 0) return moved;
  return rebased({
    ...moved,
    grossMg: lot.grossMg + data.differenceMg,
    differenceMg: lot.differenceMg + data.differenceMg,
  });
}

/** Title that its owner had agreed passes with this acceptance. */
function passed(lot: Lot, { title, to, on }: CustodyReceived): Lot {
  const agreed = lot.agreed?.passes === 'on-acceptance' && lot.agreed.to === to && lot.owner === title?.from;
  return title !== undefined && agreed ? sold(lot, { ...title, lot: lot.id, to, on }) : lot;
}

function sold(lot: Lot, data: TitleTransferred): Lot {
  return {
    ...unpromised(lot),
    owner: data.to,
    movedOn: data.on.date,
    claims: afterSale(lot.claims, data.claims, data.from, data.to, data.on.date),
  };
}

function incorporated(lot: Lot, { scheme, on }: ClaimIncorporated): Lot {
  return { ...lot, incorporated: scheme, claims: givenUp(lot.claims, on.date) };
}

function put(lots: Lots, lot: Lot): string[] {
  lots.set(lot.id, lot);
  return [lot.id];
}

function change(lots: Lots, id: string, fold: (lot: Lot) => Lot): string[] {
  const lot = lots.get(id);
  return lot === undefined ? [] : put(lots, fold(lot));
}
