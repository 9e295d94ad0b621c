/** The typography of every paper: few sizes, one accent, enough white. Sizes in points, colours sRGB (the output intent). */
import type { Face } from './faces.js';

export interface Ink {
  readonly face: Face;
  readonly size: number;
  readonly colour: string;
}

const INK = '#1c2430';
const GREY = '#667080';
export const RULE = '#c6ccd4';
export const ACCENT = '#a8812a';
/** Light enough to read small grey type over it, dark enough to survive a photocopy. */
export const WATERMARK = '#f0ebdf';

export const INKS = {
  title: { face: 'strong', size: 17, colour: INK },
  subtitle: { face: 'text', size: 11, colour: GREY },
  heading: { face: 'strong', size: 9, colour: INK },
  body: { face: 'text', size: 8, colour: INK },
  strong: { face: 'strong', size: 8, colour: INK },
  label: { face: 'text', size: 6.4, colour: GREY },
  fine: { face: 'text', size: 6.6, colour: GREY },
  cell: { face: 'text', size: 7.6, colour: INK },
  cellStrong: { face: 'strong', size: 7.6, colour: INK },
  mono: { face: 'mono', size: 5.8, colour: GREY },
  figure: { face: 'strong', size: 11, colour: INK },
} as const satisfies Record<string, Ink>;

export const LEADING = 1.34;

export const PAGE = { width: 595.28, height: 841.89, left: 50, right: 545.28, top: 62, bottom: 782 } as const;
export const TEXT_WIDTH = PAGE.right - PAGE.left;
