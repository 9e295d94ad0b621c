/** What the documents say of settings, rules and words is what the code has: whoever relies on a document is not misled. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCHEMES } from '../src/core/custody/schemes/bearers.js';
import { uncertaintyPpmOf } from '../src/core/custody/assays/uncertainty.js';
import { METHODS } from '../src/core/custody/statements.js';
import { FIELDS } from '../src/documents/intake/mapping/fields.js';
import { csvMapping, workbookMapping } from '../src/documents/intake/mapping/mapping.js';
import { BOOKS } from '../src/exchange/season/season.js';

const ROOT = new URL('..', import.meta.url).pathname;

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function sources(folder: string): string {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(join(folder, file)))
    .join('\n');
}

function found(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, what]) => what ?? ''))].sort();
}

const [glossary, rules, operations] = ['glossary', 'rules', 'operations'].map((name) => read(`docs/${name}.md`)) as [
  string,
  string,
  string,
];

describe('docs/rules.md', () => {
  test('has every code that a rule raises, beside the rule that raises it', () => {
    const raised = [...sources('src/core/custody').matchAll(/rule: '(P\d+)', code: '([a-z-]+)'/g)];
    expect(raised.length).toBeGreaterThan(5);
    const lines = rules.split('\n');
    const missing = raised.filter(
      ([, rule, code]) => !lines.some((line) => line.startsWith(`| ${rule} |`) && line.includes(`\`${code}\``)),
    );
    expect(missing.map(([text]) => text)).toEqual([]);
  });

  // The tables themselves are the catalogue's, line by line: test/golden/rules.spec.ts.
  test('has a line for every rule, and one for every rule that the code names', () => {
    const named = found(sources('src/core/custody') + sources('src/exchange/import'), /rule: '(P\d+)'/g);
    const lines = found(rules, /^\| (P\d+) \|/gm);
    expect(lines).toHaveLength(25);
    expect(named.filter((rule) => !lines.includes(rule))).toEqual([]);
  });

  test('gives each method the uncertainty that is reckoned with', () => {
    const said = METHODS.map((method) => [method, new RegExp(`\\| \`${method}\` \\| ([\\d.]+) ‰`).exec(rules)?.[1]]);
    expect(said).toEqual(METHODS.map((method) => [method, String(uncertaintyPpmOf(method, '2026-01-01') / 1000)]));
  });

  test('names every claim with the credentials that grant it and pass it on', () => {
    const lines = rules.split('\n');
    for (const [scheme, { production }] of Object.entries(SCHEMES)) {
      const line = lines.find((one) => one.startsWith(`| \`${scheme}\` |`)) ?? '';
      expect({ scheme, granted: production.filter((name) => !line.includes(`\`${name}\``)) }).toEqual({
        scheme,
        granted: [],
      });
    }
    const bearers = Object.values(SCHEMES).flatMap(({ party }) => party);
    expect(bearers.filter((name) => !rules.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('docs/operations.md', () => {
  test('explains every setting that is read, and none that is not', () => {
    const setting = /'((?:VETA|DATABASE|REDIS)_[A-Z_]+|HOST|PORT)'/g;
    const known = found(read('src/config/config.ts'), setting);
    expect(known).toContain('VETA_SIGNER_STATE');
    const table = operations.slice(operations.indexOf('## Settings'), operations.indexOf('## Where things lie'));
    const first = table.split('\n').map((line) => line.split('|')[1] ?? '');
    expect(found(first.join('\n'), /`([A-Z_]+)`/g)).toEqual(known);
  });

  test('knows every fault that counting the gold again can find in a history', () => {
    const kinds = /FaultKind =([^;]+);/.exec(read('src/core/custody/transformations/balance.ts'))?.[1] ?? '';
    const words = found(kinds, /'([a-z-]+)'/g).filter((kind) => kind !== 'rest'); // only where a table is compared
    expect(words.length).toBeGreaterThan(5);
    expect(words.filter((word) => !operations.includes(word))).toEqual([]);
  });

  test('quotes what a start says in the words it says it', () => {
    const code = sources('src/ledger') + sources('src/database');
    const quoted = found(operations, /\*((?:The|A|Others|Another) [^*]+)\*/g).flatMap((text) =>
      text.split(/ [NM]\b|…/),
    );
    expect(quoted.length).toBeGreaterThan(5);
    expect(quoted.map((part) => part.trim()).filter((part) => !code.includes(part))).toEqual([]);
  });
});

describe('docs/glossary.md', () => {
  test.each([
    ['gold', 'lot, bar, doré, assay, fineness, fine gold, gross mass, delivery'],
    ['what is done', 'aggregation, split, transformation, melt, refine, manufacture, melt loss, shipment, consignee'],
    ['losses', 'retention, rounding, re-basing, reconciliation'],
    ['hands', 'custody, title, custodian, handover, dispatch, receipt, difference, weighing witness'],
    ['claims', 'claim, claim model, credential, standing, hold, release, recall, public code'],
    ['ISO 22095', 'identity preserved, segregated, controlled blending, mass balance, book and claim'],
    ['ledger', 'statement, entry, leaf, checkpoint, cosigner, evidence bundle, reveal, command, projection'],
  ])('has a sentence and a Spanish word for each word of %s', (_, words) => {
    const rows = new Map(glossary.split('\n').map((line) => [line.split(' | ')[0]?.slice(2), line.split(' | ')]));
    const missing = words.split(', ').filter((word) => {
      const [, spanish = '', sentence = ''] = rows.get(word) ?? [];
      return spanish === '' || !sentence.endsWith('. |');
    });
    expect(missing).toEqual([]);
  });
});

test.each(['glossary', 'rules', 'operations'])('docs/%s.md points only at files that are there', (name) => {
  const paths = found(read(`docs/${name}.md`), /[`(]((?:src|test|docs|decisions)\/[\w./-]+)[`)]/g);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)) && !existsSync(join(ROOT, 'docs', path)))).toEqual([]);
});

test('docs/books.md names every file and heading of a season', () => {
  const text = read('docs/books.md');
  for (const { file, columns } of Object.values(BOOKS)) {
    const row = text.split('\n').find((line) => line.startsWith(`| \`${file}\``));
    for (const { heading, required } of Object.values(columns)) {
      expect(row).toContain(required ? `**${heading}**` : heading);
    }
  }
});

describe('docs/intake-forms.md', () => {
  const page = read('docs/intake-forms.md');

  test('has a place for every field, and for none that is not there', () => {
    const table = page.slice(page.indexOf('## Fields'));
    const told = found(table, /`((?:shipment|exporter|consignee|total|bar)\.[\w-]+)`/g);
    expect(told).toEqual([...FIELDS].sort());
  });

  test('shows mappings that are read', () => {
    const shown = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => JSON.parse(json) as never);
    const [workbook, csv] = shown;
    expect(workbookMapping(workbook as never)).toEqual(workbook);
    expect(csvMapping(csv as never)).toEqual(csv);
  });
});
