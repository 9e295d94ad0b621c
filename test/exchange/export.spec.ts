/** Leaving with everything: what is in it, that it holds without us, and that nothing in it is anybody else's. */
import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Everything } from '../../src/exchange/export/everything.js';
import { ExchangeModule } from '../../src/exchange/exchange.module.js';
import { LotsModule } from '../../src/lots/lots.module.js';
import { verifyExport } from '../../src/app/evidence/verify-export.js';
import { hashOf, kept } from '../parties/kept.js';
import { COOP, EXPORTER, must, openMarket, OTHER_COOP, type Market } from '../lots/market.js';

let market: Market;
let manager: string;
const [PAPER, THEIRS] = [Buffer.from('%PDF-1.7 licence'), Buffer.from('%PDF-1.7 somebody else’s')];
/** Of a refiner's intake form, with what goes where in it. */
const [FORM, MAPPING] = ['Bar No,Box\n', { columns: { 'Bar No': 'bar.code' } }];
const out = mkdtempSync(join(tmpdir(), 'veta-export-'));
const policy = (): string => readFileSync(join(out, 'policy.txt'), 'utf8');

beforeAll(async () => {
  market = await openMarket({ modules: [LotsModule, ExchangeModule] });
  await market.deliver('E-1', 12_345, { note: 'said at the counter' });
  await market.deliver('E-2', 9_876);
  await market.deliver('F-1', 7_654, { note: 'said elsewhere' }, OTHER_COOP);
  await market.did(COOP, '/melts', {
    inputs: [{ lot: 'E-1' }, { lot: 'E-2' }],
    output: { code: 'B-1', form: 'dore', grossMg: 22_200 },
    cause: 'moisture',
  });
  await market.did(COOP, '/lots/B-1/dispatch', { to: EXPORTER, sentMg: 22_200 });
  manager = (await market.desk.keys.create(COOP, 'manager', 'manager')).secret;
  await kept(market, COOP, PAPER);
  await kept(market, OTHER_COOP, THEIRS);
  for (const [by, file] of [
    [COOP, FORM],
    [COOP, `${FORM}Bar 1\n`],
    [OTHER_COOP, FORM],
  ] as const) {
    const body = { consignee: EXPORTER, file: Buffer.from(file).toString('base64'), mapping: MAPPING };
    await must(market.desk.put('/api/intake-forms/pacifico', { key: market.keys[by], body }));
  }
  await market.desk.ledger.checkpoint();
  for await (const { path, bytes } of market.desk.app.get(Everything).files(COOP)) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), bytes);
  }
}, 60_000);
afterAll(async () => {
  rmSync(out, { recursive: true });
  await market.desk.close();
});

const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** A file of it as somebody else might have changed it; put back afterwards. */
function changed(path: string, change: (text: string) => string, look: () => void): void {
  const before = readFileSync(join(out, path));
  writeFileSync(join(out, path), change(before.toString('utf8')));
  try {
    look();
  } finally {
    writeFileSync(join(out, path), before);
  }
}

/** So that only what is said by the change is at fault, not that the sums differ. */
function summed(path: string, change: (text: string) => string, look: () => void): void {
  changed(path, change, () => {
    const sum = createHash('sha256')
      .update(readFileSync(join(out, path)))
      .digest('hex');
    changed('SHA256SUMS-001', (list) => list.replace(new RegExp(`^[0-9a-f]{64}(?=  ${path}$)`, 'm'), sum), look);
  });
}

