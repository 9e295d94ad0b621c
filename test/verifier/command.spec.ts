/** `veta verify` from its files, as a stranger types it. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { verifyCommand } from '../../src/app/evidence/verify.js';
import { LittleLog } from '../support/little-log.js';
import { AT, oneDelivery, RING } from '../support/one-delivery.js';

const folder = mkdtempSync(join(tmpdir(), 'veta-verify-'));
const log = oneDelivery();

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const bundle = file('ring.json', log.bundle(RING));
const policy = file('policy.txt', log.policy);
let said: string[] = [];

beforeEach(() => {
  said = [];
  jest.spyOn(console, 'log').mockImplementation((text: unknown) => void said.push(String(text)));
  jest.spyOn(console, 'error').mockImplementation((text: unknown) => void said.push(String(text)));
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['a bundle that is good', () => [bundle, '--policy', policy], 0],
  ['one bit less', () => [file('bent.json', bent()), '--policy', policy], 1],
  ['no policy', () => [bundle], 2],
  ["another log's policy", () => [bundle, '--policy', file('other.txt', new LittleLog('x.example/log').policy)], 2],
  ['a policy that is not there', () => [bundle, '--policy', join(folder, 'none')], 2],
  ['a gap in its history', () => [file('gap.json', log.bundle(RING, { without: [AT.melt] })), '--policy', policy], 3],
  ['something else', () => [policy, '--policy', policy], 4],
  ['nothing there', () => [join(folder, 'none.json'), '--policy', policy], 4],
  ['no file named', () => ['--policy', policy], 64],
])('%s', async (_, args, exit) => {
  expect(await verifyCommand(args())).toBe(exit);
  expect(said.join('\n')).not.toBe('');
});

test('--json is one line of JSON with the same exit', async () => {
  expect(await verifyCommand([bundle, '--policy', policy, '--json'])).toBe(0);
  expect(said).toHaveLength(1);
  expect(JSON.parse(said[0] as string)).toMatchObject({ exit: 0, summary: { code: 'J-1', log: log.origin } });
});

test('an unknown option is refused', async () => {
  await expect(verifyCommand([bundle, '--trust-me'])).rejects.toThrow('--trust-me');
});

/** The bundle with a digit of its first subject changed: a statement's base64url stays well formed. */
function bent(): string {
  return Buffer.from(log.bundle(RING))
    .toString('utf8')
    .replace(/"s":"(.)(.{40})(.)/, (_, a: string, b: string, c: string) => {
      return `"s":"${a}${b}${c === 'A' ? 'B' : 'A'}`;
    });
}

test('--html writes the verifier as a page, and tells its fingerprint', async () => {
  const out = join(folder, 'verify.html');
  expect(await verifyCommand(['--html', out])).toBe(0);
  const page = readFileSync(out);
  expect(page.toString('utf8')).toMatch(/^<!doctype html>/);
  expect(said).toEqual([`${out}  sha256 ${createHash('sha256').update(page).digest('hex')}`]);
  expect(await verifyCommand(['--html', out, bundle])).toBe(64);
});
