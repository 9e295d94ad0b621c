/**
 * A stranger's check of a log from nothing but its files: an honest log is told whole, and whoever changes, cuts or takes
 * back a file behind the address is named by what they touched.
 */
import { createServer, type Server } from 'node:http';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { toBase64Url } from '../../src/core/bytes.js';
import { entryBytes } from '../../src/core/log/entry.js';
import { leafHash } from '../../src/core/log/tree/merkle.js';
import { parsePolicy } from '../../src/core/log/notes/policy.js';
import { formatBundle, tilePath } from '../../src/core/log/tree/tile.js';
import { PublicLog } from '../../src/ledger/fsck/public-log.js';
import { fsckPublic } from '../../src/ledger/fsck/public.js';
import {
  bitFlipped,
  byteIn,
  cosigned,
  entriesOf,
  fail,
  filesOf,
  LOTS,
  note,
  ORIGIN,
  STRANGER,
  textAt,
  TRUSTING,
  without,
  WITNESSED,
  type Files,
} from './public-files.js';

describe('fsck of a public address', () => {
  const entries = entriesOf(700);
  let server: Server;
  let served: Files;
  let answer: number | undefined;
  let address = '';

  beforeAll(async () => {
    server = createServer((request, response) => {
      const file = served.get((request.url ?? '').slice('/log/'.length));
      response.writeHead(answer ?? (file === undefined ? 404 : 200)).end(file);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    served = filesOf(entries);
    answer = undefined;
  });

  const check = (policy = TRUSTING, since?: Uint8Array) =>
    fsckPublic({
      log: new PublicLog(address),
      policy: parsePolicy(policy) ?? fail('the policy of this test cannot be read'),
      ...(since !== undefined && { since }),
    });

  test('an honest log is told whole, and so is one that has not released its entries yet', async () => {
    const root = textAt(entries).split('\n')[2];
    expect(await check()).toEqual({ ok: true, origin: ORIGIN, size: 700, root, released: 700, faults: [] });
    served = filesOf(entries, 256);
    expect(await check()).toMatchObject({ ok: true, size: 700, released: 256 });
    served = filesOf([]);
    expect(await check()).toMatchObject({ ok: true, size: 0 });
  });

  test('it still begins with what it showed before', async () => {
    expect(await check(TRUSTING, note(entries.slice(0, 300)))).toMatchObject({ ok: true });
    expect(await check(TRUSTING, note(entries))).toMatchObject({ ok: true });
  });

  test.each<[what: string, idx: number, sentence: RegExp, change: (files: Files) => Files]>([
    [
      'a hash in a tile',
      256,
      /entry is not the one in the tree|tile 0 of level 1 is not made of the tiles below it/,
      (files) => bitFlipped(files, tilePath(0, 1, 256), 0),
    ],
    [
      'a hash in a tile whose entries nobody may read yet',
      256,
      /tile 0 of level 1 is not made of the tiles below it/,
      () => bitFlipped(filesOf(entries, 0), tilePath(0, 1, 256), 77 * 32),
    ],
    [
      'a hash in the last tile, above which there is none',
      0,
      /entries 0 to 699 are not those that the checkpoint was signed for, at size 700/,
      () => bitFlipped(filesOf(entries, 0), tilePath(0, 2, 188), 0),
    ],
    [
      'a hash in a higher tile',
      256,
      /tile 0 of level 1 is not made of the tiles below it/,
      (files) => bitFlipped(files, tilePath(1, 0, 2), 32),
    ],
    [
      'a byte of an entry',
      300,
      /not the one in the tree/,
      (files) => bitFlipped(files, tilePath('entries', 1, 256), byteIn(entries, 300)),
    ],
    [
      'the length of an entry',
      256,
      /the entry bundle from 256 on (breaks off|holds \d+ entries)/,
      (files) => bitFlipped(files, tilePath('entries', 1, 256), 0),
    ],
    [
      'an entry bundle cut short',
      256,
      /breaks off/,
      (files) =>
        new Map(files).set(
          tilePath('entries', 1, 256),
          (files.get(tilePath('entries', 1, 256)) ?? fail('')).slice(0, -3),
        ),
    ],
    [
      'an entry bundle with one entry less',
      512,
      /holds 187 entries and not 188/,
      (files) => new Map(files).set(tilePath('entries', 2, 188), formatBundle(entries.slice(512, 699))),
    ],
    [
      'a tile cut short',
      512,
      /tile 2 of level 0 has 5984 bytes and not those of 188 hashes/,
      (files) => new Map(files).set(tilePath(0, 2, 188), (files.get(tilePath(0, 2, 188)) ?? fail('')).slice(32)),
    ],
    ['a tile that is gone', 256, /tile 1 of level 0 is missing/, (files) => without(files, tilePath(0, 1, 256))],
    ['a higher tile that is gone', 0, /tile 0 of level 1 is missing/, (files) => without(files, tilePath(1, 0, 2))],
    ['no checkpoint', 0, /no checkpoint at this address/, (files) => without(files, 'checkpoint')],
    [
      'a checkpoint of another tree',
      0,
      /entries 0 to 699 are not those/,
      (files) => new Map(files).set('checkpoint', note(entriesOf(700, 2))),
    ],
    [
      'a checkpoint signed by a stranger',
      0,
      /not a note signed by a key of the policy/,
      (files) => new Map(files).set('checkpoint', note(entries, STRANGER)),
    ],
    [
      'a bit of the checkpoint',
      0,
      /not a note signed|signature on it is bad|no checkpoint/,
      (files) => bitFlipped(files, 'checkpoint', 30),
    ],
    ['noise for a checkpoint', 0, /not a note/, (files) => new Map(files).set('checkpoint', randomBytes(500))],
  ])('%s is named', async (_, idx, sentence, change) => {
    served = change(served);
    const report = await check();
    expect(report.ok).toBe(false);
    expect(report.faults[0]?.idx).toBe(idx);
    expect(report.faults.map(({ what }) => what).join('\n')).toMatch(sentence);
  });

  test('given a tree that agrees with itself, an entry that does not follow its lot is named', async () => {
    const forked = entriesOf(700);
    const odd = {
      v: 1,
      k: 'event',
      event: toBase64Url(new Uint8Array(32)),
      received: '2026-05-28T20:26:40.500Z',
    } as const;
    const prev = toBase64Url(leafHash(forked[3] ?? fail('')));
    forked[500] = entryBytes({ ...odd, links: [{ lot: LOTS[2] as string, seq: 9, prev }] });
    served = filesOf(forked);
    expect((await check()).faults[0]).toEqual({
      idx: 500,
      what: `link 9 of lot ${LOTS[2]} does not follow the lot's entry before`,
    });
    forked[500] = entryBytes({ ...odd, links: [], received: '2020-01-01T00:00:00.000Z' });
    served = filesOf(forked);
    expect((await check()).faults[0]?.what).toMatch(/received at 2020-01-01.*before the entry before it/);
  });

  test('a server that went back is caught by the note somebody kept (a cut tail, an old backup)', async () => {
    served = filesOf(entries.slice(0, 400));
    expect(await check()).toMatchObject({ ok: true, size: 400 }); // without a memory nobody can tell
    const { faults } = await check(TRUSTING, note(entries));
    expect(faults).toEqual([
      {
        idx: 400,
        what: 'the earlier checkpoint covers 700 entries and the newest 400: entries 400 to 699 were signed and are gone',
      },
    ]);
  });

  test('a history written anew, with signatures that hold, is caught from the first entry that may differ', async () => {
    const other = [...entries.slice(0, 300), ...entriesOf(800, 2).slice(300)];
    served = filesOf(other, 0);
    expect(await check()).toMatchObject({ ok: true, size: 800 });
    expect((await check(TRUSTING, note(entries))).faults[0]?.what).toBe(
      'entries 0 to 699 are not those that the earlier checkpoint was signed for, at size 700',
    );
    served.set('checkpoint.cosigned', cosigned(entries));
    expect((await check()).faults[0]?.what).toMatch(/the cosigned checkpoint was signed for, at size 700/);
  });

  test('a policy that asks for a witness gets one, or a fault', async () => {
    const lacking = { idx: 0, what: 'no checkpoint here is cosigned by the quorum of the policy' };
    expect((await check(WITNESSED)).faults).toEqual([lacking]);
    served.set('checkpoint.cosigned', cosigned(entries.slice(0, 650)));
    expect(await check(WITNESSED)).toMatchObject({ ok: true, cosigned: { size: 650, witnesses: ['buyer.example/w'] } });
    served.set('checkpoint.cosigned', note(entries.slice(0, 650)));
    expect((await check(WITNESSED)).faults).toEqual([lacking]);
  });

  test('a server that is not one, or not there, is a fault and no crash', async () => {
    answer = 500;
    expect((await check()).faults).toEqual([{ idx: 0, what: `${address}/log/checkpoint answers 500` }]);
    const nobody = new PublicLog('http://127.0.0.1:9/log');
    const { faults } = await fsckPublic({ log: nobody, policy: parsePolicy(TRUSTING) ?? fail('') });
    expect(faults).toMatchObject([{ idx: 0, what: expect.stringMatching(/9\/log\/checkpoint cannot be read: /) }]);
  });
});
