/** One person in two registers: P5 meets them once, P19 counts who shares what, and the index tells nobody anything. */
import { createHash, randomBytes } from 'node:crypto';
import { History } from '../../src/ledger/history.js';
import { Vault } from '../../src/ledger/private/vault.js';
import { rebuild } from '../../src/ledger/rebuild.js';
import { normalised } from '../../src/parties/members/person-index.js';
import { members } from '../../src/parties/projections/members.projection.js';
import { openDataSource } from '../../src/database/connect.js';
import type { Answer } from '../parties/desk.js';
import { COOP, must, openMarket, OTHER_COOP, type Market } from './market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.desk.close());

type Coop = typeof COOP | typeof OTHER_COOP;
const ON = '2026-03-10';
const PANNER = {
  sex: 'M',
  kind: 'panner',
  site: 'PLAYA',
  registration: 'SM-1',
  from: '2026-01-01',
  until: '2027-01-01',
};
const register = (by: Coop, code: string, told: object): Promise<Answer> =>
  market.desk.post('/api/members', { key: market.keys[by], body: { code, ...PANNER, ...told } });
const deliver = (by: Coop, code: string, member: string, grossMg: number): Promise<Answer> =>
  market.post(
    by,
    '/lots',
    { code, member, form: 'alluvial', site: 'PLAYA', grossMg, on: ON },
    { headers: { 'accept-language': 'en' } },
  );
const codesOf = ({ body }: Answer, list: 'held' | 'asked'): string[] =>
  (body[list] as unknown as { code: string }[]).map(({ code }) => code);
const index = () =>
  market.desk.database.ownerQuery<{ kind: string; digest: Buffer; org: string }>(
    'SELECT kind, digest, org FROM person_index',
  );

