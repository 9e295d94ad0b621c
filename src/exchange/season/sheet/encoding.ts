/**
 * The letters of a book. A byte-order mark decides (Unicode 17.0, §23.8); without one the bytes are UTF-8 if they can be,
 * and Windows-1252 (which holds Latin-1) only if nothing else in the file is UTF-8.
 */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface Letters {
  readonly encoding: Encoding;
  readonly text: string;
  /** Some bytes are not of this encoding; they read as U+FFFD, and the rows that hold one are refused. */
  readonly damaged: boolean;
}

export const DAMAGE = '\uFFFD';

export function decode(bytes: Uint8Array): Letters {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return read(bytes, 'utf-16le');
  if (a === 0xfe && b === 0xff) return read(bytes, 'utf-16be');
  const marked = a === 0xef && b === 0xbb && c === 0xbf;
  const letters = read(bytes, 'utf-8');
  if (!letters.damaged || marked) return letters;
  // One good letter beyond ASCII shows a file that is UTF-8 and was hurt: its other bytes are not to be guessed at.
  return /[^\0-\x7F\uFFFD]/.test(letters.text) ? letters : read(bytes, 'windows-1252');
}

function read(bytes: Uint8Array, encoding: Encoding): Letters {
  try {
    return { encoding, text: new TextDecoder(encoding, { fatal: true }).decode(bytes), damaged: false };
  } catch {
    return { encoding, text: new TextDecoder(encoding).decode(bytes), damaged: true };
  }
}
