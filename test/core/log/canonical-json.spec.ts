import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { fromHex, utf8 } from '../../../src/core/bytes.js';
import { formatCanonical, formatJcs, parseCanonical, type Json } from '../../../src/core/log/canonical-json.js';
import { describeVectors, ran } from '../../support/vectors.js';

const parse = (text: string) => parseCanonical(utf8(text));
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

const profile = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((n) => n + 0),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('__proto__')), tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('canonical JSON refuses a second reading of the same bytes', () => {
  test.each([
    ['a doubled member, which most parsers read as its last', '{"a":1,"a":2}'],
    ['members out of order', '{"b":1,"a":2}'],
    ['white space', '{"a": 1}'],
    ['a trailing line feed', '{"a":1}\n'],
    ['a byte-order mark', '\ufeff{"a":1}'],
    ['a needless escape', '{"a":"\\u0041"}'],
    ['an upper-case escape', '{"a":"\\u001F"}'],
    ['an escaped slash', '{"a":"\\/"}'],
    ['half a surrogate pair', '{"a":"\\ud800"}'],
    ['half a surrogate pair in a name', '{"\\udc00":1}'],
    ['minus zero', '-0'],
    ['a fraction', '0.5'],
    ['an exponent', '1e3'],
    ['a whole number written as a fraction', '1.0'],
    ['2^53', '9007199254740992'],
    ['a number no double holds', '1e999'],
    ['not a number', 'NaN'],
    ['a comment', '{"a":1}//'],
    ['two values', '{}{}'],
    ['nothing', ''],
    ['17 levels', nested(17)],
    ['40,000 levels', nested(20_000)],
  ])('%s', (_, text) => {
    expect(parse(text)).toBeUndefined();
  });

  test('bytes that are not UTF-8, or too many of them', () => {
    expect(parseCanonical(Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined();
    expect(parseCanonical(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22))).toBeUndefined();
    expect(parseCanonical(Uint8Array.of(0x22, 0xc0, 0x80, 0x22))).toBeUndefined();
    expect(parse(`"${'x'.repeat(49150)}"`)).toHaveLength(49150);
    expect(parse(`"${'x'.repeat(49151)}"`)).toBeUndefined();
  });

  test('a composed and a decomposed é stay two different names', () => {
    expect(parse('"\u00e9"')).toBe('\u00e9');
    expect(parse('"e\u0301"')).toBe('e\u0301');
  });

  test('what is ours and outside the profile stops us at once', () => {
    const faulty: unknown[] = [0.5, -0, 2 ** 53, NaN, Infinity, '\ud800', undefined, 1n, () => 1, Symbol('x')];
    faulty.push(
      new Date(0),
      new Map(),
      new Uint8Array(1),
      { a: undefined },
      { toJSON: () => 1 },
      JSON.parse(nested(17)),
    );
    for (const value of faulty) expect(() => formatCanonical(value as Json)).toThrow(/^bug: /);
    const loop: Json[] = [];
    loop.push(loop);
    expect(() => formatCanonical(loop)).toThrow(/^bug: /);
  });
});

describe('a member named __proto__', () => {
  test('is kept as a plain member and lends nothing to anyone', () => {
    const value = parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}') as Record<
      string,
      Json
    >;
    expect(value['admin']).toBeUndefined();
    expect(Object.hasOwn(value, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
    expect(formatCanonical(value)).toBe('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}');
  });
});

describe('canonical JSON as a property', () => {
  test('reads back what it wrote, and another implementation writes the same (2,000 values)', () => {
    fc.assert(
      fc.property(profile, (value) => {
        const text = formatCanonical(value);
        expect(text).toBe(canonicalize(value));
        expect(parse(text)).toEqual(value);
      }),
      { numRuns: 2000 },
    );
  });

  test('any value JSON holds, floats included, is written as another implementation writes it (2,000 values)', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'medium' }), (value) => {
        expect(formatJcs(value as Json)).toBe(canonicalize(value));
      }),
      { numRuns: 2000 },
    );
  });

  test('any changed byte is refused or is the canonical form of another value (5,000 changes)', () => {
    fc.assert(
      fc.property(profile, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, where, flip) => {
        const bytes = utf8(formatCanonical(value));
        bytes[where % bytes.length] = (bytes[where % bytes.length] as number) ^ flip;
        const changed = parseCanonical(bytes);
        if (changed !== undefined) {
          expect(changed).not.toEqual(value);
          expect(utf8(formatCanonical(changed))).toEqual(bytes);
        }
      }),
      { numRuns: 5000 },
    );
  });

  test('noise never throws (5,000 byte strings)', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        parseCanonical(bytes);
      }),
      { numRuns: 5000 },
    );
  });
});

const double = (hex: string) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${hex}`));
  return view.getFloat64(0);
};

// The published sequence: the static list, 2,000 neighbours of 2^-1022 · 2, then doubles out of a SHA-256 chain.
function* sequence(statics: readonly string[]): Generator<bigint> {
  for (const hex of statics) yield BigInt(`0x${hex}`);
  for (let i = 0n; i < 2000n; i++) yield 0x0010000000000000n + i;
  let block = Buffer.alloc(32);
  for (;;) {
    block = createHash('sha256').update(block).digest();
    for (let at = 0; at < 32; at += 8) {
      const value = block.readDoubleLE(at);
      if (value !== 0 && Number.isFinite(value)) yield block.readBigUInt64LE(at);
    }
  }
}

describeVectors('jcs', (vectors) => {
  const names = vectors.files('testdata/input', '.json').map((path) => path.slice('testdata/input/'.length));

  test(`${names.length} of 6 files become the published bytes`, () => {
    expect(names).toHaveLength(6);
    for (const name of names) {
      const bytes = utf8(formatJcs(vectors.json<Json>(`testdata/input/${name}`)));
      expect(bytes).toEqual(vectors.bytes(`testdata/output/${name}`));
      const hex = vectors.text(`testdata/outhex/${name.replace('.json', '.txt')}`).replace(/\s/g, '');
      expect(bytes).toEqual(fromHex(hex));
    }
    ran(`jcs: ${names.length}/6 files`);
  });

  test('10,000 doubles are printed as published', () => {
    const lines = vectors.text('es6testfile-first10000.txt').trimEnd().split('\n');
    const ours = lines.map((line) => `${line.split(',')[0]},${formatJcs(double(line.split(',')[0] as string))}`);
    expect(ours).toEqual(lines);
    expect(lines).toHaveLength(10_000);
    ran('jcs: 10000/10000 doubles');
  });

  test('the lists of 1,000, 10,000 and 100,000 doubles have the published checksums', () => {
    const published = vectors
      .text('es6-checksums.tsv')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'));
    const sums = new Map(published.map(([sum, lines]) => [Number(lines), sum]));
    const hash = createHash('sha256');
    let count = 0;
    for (const bits of sequence(vectors.text('es6-static-u64.txt').trimEnd().split('\n'))) {
      const hex = bits.toString(16);
      hash.update(`${hex},${formatJcs(double(hex))}\n`);
      count += 1;
      if ([1000, 10_000, 100_000].includes(count)) expect(hash.copy().digest('hex')).toBe(sums.get(count));
      if (count === 100_000) break;
    }
    expect(count).toBe(100_000);
    ran('jcs: 3/3 checksums of lists of up to 100000 doubles');
  });
});
