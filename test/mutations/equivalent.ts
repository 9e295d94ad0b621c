/** Checks that can be taken away without any bundle being judged otherwise, each with the reason. */
import type { Kind } from './sites.js';

interface Equivalent {
  readonly file: string;
  /** Absent: anywhere in the file. */
  readonly within?: string;
  readonly kind?: Kind;
  /** Of the code that is switched off, on one line. */
  readonly text: RegExp | string;
  readonly why: string;
}

const COMPILER = 'Said by the check before it already; here only for the compiler.';
const UNDEFINED = 'Nothing compares as true with what is undefined; here only for the compiler.';
const FOLD =
  'By the way the fold takes shares it always holds: it stands for a mistake in the fold, which no statement makes.';

const EQUIVALENT: readonly Equivalent[] = [
  {
    file: 'evidence/gold.ts',
    within: 'checkLots',
    text: "findings.fail('balance', `lot ${lot}`, `gold-${what}`, { detail, lot: lot ?? '' })",
    why: 'The fold and the auditor count the same gold in two ways; no statement is known on which they part without another fault. It stands for the one nobody knows.',
  },
  { file: 'evidence/gold.ts', within: 'checkLots', text: 'sum === units', why: FOLD },
  { file: 'evidence/amendments.ts', within: 'checkAmendment', text: 'amended === undefined', why: COMPILER },
  {
    file: 'evidence/authors/devices.ts',
    within: 'stepOf',
    text: /^(device === undefined( \|\| !isNote)?|!isNote)$/,
    why: COMPILER,
  },
  { file: 'evidence/bundle.ts', within: 'parseBundle', text: 'value === undefined', why: COMPILER },
  { file: 'evidence/history/heads.ts', within: 'readNote', text: 'heads === undefined', why: COMPILER },
  { file: 'evidence/verify.ts', within: 'plan', text: 'bundle === undefined', why: COMPILER },
  { file: 'evidence/verify.ts', within: 'judgeGold', text: 'lot === undefined', why: COMPILER },
  { file: 'custody/keys.ts', within: 'standing', text: /^key\.(revokedAt|until) !== undefined$/, why: UNDEFINED },
];

export function explain(file: string, within: string, kind: Kind, text: string): string | undefined {
  return EQUIVALENT.find((one) => {
    const fits = typeof one.text === 'string' ? one.text === text : one.text.test(text);
    return fits && file.endsWith(one.file) && (one.within ?? within) === within && (one.kind ?? kind) === kind;
  })?.why;
}
