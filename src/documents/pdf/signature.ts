/**
 * Puts a signature into a finished PDF as an incremental update (ISO 32000-2, 7.5.6 and 12.8): what was there stays byte for
 * byte at the front, so that whoever holds the sealed paper can cut off the seal and hash what was rendered. The field has no
 * place on any page; its flag and empty appearance are what PDF/A wants of it (ISO 19005-1, 6.5.3 and 6.6).
 *
 * It reads what `archive.ts` writes: objects that are not packed, one plain table of them, no form and no annotations yet.
 */
import { sha256 } from '#crypto';
import { concat, toHex, utf8 } from '../../core/bytes.js';

/** @returns a detached CMS signature over the parts given; always of the same length */
export type SignParts = (parts: readonly Uint8Array[]) => Uint8Array;

/** @param at UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`: the time the signature claims */
export function withSignature(pdf: Uint8Array, at: string, sign: SignParts): Uint8Array {
  const room = sign([]).length * 2;
  const { head, tail } = updateOf(pdf, at, room);
  const start = pdf.length + head.length;
  const range = `[0 ${start} ${start + room + 2} ${tail.length}]`.padEnd(RANGE.length);
  const parts = [pdf, utf8(head.replace(RANGE, range)), utf8(tail)] as const;
  const signature = toHex(sign([...parts]));
  if (signature.length !== room) throw new Error('bug: a signature of another length');
  const [before, update, after] = parts;
  return concat(before, update, utf8(`<${signature}>`), after);
}

/** What comes before the signature's value, and after it. */
interface Update {
  readonly head: string;
  readonly tail: string;
}

/** As long as the range itself can become. */
const RANGE = `[${'0 '.repeat(30)}]`;

function updateOf(pdf: Uint8Array, at: string, room: number): Update {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  const last = readTable(file);
  const root = reference(last.trailer, 'Root');
  const catalog = dictionary(file, last, root);
  const page = reference(dictionary(file, last, reference(catalog, 'Pages')), 'Kids');
  const [field, appearance, signature] = [last.size, last.size + 1, last.size + 2];
  const objects: readonly (readonly [number, string])[] = [
    [root, extended(catalog, 'AcroForm', `<< /Fields [${field} 0 R] /SigFlags 3 >>`)],
    [page, extended(dictionary(file, last, page), 'Annots', `[${field} 0 R]`)],
    [field, fieldOf(page, appearance, signature)],
    [appearance, '<< /Type /XObject /Subtype /Form /BBox [0 0 0 0] /Length 3 >>\nstream\nq Q\nendstream'],
    [signature, signatureOf(at)],
  ];
  const { text, places } = written(objects, file.length);
  const [head, rest] = text.split(VALUE) as [string, string];
  // The value's two brackets stand in neither part.
  const table = file.length + text.length - VALUE.length + room + 2;
  return { head, tail: rest + tableOf(places, last, toHex(sha256(pdf)).slice(0, 32), table) };
}

const VALUE = '<value>';

function fieldOf(page: number, appearance: number, signature: number): string {
  return [
    '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Seal)',
    `/F 4 /Rect [0 0 0 0] /P ${page} 0 R /AP << /N ${appearance} 0 R >> /V ${signature} 0 R >>`,
  ].join(' ');
}

function signatureOf(at: string): string {
  const time = `D:${at.slice(0, 19).replace(/\D/g, '')}Z`;
  return [
    '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached',
    `/M (${time}) /ByteRange ${RANGE} /Contents ${VALUE} >>`,
  ].join(' ');
}

/** Objects one after the other, and where each begins in the whole file up to the value. */
function written(objects: readonly (readonly [number, string])[], from: number) {
  let text = '';
  const places = new Map<number, number>();
  for (const [number, body] of objects) {
    places.set(number, from + text.length);
    text += `${number} 0 obj\n${body}\nendobj\n`;
  }
  return { text, places };
}

/** A row each, in sections of their own (ISO 32000-2, 7.5.4), then the trailer. */
function tableOf(places: ReadonlyMap<number, number>, last: Table, id: string, start: number): string {
  const rows = [...places].sort(([a], [b]) => a - b);
  const sections = rows.map(([number, place]) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`);
  const trailer = [
    `/Size ${Math.max(last.size, ...places.keys()) + 1}`,
    `/Root ${reference(last.trailer, 'Root')} 0 R`,
    `/Info ${reference(last.trailer, 'Info')} 0 R`,
    // The first part names the paper, the second this state of it.
    `/ID [<${last.id}> <${id}>]`,
    `/Prev ${last.start}`,
  ];
  return `xref\n${sections.join('')}trailer\n<<\n${trailer.join('\n')}\n>>\nstartxref\n${start}\n%%EOF\n`;
}

interface Table {
  readonly start: number;
  /** Where each object begins. */
  readonly places: readonly number[];
  readonly trailer: string;
  readonly size: number;
  readonly id: string;
}

function readTable(file: Buffer): Table {
  const end = file.toString('latin1', file.lastIndexOf('startxref'));
  const start = Number(/^startxref\s+(\d+)/.exec(end)?.[1]);
  const text = file.toString('latin1', start);
  const [, size, rows] = /^xref\n0 (\d+)\n((?:\d{10} \d{5} [nf] \n)+)trailer\n/.exec(text) ?? [];
  const [, id] = /\/ID \[<([0-9a-f]+)>/.exec(text) ?? [];
  if (rows === undefined || id === undefined)
    throw new Error('bug: a table of objects as archive.ts does not write it');
  const places = rows
    .trimEnd()
    .split('\n')
    .map((row) => Number(row.slice(0, 10)));
  return { start, places, trailer: text.slice(text.indexOf('trailer')), size: Number(size), id };
}

function dictionary(file: Buffer, { places }: Table, number: number): string {
  const start = file.indexOf('<<', places[number]);
  return file.toString('latin1', start, file.indexOf('\nendobj', start));
}

/** The number of the object that a key points at, or the first it lists. */
function reference(text: string, key: string): number {
  const [, number] = new RegExp(`/${key} \\[?(\\d+) 0 R`).exec(text) ?? [];
  if (number === undefined) throw new Error(`bug: no /${key} in ${text.slice(0, 200)}`);
  return Number(number);
}

function extended(text: string, key: string, value: string): string {
  if (text.includes(`/${key}`)) throw new Error(`bug: there is a /${key} already`);
  return text.replace(/\s*>>$/, `\n/${key} ${value}\n>>`);
}
