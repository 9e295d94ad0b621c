/**
 * The typefaces of every paper, read once a process. A typeface's tables are thousands of small records, and most words of a paper
 * stand on the next one too: read and shaped again for each, they took two thirds of its time.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font, type GlyphPosition, type GlyphRun } from 'fontkit';

/** DejaVu covers Latin and Cyrillic and may be embedded; the condensed cut keeps a table of weights on one page. */
const FILES = { text: 'DejaVuSansCondensed', strong: 'DejaVuSansCondensed-Bold', mono: 'DejaVuSansMono' } as const;
export type Face = keyof typeof FILES;
export const FACES = Object.keys(FILES) as Face[];

export function fileOf(face: Face): string {
  return createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${FILES[face]}.ttf`);
}

/** A word with the space behind it: what stands where, in units of the typeface. */
interface Shaped {
  readonly glyphs: readonly { readonly id: number; readonly codePoints: number[] }[];
  readonly positions: readonly GlyphPosition[];
  readonly advance: number;
}

/** Words kept of a typeface, some megabytes; then it begins anew. */
const MOST_WORDS = 10_000;

class Typeface {
  private readonly words = new Map<string, Shaped>();

  constructor(private readonly font: Font) {}

  hasGlyph(codePoint: number): boolean {
    return this.font.hasGlyphForCodePoint(codePoint);
  }

  /** @param size points @returns points */
  widthOf(text: string, size: number): number {
    const words = text.match(/[^ ]* |[^ ]+$/g) ?? [];
    return (words.reduce((sum, word) => sum + this.shaped(word).advance, 0) * size) / this.font.unitsPerEm;
  }

  /** For one paper: what one paper says must not be found in the bytes of the next, so the glyphs are its own. */
  forOnePaper(): Font {
    const own = viewOf(this.font);
    const layout = (text: string): Pick<GlyphRun, 'glyphs' | 'positions' | 'advanceWidth'> => {
      const { glyphs, positions } = this.shaped(text);
      const placed = positions.map(copyOf);
      return {
        glyphs: glyphs.map(({ id, codePoints }) => own.getGlyph(id, codePoints)),
        positions: placed,
        // pdfkit scales the positions it was given and asks afterwards.
        get advanceWidth() {
          return advanceOf(placed);
        },
      };
    };
    return Object.defineProperty(own, 'layout', { value: layout });
  }

  private shaped(text: string): Shaped {
    const known = this.words.get(text);
    if (known !== undefined) return known;
    if (this.words.size >= MOST_WORDS) this.words.clear();
    // By a view of its own: the same word is shaped alike whatever was before it.
    const { glyphs: run, positions } = viewOf(this.font).layout(text);
    const glyphs = run.map(({ id, codePoints }) => ({ id, codePoints }));
    const shaped = { glyphs, positions, advance: advanceOf(positions) };
    this.words.set(text, shaped);
    return shaped;
  }
}

function copyOf({ xAdvance, yAdvance, xOffset, yOffset }: GlyphPosition): GlyphPosition {
  return { xAdvance, yAdvance, xOffset, yOffset };
}

function advanceOf(positions: readonly GlyphPosition[]): number {
  return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
}

/** fontkit remembers with a glyph the text it was first asked for; all else of a typeface never changes. */
function viewOf(font: Font): Font {
  return Object.create(font, { _glyphs: { value: {} } }) as Font;
}

const read = new Map<Face, Typeface>();

export function typeface(face: Face): Typeface {
  const known = read.get(face) ?? new Typeface(create(readFileSync(fileOf(face))) as Font);
  read.set(face, known);
  return known;
}
