import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicKeyOf } from '#crypto';
import { fromHex, utf8 } from '../../src/core/bytes.js';
import { formatCheckpoint } from '../../src/core/log/notes/checkpoint.js';
import { leafHash, proveConsistency, rootOfLeaves } from '../../src/core/log/tree/merkle.js';
import { noteChecks, openNote, signNote } from '../../src/core/log/notes/note.js';
import { ED25519, parseVkey, vkeyOf, type Vkey } from '../../src/core/log/notes/vkey.js';
import { witnessKey } from '../../src/ledger/witness/key.js';
import { formatAddCheckpoint, REQUEST_LIMIT } from '../../src/ledger/witness/request.js';
import { serveWitness, type ServingWitness } from '../../src/ledger/witness/server.js';
import { folderOf, WitnessStore } from '../../src/ledger/witness/store.js';
import { Witness, type KnownLogs } from '../../src/ledger/witness/witness.js';
import { describeVectors, ran } from '../support/vectors.js';

const NOW = Date.parse('2026-11-22T05:00:00Z');
const ORIGIN = 'ledger.limonal.example/2026';
const seed = (n: number) => new Uint8Array(32).fill(n);
const logKey = vkeyOf(ORIGIN, ED25519, publicKeyOf(seed(1)));

/** A log of deliveries; another `tale` is another history of the same log. */
const leavesOf = (tale: string) => Array.from({ length: 40 }, (_, i) => leafHash(utf8(`${i < 3 ? '' : tale} ${i}`)));
const noteOf = (size: number, tale = '', by = seed(1)) =>
  signNote(formatCheckpoint({ origin: ORIGIN, size, root: rootOfLeaves(leavesOf(tale).slice(0, size)) }), ORIGIN, by);
const requestOf = (old: number, size: number, tale = '') => {
  const leaves = leavesOf(tale);
  const proof = old > size ? [] : proveConsistency(old, size, (from, to) => rootOfLeaves(leaves.slice(from, to)));
  return formatAddCheckpoint({ old, proof, note: noteOf(size, tale) });
};

