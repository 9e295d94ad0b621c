/** The edge of each parser's limits and spellings: one step beyond, and it is not what it claims to be. */
import { publicKeyOf, sha256 } from '#crypto';
import { toBase64, toBase64Url, toHex, utf8 } from '../../../src/core/bytes.js';
import { formatCheckpoint } from '../../../src/core/log/notes/checkpoint.js';
import { cosignatureMessage } from '../../../src/core/log/notes/cosignature.js';
import { formatJcs, type Json } from '../../../src/core/log/canonical-json.js';
import {
  entryBytes,
  parseEntry,
  parseSignatures,
  parseStatement,
  readEntry,
  statementBytes,
  type Entry,
} from '../../../src/core/log/entry.js';
import { parseHeads } from '../../../src/core/log/heads.js';
import { leafHash } from '../../../src/core/log/tree/merkle.js';
import { noteChecks, parseNote, signNote } from '../../../src/core/log/notes/note.js';
import { logSigned, parsePolicy, type Policy } from '../../../src/core/log/notes/policy.js';
import { hasMembers, isInstant, isUuid } from '../../../src/core/log/shape.js';
import type { Statement } from '../../../src/core/log/statement.js';
import { checkTlogProof, parseTlogProof, type TlogProof } from '../../../src/core/log/tree/tlog-proof.js';
import { COSIGNATURE, ED25519, formatVkey, parseVkey, vkeyOf, type Vkey } from '../../../src/core/log/notes/vkey.js';

const hash = (n: number): string => toBase64Url(new Uint8Array(32).fill(n));
const lot = '00000000-0000-4000-8000-000000000001';
const seed = new Uint8Array(32).fill(1);
const ORIGIN = 'ledger.example/veta';
const vkey = vkeyOf(ORIGIN, ED25519, publicKeyOf(seed));
const checkpoint = formatCheckpoint({ origin: ORIGIN, size: 1, root: leafHash(utf8('a')) });
const note = signNote(checkpoint, ORIGIN, seed);

const bytes = (value: Json): Uint8Array => utf8(formatJcs(value));
const proofText = (lines: readonly string[], signed = note): string =>
  `c2sp.org/tlog-proof@v1\n${lines.map((one) => `${one}\n`).join('')}\n${signed}`;
const path = (length: number): string[] => Array.from({ length }, () => toBase64(new Uint8Array(32)));
const proofUnder = (signed: string): TlogProof => ({ index: 0, path: [], checkpoint: signed });

describe('a statement', () => {
  const book = { file: 'entregas.csv', sha256: 'ab'.repeat(32), line: 2, key: 'E-001' };
  const good = {
    v: 1,
    log: ORIGIN,
    id: lot,
    type: 'lot.held',
    lots: [lot],
    seen: [null],
    at: '2026-06-01T15:04:05.000Z',
    org: 'coop',
    data: {},
    sd: [hash(1), hash(2)],
    attested: 'book',
    book,
  };
  const parse = (change: { readonly [name: string]: Json }): unknown =>
    parseStatement(utf8(formatJcs({ ...good, ...change } as Json)));
  const { attested: _attested, book: _book, ...signed } = good;

  test('as it should be is read', () => {
    expect(parse({})).toBeDefined();
    expect(parseStatement(utf8(formatJcs({ ...signed, attested: 'platform' })))).toBeDefined();
  });
  test.each<[string, { readonly [name: string]: Json }]>([
    ['lots that are a text', { lots: '', seen: [] }],
    ['lots that are an object', { lots: {} }],
    ['seen that is a text', { seen: 'x' }],
    ['seen that is an object', { seen: { length: 1 } }],
    ['digests that are a text', { sd: hash(1) }],
    ['a digest that is none', { sd: ['x'] }],
    ['digests of which one is short', { sd: [hash(1), 'zz'] }],
    ['a book without a name', { book: { ...book, file: '' } }],
    ['a book whose key is a number', { book: { ...book, key: 1 } }],
    ['a book whose hash is a list of one', { book: { ...book, sha256: [book.sha256] } }],
  ])('with %s is none', (_, change) => expect(parse(change)).toBeUndefined());
  test('attested by somebody else is none', () => {
    expect(parseStatement(utf8(formatJcs({ ...signed, attested: 'notary' })))).toBeUndefined();
  });
  test('longer than its limit is not written', () => {
    const long = { ...good, data: { note: 'x'.repeat(49_152) } } as unknown as Statement;
    expect(() => statementBytes(long)).toThrow(/^bug: not a statement/);
  });
});

