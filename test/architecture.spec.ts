import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** A file imports only from its own folder or from one further left. The list is the architecture. */
const LINE = [
  'crypto',
  'core',
  'config',
  'database',
  'http',
  'ledger',
  'parties',
  'lots',
  'documents',
  'accounts',
  'provenance',
  'exchange',
  'web',
  'app',
];
/** Outside packages by folder; `core` runs in a browser and knows nothing of servers. */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  crypto: /^(node:crypto|@noble\/.+)$/,
  core: /^#crypto$/,
  verifier: /^#crypto$/,
};

const src = new URL('../src', import.meta.url).pathname;
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const folderOf = (file: string): string => file.split(sep)[0] ?? '';
const importsOf = (file: string): string[] =>
  [
    ...readFileSync(join(src, file), 'utf8').matchAll(/(?:\bfrom\s+|^\s*import\s+|\bimport\()\s*['"]([^'"]+)['"]/gm),
  ].map((m) => m[1] ?? '');

/** `verifier` stands beside the line: it imports crypto and core, and only app and web import it. */
function mayImport(from: string, to: string): boolean {
  if (from === 'verifier') return ['crypto', 'core', 'verifier'].includes(to);
  if (to === 'verifier') return ['app', 'web'].includes(from);
  return LINE.includes(to) && LINE.indexOf(to) <= LINE.indexOf(from);
}

test.each(files)('%s imports only leftwards', (file) => {
  const folder = folderOf(file);
  for (const name of importsOf(file)) {
    if (name.startsWith('.')) {
      const target = folderOf(relative(src, join(src, dirname(file), name)));
      expect(`${file} -> ${target}: ${mayImport(folder, target)}`).toBe(`${file} -> ${target}: true`);
    } else if (ALLOWED[folder] !== undefined) {
      expect(name).toMatch(ALLOWED[folder]);
    }
  }
});

test('the diagram in docs/architecture.md is this list', () => {
  const diagram = readFileSync(new URL('../docs/architecture.md', import.meta.url), 'utf8');
  expect(diagram).toContain(LINE.join(' < '));
});

test('no file is longer than 250 lines, words and SQL apart', () => {
  const long = files.filter((file) => readFileSync(join(src, file), 'utf8').split('\n').length > 251);
  expect(long).toEqual([]);
});
