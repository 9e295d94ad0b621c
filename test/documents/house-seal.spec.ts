/** The seal of whoever runs the server: from the settings, or of a demo its own. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config/config.js';
import { openHouseSeal } from '../../src/documents/seal/house-seal.js';
import { certificateOf } from '../../src/documents/seal/seal.js';
import { describeTool } from '../support/tools.js';
import { Authority, PASSPHRASE } from './authority.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'veta-house-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('a demo makes one for itself, named SAMPLE, and has the same at its next start', async () => {
  const folder = join(dataDir, 'data');
  const [first, beside] = await Promise.all([
    openHouseSeal({ dataDir: folder }, true),
    openHouseSeal({ dataDir: folder }, true),
  ]);
  expect(beside && first && beside.key.equals(first.key)).toBe(true);
  const again = await openHouseSeal({ dataDir: folder }, true);
  if (first === undefined || again === undefined) throw new Error('a demo has a seal');
  expect(certificateOf(first).subject).toContain('SAMPLE');
  expect(certificateOf(again).fingerprint256).toBe(certificateOf(first).fingerprint256);
  expect(again.key.equals(first.key)).toBe(true);
  expect(statSync(join(folder, 'sample-seal.pem')).mode & 0o777).toBe(0o600);
});

test('whoever is no demo and was given none has none', async () => {
  expect(await openHouseSeal({ dataDir }, false)).toBeUndefined();
});

test('both settings, or neither', () => {
  const { seal } = loadConfig({ VETA_SEAL: 'a.p12', VETA_SEAL_PASSPHRASE_FILE: 'b' });
  expect(seal).toEqual({ file: join(process.cwd(), 'a.p12'), passphraseFile: join(process.cwd(), 'b') });
  expect(loadConfig({}).seal).toBeUndefined();
  for (const one of [{ VETA_SEAL: 'a.p12' }, { VETA_SEAL_PASSPHRASE_FILE: 'b' }]) {
    expect(() => loadConfig(one)).toThrow('VETA_SEAL and VETA_SEAL_PASSPHRASE_FILE go together: set both, or neither.');
  }
});

function given(file: Uint8Array, passphrase: string) {
  const seal = { file: join(dataDir, 'seal.p12'), passphraseFile: join(dataDir, 'passphrase') };
  writeFileSync(seal.file, file);
  writeFileSync(seal.passphraseFile, passphrase);
  return openHouseSeal({ dataDir, seal }, true);
}

describeTool(['openssl'], () => {
  let authority: Authority;
  beforeAll(() => {
    authority = new Authority();
  });
  afterAll(() => authority.close());

  test('the one of the settings goes before that of a demo; its passphrase may end with a line', async () => {
    const seal = await given(authority.seal({ name: 'Operadora' }), `${PASSPHRASE}\n`);
    expect(seal && certificateOf(seal).subject).toContain('Operadora');
  });

  test('what cannot be set stops the start with a sentence that does not tell the passphrase', async () => {
    const sentences: string[] = [];
    for (const [file, passphrase] of [
      [authority.seal(), 'not this one'],
      [readFileSync(authority.at('ca.pem')), PASSPHRASE],
      [authority.seal({ key: ['rsa:1024'] }), PASSPHRASE],
    ] as const) {
      await given(file, passphrase).catch((error: Error) => sentences.push(error.message));
    }
    expect(sentences).toEqual([
      'What stands in VETA_SEAL_PASSPHRASE_FILE does not open VETA_SEAL.',
      'VETA_SEAL is no PKCS#12 file, or one encrypted in a way that is not read here.',
      'VETA_SEAL must hold one RSA key of 2048 bits or more, with a certificate that lets it sign.',
    ]);
    const nowhere = { file: join(dataDir, 'none.p12'), passphraseFile: join(dataDir, 'none') };
    await expect(openHouseSeal({ dataDir, seal: nowhere }, false)).rejects.toThrow(/^VETA_SEAL.* cannot be read/);
  });
});
