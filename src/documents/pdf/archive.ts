/**
 * A PDF that an archive can keep and that comes out the same, byte for byte, wherever and whenever it is made again:
 * aimed at PDF/A-3b (ISO 19005-3) and tagged; PDF/A-3 because a payload and a CSV travel inside it. Its twin in PDF/A-1b
 * (ISO 19005-1) is the same drawing without them, for validators that know no later part.
 *
 * Streams are not compressed: deflate's bytes depend on the zlib that a Node release carries, and a paper made on Node 20
 * must be the same made on Node 24. No clock, no image, no system font is read; the only dates are those of the payload.
 */
import Pdf from 'pdfkit';
import { FACES, typeface } from './faces.js';

export interface About {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: string;
  readonly issuedAt: string;
}

/** Parts of ISO 19005, each with the PDF version that it is written in. */
const VERSIONS = { 'PDF/A-3b': '1.7', 'PDF/A-1b': '1.4' } as const;
export type Conformance = keyof typeof VERSIONS;

export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  /** ISO 32000-2, 7.11.3: `Source` is what the paper was made from, `Supplement` says the same in another form. */
  readonly relationship: 'Source' | 'Supplement';
  readonly bytes: Uint8Array;
}

export function openArchive(about: About, conformance: Conformance): PDFKit.PDFDocument {
  const doc = new Pdf({
    pdfVersion: VERSIONS[conformance],
    subset: conformance,
    tagged: true,
    lang: 'en',
    displayTitle: true,
    size: 'A4',
    // The sheet breaks pages itself; a margin would make pdfkit break them a second time.
    margin: 0,
    bufferPages: true,
    autoFirstPage: false,
    compress: false,
    // Opened below, from what is read already; a name here would be opened from its file.
    font: '',
    info: {
      Title: about.title,
      Author: about.author,
      Subject: about.subject,
      Keywords: about.keywords,
      Creator: 'Veta',
      Producer: 'Veta',
      CreationDate: toSecond(about.issuedAt),
    },
  });
  for (const face of FACES) doc.registerFont(face, typeface(face).forOnePaper() as unknown as Uint8Array);
  doc.font('text');
  escapeMetadata(doc);
  return doc;
}

export function attach(doc: PDFKit.PDFDocument, file: Attachment, issuedAt: string): void {
  const date = toSecond(issuedAt);
  const { name, mediaType: type, description, relationship } = file;
  const options = { name, type, description, relationship, creationDate: date, modifiedDate: date };
  doc.file(Buffer.from(file.bytes), options);
}

/** pdfkit keeps each operator of a page in an array of its own until the document ends, ten times what it says; here as one. */
export function pack(page: PDFKit.PDFPage): void {
  const { content } = page as unknown as { content: { buffer: Uint8Array[] } };
  content.buffer = [Buffer.concat(content.buffer)];
}

/** Ends the document and gathers its bytes. */
export function finish(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
    doc.end();
  });
}

/** PDF dates have whole seconds, but the file identifier would hash the milliseconds too. */
function toSecond(instant: string): Date {
  return new Date(Math.floor(Date.parse(instant) / 1000) * 1000);
}

/**
 * pdfkit writes Title, Author and the rest into the XMP packet without escaping them, so that a company called "A & B"
 * makes the file invalid. The Info dictionary keeps the plain text; only the XMP gets the escaped one.
 */
function escapeMetadata(doc: PDFKit.PDFDocument): void {
  const writer = doc as unknown as Record<typeof XMP_WRITER, () => void>;
  const write = writer[XMP_WRITER].bind(doc);
  writer[XMP_WRITER] = () => {
    const plain = doc.info;
    const escaped = Object.entries(plain).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' ? escapeXml(value) : value,
    ]);
    doc.info = Object.fromEntries(escaped) as PDFKit.DocumentInfo;
    write();
    doc.info = plain;
  };
}

/** pdfkit's own, called once when the document ends. */
const XMP_WRITER = '_addInfo';
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
