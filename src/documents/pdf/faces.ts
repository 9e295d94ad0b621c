/**
 * The faces papers are set in. DejaVu covers Latin and Cyrillic and may be embedded; the condensed cut keeps a table of weights on
 * one page.
 *
 * A face is read once; each document opens it anew on the same tables, as fontkit does for the variations of a font. The glyphs
 * are the document's own: each remembers the letters it was first used for, and the next paper must not learn of them.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Pdf from 'pdfkit';

const FILES = { text: 'DejaVuSansCondensed', strong: 'DejaVuSansCondensed-Bold', mono: 'DejaVuSansMono' } as const;
export type Face = keyof typeof FILES;

const read = new Map<Face, ParsedFont>();

/** Gives the document its faces by their names, and takes up the one for running text. */
export function setFaces(doc: PDFKit.PDFDocument): void {
  for (const face of Object.keys(FILES) as Face[]) {
    doc.registerFont(face, freshly(face) as unknown as string);
  }
  doc.font('text' satisfies Face);
}

/** Whether the font in use can draw a character. */
export function hasGlyph(doc: PDFKit.PDFDocument, codePoint: number): boolean {
  return parsedIn(doc).hasGlyphForCodePoint(codePoint);
}

function freshly(face: Face): ParsedFont {
  const first = read.get(face) ?? parse(face);
  read.set(face, first);
  const Font = first.constructor as new (stream: FontStream) => ParsedFont;
  const Stream = first.stream.constructor as new (bytes: Uint8Array) => FontStream;
  const font = new Font(new Stream(first.stream.buffer));
  font[TABLES] = first[TABLES];
  return font;
}

function parse(face: Face): ParsedFont {
  const file = createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${FILES[face]}.ttf`);
  return parsedIn(new Pdf({ autoFirstPage: false, font: readFileSync(file) as unknown as string }));
}

/** pdfkit keeps the parsed font to itself. */
function parsedIn(doc: PDFKit.PDFDocument): ParsedFont {
  const { [CURRENT_FONT]: current } = doc as unknown as Record<typeof CURRENT_FONT, { readonly font: ParsedFont }>;
  return current.font;
}

const CURRENT_FONT = '_font';
const TABLES = '_tables';

/** fontkit's TTFFont, which pdfkit takes as it takes a file. */
interface ParsedFont {
  readonly stream: FontStream;
  /** As they have been decoded so far, by name. */
  [TABLES]: object;
  hasGlyphForCodePoint(codePoint: number): boolean;
}

interface FontStream {
  readonly buffer: Uint8Array;
}