describe('a witness', () => {
  let folder: string;
  let serving: ServingWitness;
  let witness: Witness;
  let now: number;

  const start = async (logs: KnownLogs = new Map([[ORIGIN, [logKey]]])) => {
    const key = await witnessKey(folder, 'certifier.example/w1');
    witness = new Witness(key, logs, new WitnessStore(folder, key), () => now);
    serving = await serveWitness(witness, { host: '127.0.0.1', port: 0 });
  };
  const ask = async (body: string) => {
    const response = await fetch(`${serving.url}/add-checkpoint`, { method: 'POST', body });
    return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
  };
  const newest = () => fetch(`${serving.url}/${folderOf(ORIGIN)}/checkpoint`);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'veta-witness-'));
    now = NOW;
    await start();
  });

  afterEach(async () => {
    await serving.close();
    await rm(folder, { recursive: true });
  });

  test.each([
    ['nothing', ''],
    ['no old size', noteOf(3)],
    ['an old size with a leading zero', requestOf(0, 3).replace('old 0', 'old 00')],
    ['an old size above the new', requestOf(9, 3)],
    ['a hash that is cut', requestOf(2, 3).replace(/=\n/, '\n')],
    ['64 hashes', `old 1\n${`${'A'.repeat(43)}=\n`.repeat(64)}\n${noteOf(3)}`],
    ['a note without a signature', requestOf(0, 3).split('\n\n').slice(0, 2).join('\n\n')],
    ['a note that is no checkpoint', `old 0\n\n${signNote('hello\n', ORIGIN, seed(1))}`],
  ])('answers 400 to %s', async (_, body) => {
    expect(await ask(body)).toMatchObject({ status: 400 });
    expect((await newest()).status).toBe(404);
  });

  test('answers 404 to a log it does not know, and 403 to one that did not sign', async () => {
    const other = signNote(
      formatCheckpoint({ origin: 'other.example', size: 1, root: seed(1) }),
      'other.example',
      seed(1),
    );
    expect(await ask(`old 0\n\n${other}`)).toMatchObject({ status: 404 });
    const stranger = await ask(formatAddCheckpoint({ old: 0, proof: [], note: noteOf(3, '', seed(9)) }));
    expect(stranger).toMatchObject({ status: 403 });
    const broken = requestOf(0, 3).replace('\n3\n', '\n4\n');
    expect(await ask(broken)).toMatchObject({ status: 403, body: expect.stringContaining('invalid signature') });
    expect((await newest()).status).toBe(404);
  });

  test('cosigns what grows, and shows monitors the newest', async () => {
    for (const [old, size] of [
      [0, 0],
      [0, 3],
      [3, 7],
      [7, 7],
      [7, 40],
    ] as const) {
      const { status, body } = await ask(requestOf(old, size));
      expect(status).toBe(200);
      const cosigned = `${noteOf(size)}${body}`;
      const keys = [logKey, witness.vkey];
      expect(openNote(cosigned, keys)?.verified).toHaveLength(2);
      expect(noteChecks(cosigned, [witness.vkey])?.checks.map(({ time }) => time)).toEqual([NOW / 1000]);
      const shown = await newest();
      expect(shown.headers.get('access-control-allow-origin')).toBe('*');
      expect(await shown.text()).toBe(cosigned);
    }
  });

  test('says its own size to a log that is behind or ahead of it, and does not move', async () => {
    await ask(requestOf(0, 7));
    for (const [old, size] of [
      [0, 9],
      [3, 9],
      [3, 7],
      [8, 9],
      [2, 3],
    ] as const) {
      expect(await ask(requestOf(old, size))).toEqual({ status: 409, type: 'text/x.tlog.size', body: '7\n' });
    }
    expect(await (await newest()).text()).toContain('\n7\n');
  });

  test('refuses a second history, and keeps the two notes that prove it', async () => {
    await ask(requestOf(0, 7));
    expect(await ask(requestOf(7, 12, 'another tale'))).toMatchObject({ status: 422 });
    expect(await ask(formatAddCheckpoint({ old: 7, proof: [], note: noteOf(12) }))).toMatchObject({ status: 422 });
    expect(await ask(requestOf(7, 7, 'another tale'))).toMatchObject({ status: 409 });
    const kept = await readFile(join(folder, folderOf(ORIGIN), 'contradictions'), 'utf8');
    expect(kept).toBe(`${noteOf(7, 'another tale')}\n`);
    expect((await newest()).status).toBe(200);
    expect(await (await newest()).text()).toContain(noteOf(7));
  });

  test('cosigns one of two histories that arrive at once, whatever their order (the race of the standard)', async () => {
    await ask(requestOf(0, 3));
    for (let size = 4; size < 14; size++) {
      const asked = await Promise.all([
        ask(requestOf(size - 1, size)),
        ask(requestOf(size - 1, size + 20)),
        ask(requestOf(size - 1, size)),
      ]);
      expect(asked.filter(({ status }) => status === 200)).toHaveLength(1);
      const shown = Number((await (await newest()).text()).split('\n')[1]);
      if (shown > size) break; // the longer one won, and nothing rolled it back
      expect(shown).toBe(size);
    }
  });

  test('remembers after a restart, also that its clock stood later', async () => {
    await ask(requestOf(0, 7));
    await serving.close();
    now = NOW - 3_600_000;
    await start();
    expect(await ask(requestOf(0, 7))).toMatchObject({ status: 409, body: '7\n' });
    const { body } = await ask(requestOf(7, 8));
    expect(noteChecks(`${noteOf(8)}${body}`, [witness.vkey])?.checks[0]?.time).toBe(NOW / 1000);
  });

  test('with a memory that was edited cosigns nothing', async () => {
    await ask(requestOf(0, 7));
    const path = join(folder, folderOf(ORIGIN), 'checkpoint');
    await writeFile(path, noteOf(3));
    expect(await ask(requestOf(3, 40))).toMatchObject({ status: 500 });
    await writeFile(path, '');
    expect(await ask(requestOf(0, 40))).toMatchObject({ status: 500 });
  });

  test('makes its key once, for its owner alone', async () => {
    const path = join(folder, 'witness-key.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const { vkey } = witness;
    await serving.close();
    await start();
    expect(witness.vkey).toEqual(vkey);
    await writeFile(path, '{}');
    await expect(witnessKey(folder, 'x')).rejects.toThrow("is not a witness's key");
  });

  test('answers a body that is too long and goes on; other paths hold nothing', async () => {
    expect(await ask('x'.repeat(REQUEST_LIMIT + 100_000))).toMatchObject({ status: 413 });
    for (const path of ['/', '/checkpoint', '/..%2fwitness-key.json/checkpoint', `/${'0'.repeat(64)}/checkpoint`]) {
      expect((await fetch(`${serving.url}${path}`)).status).toBe(404);
    }
    expect((await fetch(`${serving.url}/add-checkpoint`)).status).toBe(404);
    expect(await ask(requestOf(0, 3))).toMatchObject({ status: 200 });
  });

  test('is not held up by a caller who never finishes', async () => {
    const socket = connect(Number(new URL(serving.url).port), '127.0.0.1').on('error', () => undefined);
    socket.write('POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nold 0\n');
    expect(await ask(requestOf(0, 3))).toMatchObject({ status: 200 });
    socket.destroy();
  });

  describeVectors('tlog-witness', (vectors) => {
    interface Exchange {
      readonly step: number;
      readonly body: string;
      readonly status: number;
      readonly assert: string;
    }
    const exchanges = vectors.json<{
      sigsum_log_key_hex: string;
      sigsum_origin: string;
      sumdb_origin: string;
      sumdb_vkey: string;
      lists: { source: string; exchanges: Exchange[] }[];
    }>('exchanges.json');

    test('are answered as another witness answered them', async () => {
      const { sigsum_origin: sigsum, sigsum_log_key_hex: hex, sumdb_vkey: sumdb } = exchanges;
      const logs = new Map([
        [sigsum, [vkeyOf(sigsum, ED25519, fromHex(hex) as Uint8Array)]],
        [exchanges.sumdb_origin, [parseVkey(sumdb) as Vkey]],
      ]);
      let same = 0;
      for (const { exchanges: list } of exchanges.lists) {
        await serving.close();
        await rm(folder, { recursive: true });
        await start(logs);
        for (const { body, status, assert } of list) {
          const answer = await ask(body);
          // That witness answered 403 to an unknown log in 2025; the standard has said 404 since.
          expect(answer.status).toBe(assert.includes('unknown log') ? 404 : status);
          const [, how, quoted = ''] = /^body (contains|==) "(.*)"$/.exec(assert) ?? [];
          const expected = quoted.replaceAll('\\n', '\n').replace('example.com/witness', 'certifier.example/w1');
          if (how === '==') expect(answer.body).toBe(expected);
          else expect(answer.body).toContain(expected);
          same++;
        }
      }
      const all = exchanges.lists.reduce((sum, { exchanges: list }) => sum + list.length, 0);
      expect([same, all]).toEqual([10, 10]);
      ran(`tlog-witness: ${same}/${all} exchanges, one with 404 where it had 403`);
    });
  });
});
