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

const EQUIVALENT: readonly Equivalent[] = [
  {
    file: 'evidence/gold.ts',
    within: 'checkLots',
    text: "findings.fail('balance', `lot ${lot}`, `gold-${what}`, { detail, lot: lot ?? '' })",
    why: 'The fold and the auditor count the same gold in two ways; no statement is known on which they part without another fault. It stands for the one nobody knows.',
  },
  {
    file: 'evidence/amendments.ts',
    within: 'checkAmendment',
    text: 'amended === undefined',
    why: 'Said by the check before it already; here only for the compiler.',
  },
  {
    file: 'evidence/authors/devices.ts',
    within: 'stepOf',
    text: '!isNote',
    why: 'Said by the check before it already; here only for the compiler.',
  },
];

export function explain(file: string, within: string, kind: Kind, text: string): string | undefined {
  return EQUIVALENT.find((one) => {
    return file.endsWith(one.file) && within === one.within && text === one.text && (one.kind ?? kind) === kind;
  })?.why;
}
