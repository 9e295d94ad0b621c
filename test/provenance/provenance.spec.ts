import { parseCheckpoint } from '../../src/core/log/notes/checkpoint.js';
import { parseStatement } from '../../src/core/log/entry.js';
import { parseHeads } from '../../src/core/log/heads.js';
import { openNote, parseNote } from '../../src/core/log/notes/note.js';
import { parseVkey } from '../../src/core/log/notes/vkey.js';
import { fromBase64Url, text } from '../../src/core/bytes.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { verify } from '../../src/verifier/door.js';
import { openTown, SECRETS, type Town } from '../web/town.js';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

interface Answer {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly json: never;
}

async function get(path: string, key?: string): Promise<Answer> {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const answer = await town.app.inject({ method: 'GET', url: path, headers });
  const bytes = Uint8Array.from(answer.rawPayload);
  return { status: answer.statusCode, bytes, json: JSON.parse(text(bytes) ?? 'null') as never };
}

const policyOf = (): string => `log ${town.app.get(Ledger).vkey}\nquorum none\n`;

describe('what is not told', () => {
  test.each(['provenance', 'bundle', 'head'])('%s of a piece its owner keeps, to a stranger', async (what) => {
    for (const code of ['ANILLO-2', 'BARRA-9', 'nothing']) {
      expect((await get(`/api/lots/${code}/${what}`)).status).toBe(404);
    }
  });

  test('no person, price, place on a map or declaration is in a bundle', async () => {
    const { json } = await get(`/api/lots/${town.codes.get('ANILLO-1')}/bundle`);
    const said = (json as { events: { s: string }[] }).events.map(
      ({ s }) => text(fromBase64Url(s) ?? new Uint8Array()) ?? '',
    );
    const persons = SECRETS.source.split('|').filter((one) => /ana-maria|REG|DP-|2\\\.95|76\\\.69|Casa|900/.test(one));
    expect(persons.length).toBeGreaterThan(4);
    for (const secret of persons) expect(said.join('\n')).not.toMatch(new RegExp(secret));
  });
});

test('a released ring: shares of origin that sum to its gold, its path, and the standing of each certificate', async () => {
  const { status, json } = await get(`/api/lots/${town.codes.get('ANILLO-1')}/provenance`);
  expect(status).toBe(200);
  const view = json as { fineNg: string; originLots: { fineNg: string }[]; lineage: { edges: { fineNg: string }[] } };
  expect(view).toMatchObject({ form: 'piece', claims: [{ scheme: 'fairmined', carried: true }], held: false });
  const sum = view.originLots.reduce((ng, { fineNg }) => ng + BigInt(fineNg), 0n);
  expect(`${sum}`).toBe(view.fineNg);
  expect(view.lineage.edges.every(({ fineNg }) => /^\d+$/.test(fineNg))).toBe(true);
});

test('its bundle is good under the log’s policy, and the same whoever may ask for it', async () => {
  const open = await get(`/api/lots/${town.codes.get('ANILLO-1')}/bundle`);
  const own = await get('/api/lots/ANILLO-1/bundle', town.jewellerKey);
  expect(text(own.bytes)).toBe(text(open.bytes));
  const verdict = verify(open.bytes, policyOf());
  expect(verdict.lines.filter(({ ok }) => !ok)).toEqual([]);
  expect(verdict.exit).toBe(0);
  expect(verify(open.bytes).exit).toBe(2);
});

test('its head is a note that the log signed, of the very tree the bundle is proven in', async () => {
  const code = town.codes.get('ANILLO-1');
  const answer = await town.app.inject({ method: 'GET', url: `/api/lots/${code}/head` });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
  const vkey = parseVkey(town.app.get(Ledger).vkey);
  const heads = parseHeads(openNote(answer.body, vkey === undefined ? [] : [vkey])?.text ?? '');
  const { json } = await get(`/api/lots/${code}/bundle`);
  const { lot, checkpoint } = json as { lot: string; checkpoint: string };
  expect(heads?.heads).toMatchObject([{ kind: 'lot', id: lot, count: 2 }]);
  expect(parseCheckpoint(parseNote(checkpoint)?.text ?? '')).toMatchObject({ size: heads?.size, root: heads?.root });
});

test('private values are shown to nobody but by the organisation whose they are', async () => {
  const code = town.codes.get('ANILLO-1');
  expect((await get(`/api/lots/${code}/bundle?disclose=declaration`)).status).toBe(401);
  const theirs = await get('/api/lots/ANILLO-1/bundle?disclose=declaration', town.jewellerKey);
  expect(verify(theirs.bytes, policyOf()).summary?.values.shown).toEqual([]);
  const own = await get('/api/lots/E-1001/bundle?disclose=declaration,member', town.cooperativeKey);
  const verdict = verify(own.bytes, policyOf());
  expect(verdict.lines.filter(({ ok }) => !ok)).toEqual([]);
  expect(verdict.summary?.values.shown.map(({ name }) => name).sort()).toEqual(['declaration', 'member']);
});

test('what was withdrawn after the sale is in it, and does not turn the past red', async () => {
  const { bytes, json } = await get(`/api/lots/${town.codes.get('ANILLO-1')}/bundle`);
  const types = (json as { events: { s: string }[] }).events.map(
    ({ s }) => parseStatement(fromBase64Url(s) ?? new Uint8Array())?.type,
  );
  expect(types).toContain('credential.withdrawn');
  expect(verify(bytes, policyOf()).summary?.claims).toMatchObject([{ scheme: 'fairmined', carried: true }]);
});
