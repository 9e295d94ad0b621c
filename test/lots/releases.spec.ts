/** Released gold in its miner's month: once, as much as was handed in, and not as the author of a release would like it. */
import { randomBytes } from 'node:crypto';
import { toBase64Url } from '../../src/core/bytes.js';
import { commitment } from '../../src/core/log/entry.js';
import { inviteBy, PASSWORD } from '../parties/people/office.js';
import type { Answer } from '../parties/desk.js';
import { COOP, DAY, EXPORTER, lotPath, must, openMarket, type Market } from './market.js';
import { ON, rewritten, sealed, Signatory, wallet, type Prepared } from './wallet.js';

let market: Market;
let coop: Signatory;
let approver: string;
beforeAll(async () => {
  market = await openMarket();
  coop = await new Signatory(market, COOP, wallet(51)).introduce();
  approver = await keyOf('approver');
});
afterAll(() => market.desk.close());

let invited = 0;
async function keyOf(role: 'approver' | 'auditor'): Promise<string> {
  const token = await inviteBy(market.desk, market.operator, { role, organisation: COOP });
  const body = { token, name: 'Somebody', signIn: `${role}-${(invited += 1)}@coop.example`, password: PASSWORD };
  const told = await must(market.desk.post('/api/people/accept', { body, once: '' }));
  return (await market.desk.keys.create(COOP, role, role, { person: String(told.body['person']) })).secret;
}

/** Rosa's registration lapsed in February. */
async function held(code: string, more: object = {}): Promise<string> {
  const gold = { form: 'alluvial', site: 'PLAYA', finenessPpm: 940_000, method: 'touchstone', member: 'rosa' };
  await must(market.post(COOP, '/lots', { ...gold, code, grossMg: 3_000 + (invited += 1), ...more }));
  return (await market.lot(COOP, code)).id;
}

async function prepared(data: object, disclosures: readonly object[] = []): Promise<Answer> {
  const body = { type: 'lot.released', data, ...(disclosures.length > 0 && { disclosures }) };
  return market.desk.post('/api/statements/prepare', { key: approver, body, once: '' });
}

const bring = (payload: string, disclosures: readonly object[], key = approver): Promise<Answer> =>
  market.desk.post('/api/statements', { body: sealed(payload, [coop.own], disclosures), once: '', key });

/** Signed with a private value of one's own choice, in place of what the server would have it say of that name. */
async function forged(data: object, name: string, value: unknown): Promise<Answer> {
  const { payload, disclosures } = (await must(prepared(data))).body as unknown as Prepared;
  const own = { salt: toBase64Url(randomBytes(32)), name, value };
  const others = disclosures.filter((one) => one.name !== name);
  const all = value === undefined ? others : [...others, own];
  const sd = all.map((one) => commitment(one.salt, one.name, one.value as never)).sort();
  const changed = rewritten({ payload }, ({ sd: _sd, ...said }) => ({ ...said, ...(sd.length > 0 && { sd }) }));
  return bring(changed, all);
}

async function monthOf(code: string): Promise<bigint> {
  const { body } = await must(market.get(COOP, '/members'));
  const members = body['items'] as unknown as { code: string; months: Record<string, string> }[];
  return BigInt(members.find((one) => one.code === code)?.months['2026-03'] ?? 0);
}

const holds = async (code: string): Promise<readonly unknown[]> => (await market.lot(COOP, code)).holds;