describe('an entry', () => {
  const good = {
    v: 1,
    k: 'event',
    event: hash(5),
    links: [{ lot, seq: 1, prev: hash(6) }],
    received: '2026-06-01T15:04:06.000Z',
  };
  const linked = (link: Json): Json => ({ ...good, links: [link] });

  test('as it should be is read', () => expect(parseEntry(bytes(good))).toEqual(good));
  test.each<[string, Json]>([
    ['nothing', null],
    ['a number', 5],
    ['a kind without a version', { k: 'snapshot' }],
    ['a kind of version 0', { k: 'snapshot', v: 0 }],
    ['links that are a text', { ...good, links: '' }],
    ['links that are an object', { ...good, links: {} }],
    ['a link to nothing', linked(null)],
    ['a link with a member more', linked({ lot, seq: 0, prev: null, note: 'x' })],
    ['a link of what is no lot', linked({ lot: 'E-1', seq: 0, prev: null })],
  ])('that is or has %s is malformed', (_, value) => expect(readEntry(bytes(value))).toEqual({ is: 'malformed' }));
  test('of a later version is of an unknown kind', () => {
    expect(readEntry(bytes({ ...good, v: 2 }))).toEqual({ is: 'unknown-kind' });
  });
  test('longer than its limit is not written', () => {
    const links = Array.from({ length: 700 }, (_, n) => ({
      lot: lot.replace(/.{4}$/, String(1000 + n)),
      seq: n + 1,
      prev: hash(1),
    }));
    expect(() => entryBytes({ ...good, links } as unknown as Entry)).toThrow(/^bug: not an entry/);
  });
  test.each([{ kid: 'AAAA' }, { kid: 5 }])('is signed by a key with an id: %j', (change) => {
    const [kid, sig] = [toBase64Url(new Uint8Array(16)), toBase64Url(new Uint8Array(64))];
    expect(parseSignatures([{ alg: 'Ed25519', kid, sig }])).toHaveLength(1);
    expect(parseSignatures([{ alg: 'Ed25519', sig, ...change }])).toBeUndefined();
  });
});

describe('a note of heads', () => {
  const root = toBase64(new Uint8Array(32).fill(1));
  const heads = (origin = ORIGIN, base64 = root): string =>
    `veta/heads/v1\n${origin}\n10\n${base64}\nlot ${lot} 2 ${hash(7)}\n`;

  test('as it should be is read', () => expect(parseHeads(heads())).toBeDefined());
  test.each([
    ['ends without its line', heads().replace(/\n$/, 'x')],
    ['is longer than a note', heads('o'.repeat(1_000_001))],
    ['names a log with a tab', heads('ledger\texample')],
    ['has a root of 31 bytes', heads(ORIGIN, toBase64(new Uint8Array(31)))],
    ['spells its root in two ways', heads(ORIGIN, `${'A'.repeat(42)}B=`)],
    ['has a root with other letters', heads(ORIGIN, `${'A'.repeat(42)}-=`)],
  ])('that %s is none', (_, text) => expect(parseHeads(text)).toBeUndefined());
});

describe('a signed note', () => {
  const [, line = ''] = note.split('\n\n');
  test('without a text before its signature is none', () => expect(parseNote(`x${line}`)).toBeUndefined());
  test.each([
    ['four bytes and no signature', `— ${ORIGIN} ${toBase64(new Uint8Array(4))}`],
    ['a name no key has', `— a+b ${toBase64(new Uint8Array(68))}`],
  ])('with %s is none', (_, bad) => expect(parseNote(`${checkpoint}\n${bad}\n`)).toBeUndefined());
  test('to which two keys answer is worth nothing', () => {
    expect(noteChecks(note, [vkey])).toBeDefined();
    expect(noteChecks(note, [vkey, vkey])).toBeUndefined();
  });
});

const keyText = (name: string, type: number, bytes: Uint8Array): string => {
  const id = toHex(sha256(utf8(`${name}\n`), Uint8Array.of(type), bytes).slice(0, 4));
  return `${name}+${id}+${toBase64(Uint8Array.of(type, ...bytes))}`;
};

describe('a key in one line', () => {
  test('as it should be is read', () => expect(parseVkey(keyText(ORIGIN, ED25519, vkey.publicKey))).toEqual(vkey));
  test.each([
    ['a type nobody knows', keyText(ORIGIN, 2, vkey.publicKey)],
    ['a byte too few', keyText(ORIGIN, ED25519, vkey.publicKey.slice(1))],
    ['a byte more', keyText(ORIGIN, ED25519, Uint8Array.of(...vkey.publicKey, 0))],
    ['a name of two words', keyText('two words', ED25519, vkey.publicKey)],
  ])('with %s is none', (_, text) => expect(parseVkey(text)).toBeUndefined());
});

