/** Checks that can be taken away without any bundle being judged otherwise, each with the reason. */
import type { Kind } from './sites.js';

interface Equivalent {
  readonly file: string;
  readonly within: string;
  readonly kind?: Kind;
  /** Of the code that is switched off, on one line. */
  readonly text: string;
  readonly why: string;
}

const EQUIVALENT: readonly Equivalent[] = [];

export function explain(file: string, within: string, kind: Kind, text: string): string | undefined {
  return EQUIVALENT.find((one) => {
    return file.endsWith(one.file) && within === one.within && text === one.text && (one.kind ?? kind) === kind;
  })?.why;
}
