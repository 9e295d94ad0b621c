import * as fc from 'fast-check';
import { toBase64Url } from '../../../src/core/bytes.js';
import { formatHeads, headsTexts, parseHeads, subjectsOf, type Head } from '../../../src/core/log/heads.js';

const lot = '0b5c2a8e-6f0d-4c55-9f3a-0a4a6f2f9a10';
const leaf = toBase64Url(new Uint8Array(32).fill(7));
const checkpoint = { origin: 'ledger.example/veta', size: 1000, root: new Uint8Array(32).fill(1) };
const text = (lines: readonly string[], size = '1000'): string =>
  `veta/heads/v1\nledger.example/veta\n${size}\nAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n${lines.map((line) => `${line}\n`).join('')}`;

const subjects = fc.oneof(
  fc.record({
    kind: fc.constant('lot' as const),
    id: fc.uuid(),
    count: fc.integer({ min: 1, max: 1000 }),
    leaf: fc.constant(leaf),
  }),
  fc
    .record({
      kind: fc.constantFrom('keys' as const, 'papers' as const),
      id: fc.string({ minLength: 1, maxLength: 64, unit: 'grapheme' }),
      count: fc.integer({ min: 0, max: 1000 }),
    })
    .map(({ kind, id, count }) => ({ kind, id, count, leaf: count === 0 ? null : leaf })),
);

describe('the heads a log signs', () => {
  test('are one text, written down here for whoever writes another reader', () => {
    const heads: Head[] = [
      { kind: 'papers', id: 'Coop. Río Frío', count: 0, leaf: null },
      { kind: 'lot', id: lot, count: 3, leaf },
      { kind: 'keys', id: 'asmo', count: 1, leaf },
    ];
    expect(formatHeads({ ...checkpoint, heads })).toBe(
      text([`keys YXNtbw 1 ${leaf}`, `lot ${lot} 3 ${leaf}`, 'papers Q29vcC4gUsOtbyBGcsOtbw 0 -']),
    );
  });

  test('are read as they were written, in any order given, and cut into texts that fit a note', () => {
    fc.assert(
      fc.property(fc.uniqueArray(subjects, { selector: ({ kind, id }) => `${kind} ${id}`, minLength: 1 }), (heads) => {
        const read = headsTexts({ ...checkpoint, heads }).map((one) => parseHeads(one));
        expect(read.every((one) => one !== undefined && one.size === 1000)).toBe(true);
        expect(new Set(read.flatMap((one) => one?.heads ?? []))).toEqual(new Set(heads));
        expect(parseHeads(formatHeads({ ...checkpoint, heads: heads.toReversed() }))).toEqual(read[0]);
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ['no line at all', text([])],
    ['a line twice', text([`lot ${lot} 3 ${leaf}`, `lot ${lot} 3 ${leaf}`])],
    ['two answers on one lot', text([`lot ${lot} 3 ${leaf}`, `lot ${lot} 4 ${leaf}`])],
    ['lines out of order', text([`lot ${lot} 3 ${leaf}`, `keys YXNtbw 1 ${leaf}`])],
    ['a lot without an entry', text([`lot ${lot} 0 -`])],
    ['a count without a leaf', text(['keys YXNtbw 1 -'])],
    ['a leaf without a count', text([`keys YXNtbw 0 ${leaf}`])],
    ['more entries than the tree has', text([`lot ${lot} 1001 ${leaf}`])],
    ['a number with a zero before it', text([`lot ${lot} 03 ${leaf}`])],
    ['a size that is not whole', text([`lot ${lot} 3 ${leaf}`], '1e3')],
    ['a size no number holds', text([`lot ${lot} 3 ${leaf}`], '9007199254740993')],
    ['an organisation without a name', text([`keys  1 ${leaf}`])],
    ['an organisation in another spelling of its bytes', text([`keys YXNtbx 1 ${leaf}`])],
    ['an organisation that is not UTF-8', text([`keys _w 1 ${leaf}`])],
    ['a lot in capitals', text([`lot ${lot.toUpperCase()} 3 ${leaf}`])],
    ['a leaf of other length', text([`lot ${lot} 3 ${leaf.slice(1)}`])],
    ['a leaf in another spelling', text([`lot ${lot} 3 ${leaf.slice(0, -1)}d`])],
    ['a subject of a kind not known', text([`site YXNtbw 1 ${leaf}`])],
    ['a last line without its end', text([`lot ${lot} 3 ${leaf}`]).slice(0, -1)],
    ['a checkpoint', 'ledger.example/veta\n1000\nAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n'],
  ])('%s is refused', (_, hostile) => {
    expect(parseHeads(hostile)).toBeUndefined();
  });

  test('more lines than a note may have are refused at once, and cut apart when written', () => {
    const heads = Array.from({ length: 5001 }, (_, i) => {
      return { kind: 'lot', id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`, count: 1, leaf } as const;
    });
    const lines = heads.map(({ id }) => `lot ${id} 1 ${leaf}`);
    expect(parseHeads(text(lines))).toBeUndefined();
    expect(parseHeads(text(lines.slice(1)))?.heads).toHaveLength(5000);
    expect(headsTexts({ ...checkpoint, heads }).map((one) => parseHeads(one)?.heads.length)).toEqual([5000, 1]);
    expect(() => formatHeads({ ...checkpoint, heads })).toThrow('bug: ');
  });

  test('long names are cut apart before the text is longer than a note', () => {
    const heads = Array.from({ length: 2000 }, (_, i) => {
      return { kind: 'keys', id: `${'ñ'.repeat(250)}${i}`, count: 1, leaf } as const;
    });
    const texts = headsTexts({ ...checkpoint, heads });
    expect(texts.length).toBeGreaterThan(1);
    expect(Math.max(...texts.map((one) => one.length))).toBeLessThan(910_000);
    expect(texts.flatMap((one) => parseHeads(one)?.heads ?? [])).toHaveLength(2000);
  });

  test('count a statement for its lots, for the holder of a paper, for the organisation of a key', () => {
    const of = (type: string, data: { holder?: string; organisation?: string }): string[] =>
      subjectsOf({ type, lots: [lot], data }).map(({ kind, id }) => `${kind} ${id}`);
    expect(of('lot.assayed', { holder: 'a', organisation: 'b' })).toEqual([`lot ${lot}`]);
    expect(of('credential.anything', { holder: 'a', organisation: 'b' })).toEqual([`lot ${lot}`, 'papers a']);
    expect(of('key.added', { holder: 'a', organisation: 'b' })).toEqual([`lot ${lot}`, 'keys b']);
    expect(of('key.revoked', { organisation: 'b' })).toEqual([`lot ${lot}`, 'keys b']);
    expect(of('key.revoked', { organisation: '' })).toEqual([`lot ${lot}`]);
    expect(of('credential.granted', {})).toEqual([`lot ${lot}`]);
  });
});