describe('a policy', () => {
  const LOG = `log ${formatVkey(vkey)}`;
  const witness = vkeyOf('w.example', COSIGNATURE, publicKeyOf(new Uint8Array(32).fill(2)));
  const policy = parsePolicy(
    `# whom\n${LOG} https://a.example\nwitness w ${formatVkey(witness)}\nquorum w\n`,
  ) as Policy;

  test.each([
    ['a comment past its limit', `${LOG}\nquorum none\n# ${'x'.repeat(65_536)}`],
    ['a thousand empty lines', `${LOG}\nquorum none\n${'\n'.repeat(1000)}`],
    ['a word that is almost quorum', `${LOG}\nquorom none`],
    ['a log of three words', `${LOG} https://a.example more\nquorum none`],
    ['a witness of four', `${LOG}\nwitness w ${formatVkey(witness)} https://w.example more\nquorum w`],
    ['a group of nothing', `${LOG}\ngroup\nquorum none`],
  ])('with %s trusts nobody', (_, text) => expect(parsePolicy(text)).toBeUndefined());
  test('trusts a key under the name and of the type it says, and no other', () => {
    const tried: Vkey[] = [vkey, { ...vkey, name: 'other.example' }, { ...vkey, type: COSIGNATURE }];
    expect(tried.map((key) => logSigned(policy, ORIGIN, [key]))).toEqual([true, false, false]);
  });
});

describe('a tlog-proof', () => {
  const trusting = parsePolicy(`log ${formatVkey(vkey)}\nquorum none\n`) as Policy;

  test('as it should be is read, and proves its leaf', () => {
    const proof = parseTlogProof(proofText(['index 0'])) as TlogProof;
    expect(checkTlogProof(proof, leafHash(utf8('a')), trusting)).toBe('ok');
  });
  test.each([
    ['no checkpoint', 'c2sp.org/tlog-proof@v1\nindex 0\n'],
    ['a path of 64', proofText(['index 0', ...path(64)])],
    ['a path of 66', proofText(['index 0', ...path(66)])],
    ['64 hashes behind an extra', proofText([`extra ${toBase64(utf8('x'))}`, 'index 0', ...path(64)])],
    ['an extra past its limit', proofText([`extra ${toBase64(new Uint8Array(65_537))}`, 'index 0'])],
    ['a hash of 31 bytes', proofText(['index 0', toBase64(new Uint8Array(31))])],
    ['a hash of 33 bytes', proofText(['index 0', toBase64(new Uint8Array(33))])],
    ['a note past its limit', proofText(['index 0', 'x'.repeat(1_100_001)])],
  ])('with %s is none', (_, text) => expect(parseTlogProof(text)).toBeUndefined());
  test('whose note a named key signed badly is bad, and one of strangers is not trusted', () => {
    const bad = note.replace(/.{8}\n$/, 'AAAAAAA=\n');
    const stranger = signNote(checkpoint, 'other.example', seed);
    const sameName = signNote(checkpoint, ORIGIN, new Uint8Array(32).fill(9));
    expect(checkTlogProof(proofUnder(bad), leafHash(utf8('a')), trusting)).toBe('bad-note');
    const sameId = note.replace(`— ${ORIGIN} `, '— other.example ');
    for (const one of [stranger, sameName, sameId])
      expect(checkTlogProof(proofUnder(one), leafHash(utf8('a')), trusting)).toBe('log-not-trusted');
  });
  test('whose note the log signed, though it is no checkpoint, is bad', () => {
    const word = signNote('good morning\n', ORIGIN, seed);
    expect(checkTlogProof(proofUnder(word), leafHash(utf8('a')), trusting)).toBe('bad-note');
  });
});

test('a cosigner’s time is a whole number of seconds since 1970', () => {
  for (const time of [-1, 1.5, Number.NaN, 2 ** 53])
    expect(() => cosignatureMessage(time, checkpoint)).toThrow(/^bug: /);
});

describe('a value', () => {
  test('has all the members it must have', () => {
    expect(hasMembers({ a: 1 }, ['a'], ['b'])).toBe(true);
    expect(hasMembers({ a: 1 }, ['a', 'b'])).toBe(false);
  });
  test('that is a list of one is not that one', () => {
    expect(isUuid([lot])).toBe(false);
    expect(isInstant(['2026-06-01T15:04:05.000Z'])).toBe(false);
  });
  test('of the year ten thousand is no instant we write', () => {
    expect(isInstant('+010000-01-01T00:00:00.000Z')).toBe(false);
  });
});