describe('an export is refused', () => {
  test.each([
    ['a byte of a statement', 'statements/000001.jsonl', /"statement":"(.)/, '"statement":"A'],
    ['a place in the log', 'statements/000001.jsonl', /"idx":\d+/, '"idx":0'],
    ['a hash on its path', 'statements/000001.jsonl', /"path":\["../, '"path":["zz'],
    ['a private value', 'private/000001.jsonl', 'said at the counter', 'said at the door'],
  ])('that has %s changed, sums and all', (_, path, from, to) => {
    const change = (text: string): string =>
      text.split('\n').slice(0, -1).reverse().join('\n').replace(from, to) + '\n';
    summed(path, change, () => {
      const { exit, faults } = verifyExport(out, policy());
      expect(exit).toBe(1);
      expect(faults).toEqual([expect.stringContaining(path)]);
    });
  });

  test('that lacks a file, or has one too many', () => {
    changed(
      'SHA256SUMS-001',
      (list) => list.replace(/^.*members.*\n/m, ''),
      () => {
        expect(verifyExport(out, policy()).faults).toEqual(['members/000001.jsonl: in no list of sums']);
      },
    );
    changed(
      'SHA256SUMS-001',
      (list) => `${list}${'0'.repeat(64)}  lots/000009.jsonl\n`,
      () => {
        expect(verifyExport(out, policy()).faults).toEqual(['lots/000009.jsonl: missing, or not what it was']);
      },
    );
  });

  test('that somebody else’s log signed, and one that nobody can say anything of', () => {
    expect(verifyExport(out, undefined).exit).toBe(2);
    const stranger = 'log stranger.example+a1b2c3d4+AYG0Yh5Y7kFvGmT0oGkLq6tXHUuT8kJ4sKf2v3sYQy1e\nquorum none\n';
    expect(verifyExport(out, stranger).exit).not.toBe(0);
    const empty = mkdtempSync(join(tmpdir(), 'veta-export-'));
    expect(verifyExport(empty, policy())).toMatchObject({ exit: 4 });
    rmSync(empty, { recursive: true });
  });

  test('whose evidence is not the file of its name, sums and all', () => {
    const path = `evidence/${hashOf(PAPER)}.pdf`;
    summed(
      path,
      (text) => `${text} `,
      () =>
        expect(verifyExport(out, policy())).toMatchObject({ exit: 1, faults: [`${path}: not the file of that hash`] }),
    );
  });

  test('to whoever is not the manager', async () => {
    expect(await market.get(COOP, '/export')).toMatchObject({ status: 403 });
    expect(await market.desk.get('/api/export')).toMatchObject({ status: 401 });
  });
});

test('everything in it holds under the log’s key', () => {
  const report = verifyExport(out, policy());
  expect(report).toMatchObject({ exit: 0, faults: [], bundles: 3 });
  expect(report.statements).toBeGreaterThan(8);
  expect(report.values).toBeGreaterThan(4);
});

test('the files its organisation was shown are in it as they were, and nobody else’s', () => {
  expect(readFileSync(join(out, `evidence/${hashOf(PAPER)}.pdf`)).equals(PAPER)).toBe(true);
  expect(readdirSync(join(out, 'evidence'))).toEqual([`${hashOf(PAPER)}.pdf`]);
});

test('every version of the forms it kept is in it, byte for byte', () => {
  expect(readdirSync(join(out, 'intake-forms'))).toEqual(['pacifico-1.csv', 'pacifico-2.csv']);
  expect(readFileSync(join(out, 'intake-forms/pacifico-1.csv'), 'utf8')).toBe(FORM);
});

test('nothing in it is anybody else’s', () => {
  const all = spawnSync('cat', [join(out, 'private/000001.jsonl'), join(out, 'lots/000001.jsonl')]).stdout.toString();
  expect(all).toContain('said at the counter');
  expect(all).not.toContain('said elsewhere');
  const lines = readFileSync(join(out, 'statements/000001.jsonl'), 'utf8').trimEnd().split('\n');
  const orgs = lines.map((line) => JSON.parse(Buffer.from(JSON.parse(line).statement, 'base64').toString()).org);
  expect(new Set(orgs)).toEqual(new Set([COOP]));
});

test('a stranger with docs/export.md and no code of ours finds every statement in the tree that the log signed', () => {
  const [text = '', signature = ''] = readFileSync(join(out, 'checkpoint'), 'utf8').split('\n\n');
  const [origin, size = '0', root] = text.split('\n');
  const [, name, , key = ''] = /^log ([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/m.exec(policy()) ?? [];
  expect(name).toBe(origin);
  const raw = Buffer.from(key, 'base64').subarray(1);
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
  const log = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const [, said = ''] = new RegExp(`^— ${origin} (\\S+)$`, 'm').exec(signature) ?? [];
  expect(verifySignature(null, Buffer.from(`${text}\n`), log, Buffer.from(said, 'base64').subarray(4))).toBe(true);
  for (const line of readFileSync(join(out, 'statements/000001.jsonl'), 'utf8').trimEnd().split('\n')) {
    const { idx, entry, statement, sid, path } = JSON.parse(line);
    expect(sha256(Buffer.from('veta/statement/v1\n'), Buffer.from(statement, 'base64')).toString('hex')).toBe(sid);
    let [at, last, hash] = [idx, Number(size) - 1, sha256(Buffer.of(0), Buffer.from(entry, 'base64'))];
    for (const step of path.map((one: string) => Buffer.from(one, 'base64'))) {
      if (at % 2 === 1 || at === last) {
        hash = sha256(Buffer.of(1), step, hash);
        while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
      } else {
        hash = sha256(Buffer.of(1), hash, step);
      }
      [at, last] = [at >> 1, last >> 1];
    }
    expect([last, hash.toString('base64')]).toEqual([0, root]);
  }
});

test('over the wire it is one tar archive that tar and sha256sum read, and the same check passes', async () => {
  const response = await market.desk.app.inject({
    url: '/api/export',
    headers: { authorization: `Bearer ${manager}` },
  });
  expect(response.headers['content-type']).toBe('application/x-tar');
  const folder = mkdtempSync(join(tmpdir(), 'veta-export-'));
  writeFileSync(join(folder, 'export.tar'), response.rawPayload);
  expect(spawnSync('tar', ['-xf', 'export.tar'], { cwd: folder }).status).toBe(0);
  rmSync(join(folder, 'export.tar'));
  expect(spawnSync('sha256sum', ['--quiet', '-c', 'SHA256SUMS-001'], { cwd: folder }).status).toBe(0);
  expect(verifyExport(folder, policy())).toMatchObject({ exit: 0, faults: [] });
  rmSync(folder, { recursive: true });
});
