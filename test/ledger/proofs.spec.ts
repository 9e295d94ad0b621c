/** Proofs over HTTP, checked with nothing but hashes and the log's key. */
import { fromBase64, fromBase64Url } from '../../src/core/bytes.js';
import { parseCheckpoint, type Checkpoint } from '../../src/core/log/notes/checkpoint.js';
import { checkConsistency, checkInclusion } from '../../src/core/log/tree/merkle.js';
import { openNote } from '../../src/core/log/notes/note.js';
import { parseTlogProof } from '../../src/core/log/tree/tlog-proof.js';
import { parseVkey, type Vkey } from '../../src/core/log/notes/vkey.js';
import { openDesk, type Answer, type Desk } from '../parties/desk.js';

let desk: Desk;
let operator: string;
const seen: Checkpoint[] = [];

beforeAll(async () => {
  desk = await openDesk();
  operator = (await desk.keys.create(null, 'operator', 'server')).secret;
  for (let n = 0; n < 9; n++) {
    const body = { organisation: `coop-${n}`, name: `Cooperativa ${n}`, role: 'cooperative', country: 'CO' };
    expect(await desk.post('/api/organisations', { key: operator, body })).toMatchObject({ status: 201 });
    seen.push(checkpointOf(await desk.ledger.checkpoint()));
  }
});
afterAll(() => desk.close());

function checkpointOf(note: string): Checkpoint {
  const opened = openNote(note, [parseVkey(desk.ledger.vkey) as Vkey]);
  return parseCheckpoint(opened?.text ?? '') as Checkpoint;
}

const get = (path: string): Promise<Answer> => desk.get(`/api/log/proofs/${path}`);

/** Whatever any of the routes answers. */
const proofIn = ({ body }: Answer) => body as unknown as { leaf: string; path: string[]; checkpoint: string };
const pathIn = (answer: Answer): Uint8Array[] => proofIn(answer).path.map((hash) => fromBase64(hash) as Uint8Array);
const leafIn = (answer: Answer): Uint8Array => fromBase64Url(proofIn(answer).leaf) as Uint8Array;

test('every entry is proven under the newest checkpoint, by its index and by its leaf', async () => {
  const { size, root } = seen.at(-1) as Checkpoint;
  for (let idx = 0; idx < size; idx++) {
    const proof = await get(`inclusion?idx=${idx}`);
    expect(proof).toMatchObject({ status: 200, body: { idx, size } });
    expect(checkpointOf(proofIn(proof).checkpoint)).toMatchObject({ size, root });
    expect(checkInclusion(idx, size, leafIn(proof), pathIn(proof), root)).toBe(true);
    expect((await get(`inclusion?leaf=${proofIn(proof).leaf}`)).body).toEqual(proof.body);
  }
});

test('and in every older tree that was signed; the log only grew between them', async () => {
  for (const older of seen) {
    const proof = await get(`inclusion?idx=0&size=${older.size}`);
    expect(checkInclusion(0, older.size, leafIn(proof), pathIn(proof), older.root)).toBe(true);
    for (const newer of seen.filter(({ size }) => size >= older.size)) {
      const grown = await get(`consistency?from=${older.size}&to=${newer.size}`);
      expect(checkConsistency(older.size, newer.size, pathIn(grown), older.root, newer.root)).toBe(true);
    }
  }
});

test('a tlog-proof is one text that stands by itself', async () => {
  const { text, headers } = await get('tlog-proof?idx=3');
  expect(headers['content-type']).toContain('text/plain');
  const proof = parseTlogProof(text);
  const { size, root } = checkpointOf(proof?.checkpoint ?? '');
  const other = await get('inclusion?idx=3');
  expect(checkInclusion(3, size, leafIn(other), proof?.path ?? [], root)).toBe(true);
});

test.each([
  ['inclusion', 400, 'missing', 'idx'],
  ['inclusion?idx=1&leaf=AAAA', 400, 'missing', 'idx'],
  ['inclusion?leaf=AAAA', 400, 'malformed', 'leaf'],
  [`inclusion?leaf=${'A'.repeat(43)}`, 404, 'not-found', 'leaf'],
  ['inclusion?idx=9', 404, 'not-found', 'idx'],
  ['inclusion?idx=5&size=5', 404, 'not-found', 'idx'],
  ['inclusion?idx=0&size=0', 422, 'out-of-range', 'size'],
  ['inclusion?idx=0&size=10', 422, 'out-of-range', 'size'],
  ['inclusion?idx=-1', 422, 'out-of-range', 'idx'],
  ['inclusion?idx=1.5', 422, 'not-a-number', 'idx'],
  ['inclusion?idx=18446744073709551616', 422, 'out-of-range', 'idx'],
  ['consistency', 400, 'missing', 'from'],
  ['consistency?from=7&to=3', 422, 'out-of-range', 'from'],
  ['consistency?from=1&to=99', 422, 'out-of-range', 'to'],
  ['tlog-proof?idx=99', 404, 'not-found', 'idx'],
])('%s is refused', async (path, status, code, at) => {
  expect(await get(path)).toMatchObject({ status, body: { code, at } });
});
