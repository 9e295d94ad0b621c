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
const WHOLE = 'A text that fits gives every part and one that does not gives none: the rest of the line says the same.';
const LISTED = 'Lots named in a transformation are those the statement lists, and that list holds ids alone.';
const FOLD =
  'By the way the fold takes shares it always holds: it stands for a mistake in the fold, which no statement makes.';

const EQUIVALENT: readonly Equivalent[] = [
  {
    file: 'evidence/lot/gold.ts',
    within: 'checkLots',
    text: "findings.fail('balance', `lot ${lot}`, `gold-${what}`, { detail, lot: lot ?? '' })",
    why: 'The fold and the auditor count the same gold in two ways; no statement is known on which they part without another fault. It stands for the one nobody knows.',
  },
  { file: 'evidence/lot/gold.ts', within: 'checkLots', text: 'sum === units', why: FOLD },
  { file: 'evidence/lot/amendments.ts', within: 'checkAmendment', text: 'amended === undefined', why: COMPILER },
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
  {
    file: 'notes/checkpoint.ts',
    within: 'parseCheckpoint',
    text: /^(origin|decimal|base64) === undefined$/,
    why: WHOLE,
  },
  { file: 'log/entry.ts', within: 'parseEntry', text: "reading.is === 'event'", why: COMPILER },
  { file: 'log/heads.ts', within: 'parseHeads', text: /^(origin|decimal|base64) === undefined$/, why: WHOLE },
  {
    file: 'log/heads.ts',
    within: 'headOf',
    text: /^(kind|name|hash) === undefined/,
    why: 'What does not fit has no count, which the next line refuses; here only for the compiler.',
  },
  { file: 'notes/note.ts', within: 'openNote', text: 'found === undefined', why: UNDEFINED },
  { file: 'notes/note.ts', within: 'parseSignature', text: 'name === undefined', why: WHOLE },
  {
    file: 'notes/policy.ts',
    text: /^(name|rule) === undefined$/,
    why: 'A line without it has no key or member behind it either, and is refused for that.',
  },
  {
    file: 'log/shape.ts',
    within: 'isInstant',
    text: "typeof value !== 'string'",
    why: 'What is no text is no instant we would write, and is compared with one at the end; here only for the compiler.',
  },
  { file: 'log/shape.ts', within: 'isCount', text: "typeof value === 'number'", why: COMPILER },
  {
    file: 'tree/tlog-proof.ts',
    within: 'parseTlogProof',
    text: 'text.length > PROOF_LIMIT',
    why: 'Extra, path and note have limits of their own; it spares a reader from cutting a hostile text into lines.',
  },
  {
    file: 'tree/tlog-proof.ts',
    within: 'parseTlogProof',
    text: 'split < 0',
    why: 'A text without an empty line has no signed note in it, which the next check asks for.',
  },
  { file: 'notes/vkey.ts', within: 'parseVkey', text: /^(name|id|base64) === undefined$/, why: WHOLE },
  { file: 'custody/shapes/gold.ts', within: 'take', text: 'lot: uuid', why: LISTED },
  { file: 'custody/shapes/gold.ts', within: 'output', text: 'lot: uuid', why: LISTED },
  { file: 'keys/keys.ts', within: 'standing', text: /^key\.(revokedAt|until) !== undefined$/, why: UNDEFINED },
];

export function explain(file: string, within: string, kind: Kind, text: string): string | undefined {
  return EQUIVALENT.find((one) => {
    const fits = typeof one.text === 'string' ? one.text === text : one.text.test(text);
    return fits && file.endsWith(one.file) && (one.within ?? within) === within && (one.kind ?? kind) === kind;
  })?.why;
}
