/** What is mutated, and which suites are to notice. */

/** Files, or folders with all that is in them: what stands between a stranger's bundle and a verdict. */
export const CHECKED: readonly string[] = [
  'src/core/evidence',
  ...['canonical-json', 'entry', 'heads', 'seen', 'shape'].map((name) => `src/core/log/${name}.ts`),
  ...['checkpoint', 'cosignature', 'note', 'policy', 'vkey'].map((name) => `src/core/log/notes/${name}.ts`),
  'src/core/log/tree/tlog-proof.ts',
  ...['device', 'keys', 'rules', 'signers'].map((name) => `src/core/custody/keys/${name}.ts`),
  'src/core/custody/statement-data.ts',
  'src/core/custody/shapes',
  'src/verifier/door.ts',
];

export const SUITES: readonly string[] = [
  'test/core/evidence',
  'test/core/log',
  ...['admit', 'amended', 'claims', 'device', 'keys', 'shapes', 'signers'].map(
    (name) => `test/core/custody/${name}.spec.ts`,
  ),
  'test/verifier',
];

/** They take minutes, or need a whole Jest; what only they would notice is not noticed here. */
export const TOO_LONG: readonly string[] = [
  'test/core/evidence/bit-flips.spec.ts',
  'test/core/log/merkle.spec.ts',
  'test/core/log/tile.spec.ts',
  'test/core/evidence/hostile.spec.ts',
  'test/verifier/command.spec.ts',
];
