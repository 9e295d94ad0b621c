/**
 * Responsible-sourcing declaration: the facts that steps 1 and 2 of the OECD Due Diligence Guidance's Supplement on Gold want of
 * an upstream company, as the ledger has them. What nobody recorded is said to be not recorded. Of due diligence it tells what the
 * exporter itself found out, never what others keep in their files; places stop at the municipality, and there is no price.
 */
import type { Lot } from '../../../../core/custody/lot.js';
import type { BarOnPaper, ShipmentPaper } from '../../../payload.js';
import { asItLeft } from '../../../snapshot/departure.js';
import type { Body, OfShipment, ShipmentDocument } from '../../document-type.js';
import { weighed } from '../../packing/weighed.js';
import { naturesOf, registrarsOf, type NatureOnPaper } from '../facts/nature.js';
import { ancestryOf, pathOf, type StepOnPaper } from '../facts/path.js';
import { namesIn, registerOf, siteStatements, sitesIn, type Register, type Registered } from '../facts/register.js';
import { supplierFiles, type SupplierFile } from '../facts/supplier-files.js';
import { actorsOf, type Actor } from './actors.js';
import { governingAssays, type AssayOnPaper } from './assays.js';
import { mercuryOf, type MercuryOnPaper } from './mercury.js';
import { minesOf, type MineOnPaper } from './origins.js';
import { royaltiesOf, type RoyaltyOnPaper } from './royalties.js';
import { drawDeclaration } from './sheet.js';

export interface AssayedBar extends BarOnPaper {
  readonly assay: AssayOnPaper | null;
}

/** Somebody the gold came through, with what the exporter found out about them. */
export interface ActorOnPaper extends Actor, SupplierFile {
  readonly name: string;
  /** Null for somebody who is a name in a book only. */
  readonly country: string | null;
}

export interface CertifiedOnPaper {
  readonly scheme: string;
  readonly fineNg: string;
}

export interface DeclarationPayload extends ShipmentPaper {
  readonly kind: 'sourcing-declaration';
  readonly bars: readonly AssayedBar[];
  readonly natures: readonly NatureOnPaper[];
  readonly certified: readonly CertifiedOnPaper[];
  readonly mines: readonly MineOnPaper[];
  readonly path: readonly StepOnPaper[];
  readonly actors: readonly ActorOnPaper[];
  readonly royalties: readonly RoyaltyOnPaper[];
  readonly mercury: MercuryOnPaper;
  /** Where the exporter's supply-chain policy is to be read; no statement tells of it yet. */
  readonly policy: string | null;
  readonly parties: Readonly<Record<string, string>>;
}

export const SOURCING_DECLARATION: ShipmentDocument<DeclarationPayload> = {
  kind: 'sourcing-declaration',
  about: 'shipment',
  prefix: 'OSD',
  untdid: null,
  title: {
    en: 'Responsible-sourcing declaration',
    es: 'Declaración de abastecimiento responsable',
    fr: 'Déclaration d’approvisionnement responsable',
  },
  template: 1,
  made: 'on-request',
  keepYears: 10,
  priced: false,
  signed: ['legal-representative', 'responsible-employee'],
  lacks: { en: 'bars in it', es: 'barras dentro', fr: 'des lingots dedans' },
  body,
  draw: drawDeclaration,
};

async function body(source: OfShipment): Promise<Body<DeclarationPayload> | undefined> {
  const { tx, idx, facts } = source;
  const { org, shipment, consignee } = facts;
  if (facts.bars.length === 0) return undefined;
  const { lots, statements } = asItLeft(source.replay, org, shipment.code);
  const said = statements.map(({ statement }) => statement);
  const packed = facts.bars.map(({ lot }) => lots.get(lot) as Lot);
  const producers = registrarsOf(packed, lots);
  const ancestry = ancestryOf(
    facts.bars.map(({ lot }) => lot),
    said,
  );
  const path = pathOf(ancestry, said, shipment.code);
  const actors = actorsOf(producers, path, [org, consignee.organisation]);
  const named = [...producers, ...actors.map(({ organisation }) => organisation), ...path.map(({ by }) => by)];
  const assays = governingAssays(said);
  const laboratories = [...assays.values()].map(({ laboratory }) => laboratory);
  const register = await registerOf(tx, [...new Set([...named, ...laboratories])]);
  const mines = minesOf(packed, lots, sitesIn(await siteStatements(tx, producers, idx)));
  return {
    bars: facts.bars.map((bar) => ({ ...weighed(bar), assay: assays.get(bar.lot) ?? null })),
    natures: naturesOf(packed, lots, register),
    certified: certifiedOf(source),
    mines,
    path,
    actors: await withFiles(source, actors, mines, register),
    royalties: await royaltiesOf(tx, { exporter: org, shipment: shipment.code, idx }),
    mercury: mercuryOf(facts.bars, lots, ancestry, said),
    policy: null,
    parties: namesIn(register),
  };
}

/** Fine gold under each scheme that a bar still carries. */
function certifiedOf({ facts: { bars } }: OfShipment): CertifiedOnPaper[] {
  const sums = new Map<string, bigint>();
  for (const { claims, fineNg } of bars) {
    for (const { scheme, carried } of claims) {
      if (carried) sums.set(scheme, (sums.get(scheme) ?? 0n) + BigInt(fineNg));
    }
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([scheme, sum]) => ({ scheme, fineNg: sum.toString() }));
}

async function withFiles(
  { tx, idx, facts: { org, shipment } }: OfShipment,
  actors: readonly Actor[],
  mines: readonly MineOnPaper[],
  register: Register,
): Promise<ActorOnPaper[]> {
  const suppliers = actors.map(({ organisation }) => organisation);
  const places = new Map(suppliers.map((one) => [one, placesOf(one, mines, register.get(one))]));
  const day = shipment.exportedOn ?? shipment.packedOn;
  const files = await supplierFiles(tx, { exporter: org, suppliers, idx, day, places });
  return actors.map((actor) => {
    const known = register.get(actor.organisation);
    const file = files.get(actor.organisation);
    if (file === undefined) throw new Error(`bug: nobody looked for a file about ${actor.organisation}`);
    return { ...actor, name: known?.name ?? actor.organisation, country: known?.country ?? null, ...file };
  });
}

/** Where their gold was dug, and where they sit. */
function placesOf(organisation: string, mines: readonly MineOnPaper[], known: Registered | undefined) {
  const dug = mines.filter((mine) => mine.organisation === organisation && mine.country !== '');
  const seat = known === undefined ? [] : [{ country: known.country, region: '' }];
  const places = [...dug.map(({ country, region }) => ({ country, region })), ...seat];
  return [...new Map(places.map((place) => [`${place.country} ${place.region}`, place])).values()];
}
