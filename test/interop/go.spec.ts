/** Our log read by the code that reads Go's checksum database: Debian packages golang-go and golang-golang-x-mod-dev. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { toBase64 } from '../../src/core/bytes.js';
import { parseCheckpoint } from '../../src/core/log/notes/checkpoint.js';
import { leafHash } from '../../src/core/log/tree/merkle.js';
import { parseNote } from '../../src/core/log/notes/note.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { jarDatabase, openTestLedger, ORIGIN, put, signerFolder } from '../ledger/counters.js';
import type { TestDatabase } from '../support/database.js';
import { describeTool } from '../support/tools.js';

/** Where Debian puts the sources of Go libraries. */
const GOPATH = '/usr/share/gocode';

describeTool(['go'], () => {
  let folder: string;
  let database: TestDatabase;
  let ledger: Ledger;
  let app: NestFastifyApplication;
  let log: string;
  const notes = new Map<number, string>();

  const run = (program: string, args: readonly string[]) =>
    new Promise<{ code: number | null; text: string }>((done, fail) => {
      const env = { ...process.env, GOPATH, GO111MODULE: 'off', GOFLAGS: '', GOCACHE: join(folder, 'cache') };
      const child = spawn(program, args, { cwd: import.meta.dirname, env });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (text += part.toString()));
      child.once('error', fail).once('close', (code) => done({ code, text }));
    });
  const read = async (vkey: string, from: number, ...indexes: number[]) => {
    const old = join(folder, `note-${from}`);
    await writeFile(old, notes.get(from) ?? '');
    return run(join(folder, 'readlog'), [vkey, log, old, ...indexes.map(String)]);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'veta-go-'));
    const built = await run('go', ['build', '-o', join(folder, 'readlog'), 'readlog.go']);
    if (built.code !== 0) throw new Error(`readlog does not build: ${built.text}`);
    database = await jarDatabase();
    ledger = await openTestLedger(database, await signerFolder());
    for (const size of [1, 5, 256, 700]) {
      const before = Math.max(0, ...notes.keys());
      await Promise.all(Array.from({ length: size - before }, () => ledger.append(put())));
      notes.set(size, await ledger.checkpoint());
    }
    const module = LedgerModule.with(ledger, database.dataSource);
    const nest = await Test.createTestingModule({ imports: [module] }).compile();
    app = nest.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    await app.listen(0, '127.0.0.1');
    log = `${await app.getUrl()}/log`;
  }, 120_000);

  afterAll(async () => {
    await app?.close();
    await ledger?.close();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  test('it opens our note, makes our root of our tiles, finds our leaves, and every older tree in the newest', async () => {
    const rows = await database.ownerQuery<{ bytes: Buffer }>('SELECT bytes FROM entry ORDER BY idx');
    const leaves = rows.map(({ bytes }) => toBase64(leafHash(bytes)));
    const root = toBase64(parseCheckpoint(parseNote(notes.get(700) ?? '')?.text ?? '')?.root ?? new Uint8Array());
    const indexes = [0, 1, 255, 256, 511, 512, 699];
    for (const from of notes.keys()) {
      const { code, text } = await read(ledger.vkey, from, ...indexes);
      expect({ code, found: code === 0 ? JSON.parse(text) : text }).toEqual({
        code: 0,
        found: {
          origin: ORIGIN,
          size: 700,
          root,
          old: from,
          leaves: indexes.map((index) => leaves[index]),
          consistent: true,
        },
      });
    }
  });

  test('it refuses another key, a leaf that is not there and a note of another history', async () => {
    const stranger = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
    expect(await read(stranger, 5)).toMatchObject({
      code: 1,
      text: expect.stringContaining('no verifiable signatures'),
    });
    expect(await read(ledger.vkey, 5, 700)).toMatchObject({ code: 1 });
    const other = await jarDatabase();
    const twin = await openTestLedger(other, await signerFolder());
    await twin.append(put());
    notes.set(-1, await twin.checkpoint());
    expect(await read(twin.vkey, -1)).toMatchObject({ code: 1 });
    expect(await read(ledger.vkey, -1)).toMatchObject({ code: 1, text: expect.stringContaining('older note') });
    await twin.close();
    await other.drop();
  });
});
