/** Gold of the market's cooperative on its way to a refiner abroad, and what a paper of that shipment would tell. */
import { readShipment } from '../../../src/documents/snapshot/snapshot.js';
import { typeOf } from '../../../src/documents/types/document-types.js';
import type { OfShipment, ShipmentDocument } from '../../../src/documents/types/document-type.js';
import type { FairminedPayload } from '../../../src/documents/types/claims/fairmined/fairmined-transaction.js';
import type { CustodyTransferPayload } from '../../../src/documents/types/claims/custody-transfer.js';
import type { ProvenancePayload } from '../../../src/documents/types/claims/provenance/provenance-sheet.js';
import type { DeclarationPayload } from '../../../src/documents/types/claims/sourcing/sourcing-declaration.js';
import { COOP, EXPORTER, REFINER, type Market } from '../../lots/market.js';

export interface Payloads {
  readonly 'custody-transfer': CustodyTransferPayload;
  readonly 'fairmined-transaction': FairminedPayload;
  readonly 'sourcing-declaration': DeclarationPayload;
  readonly 'provenance-sheet': ProvenancePayload;
}
export type ClaimKind = keyof Payloads;

export interface Tale {
  /** Day of each delivery. */
  readonly delivered?: readonly string[];
  /** Day of the sale to the exporter, who is authorised from 15 March on. */
  readonly sold?: string;
  readonly terms?: object;
  /** Of each delivery, where it is not the usual place and miner. */
  readonly gold?: object;
}

export const TERMS = { priceUsdPerOunce: '4000.00', fixingDate: '2026-03-13', session: 'PM', discountPercent: '1.25' };

/** Deliveries of 20 g and some, melted into one bar, sold, and packed on 16 March. */
export async function pack(market: Market, shipment: string, bar: string, tale: Tale = {}): Promise<void> {
  const { delivered = ['2026-03-02', '2026-03-03'], sold = '2026-03-15', terms = TERMS, gold = {} } = tale;
  const made = delivered.map((on, i) => ({ code: `${bar}-E${i + 1}`, grossMg: 20_000 + 7 * i, on }));
  for (const { code, grossMg, on } of made) await market.deliver(code, grossMg, { on, ...gold });
  const grossMg = made.reduce((sum, one) => sum + one.grossMg, 0) - 500;
  const inputs = made.map(({ code }) => ({ lot: code }));
  await market.did(COOP, '/melts', { inputs, output: { code: bar, form: 'dore', grossMg }, cause: 'moisture' });
  const read = { finenessPpm: 931_000, method: 'fire-assay', certificate: `CERT-${bar}`, sampleMg: 100 };
  await market.did(COOP, `/lots/${bar}/assays`, { ...read, laboratory: COOP });
  const sent = grossMg - 100;
  await market.did(COOP, `/lots/${bar}/dispatch`, { to: EXPORTER, sentMg: sent, seal: `S-${bar}` });
  await market.did(EXPORTER, `/lots/${bar}/receive`, { receivedMg: sent, sealIntact: true });
  await market.did(COOP, `/lots/${bar}/title`, { to: EXPORTER, basis: 'sale', document: `CC-${bar}`, on: sold });
  const packing = { consignee: REFINER, incoterm: 'CIP Zürich', corridor: 'CO>CH', box: 'BOX-1', bars: [{ lot: bar }] };
  const body = { code: shipment, ...packing, on: '2026-03-16', terms: { currency: 'USD', ...terms } };
  await market.did(EXPORTER, '/shipments', body);
}

/** Whatever its ledger says by now, of which the paper tells its part; undefined where it lacks what it tells of. */
export function told<K extends ClaimKind>(
  market: Pick<Market, 'desk'>,
  kind: K,
  shipment: string,
  seen: (source: OfShipment) => OfShipment = (source) => source,
): Promise<Payloads[K] | undefined> {
  const { ledger, database } = market.desk;
  return database.dataSource.transaction(async (tx) => {
    const [last]: { idx: string }[] = await tx.query('SELECT max(idx) AS idx FROM statement');
    const [row]: { lots: string[] }[] = await tx.query(
      `SELECT state -> 'lots' AS lots FROM shipment WHERE org = $1 AND code = $2`,
      [EXPORTER, shipment],
    );
    const source = await readShipment(tx, ledger.vault, {
      org: EXPORTER,
      shipment,
      lots: row?.lots ?? [],
      idx: Number(last?.idx),
    });
    return (await (typeOf(kind) as ShipmentDocument).body(seen(source))) as Payloads[K] | undefined;
  });
}

export async function assess(
  market: Pick<Market, 'desk'>,
  key: string,
  organisation: string,
  body: object,
): Promise<void> {
  const { status, text } = await market.desk.post(`/api/suppliers/${organisation}/diligence`, { key, body });
  if (status >= 300) throw new Error(`${status}: ${text}`);
}

/** Everything the papers would hold, as one text to look for secrets in. */
export async function allOf(
  market: Pick<Market, 'desk'>,
  kinds: readonly ClaimKind[],
  shipment: string,
): Promise<string> {
  const bodies = await Promise.all(kinds.map((kind) => told(market, kind, shipment)));
  return JSON.stringify(bodies);
}
