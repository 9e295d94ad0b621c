/** A bucket that goes wrong: what whoever runs the server is told, that no secret is among it, and that no paper is lost. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { DataSource } from 'typeorm';
import { sha256 } from '#crypto';
import { toHex } from '../../src/core/bytes.js';
import { createApplication } from '../../src/app/serve.js';
import { DocumentsModule } from '../../src/documents/documents.module.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { ApiKeys } from '../../src/parties/keys/keys.js';
import { BlobsAway, MovedBlobs } from '../../src/documents/store/blobs.js';
import { BucketBlobs } from '../../src/documents/store/bucket-blobs.js';
import { openBlobs } from '../../src/documents/store/open-blobs.js';
import { TableBlobs } from '../../src/documents/store/table-blobs.js';
import { BucketServer, refusal, type Mood } from './bucket-server.js';
import { openOffice, soon, type Office } from './office.js';
import { exportOf } from './trade.js';

const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
const BYTES = Uint8Array.from({ length: 3_000 }, (_, i) => (i * 31) % 251);
const PLACE = sha256(BYTES);

let server: BucketServer;
let endpoint: string;
let folder: string;
let keyFile: string;

beforeEach(async () => {
  server = new BucketServer('papers-of-veta');
  endpoint = `http://127.0.0.1:${await server.listen()}`;
  folder = await mkdtemp(join(tmpdir(), 'veta-bucket-'));
  keyFile = join(folder, 'key');
  await writeFile(keyFile, `${KEY_ID}\n${SECRET}\n`);
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const bucket = (more: object = {}) => ({
  endpoint,
  name: 'papers-of-veta',
  region: 'us-east-1',
  keyId: KEY_ID,
  secret: SECRET,
  ...more,
});

const page: Mood = (_, answer) => {
  answer.writeHead(200, { 'content-type': 'text/html' });
  answer.end(`<html>Sign in to the hotel's network\u001b[31m ${SECRET}</html>`);
};
const nonsense: Mood = (_, answer) => {
  answer.writeHead(418, { 'content-type': 'application/xml' });
  answer.end('<Error><Code>\u001b[31mx\n\n2026 all is well</Code><Message>no');
};
const hangsUp: Mood = (asked) => void asked.socket.destroy();

/** What goes wrong, with what whoever runs the server is told. */
const MISHAPS: readonly (readonly [what: string, mood: Mood, sentence: RegExp])[] = [
  [
    'a secret that is wrong',
    refusal(403, 'SignatureDoesNotMatch', `string to sign: ${SECRET}`),
    /refuses the key of VETA_S3_KEY_FILE \(SignatureDoesNotMatch\)/,
  ],
  [
    'a key nobody knows',
    refusal(403, 'InvalidAccessKeyId', KEY_ID),
    /refuses the key of VETA_S3_KEY_FILE \(InvalidAccessKeyId\)/,
  ],
  ['a key that may not', refusal(403, 'AccessDenied'), /refuses the key of VETA_S3_KEY_FILE \(AccessDenied\)/],
  ['no such bucket', refusal(404, 'NoSuchBucket'), /There is no bucket papers-of-veta at http/],
  ['a clock that is off', refusal(403, 'RequestTimeTooSkewed'), /The clock here and the one of .* are too far apart/],
  ['a server that has no time', refusal(503, 'SlowDown'), /cannot keep or give papers now \(SlowDown\)/],
  ['a proxy that answers everything with its own page', page, /does not keep the bucket papers-of-veta/],
  ['an answer that is nothing', nonsense, /does not keep the bucket papers-of-veta/],
  ['a line that is cut', hangsUp, /does not answer \((ECONNRESET|socket hang up)\)/],
];

describe.each(MISHAPS)('%s', (_, mood, sentence) => {
  test('is told in one sentence, at putting and getting, with no word of the key and none of the server’s own', async () => {
    server.mood = mood;
    const blobs = new BucketBlobs(bucket());
    const answers = await Promise.allSettled([blobs.put(PLACE, BYTES), ...(mood === page ? [] : [blobs.get(PLACE)])]);
    for (const answer of answers) {
      if (answer.status === 'fulfilled') throw new Error('it came through');
      expect(answer.reason).toBeInstanceOf(BlobsAway);
      expect(answer.reason).toMatchObject({ message: expect.stringMatching(sentence) as unknown });
      const all = inspect(answer.reason, { depth: 20, showHidden: true });
      expect(all).not.toContain(SECRET);
      expect(String(answer.reason)).not.toContain(KEY_ID);
      expect(String(answer.reason)).not.toMatch(/\p{Cc}|hotel|all is well/u);
    }
  });
});

test('a server that is not there is told so; a bucket that is not there is no empty one', async () => {
  const blobs = new BucketBlobs(bucket({ name: 'nobody-s' }));
  for (const asked of [blobs.get(PLACE), blobs.has(PLACE), blobs.put(PLACE, BYTES)]) {
    await expect(asked).rejects.toThrow(/There is no bucket nobody-s/);
  }
  await server.close();
  await expect(blobs.has(PLACE)).rejects.toThrow(/does not answer \(ECONNREFUSED\)/);
});

