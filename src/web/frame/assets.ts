/** Files beside the pages, named by their content so that a browser may keep them for good. */
import { sha256 } from '#crypto';
import { toHex, utf8 } from '../../core/bytes.js';
import { CSS } from './style.js';

export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

export const STYLE = asset('css', 'text/css; charset=utf-8', CSS);

export const ICON = asset(
  'svg',
  'image/svg+xml',
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#2b2118"/>' +
    '<path d="M3 5c9 2 8 8 13 11s4 9 13 11" fill="none" stroke="#e0b04a" stroke-width="4" stroke-linecap="round"/></svg>',
);

export const ASSETS: readonly Asset[] = [STYLE, ICON];

function asset(ending: string, type: string, text: string): Asset {
  const name = toHex(sha256(utf8(text))).slice(0, 16);
  return { path: `/assets/${name}.${ending}`, type, text };
}
