import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadConfig } from '../../src/config/config.js';
import { ConfigError } from '../../src/config/config-error.js';

function refusal(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a setting that cannot be right is refused in one sentence', () => {
  test('an unknown one, with the nearest known', () => {
    expect(refusal({ VETA_DTA: '/x' })).toBe('VETA_DTA is not a setting of Veta. Did you mean VETA_DATA?');
    expect(refusal({ VETA_PUBLICURL: 'x' })).toMatch(/Did you mean VETA_PUBLIC_URL\?/);
    expect(refusal({ VETA_COLOUR_OF_THE_PAGE: 'gold' })).toMatch(/^VETA_COLOUR_OF_THE_PAGE .* Known are VETA_DATA, /);
  });

  test.each(['80a', '-1', '65536', '1e3', '0x50', '3000.5', '٣٠٠٠'])('PORT %s', (text) => {
    expect(refusal({ PORT: text })).toBe(`PORT must be a port number from 0 to 65535, not "${text}".`);
  });

  test.each([
    ['DATABASE_URL', 'mysql://veta:hunter2@db/veta'],
    ['DATABASE_URL', 'db.example.org:5432'],
    ['REDIS_URL', 'http://:hunter2@cache'],
    ['VETA_PUBLIC_URL', 'javascript:alert(1)'],
  ])('%s %s, without repeating what may be a password', (name, value) => {
    expect(refusal({ [name]: value })).toMatch(new RegExp(`^${name} must be an address that begins with`));
    expect(refusal({ [name]: value })).not.toContain('hunter2');
  });

  test.each(['0', '11', '-1', '1.5', '5 MB'])('VETA_EVIDENCE_MIB %s', (text) => {
    expect(refusal({ VETA_EVIDENCE_MIB: text })).toBe(
      `VETA_EVIDENCE_MIB must be a whole number of mebibytes from 1 to 10, not "${text}".`,
    );
  });

  test.each(['0', '17', 'two', '1.5'])('VETA_WORKER_JOBS %s', (text) => {
    expect(refusal({ VETA_WORKER_JOBS: text })).toMatch(
      /^VETA_WORKER_JOBS must be a whole number of papers from 1 to 16/,
    );
  });

  test('a place where no part of the program runs', () => {
    expect(refusal({ VETA_WORKER: 'elsewhere' })).toBe('VETA_WORKER must be in-process or separate, not "elsewhere".');
  });

  test('an owner without an application login', () => {
    expect(refusal({ DATABASE_OWNER_URL: 'postgres://owner@db/veta' })).toMatch(/without DATABASE_URL/);
  });

  test('an issuer without the audience its tokens must be meant for, or one in clear on the network', () => {
    expect(refusal({ VETA_OIDC_ISSUER: 'https://id.example.org' })).toMatch(/go together/);
    expect(refusal({ VETA_OIDC_AUDIENCE: 'veta' })).toMatch(/go together/);
    const open = { VETA_OIDC_ISSUER: 'http://id.example.org', VETA_OIDC_AUDIENCE: 'veta' };
    expect(refusal(open)).toMatch(/must begin with https/);
    const here = { VETA_OIDC_ISSUER: 'http://127.0.0.1:8080/realm', VETA_OIDC_AUDIENCE: 'veta' };
    expect(loadConfig(here).issuer).toEqual({ url: 'http://127.0.0.1:8080/realm', audience: 'veta' });
  });

  test.each(['two words', 'a+b', 'a\nb', 'a\u0000b'])('the log name %j', (origin) => {
    expect(refusal({ VETA_ORIGIN: origin })).toMatch(/^VETA_ORIGIN must be a name without spaces/);
  });
});

describe('the signer must not be restored together with the data', () => {
  const folder = mkdtempSync(join(tmpdir(), 'veta-config-'));
  const data = join(folder, 'data');
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([data, `${data}/signer`, `${data}/a/../signer`, `${data}/`])('%s lies inside', (signer) => {
    expect(refusal({ VETA_DATA: data, VETA_SIGNER_STATE: signer })).toMatch(/must lie outside the data folder/);
  });

  test('nor may the key of the private values', () => {
    expect(refusal({ VETA_DATA: data, VETA_VAULT_KEY: `${data}/key.json` })).toMatch(
      /must lie outside the data folder/,
    );
  });

  test('nor through a link', () => {
    mkdirSync(data);
    symlinkSync(data, `${data}-link`);
    expect(refusal({ VETA_DATA: data, VETA_SIGNER_STATE: `${data}-link/signer` })).toMatch(/must lie outside/);
  });

  test('a neighbour whose name begins alike is outside', () => {
    expect(loadConfig({ VETA_DATA: data, VETA_SIGNER_STATE: `${data}2` }).signerDir).toBe(`${data}2`);
  });
});

describe('what is not set has a value that works', () => {
  test('all of it', () => {
    expect(loadConfig({ HOME: '/home/ana', DATABASE_URL: ' ', PORT: '' })).toEqual({
      dataDir: resolve('.veta'),
      signerDir: resolve('.veta-signer'),
      vaultKey: resolve('.veta-vault/vault-key.json'),
      signer: 'in-process',
      worker: 'in-process',
      papersAtOnce: 1,
      logDir: resolve('.veta-log'),
      releaseDays: 90,
      evidenceMib: 10,
      readsDays: 1_095,
      host: '127.0.0.1',
      port: 3000,
      origin: 'veta.localhost/log',
      publicUrl: 'http://localhost:3000',
    });
  });

  test('the public address follows the port and loses its last slash', () => {
    expect(loadConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
    expect(loadConfig({ VETA_PUBLIC_URL: 'https://oro.example/' }).publicUrl).toBe('https://oro.example');
  });

  test('the settings of the tests are known', () => {
    expect(() => loadConfig({ VETA_VECTORS: '/v', VETA_GOLDEN: 'write' })).not.toThrow();
  });
});