describe('whose month the gold counts in', () => {
  test('is not for the signer to say: neither nobody’s, nor another’s, nor another quantity', async () => {
    const lot = await held('R-1');
    const [rosa, ana] = [await monthOf('rosa'), await monthOf('ana')];
    const data = { on: ON, lot, reason: 'renewal seen' };
    const month = '2026-03';
    const lies = [undefined, { member: 'ana', month, fineNg: '1' }, { member: 'rosa', month, fineNg: '1' }];
    for (const lie of lies) {
      expect(await forged(data, 'released', lie)).toMatchObject({ status: 409, body: { code: 'act-differs' } });
    }
    expect(await holds('R-1')).toHaveLength(1);
    expect([await monthOf('rosa'), await monthOf('ana')]).toEqual([rosa, ana]);
  });

  test('signed as it is, it counts once', async () => {
    const [lot, before] = [await held('R-2'), await monthOf('rosa')];
    const { grossMg } = await market.lot(COOP, 'R-2');
    const answer = await prepared({ on: ON, lot, reason: 'renewal seen' });
    const { payload, disclosures } = (await must(Promise.resolve(answer))).body as unknown as Prepared;
    expect(disclosures.map(({ name }) => name)).toEqual(['released']);
    await must(bring(payload, disclosures));
    expect((await monthOf('rosa')) - before).toBe(BigInt(grossMg) * 940_000n);
  });

  test('is not told by a release of one reason of two: a negative one would make room for more', async () => {
    await held('R-3', { declaration: 'DP-R' });
    const lot = await held('R-4', { declaration: 'DP-R' });
    const before = await monthOf('rosa');
    const data = { on: ON, lot, reason: 'renewal seen', codes: ['registration-lapsed'] };
    const lie = { member: 'rosa', month: '2026-03', fineNg: '-30000000000' };
    for (const value of [lie, { ...lie, fineNg: 'much' }]) {
      expect(await forged(data, 'released', value)).toMatchObject({ status: 409, body: { code: 'act-differs' } });
    }
    expect(await monthOf('rosa')).toBe(before);
  });
});

test('who only reads brings no decision, though a person of the house', async () => {
  const lot = await held('R-5');
  const { payload, disclosures } = (await must(prepared({ on: ON, lot, reason: 'renewal seen' })))
    .body as unknown as Prepared;
  const answer = await bring(payload, disclosures, await keyOf('auditor'));
  expect(answer).toMatchObject({ status: 403, body: { code: 'needs-a-person' } });
  expect(await holds('R-5')).toHaveLength(1);
});

describe('gold that is held a second time', () => {
  test('counts in its miner’s month once, however often it is released', async () => {
    await held('R-6');
    await must(release('R-6'));
    const before = await monthOf('rosa');
    for (const code of ['R-7', 'R-6']) {
      if (code === 'R-7') await market.deliver(code, 2_000);
      await must(market.post(COOP, lotPath(code, 'dispatch'), { to: EXPORTER, sentMg: 2_000, seal: 'S-77' }));
      await must(market.post(EXPORTER, lotPath(code, 'refuse'), { weighedMg: 2_000, sealIntact: true }));
    }
    expect(await holds('R-6')).toMatchObject([{ code: 'seal-used' }]);
    await must(release('R-6'));
    expect(await monthOf('rosa')).toBe(before);
  });

  test('because its weight was corrected upwards counts with what it grew by', async () => {
    const { entries } = await market.deliver('R-8', 2_000);
    const before = await monthOf('ana');
    const fix = { reason: 'misread-scale', fields: { grossMg: 5_000 } };
    await must(market.post(COOP, `/statements/${entries[0]?.sid}/correction`, fix));
    expect(await holds('R-8')).toMatchObject([{ code: 'corrected-upwards' }]);
    await must(release('R-8'));
    expect((await monthOf('ana')) - before).toBe(3_000n * 940_000n);
    // And once more, from where it stands now.
    await must(market.post(COOP, `/statements/${entries[0]?.sid}/correction`, { ...fix, fields: { grossMg: 5_500 } }));
    await must(release('R-8'));
    expect((await monthOf('ana')) - before).toBe(3_500n * 940_000n);
  });
});

function release(code: string): Promise<Answer> {
  const body = { on: DAY, reason: 'papers seen' };
  return market.desk.post(`/api${lotPath(code)}/hold/release`, { key: approver, body });
}
