import * as fc from 'fast-check';
import {
  concat,
  equalBytes,
  fromBase64,
  fromBase64Url,
  fromHex,
  text,
  toBase64,
  toBase64Url,
  toHex,
  utf8,
} from '../../../src/core/bytes.js';

const bytes = fc.uint8Array({ maxLength: 100 });

describe('one spelling per value', () => {
  test.each(['A', 'AA', 'AA=', 'AB==', 'AAF=', 'AAA', 'AA==\n', 'AA==AA==', '====', 'A-_A', 'AAA =', 'AAAé', '=AAA'])(
    'base64 %j is refused',
    (spelling) => {
      expect(fromBase64(spelling)).toBeUndefined();
    },
  );

  test.each(['A', 'AB', 'AAF', 'AA==', 'A+/A', 'AA\n', 'AAAAA', '\u0100AAA'])('base64url %j is refused', (spelling) => {
    expect(fromBase64Url(spelling)).toBeUndefined();
  });

  test.each(['0', 'AB', '0x', 'zz', '00 ', '٠٠'])('hex %j is refused', (spelling) => {
    expect(fromHex(spelling)).toBeUndefined();
  });

  test('text that is not UTF-8 is refused, and a byte-order mark is a character like any other', () => {
    for (const bad of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]]) {
      expect(text(Uint8Array.from(bad))).toBeUndefined();
    }
    expect(text(utf8('\ufefforo'))).toBe('\ufefforo');
  });

  test('any spelling that is read is the one that is written (20,000 spellings)', () => {
    const near = fc.string({ unit: fc.constantFrom(...'AQgwBCabc019+/-_='), maxLength: 9 });
    fc.assert(
      fc.property(near, (spelling) => {
        const [plain, url] = [fromBase64(spelling), fromBase64Url(spelling)];
        if (plain !== undefined) expect(toBase64(plain)).toBe(spelling);
        if (url !== undefined) expect(toBase64Url(url)).toBe(spelling);
      }),
      { numRuns: 20_000 },
    );
  });
});

describe('as Node writes them', () => {
  test('hex, base64, base64url there and back (2,000 byte strings)', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const buffer = Buffer.from(value);
        expect(toHex(value)).toBe(buffer.toString('hex'));
        expect(toBase64(value)).toBe(buffer.toString('base64'));
        expect(toBase64Url(value)).toBe(buffer.toString('base64url'));
        expect([fromHex(toHex(value)), fromBase64(toBase64(value)), fromBase64Url(toBase64Url(value))]).toEqual([
          value,
          value,
          value,
        ]);
      }),
      { numRuns: 2000 },
    );
  });

  test('joined and compared', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(concat(a, b)).toEqual(new Uint8Array(Buffer.concat([a, b])));
        expect(equalBytes(a, b)).toBe(Buffer.compare(a, b) === 0);
        expect(equalBytes(a, a.slice())).toBe(true);
      }),
    );
  });
});