describe('a panner who sells to two cooperatives', () => {
  test('meets the limit once, however the number is written', async () => {
    await must(register(COOP, 'luis', { identity: { country: 'CO', number: '1.061.700.001' } }));
    await must(register(OTHER_COOP, 'l-77', { identity: { country: 'CO', number: 'C.C. 1061700001'.slice(5) } }));
    expect(codesOf(await must(deliver(COOP, 'A-1', 'luis', 20_000)), 'held')).toEqual([]);
    expect(codesOf(await must(deliver(OTHER_COOP, 'A-1', 'l-77', 15_000)), 'held')).toEqual([]);
    const over = await must(deliver(OTHER_COOP, 'A-2', 'l-77', 1));
    expect(codesOf(over, 'held')).toEqual(['over-monthly-limit']);
    const [{ sentence = '' } = {}] = over.body['held'] as unknown as { sentence: string }[];
    expect(sentence).toContain('35.001000000 g fine in 2026-03, the limit is 35.000000000 g');
  });

  test('also where both hand in at the same moment', async () => {
    await must(register(COOP, 'juan', { identity: { country: 'CO', number: '10617-00002' } }));
    await must(register(OTHER_COOP, 'j-78', { identity: { country: 'CO', number: '1061700002' } }));
    const both = await Promise.all([deliver(COOP, 'C-1', 'juan', 18_001), deliver(OTHER_COOP, 'C-1', 'j-78', 18_002)]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(both.flatMap((one) => codesOf(one, 'held'))).toEqual(['over-monthly-limit']);
  });

  test('is two people where the country, or nothing, says so', async () => {
    await must(register(OTHER_COOP, 'p-79', { identity: { country: 'PE', number: '1061700001' } }));
    expect(codesOf(await must(deliver(OTHER_COOP, 'A-3', 'p-79', 34_000)), 'held')).toEqual([]);
    await must(register(OTHER_COOP, 'luis', {}));
    expect(codesOf(await must(deliver(OTHER_COOP, 'A-4', 'luis', 34_500)), 'held')).toEqual([]);
  });

  test('is released over the limit only with an authority’s number', async () => {
    const chief = (await market.desk.keys.create(OTHER_COOP, 'manager', 'machine')).secret;
    const body = { on: ON, reason: 'the family has a permit' };
    const answer = await market.desk.post('/api/lots/A-2/hold/release', { key: chief, body });
    // A machine is told nothing about what a person would need.
    expect(answer.body['code']).toBe('needs-a-person');
  });
});

test('two others with the same account are asked about with the first gold of the month, and the gold goes on', async () => {
  const account = '000-123456-77';
  for (const [n, phone] of ['+57 300 111 2233', '3001112233', '57 3001112233'].entries()) {
    await must(register(COOP, `s-${n}`, { account, phone, identity: { country: 'CO', number: `90000000${n}` } }));
  }
  const first = await must(deliver(COOP, 'S-1', 's-0', 1_111));
  expect([codesOf(first, 'held'), codesOf(first, 'asked')]).toEqual([[], ['account-shared', 'phone-shared']]);
  expect(codesOf(await must(deliver(COOP, 'S-2', 's-0', 1_222)), 'asked')).toEqual([]);
});

describe('the index', () => {
  test('tells nothing without its key: no value, no plain hash of one, and with another key other digests', async () => {
    const rows = await index();
    expect(rows.length).toBeGreaterThan(8);
    const value = normalised('identity', { country: 'CO', number: '1061700001' });
    const digests = rows.map(({ digest }) => digest.toString('hex'));
    for (const text of [value, '1061700001', `identity${value}`, JSON.stringify(['person', 'identity', value])]) {
      expect(digests).not.toContain(createHash('sha256').update(text).digest('hex'));
    }
    expect(digests).toContain(market.desk.ledger.vault.tag('person', 'identity', value).toString('hex'));
    expect(digests).not.toContain(new Vault(randomBytes(32)).tag('person', 'identity', value).toString('hex'));
    const [text] = await market.desk.database.ownerQuery<{ all: string }>(
      `SELECT string_agg(r::text, ' ') AS all FROM (SELECT p::text AS r FROM person_index p UNION ALL
         SELECT i::text FROM idempotency i UNION ALL SELECT convert_from(bytes, 'UTF8') FROM statement) AS rows (r)`,
    );
    for (const secret of ['1061700001', '1.061.700.001', '3001112233', '000-123456-77', '12345677']) {
      expect(text?.all).not.toContain(secret);
    }
  });

  test('is read by no tenant', async () => {
    const { dataSource } = market.desk.database;
    const asReader = dataSource.transaction(async (tx) => {
      await tx.query('SET LOCAL ROLE veta_reader');
      await tx.query(`SELECT set_config('veta.org', $1, true)`, [COOP]);
      return tx.query('SELECT * FROM person_index');
    });
    await expect(asReader).rejects.toThrow('permission denied');
  });

  test('compares nobody by a number too short to be one', async () => {
    const short = await register(COOP, 'x-1', { phone: '- 12 -' });
    expect([short.status, short.body['code'], short.body['at']]).toEqual([400, 'malformed', 'phone']);
  });

  test('is made again from history to the row', async () => {
    const owner = await openDataSource(market.desk.database.ownerConnection, []);
    const { vault } = market.desk.ledger;
    const history = new History(owner, vault);
    const { tables } = await rebuild({
      dataSource: owner,
      history,
      projections: [members(vault)] as never,
      replace: false,
    }).finally(() => owner.destroy());
    for (const { table, missing, extra, changed, rows } of tables) {
      expect([table, missing, extra, changed]).toEqual([table, 0, 0, 0]);
      expect(rows).toBeGreaterThan(0);
    }
  });

  test('forgets with the person: the same number is then a stranger’s', async () => {
    const before = await index();
    const { id } = (
      await must(
        market.desk.post('/api/erasures', {
          key: market.keys[COOP],
          body: { member: 'luis', basis: 'consent-withdrawn' },
        }),
      )
    ).body as never as {
      id: string;
    };
    const second = (await market.desk.keys.create(null, 'operator', 'second')).secret;
    await must(market.desk.post(`/api/erasures/${id}/approval`, { key: second }));
    expect((await index()).length).toBe(before.length - 1);
    await must(register(OTHER_COOP, 'l-80', { identity: { country: 'CO', number: '1061700003' } }));
    const { body } = await must(market.get(OTHER_COOP, '/members'));
    expect((body['items'] as unknown as { code: string }[]).map(({ code }) => code)).toContain('l-77');
  });
});
