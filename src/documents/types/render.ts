/** The one way a payload becomes files: same payload, same bytes. */
import { sha256 } from '#crypto';
import { toHex, utf8 } from '../../core/bytes.js';
import { formatCanonical, type Json } from '../../core/log/canonical-json.js';
import type { Payload, RenderedFile } from '../payload.js';
import { Sheet } from '../pdf/sheet.js';
import { drawCheck } from './closing.js';
import { drawCustodyTransfer } from './custody-transfer.js';
import { DOCUMENT_TYPES } from './document-types.js';
import { drawInvoice } from './invoice.js';
import { both } from './labels.js';
import { drawLetterhead, drawParties, drawShipment } from './letterhead.js';
import { drawPackingList } from './packing-list.js';
import { weightListCsv } from './weight-list.js';

const SAMPLE_MARK = 'SAMPLE / MUESTRA';

/** The canonical bytes that are stored, embedded, fingerprinted and rendered from. */
export function payloadBytes(payload: Payload): Uint8Array {
  return utf8(formatCanonical(payload as unknown as Json));
}

/** Files of a paper, rendered from the canonical bytes of its payload and nothing else. */
export async function render(payload: Payload): Promise<RenderedFile[]> {
  const bytes = payloadBytes(payload);
  const fingerprint = toHex(sha256(bytes));
  const sheet = openSheet(payload, fingerprint);
  drawLetterhead(sheet, payload);
  drawParties(sheet, payload);
  drawShipment(sheet, payload);
  if (payload.kind === 'commercial-invoice') drawInvoice(sheet, payload);
  else if (payload.kind === 'packing-list') drawPackingList(sheet, payload);
  else drawCustodyTransfer(sheet, payload);
  drawCheck(sheet, payload, fingerprint);
  const source = { name: 'payload.json', mediaType: 'application/json', description: 'Data this paper was made from' };
  sheet.attach({ ...source, relationship: 'Source', bytes });
  const lists = payload.kind === 'packing-list' ? [csvOf(payload.number, weightListCsv(payload))] : [];
  for (const { name, mediaType, bytes: list } of lists) {
    sheet.attach({ name, mediaType, description: 'Bar weight list', relationship: 'Supplement', bytes: list });
  }
  return [{ name: `${payload.number}.pdf`, mediaType: 'application/pdf', bytes: await sheet.finish() }, ...lists];
}

function csvOf(number: string, bytes: Uint8Array): RenderedFile {
  return { name: `${number}.csv`, mediaType: 'text/csv', bytes };
}

function openSheet(payload: Payload, fingerprint: string): Sheet {
  const { number, exporter, shipment, issuedAt, language } = payload;
  return new Sheet(
    {
      title: `${DOCUMENT_TYPES[payload.kind].title.en} ${number}`,
      author: exporter.name,
      subject: `Shipment ${shipment.code}`,
      // Enters the file identifier, so that two papers never share one.
      keywords: fingerprint,
      issuedAt,
    },
    {
      left: exporter.name,
      number,
      mark: payload.sample ? SAMPLE_MARK : undefined,
      footer: fingerprint,
      page: (page, pages) => both(language, `Page ${page} of ${pages}`, `Página ${page} de ${pages}`).join(' / '),
    },
  );
}
