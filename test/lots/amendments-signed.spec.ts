/** Amendments by those who sign: an act corrected by its author's key, and a registration voided by two. */
import { projectionsOf } from '../../src/app/log/rebuild.js';
import { openDataSource } from '../../src/database/connect.js';
import { History } from '../../src/ledger/history.js';
import { rebuild } from '../../src/ledger/rebuild.js';
import { auditBalance } from '../support/audit.js';
import type { PastAct } from '../../src/lots/amendments/lot.history.js';
import { COOP, EXPORTER, lotPath, must, openMarket, OTHER_COOP, type Market } from './market.js';
import { delivery, ON, sealed, Signatory, wallet } from './wallet.js';

let market: Market;
let coop: Signatory;
let exporter: Signatory;
let stranger: Signatory;

beforeAll(async () => {
  market = await openMarket();
  coop = await new Signatory(market, COOP, wallet(1)).introduce();
  exporter = await new Signatory(market, EXPORTER, wallet(2)).introduce();
  stranger = await new Signatory(market, OTHER_COOP, wallet(3)).introduce();
});
afterAll(() => market.desk.close());

/** Signed for by the cooperative; the sid of that act. */
async function delivered(code: string): Promise<string> {
  const { answer } = await coop.say(...delivery(code, 24_000));
  expect(answer).toMatchObject({ status: 201 });
  return String(answer.body['sid']);
}

test('the author’s key corrects, and the history names the key', async () => {
  const of = await delivered('C-1');
  const data = { of, on: ON, reason: 'typing-error', fields: { grossMg: 2_400 } };
  const { answer } = await coop.say('statement.corrected', data);
  expect(answer).toMatchObject({ status: 201, body: { held: [] } });
  expect(await market.lot(COOP, 'C-1')).toMatchObject({ grossMg: 2_400 });
  const { body } = await must(market.get(COOP, lotPath('C-1', 'history')));
  const key = { kid: coop.own.kid, organisation: COOP, holder: 'organisation', custody: 'own' };
  expect(body['items'] as unknown as PastAct[]).toMatchObject([
    { type: 'lot.registered', attested: { by: 'signed', keys: [key] }, effective: { grossMg: 2_400 } },
    { type: 'statement.corrected', attested: { by: 'signed', keys: [key] } },
  ]);
});

test('a correction signed upwards is held by the platform, in the same breath', async () => {
  const of = await delivered('C-2');
  const data = { of, on: ON, reason: 'misread-scale', fields: { grossMg: 48_000 } };
  const { answer } = await coop.say('statement.corrected', data);
  expect(answer).toMatchObject({ status: 201, body: { held: [{ code: 'corrected-upwards' }] } });
  const { body } = await must(market.get(COOP, lotPath('C-2', 'history')));
  const acts = body['items'] as unknown as PastAct[];
  expect(acts.map(({ type, attested }) => [type, attested.by])).toEqual([
    ['lot.registered', 'signed'],
    ['statement.corrected', 'signed'],
    ['lot.held', 'platform'],
  ]);
});

test('another organisation’s key corrects nothing, and disputes what concerns it', async () => {
  const of = await delivered('C-3');
  const correction = { of, on: ON, reason: 'typing-error', fields: { grossMg: 1 } };
  const said = await stranger.ask('prepare', { type: 'statement.corrected', data: correction });
  expect(said).toMatchObject({ status: 404, body: { code: 'unknown-act' } });
  await market.did(COOP, lotPath('C-3', 'dispatch'), { to: EXPORTER, sentMg: 24_000 });
  const { answer } = await exporter.say('statement.disputed', { of, on: ON, reason: 'origin' });
  expect(answer).toMatchObject({ status: 201 });
  expect((await market.lot(COOP, 'C-3')).disputes).toMatchObject([{ org: EXPORTER, reason: 'origin' }]);
  const withdrawal = { of: String(answer.body['sid']), on: ON, reason: 'mistaken' };
  expect((await exporter.say('statement.voided', withdrawal)).answer).toMatchObject({ status: 201 });
  expect(await market.lot(COOP, 'C-3')).not.toHaveProperty('disputes');
});

const asked = (of: string, other: string = EXPORTER) => ({ of, on: ON, reason: 'registered-twice', with: other });

describe('a registration is declared void', () => {
  test('by two who sign, and by neither alone, nor by a third, nor by the platform', async () => {
    const of = await delivered('V-1');
    const prepared = await coop.prepare('statement.voided', asked(of));
    const alone = [[coop.own], [exporter.own], [coop.own, stranger.own]];
    const answers = await Promise.all(alone.map((by) => coop.send(sealed(prepared.payload, by))));
    expect(answers.map(({ body }) => body['code'])).toEqual(['signature-missing', 'signature-missing', 'unknown-key']);
    // The operator cannot say it in their stead: there is no such act at the desk.
    expect(await market.post(COOP, `/statements/${of}/withdrawal`, { reason: 'other' })).toMatchObject({
      status: 409,
      body: { code: 'not-disputed' },
    });
    expect(await market.lot(COOP, 'V-1')).toMatchObject({ grossMg: 24_000 });

    const answer = await coop.send(sealed(prepared.payload, [coop.own, exporter.own]));
    expect(answer).toMatchObject({ status: 201 });
    expect(await market.lot(COOP, 'V-1')).toMatchObject({
      grossMg: 0,
      claims: [],
      voided: { reason: 'registered-twice', with: EXPORTER },
    });
    const sent = await market.post(COOP, lotPath('V-1', 'dispatch'), { to: EXPORTER, sentMg: 1 });
    expect(sent).toMatchObject({ status: 409, body: { code: 'lot-void' } });
  });

  test('never once the gold was used', async () => {
    const of = await delivered('V-2');
    const prepared = await coop.prepare('statement.voided', asked(of));
    await market.did(COOP, lotPath('V-2', 'split'), { outputs: [{ code: 'V-2a', grossMg: 1_000 }] });
    const answer = await coop.send(sealed(prepared.payload, [coop.own, exporter.own]));
    expect(answer).toMatchObject({ status: 409, body: { code: 'correction-too-late' } });
    expect(await coop.ask('prepare', { type: 'statement.voided', data: asked(of, COOP) })).toMatchObject({
      status: 400,
      body: { code: 'malformed', at: 'with' },
    });
  });
});

test('the signer signs all of it, and the gold counted again from the bytes is what the table holds', async () => {
  const { ledger, database } = market.desk;
  await ledger.checkpoint();
  expect(ledger.trouble).toBeUndefined();
  const history = new History(database.dataSource);
  const statements = [];
  for await (const { statement } of history.all()) statements.push(statement);
  const rows = await database.ownerQuery<{ id: string; mg: string }>('SELECT id, gross_mg AS mg FROM lot');
  const held = new Map(rows.map(({ id, mg }) => [id, Number(mg)]));
  expect(auditBalance(statements, (lot) => held.get(lot))).toEqual([]);
});

test('the tables made again from history alone are those that are there, row by row', async () => {
  const { ledger, database } = market.desk;
  const owner = await openDataSource({ ...database.ownerConnection, max: 1 }, []);
  const history = new History(database.dataSource, ledger.vault);
  const projections = projectionsOf(ledger.vault);
  const { tables } = await rebuild({ dataSource: owner, history, projections, replace: false });
  await owner.destroy();
  expect(tables.filter(({ missing, extra, changed }) => missing + extra + changed > 0)).toEqual([]);
  expect(tables.find(({ table }) => table === 'signing_key')?.rows).toBe(3);
});
