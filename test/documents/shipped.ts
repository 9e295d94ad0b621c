/** A bar of a cooperative's, packed by its exporter for a refiner abroad: the market of the lots, with an office for its papers. */
import { DocumentsModule } from '../../src/documents/documents.module.js';
import { openDocuments } from '../../src/documents/open.js';
import { registerLots } from '../../src/lots/lot.projection.js';
import { LotsModule } from '../../src/lots/lots.module.js';
import { COOP, EXPORTER, openMarket, REFINER, type Market } from '../lots/market.js';

export const SHIPMENT = 'EXP-1';
export const BAR = 'B-1';

export interface Shipped extends Market {
  /** Papers already asked for are issued by now. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export async function openShipped(parts: { readonly worker?: boolean } = {}): Promise<Shipped> {
  const market = await openWithPapers(parts);
  await pack(market, SHIPMENT, BAR, { corridor: 'CO>CH' });
  return market;
}

/** The same market before anything is packed. */
export async function openWithPapers({ worker = false } = {}): Promise<Shipped> {
  let papers: Awaited<ReturnType<typeof openDocuments>> | undefined;
  const market = await openMarket({
    modules: [LotsModule, DocumentsModule],
    register: async ({ ledger, database }) => {
      registerLots(ledger);
      papers = await openDocuments({ database, ledger, publicUrl: 'https://veta.example', worker });
    },
  });
  return {
    ...market,
    idle: async () => void (await papers?.awaitIdle()),
    close: async () => {
      await papers?.close();
      await market.desk.close();
    },
  };
}

/** Two deliveries, melted, read, handed on and packed. @param each what a delivery weighs, and what else is said of it */
export async function pack(
  market: Market,
  shipment: string,
  bar: string,
  more: object = {},
  { grossMg: eachMg, ...said }: { readonly grossMg: number; readonly site?: string } = { grossMg: 60_000 },
): Promise<void> {
  const made = [`${bar}-E1`, `${bar}-E2`];
  for (const code of made) await market.deliver(code, eachMg, said);
  const sentMg = 2 * eachMg - 1_100;
  const output = { code: bar, form: 'dore', grossMg: sentMg + 100 };
  await market.did(COOP, '/melts', { inputs: made.map((lot) => ({ lot })), output, cause: 'moisture' });
  const read = { finenessPpm: 931_000, method: 'fire-assay', certificate: `CERT-${bar}`, sampleMg: 100 };
  await market.did(COOP, `/lots/${bar}/assays`, { ...read, laboratory: COOP });
  await market.did(COOP, `/lots/${bar}/dispatch`, { to: EXPORTER, sentMg, seal: `S-${bar}` });
  await market.did(EXPORTER, `/lots/${bar}/receive`, { receivedMg: sentMg, sealIntact: true });
  await market.did(COOP, `/lots/${bar}/title`, { to: EXPORTER, basis: 'sale' });
  const terms = { priceUsdPerOunce: '3177.13', currency: 'USD' };
  const packing = {
    consignee: REFINER,
    incoterm: 'CIP Zürich',
    corridor: 'CO>CH',
    box: 'BOX-1',
    bars: [{ lot: bar }],
    terms,
  };
  await market.did(EXPORTER, '/shipments', { code: shipment, ...packing, on: '2026-03-16', ...more });
}

export function leave(market: Market, shipment: string, airWaybill = '045-12345675', on = '2026-03-17') {
  return market.did(EXPORTER, `/shipments/${shipment}/export`, { airWaybill, on });
}
