/** The seal under a paper: what it holds, what other programs say of it, and which files are no seals. */
import { createHash, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { makeSampleSeal } from '../../src/documents/seal/sample-seal.js';
import { certificateOf, sealIn, sealPdf, standsNot, type Seal } from '../../src/documents/seal/seal.js';
import { render } from '../../src/documents/types/render.js';
import { describeTool } from '../support/tools.js';
import { Authority, PASSPHRASE } from './authority.js';
import { invoice } from './papers.js';

const AT = '2026-02-13T15:04:05.678Z';
async function paper(): Promise<Uint8Array> {
  const [pdf] = await render(invoice());
  return pdf?.bytes ?? new Uint8Array();
}

describeTool(['openssl'], () => {
  let authority: Authority;
  let file: Uint8Array;
  let seal: Seal;
  beforeAll(async () => {
    authority = new Authority();
    file = authority.seal();
    seal = await sealIn(file, PASSPHRASE);
  });
  afterAll(() => authority.close());

  describe('a file of an authority', () => {
    test('gives the key, its certificate and who issued that', () => {
      const [own, issuer] = seal.chain.map((one) => new X509Certificate(one));
      expect(own?.checkPrivateKey(seal.key)).toBe(true);
      expect(own?.subject).toContain('Exportadora & Cía');
      expect(issuer?.subject).toBe('CN=Test Authority');
    });

    test.each([
      ['AES, as openssl writes it today', []],
      [
        'triple DES, as Windows and older tools write it',
        ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1', '-legacy'],
      ],
      ['certificates that are not encrypted', ['-certpbe', 'NONE']],
      ['AES-128 and a long derivation', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-iter', '60000']],
    ])('is read with %s', async (_, packed) => {
      const { chain, key } = await sealIn(authority.seal({ packed }), PASSPHRASE);
      expect(chain).toHaveLength(2);
      expect(certificateOf({ chain, key }).checkPrivateKey(key)).toBe(true);
    });

    test('does not open with another passphrase, and says so', async () => {
      for (const other of ['', `${PASSPHRASE} `, PASSPHRASE.normalize('NFD')]) {
        await expect(sealIn(file, other)).rejects.toMatchObject({ code: 'wrong-passphrase' });
      }
    });

    test.each([
      [
        'RC2, which nothing secure uses',
        { packed: ['-legacy', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-RC2-40'] },
        'seal-unreadable',
      ],
      [
        'a derivation that would keep the server busy',
        { packed: ['-iter', '1100000', '-nomaciter'] },
        'seal-unreadable',
      ],
      ['no code for the passphrase', { packed: ['-nomac'] }, 'seal-unreadable'],
      ['no key', { packed: ['-nokeys'] }, 'seal-unsuitable'],
      ['a key too short', { key: ['rsa:1024'] }, 'seal-unsuitable'],
      ['a key of an elliptic curve', { key: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] }, 'seal-unsuitable'],
      ['a certificate for encryption only', { usage: 'keyEncipherment' }, 'seal-unsuitable'],
    ])('with %s is refused', async (_, wanted, code) => {
      await expect(sealIn(authority.seal(wanted), PASSPHRASE)).rejects.toMatchObject({ code });
    });

    test('cut off, changed or made up at random it is refused with a sentence, never with a fault of ours', async () => {
      const hostile = fc.oneof(
        fc.uint8Array({ maxLength: 400 }),
        fc.nat({ max: file.length - 1 }).map((at) => file.slice(0, at)),
        fc.tuple(fc.nat({ max: file.length - 1 }), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
          const changed = Uint8Array.from(file);
          changed[at] = (changed[at] as number) ^ by;
          return changed;
        }),
      );
      const codes = new Set(['seal-unreadable', 'wrong-passphrase', 'seal-unsuitable']);
      await fc.assert(
        fc.asyncProperty(hostile, async (bytes) => {
          const outcome = await sealIn(bytes, PASSPHRASE).then(
            ({ key }) => certificateOf(seal).checkPrivateKey(key),
            ({ code }: { code: string }) => codes.has(code),
          );
          expect(outcome).toBe(true);
        }),
        { numRuns: 150 },
      );
    });
  });

  describe('a sealed paper', () => {
    test('begins with what was rendered, byte for byte, and is the same however often it is sealed', async () => {
      const pdf = await paper();
      const sealed = sealPdf(pdf, seal, AT);
      expect(Buffer.from(sealed.subarray(0, pdf.length)).equals(Buffer.from(pdf))).toBe(true);
      expect(Buffer.from(sealPdf(await paper(), seal, AT)).equals(Buffer.from(sealed))).toBe(true);
      expect(Buffer.from(sealPdf(pdf, seal, '2026-02-13T15:04:06.000Z')).equals(Buffer.from(sealed))).toBe(false);
    });

    test('holds the time of issue beside the signature and not in it, and the hash of its certificate in it', async () => {
      const text = Buffer.from(sealPdf(await paper(), seal, AT)).toString('latin1');
      expect(text).toContain('/M (D:20260213150405Z)');
      expect(text).toContain('/SubFilter /ETSI.CAdES.detached');
      const [, value = ''] = /\/Contents <([0-9a-f]+)>/.exec(text) ?? [];
      writeFileSync(authority.at('value.der'), Buffer.from(value, 'hex'));
      const shown = authority.openssl('cms', '-cmsout', '-print', '-inform', 'DER', '-in', authority.at('value.der'));
      expect(shown).toContain('id-smime-aa-signingCertificateV2');
      expect(shown).not.toContain('signingTime');
      const own = createHash('sha256')
        .update(seal.chain[0] ?? '')
        .digest('hex');
      expect(value).toContain(`3026302430220420${own}`);
    });

    test('openssl finds the signature good, over every byte but its own, under the authority', async () => {
      const sealed = Buffer.from(sealPdf(await paper(), seal, AT));
      const [, , before = 0, from = 0, after = 0] = (
        /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(sealed.toString('latin1')) ?? []
      ).map(Number);
      expect(from + after).toBe(sealed.length);
      const signed = Buffer.concat([sealed.subarray(0, before), sealed.subarray(from)]);
      const value = sealed.subarray(before + 1, from - 1).toString('latin1');
      writeFileSync(authority.at('value.der'), Buffer.from(value, 'hex'));
      const verify = (content: Uint8Array) => {
        writeFileSync(authority.at('signed'), content);
        const files = [
          '-in',
          authority.at('value.der'),
          '-content',
          authority.at('signed'),
          '-CAfile',
          authority.at('ca.pem'),
        ];
        return authority.openssl(
          'cms',
          '-verify',
          '-inform',
          'DER',
          '-binary',
          '-purpose',
          'any',
          '-out',
          authority.at('out'),
          ...files,
        );
      };
      expect(() => verify(signed)).not.toThrow();
      signed[1_000] = (signed[1_000] as number) ^ 1;
      expect(() => verify(signed)).toThrow(/digest|verif/i);
    });
  });

  describeTool(['pdfsig', 'qpdf'], (run) => {
    const look = (pdf: Uint8Array): string => {
      writeFileSync(authority.at('sealed.pdf'), pdf);
      return run('pdfsig', ['-nocert', authority.at('sealed.pdf')]).text;
    };

    test('pdfsig accepts it, as a signature of the whole document at the time of issue', async () => {
      const said = look(sealPdf(await paper(), seal, AT));
      expect(said).toContain('Signature is Valid');
      expect(said).toContain('ETSI.CAdES.detached');
      expect(said).toContain('Total document signed');
      expect(said).toContain('Exportadora & Cía seal');
      expect(run('qpdf', ['--check', authority.at('sealed.pdf')]).text).toContain(
        'No syntax or stream encoding errors',
      );
    });

    test('pdfsig refuses it with one byte changed anywhere, or with something added', async () => {
      const sealed = sealPdf(await paper(), seal, AT);
      const text = Buffer.from(sealed).toString('latin1');
      const places = ['"grossMg":', '/M (D:', '/T (Seal)', '/Prev '].map(
        (sought) => text.indexOf(sought) + sought.length - 1,
      );
      for (const at of [1_000, ...places]) {
        expect(at).toBeGreaterThan(20);
        const changed = Uint8Array.from(sealed);
        changed[at] = (changed[at] as number) ^ 1;
        expect(look(changed)).not.toContain('Signature is Valid');
      }
      expect(look(Uint8Array.from([...sealed, 0x0a, 0x25]))).not.toContain('Total document signed');
    });
  });
});

describe('a sample seal', () => {
  test('says SAMPLE, holds from the day before, and is another one each time', async () => {
    const now = new Date('2026-02-13T15:04:05.678Z');
    const [one, other] = [await makeSampleSeal(now), await makeSampleSeal(now)];
    const certificate = certificateOf(one);
    expect(certificate.subject).toBe('CN=SAMPLE seal made by Veta for itself');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(standsNot(one, '2026-02-13T00:00:00.000Z')).toBeUndefined();
    expect(certificateOf(other).serialNumber).not.toBe(certificate.serialNumber);
  });
});
