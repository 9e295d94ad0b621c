/** The one way a payload becomes files: same payload, same bytes. */
import { sha256 } from '#crypto';
import { toHex, utf8 } from '../../core/bytes.js';
import { formatCanonical, type Json } from '../../core/log/canonical-json.js';
import { isShipmentPaper, issuerOf, type Payload, type RenderedFile } from '../payload.js';
import type { Conformance } from '../pdf/archive.js';
import { Sheet } from '../pdf/sheet.js';
import { typeOf } from './document-types.js';
import { drawCheck, drawSignatures } from './parts/closing.js';
import { both } from './parts/labels.js';
import { drawIssuer, drawLetterhead, drawParties, drawShipment } from './parts/letterhead.js';

/** Across every page of a paper that is not final, in English and the other language of the paper. */
const MARKS = {
  void: { en: 'VOID', es: 'ANULADO' },
  draft: { en: 'DRAFT', es: 'BORRADOR' },
  provisional: { en: 'PROVISIONAL', es: 'PROVISIONAL' },
} as const;
/** In both always: it is made for the demo, which knows no language. */
const SAMPLE_MARK = 'SAMPLE / MUESTRA';

/** The canonical bytes that are stored, embedded, fingerprinted and rendered from. */
export function payloadBytes(payload: Payload): Uint8Array {
  return utf8(formatCanonical(payload as unknown as Json));
}

/** Files of a paper, rendered from the canonical bytes of its payload and nothing else. */
export async function render(payload: Payload, conformance: Conformance = 'PDF/A-3b'): Promise<RenderedFile[]> {
  const type = typeOf(payload.kind);
  const bytes = payloadBytes(payload);
  const fingerprint = toHex(sha256(bytes));
  const sheet = openSheet(payload, fingerprint, conformance);
  drawLetterhead(sheet, payload);
  if (isShipmentPaper(payload)) {
    drawParties(sheet, payload);
    drawShipment(sheet, payload);
  } else {
    drawIssuer(sheet, payload);
  }
  type.draw(sheet, payload as never);
  const [left, right] = type.signed;
  if (left !== undefined && right !== undefined) drawSignatures(sheet, payload, left, right);
  // Nothing of a draft stands in the log.
  if (payload.state !== 'draft') drawCheck(sheet, payload, fingerprint);
  const source = { name: 'payload.json', mediaType: 'application/json', description: 'Data this paper was made from' };
  sheet.attach({ ...source, relationship: 'Source', bytes });
  const lists = type.lists?.(payload as never, nameOf(payload)) ?? [];
  for (const list of lists) sheet.attach({ ...list, relationship: 'Supplement' });
  const pdf = { name: `${nameOf(payload)}.pdf`, mediaType: 'application/pdf', bytes: await sheet.finish() };
  return [pdf, ...lists.map(({ name, mediaType, bytes: list }) => ({ name, mediaType, bytes: list }))];
}

/** The number, and from the second version on which one. */
export function nameOf({ number, version = 1 }: Payload): string {
  return version === 1 ? number : `${number}-v${version}`;
}

function openSheet(payload: Payload, fingerprint: string, conformance: Conformance): Sheet {
  const { number, issuedAt, language } = payload;
  const issuer = issuerOf(payload);
  return new Sheet(
    {
      title: `${typeOf(payload.kind).title.en} ${number}`,
      author: issuer.name,
      subject: isShipmentPaper(payload) ? `Shipment ${payload.shipment.code}` : `Lot ${payload.lot.code}`,
      // Enters the file identifier, so that two papers never share one.
      keywords: fingerprint,
      issuedAt,
    },
    {
      left: issuer.name,
      number,
      marks: marksOf(payload),
      footer: fingerprint,
      page: (page, pages) => both(language, `Page ${page} of ${pages}`, `Página ${page} de ${pages}`).join(' / '),
    },
    conformance,
  );
}

/** What stands across every page, the most telling first. */
export function marksOf({ sample, state, language }: Payload): string[] {
  const words = state === undefined ? [] : both(language, MARKS[state].en, MARKS[state].es);
  const said = [...new Set(words)].join(' / ');
  return [...(said === '' ? [] : [said]), ...(sample ? [SAMPLE_MARK] : [])];
}
