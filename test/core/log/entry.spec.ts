import * as fc from 'fast-check';
import { toBase64Url, utf8 } from '../../../src/core/bytes.js';
import { formatJcs, type Json } from '../../../src/core/log/canonical-json.js';
import {
  commitment,
  entryBytes,
  eventHash,
  pae,
  parseEntry,
  parseSignatures,
  parseStatement,
  readEntry,
  statementBytes,
  type Entry,
  type StatementSignature,
} from '../../../src/core/log/entry.js';
import type { Statement } from '../../../src/core/log/statement.js';

const hash = (n: number) => toBase64Url(new Uint8Array(32).fill(n));
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const statement: Statement = {
  v: 1,
  log: 'ledger.limonal.example',
  id: uuid(1),
  type: 'lots.aggregated',
  lots: [uuid(3), uuid(2)],
  seen: [hash(3), null],
  at: '2026-06-01T15:04:05.000Z',
  org: uuid(9),
  data: { grossMg: 1_234_567 },
  sd: [hash(1), hash(2)],
  attested: 'book',
  book: { file: 'entregas.csv', sha256: 'ab'.repeat(32), line: 2, key: 'E-001' },
};
const entry: Entry = {
  v: 1,
  k: 'event',
  event: hash(5),
  links: [
    { lot: uuid(2), seq: 0, prev: null },
    { lot: uuid(3), seq: 4, prev: hash(3) },
  ],
  received: '2026-06-01T15:04:06.123Z',
};
const bytesOf = (value: unknown) => utf8(formatJcs(JSON.parse(JSON.stringify(value)) as Json));
const without = (value: object, name: string) =>
  Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));

describe('a statement of version 1', () => {
  test.each([
    ['another version', { v: 2 }],
    ['a version in words', { v: '1' }],
    ['a member nobody defined', { note: 'x' }],
    ['an upper-case id', { id: uuid(1).replace('8000', '8A00') }],
    ['an empty log', { log: '' }],
    ['no organisation', { org: '' }],
    ['a type that is no text', { type: 1 }],
    ['a day the calendar lacks', { at: '2026-02-30T00:00:00.000Z' }],
    ['a leap second', { at: '2026-06-30T23:59:60.000Z' }],
    ['a local time', { at: '2026-06-01T10:04:05.000-05:00' }],
    ['no milliseconds', { at: '2026-06-01T15:04:05Z' }],
    ['a lot twice', { lots: [uuid(2), uuid(2)] }],
    ['a lot that is no id', { lots: [uuid(3), 'L-7'] }],
    ['more lots than heads seen', { seen: [null] }],
    ['a head that is no hash', { seen: [hash(3), 'abc'] }],
    [
      '301 lots',
      { lots: Array.from({ length: 301 }, (_, i) => uuid(i)), seen: Array.from({ length: 301 }, () => null) },
    ],
    ['data that is a list', { data: [] }],
    ['a float in its data', { data: { grossMg: 0.5 } }],
    ['an empty list of digests', { sd: [] }],
    ['digests out of order', { sd: [hash(2), hash(1)] }],
    ['one digest twice', { sd: [hash(1), hash(1)] }],
    ['an unknown attestation', { attested: 'minister' }],
    ['a book without saying so', { attested: 'platform' }],
    ['a book at line 0', { book: { ...statement.book, line: 0 } }],
    ['a book with a short hash', { book: { ...statement.book, sha256: 'ab' } }],
    ['a book with a folder member', { book: { ...statement.book, folder: '/' } }],
  ])('is not one with %s', (_, change) => {
    expect(parseStatement(bytesOf({ ...statement, ...change }))).toBeUndefined();
    if (!JSON.stringify(change).includes('0.5')) {
      expect(() => statementBytes({ ...statement, ...change } as Statement)).toThrow(/^bug: /);
    }
  });

  test('is not one without any of its members', () => {
    for (const name of ['v', 'log', 'id', 'type', 'lots', 'seen', 'at', 'org', 'data', 'book']) {
      expect([name, parseStatement(bytesOf(without(statement, name)))]).toEqual([name, undefined]);
    }
  });

  test('reads back, with and without what may be absent, of a type nobody knows yet', () => {
    expect(parseStatement(statementBytes(statement))).toEqual(statement);
    const { sd: _sd, attested: _attested, book: _book, ...bare } = statement;
    const unknown: Statement = { ...bare, type: 'moon.mined', lots: [], seen: [] };
    expect(parseStatement(statementBytes(unknown))).toEqual(unknown);
  });
});