test('the secret is in nothing that is sent, and in nothing that prints what keeps papers', async () => {
  const blobs = await openBlobs({ bucket: { ...bucket(), keyFile } }, {} as DataSource, () => {});
  expect(inspect(blobs, { depth: 20, showHidden: true })).not.toContain(SECRET);
  await new BucketBlobs(bucket()).put(PLACE, BYTES);
  expect(server.heard.length).toBeGreaterThan(0);
  expect(server.heard.join('\n')).not.toContain(SECRET);
  expect([...server.objects.keys()]).toEqual([`papers/${toHex(PLACE)}`]);
});

test.each([
  ['no words', ''],
  ['one word', 'AKIA'],
  ['three words', `${KEY_ID} ${SECRET} more`],
])('a key’s file of %s is told by its name and not by what is in it', async (_, text) => {
  await writeFile(keyFile, text);
  const opened = openBlobs({ bucket: { ...bucket(), keyFile } }, {} as DataSource);
  await expect(opened).rejects.toThrow(`VETA_S3_KEY_FILE (${keyFile}) must hold two words`);
  await expect(opened).rejects.not.toThrow(/AKIA|wJalr/);
});

describe('an office', () => {
  let office: Office;
  let said: string[];
  beforeEach(async () => {
    said = [];
    const options = { sweepMs: 100, lostAfterMs: 300, onError: (error: unknown) => void said.push(String(error)) };
    office = await openOffice(({ database: { dataSource } }) => {
      return { options, blobs: new MovedBlobs(new BucketBlobs(bucket()), new TableBlobs(dataSource)) };
    });
  });
  afterEach(() => office.close());

  const waits = async (): Promise<boolean> => {
    const papers = await office.papers();
    return papers.length > 0 && papers.every(({ error }) => error !== null);
  };

  const lasting = MISHAPS.filter(([what]) => /secret|bucket|clock|proxy|line/.test(what));
  test.each(lasting)(
    'that meets %s issues nothing, gives no paper up, says why, and issues each once when it is over',
    async (_, mood, sentence) => {
      server.mood = mood;
      await exportOf(office.market.lots, 'S01');
      await soon(waits);
      const papers = await office.papers();
      // More often than a paper that cannot be made is tried.
      await soon(() => Promise.resolve(said.length > 5 * papers.length));
      expect(
        papers.map(({ status }) => status).filter((status) => !['requested', 'rendering'].includes(status)),
      ).toEqual([]);
      for (const { error } of papers) expect(error).toMatch(sentence);
      expect(await office.issued()).toEqual([]);
      server.mood = 'good';
      expect(await office.documents.awaitIdle()).toEqual({ issued: papers.length, failed: 0 });
      expect((await office.issued()).length).toBe(papers.length);
      const everything = [...said, JSON.stringify(await office.market.database.ownerQuery('SELECT * FROM document'))];
      expect(everything.join('\n')).not.toContain(SECRET);
      expect(everything.join('\n')).not.toContain(KEY_ID);
    },
    60_000,
  );

  test('whose bucket is away when somebody reads a paper answers that it will be back, and nothing of where it lies', async () => {
    const { dataSource } = office.market.database;
    const { ledger } = office.market;
    const modules = [LedgerModule.with(ledger, dataSource), DocumentsModule];
    const blobs = new MovedBlobs(new BucketBlobs(bucket()), new TableBlobs(dataSource));
    const app = await createApplication({ dataSource, ledger, modules, blobs }, { logger: false });
    const { secret } = await app.get(ApiKeys).create('exp-pacifico', 'registrar', 'desk');
    await exportOf(office.market.lots, 'S01');
    await office.documents.awaitIdle();
    const [paper] = await office.papers();
    const read = () => {
      const url = `/api/documents/${paper?.id}/files/${paper?.number}.pdf`;
      return app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${secret}` } });
    };
    expect((await read()).statusCode).toBe(200);
    server.mood = refusal(403, 'AccessDenied');
    const away = await read();
    expect([away.statusCode, away.json<{ code: string }>().code]).toEqual([503, 'papers-away']);
    expect(away.body).not.toMatch(/127\.0\.0\.1|papers-of-veta|AccessDenied|AKIA/);
    server.mood = 'good';
    expect((await read()).statusCode).toBe(200);
    await app.close();
  });

  test('whose bucket is down when it opens is told so, opens, and works when the bucket is back', async () => {
    const port = Number(new URL(endpoint).port);
    await server.close();
    await openBlobs({ bucket: { ...bucket(), keyFile } }, office.market.database.dataSource, (one) => said.push(one));
    await soon(() => Promise.resolve(said.length > 0));
    expect(said).toEqual([expect.stringMatching(/does not answer \(ECONNREFUSED\)/)]);
    await exportOf(office.market.lots, 'S01');
    await soon(waits);
    await server.listen(port);
    expect((await office.documents.awaitIdle()).failed).toBe(0);
    expect(server.objects.size).toBeGreaterThanOrEqual(4);
  });
});
