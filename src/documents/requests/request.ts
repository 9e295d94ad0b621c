/** Asking for papers: each gets its identity, number and snapshot in the transaction of whoever asks, or none of them. */
import { randomBytes, randomUUID } from 'node:crypto';
import { sha256 } from '#crypto';
import type { EntityManager } from 'typeorm';
import type { Vault } from '../../ledger/private/vault.js';
import type { AnyShipmentPaper, Envelope, Language, LotPaper, Payload, Replaced, State } from '../payload.js';
import type { DocumentRow } from '../document.row.js';
import { sealPapers } from '../sealed-bytes.js';
import type { OfLot, OfShipment } from '../types/document-type.js';
import { typeOf, type DocumentKind } from '../types/document-types.js';
import { payloadBytes } from '../types/render.js';

export interface Asking {
  readonly vault: Vault;
  /** Address people reach this server at, without a slash at its end. */
  readonly publicUrl: string;
  /** Papers say SAMPLE: the log's key is the demo's. */
  readonly sample: boolean;
  readonly issuedAt: string;
  /** The paper this one takes the place of; it keeps its number. */
  readonly instead?: Replaced & { readonly number: string };
  readonly state?: State;
}

export interface Asked {
  readonly kind: DocumentKind;
  /** Undefined where the shipment lacks what such a paper tells of. */
  readonly document: string | undefined;
}

/** Kinds that lack what they tell of are passed over, and take no number. */
export async function requestOfShipment(
  tx: EntityManager,
  source: OfShipment,
  kinds: readonly DocumentKind[],
  asking: Asking,
): Promise<Asked[]> {
  const { org, language, exporter, consignee, shipment } = source.facts;
  const asked: Asked[] = [];
  for (const kind of kinds) {
    const type = typeOf(kind);
    if (type.about !== 'shipment') throw new Error(`bug: ${kind} is not about a shipment`);
    // What is made at export says when and how it left.
    const early = type.made === 'at-export' && shipment.exportedOn === null;
    const body = early ? undefined : await type.body(source);
    const about = { shipment: shipment.code, lot: null };
    const parties = { exporter, consignee, shipment };
    const document = body && (await keep(tx, { org, kind, about, language }, { ...parties, ...body }, asking));
    asked.push({ kind, document });
  }
  return asked;
}

export async function requestOfLot(
  tx: EntityManager,
  source: OfLot & { readonly language: Language },
  kind: DocumentKind,
  asking: Asking,
): Promise<Asked> {
  const type = typeOf(kind);
  if (type.about !== 'lot') throw new Error(`bug: ${kind} is not about a lot`);
  const { issuer, lot, language } = source;
  const body = await type.body(source);
  const paper = { org: issuer.organisation, kind, about: { shipment: null, lot: lot.id }, language };
  return { kind, document: body && (await keep(tx, paper, { issuer, lot, ...body }, asking)) };
}

/** What the paper says already, with what is to be said of it now: the notice that it is void. */
export function requestAgain(
  tx: EntityManager,
  { org, kind, shipment, lot }: Pick<DocumentRow, 'org' | 'kind' | 'shipment' | 'lot'>,
  payload: Payload,
  asking: Asking,
): Promise<string> {
  const said = Object.entries(payload).filter(([name]) => !ENVELOPE.has(name));
  const { language } = payload;
  return keep(
    tx,
    { org, kind, about: { shipment, lot }, language },
    Object.fromEntries(said) as unknown as Said,
    asking,
  );
}

const ENVELOPE: ReadonlySet<string> = new Set<keyof Envelope>([
  'v',
  'kind',
  'template',
  'salt',
  'document',
  'number',
  'version',
  'replaces',
  'state',
  'issuedAt',
  'language',
  'sample',
  'verify',
]);

interface Paper {
  readonly org: string;
  readonly kind: DocumentKind;
  readonly about: { readonly shipment: string | null; readonly lot: string | null };
  readonly language: Language;
}

type Said = (Omit<AnyShipmentPaper, keyof Envelope> | Omit<LotPaper, keyof Envelope>) &
  Partial<Pick<Envelope, 'state'>>;

async function keep(
  tx: EntityManager,
  { org, kind, about, language }: Paper,
  said: Said,
  { vault, publicUrl, sample, issuedAt, instead, state = said.state }: Asking,
): Promise<string> {
  const document = randomUUID();
  const number = instead?.number ?? (await nextNumber(tx, org, typeOf(kind).prefix, issuedAt));
  const version = (instead?.version ?? 0) + 1;
  const payload = {
    v: 1,
    kind,
    template: typeOf(kind).template,
    salt: randomBytes(32).toString('base64url'),
    document,
    number,
    ...(instead !== undefined && { version, replaces: replacedOf(instead) }),
    issuedAt,
    language,
    sample,
    verify: `${publicUrl}/verify/${document}`,
    ...said,
    ...(state !== undefined && { state }),
  };
  const bytes = payloadBytes(payload as unknown as Payload);
  const [sealed] = await sealPapers(tx, vault, [{ org, document, bytes }]);
  await tx.query(
    `INSERT INTO document (id, org, shipment, lot, kind, number, version, reason, notice, sample, payload, payload_sha256, sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, true)`,
    // prettier-ignore
    [
      document, org, about.shipment, about.lot, kind, number, version, instead?.reason, state === 'void', sample, sealed,
      Buffer.from(sha256(bytes)),
    ],
  );
  return document;
}

function replacedOf({ document, version, payloadSha256, reason }: Replaced): Replaced {
  return { document, version, payloadSha256, reason };
}

/** `INV-EXP-PACIFICO-2026-000001`, counted without gaps per issuer, type and year of issue. */
async function nextNumber(tx: EntityManager, org: string, prefix: string, issuedAt: string): Promise<string> {
  const year = issuedAt.slice(0, 4);
  const [row]: { last: number }[] = await tx.query(
    `INSERT INTO document_counter (org, prefix, year, last) VALUES ($1, $2, $3, 1)
     ON CONFLICT (org, prefix, year) DO UPDATE SET last = document_counter.last + 1 RETURNING last`,
    [org, prefix, Number(year)],
  );
  // The number names files too.
  const issuer = org.toUpperCase().replace(/[^A-Z0-9]+/g, '-');
  return `${prefix}-${issuer}-${year}-${String(row?.last).padStart(6, '0')}`;
}