describe('an entry of version 1', () => {
  test.each([
    ['a missing event', without(entry, 'event')],
    ['a short event hash', { ...entry, event: 'abc' }],
    ['lots out of order', { ...entry, links: [...entry.links].reverse() }],
    ['one lot twice', { ...entry, links: [entry.links[0], entry.links[0]] }],
    ['a first link with something before it', { ...entry, links: [{ lot: uuid(2), seq: 0, prev: hash(1) }] }],
    ['a later link with nothing before it', { ...entry, links: [{ lot: uuid(2), seq: 1, prev: null }] }],
    ['a negative place', { ...entry, links: [{ lot: uuid(2), seq: -1, prev: hash(1) }] }],
    ['a person in it', { ...entry, miner: 'Ana' }],
    ['a bad time', { ...entry, received: 'yesterday' }],
    ['no kind', without(entry, 'k')],
    ['a list', [entry]],
    ['a word', 'event'],
  ])('is malformed with %s', (_, value) => {
    expect(readEntry(bytesOf(value))).toEqual({ is: 'malformed' });
    expect(parseEntry(bytesOf(value))).toBeUndefined();
  });

  test.each([
    ['kind', { ...entry, k: 'erasure' }],
    ['version', { ...entry, v: 2, extra: true }],
  ])('of an unknown %s is told apart, and not passed over', (_, value) => {
    expect(readEntry(bytesOf(value))).toEqual({ is: 'unknown-kind' });
    expect(parseEntry(bytesOf(value))).toBeUndefined();
  });

  test('reads back; without lots, too', () => {
    expect(parseEntry(entryBytes(entry))).toEqual(entry);
    expect(parseEntry(entryBytes({ ...entry, links: [] }))?.links).toEqual([]);
    expect(() => entryBytes({ ...entry, links: [...entry.links].reverse() })).toThrow(/^bug: /);
  });
});

test('statements and entries changed anywhere never make the reader throw (4,000 changes)', () => {
  const both = [statementBytes(statement), entryBytes(entry)];
  const change = fc.record({ which: fc.nat(1), at: fc.nat(), to: fc.nat(255) });
  fc.assert(
    fc.property(change, ({ which, at, to }) => {
      const bytes = (both[which] as Uint8Array).slice();
      bytes[at % bytes.length] = to;
      readEntry(bytes);
      parseStatement(bytes);
    }),
    { numRuns: 4000 },
  );
});

const sign = (n: number): StatementSignature => ({
  alg: 'Ed25519',
  kid: toBase64Url(new Uint8Array(16).fill(n)),
  sig: toBase64Url(new Uint8Array(64).fill(n)),
});

describe('signatures', () => {
  test('give one event hash in whatever order they came, and another with one more or less', () => {
    const sid = new Uint8Array(32);
    expect(eventHash(sid, [sign(2), sign(1)])).toEqual(eventHash(sid, [sign(1), sign(2)]));
    expect(eventHash(sid, [sign(1)])).not.toEqual(eventHash(sid, []));
  });

  test.each([
    ['no list', {}],
    ['an algorithm not ours', [{ ...sign(1), alg: 'none' }]],
    ['one key twice', [sign(1), sign(1)]],
    ['another order', [sign(2), sign(1)]],
    ['a member more', [{ ...sign(1), note: 'x' }]],
    ['a short signature', [{ ...sign(1), sig: sign(1).kid }]],
  ])('from outside with %s are refused', (_, value) => {
    expect(parseSignatures(value as unknown as Json)).toBeUndefined();
  });

  test('from outside read back', () => {
    expect(parseSignatures([sign(1), sign(2)] as unknown as Json)).toEqual([sign(1), sign(2)]);
    expect(parseSignatures([])).toEqual([]);
  });
});

test('PAE states the length in bytes, so that no text can pass for a longer one', () => {
  expect(pae(utf8('é'))).toEqual(utf8('DSSEv1 38 application/vnd.veta.statement.v1+json 2 é'));
});

describe('a private value behind its commitment', () => {
  // RFC 9901 §4.2.3 gives ["_26bc4LT-ac6q2KI6cBW5es","family_name","Möbius"] written with spaces; ours is canonical.
  const salt = hash(8);

  test('is found by no one who tries every phone number of a village (10,000 tries)', () => {
    const digest = commitment(salt, 'phone', '+57 300 000 4321');
    for (let n = 0; n < 10_000; n++) {
      const guess = `+57 300 000 ${String(n).padStart(4, '0')}`;
      expect(commitment('', 'phone', guess)).not.toBe(digest);
    }
    expect(commitment(salt, 'phone', '+57 300 000 4321')).toBe(digest);
  });

  test('changes with its salt, its name and its value, and never by moving a quote', () => {
    const digest = commitment(salt, 'price', '99.5');
    expect(commitment(hash(9), 'price', '99.5')).not.toBe(digest);
    expect(commitment(salt, 'share', '99.5')).not.toBe(digest);
    expect(commitment(salt, 'price', 99)).not.toBe(commitment(salt, 'price', '99'));
    expect(commitment(salt, 'a","b', 'c')).not.toBe(commitment(salt, 'a', 'b","c'));
  });
});
