import type { EntityManager } from 'typeorm';
import { Balance } from '../../src/core/custody/balance.js';
import { readAs } from '../../src/database/tenant.js';
import { fsck } from '../../src/ledger/fsck.js';
import { History, type Past } from '../../src/ledger/history.js';
import { count, DOOMED } from '../../src/parties/erasure/erasure.sql.js';
import { openProvenance } from '../../src/provenance/provenance.js';
import { verify } from '../../src/verifier/door.js';
import { asSuperuser } from '../ledger/attack.js';
import { COOP, EXPORTER, openMarket, OTHER_COOP, type Market } from '../lots/market.js';

interface Asked {
  readonly id: string;
  readonly values: number;
  readonly status: string;
}

let market: Market;
let office: string;
let keeper: string;

beforeAll(async () => {
  market = await openMarket();
  const { keys } = market.desk;
  office = (await keys.create(COOP, 'operator', 'office')).secret;
  keeper = (await keys.create(null, 'operator', 'keeper')).secret;
  await market.deliver('E-1', 12_000);
  await market.deliver('E-2', 9_000);
  await market.deliver('E-3', 4_000, { member: 'rosa' });
});
afterAll(() => market.desk.close());

const ask = (body: object, key = market.keys[COOP], once?: string) =>
  market.desk.post('/api/erasures', { key, body, ...(once !== undefined && { once }) });
const approve = (id: string, key: string) => market.desk.post(`/api/erasures/${id}/approval`, { key });
const history = () => new History(market.desk.database.dataSource, market.desk.ledger.vault);
const policy = () => `log ${market.desk.ledger.vkey}\nquorum none\n`;

async function audit() {
  const balance = new Balance();
  return fsck({
    dataSource: market.desk.database.dataSource,
    signerDir: market.desk.signerDir,
    vault: market.desk.ledger.vault,
    checks: [({ statement }) => balance.add(statement).map(({ what }) => what)],
  });
}

async function bundleOf(code: string, ...names: string[]): Promise<Uint8Array> {
  const { dataSource } = market.desk.database;
  await market.desk.ledger.checkpoint();
  const [lot]: { id: string; code: string }[] = await dataSource.query(
    'SELECT id, code FROM lot WHERE registrar = $1 AND code = $2',
    [COOP, code],
  );
  const bytes = await openProvenance(dataSource, market.desk.ledger, history()).bundleOf(
    lot ?? { id: '', code },
    names.length === 0 ? undefined : { org: COOP, names },
  );
  if (bytes === undefined) throw new Error(`no checkpoint covers ${code}`);
  return bytes;
}

async function registered(code: string): Promise<Past> {
  for await (const past of history().all()) {
    if (past.statement.type === 'lot.registered' && past.statement.data['code'] === code) return past;
  }
  throw new Error(`no delivery ${code}`);
}

describe('what is not erased', () => {
  test.each([
    ['nothing in particular', {}, 'missing'],
    ['a person and single values at once', { member: 'ana', digests: ['x'] }, 'missing'],
    ['a person of whom nothing is kept', { member: 'nobody' }, 'not-found'],
    ['a value nobody committed to', { digests: ['C2ig7wWcdvGFsX2Kqxv8nYl6tJ3kbNhMWz3O9T9pPpA'] }, 'not-found'],
  ])('%s', async (_, body, code) => {
    expect((await ask({ basis: 'consent-withdrawn', ...body })).body).toMatchObject({ code });
  });

  test('for a reason in words, which would stand in the log for ever', async () => {
    expect((await ask({ member: 'ana', basis: 'Ana wants it' })).body).toMatchObject({
      code: 'malformed',
      at: 'basis',
    });
  });

  test("another organisation's values, nor are they shown to it", async () => {
    const { sid, statement } = await registered('E-1');
    const digests = statement.sd ?? [];
    const asked = await ask({ digests, basis: 'objection' }, market.keys[EXPORTER]);
    expect(asked).toMatchObject({ status: 404, body: { code: 'not-found', at: 'digests[0]' } });
    const path = `/statements/${Buffer.from(sid).toString('hex')}/disclosures`;
    expect(await market.get(EXPORTER, path)).toMatchObject({ status: 404 });
    const { body } = await market.get(COOP, path);
    const names = (body['items'] as unknown as { name: string; digest: string }[]).map(({ name }) => name);
    expect(names.sort()).toEqual(['counted', 'declaration', 'member']);
  });

  test('by the one who asked for it, nor by a registrar, and until then everything stays', async () => {
    const { body, status } = await ask({ member: 'ana', basis: 'consent-withdrawn' }, office, 'ana');
    const { id, ...asked } = body as unknown as Asked;
    expect(status).toBe(202);
    expect(asked).toMatchObject({ status: 'pending', values: 1 + 2 * 3 });
    expect(await approve(id, office)).toMatchObject({ status: 403, body: { code: 'same-person' } });
    expect(await approve(id, market.keys[COOP])).toMatchObject({ status: 403 });
    expect(await approve('6f0f2a3e-0000-4000-8000-000000000000', keeper)).toMatchObject({ status: 404 });
    expect((await ask({ member: 'rosa', basis: 'consent-withdrawn' }, office, 'ana')).body).toMatchObject({
      code: 'key-reused',
    });
    expect(await history().disclosuresOf([(await registered('E-1')).sid])).toHaveLength(3);
  });

  test('by a hand in the database: not by the application, and not by the owner', async () => {
    const { dataSource, ownerQuery } = market.desk.database;
    for (const sql of ['DELETE FROM private_value', `DELETE FROM private_value WHERE org = '${COOP}'`]) {
      await expect(dataSource.query(sql)).rejects.toThrow('erased only by an entry that says so');
      await expect(ownerQuery(sql)).rejects.toThrow('erased only by an entry that says so');
    }
    await expect(dataSource.query('DELETE FROM data_key')).rejects.toThrow('destroyed only with the values it seals');
    await expect(dataSource.query(`UPDATE private_value SET sealed = sealed`)).rejects.toThrow('permission denied');
    await expect(ownerQuery(`UPDATE data_key SET wrapped = wrapped`)).rejects.toThrow('only ever added to');
    await expect(ownerQuery(`TRUNCATE private_value`)).rejects.toThrow('only ever added to');
  });
});

describe('what is shown', () => {
  test('nothing private, unless its organisation chooses; then that, and how much is withheld', async () => {
    const plain = verify(await bundleOf('E-2'), policy());
    expect(plain).toMatchObject({ exit: 0, summary: { values: { shown: [], withheld: 3, erased: 0 } } });
    const some = verify(await bundleOf('E-2', 'declaration'), policy());
    expect(some.exit).toBe(0);
    expect(some.summary?.values).toMatchObject({ shown: [{ name: 'declaration', value: 'DP-E-2' }], withheld: 2 });
    const { values: _, ...rest } = some.summary ?? {};
    expect(plain.summary).toMatchObject(rest);
    expect(Buffer.from(await bundleOf('E-2', 'declaration')).toString('latin1')).not.toContain('ana');
  });

  test('a value that the statement is not committed to is a bad proof', async () => {
    const bytes = Buffer.from(await bundleOf('E-2', 'declaration')).toString('utf8');
    const forged = bytes.replace('"DP-E-2"', '"DP-E-9"');
    expect(forged).not.toBe(bytes);
    expect(verify(Buffer.from(forged), policy()).exit).toBe(1);
  });
});

describe('a person is erased', () => {
  let old: Uint8Array;
  let sid: Uint8Array;
  let sd: readonly string[];

  beforeAll(async () => {
    const past = await registered('E-1');
    ({ sid } = past);
    sd = past.statement.sd ?? [];
    old = await bundleOf('E-1');
    const { body } = await ask({ member: 'ana', basis: 'consent-withdrawn' }, office, 'ana');
    const { id } = body as unknown as Asked;
    const answer = await approve(id, keeper);
    expect(answer).toMatchObject({ status: 201 });
    expect((await approve(id, keeper)).body).toEqual(answer.body);
  });

  test('value, name and data key are gone, the other person is not', async () => {
    expect(await history().disclosuresOf([sid])).toEqual([]);
    expect(await history().disclosuresOf([(await registered('E-3')).sid])).toHaveLength(3);
    const { body } = await market.get(COOP, '/members');
    expect((body['items'] as unknown as { code: string }[]).map(({ code }) => code)).toEqual(['rosa']);
    const [left] = await market.desk.database.ownerQuery(
      `SELECT count(*)::int AS n FROM data_key WHERE kind = 'member'`,
    );
    expect(left).toEqual({ n: 3 });
  });

  test('an entry says so, without saying who, in the chain of every lot it is about', async () => {
    const [lot] = (await registered('E-1')).statement.lots;
    const entry = (await history().historyOf([lot ?? ''])).at(-1)?.statement;
    expect(entry).toMatchObject({ type: 'personal-data.erased', org: COOP, attested: 'platform' });
    const { digests, of, basis, requestedBy, approvedBy } = (entry?.data ?? {}) as Record<string, unknown>;
    expect(digests).toEqual(expect.arrayContaining([...sd]));
    expect(of).toContain(Buffer.from(sid).toString('hex'));
    expect(basis).toBe('consent-withdrawn');
    expect(requestedBy).not.toBe(approvedBy);
    expect(JSON.stringify(entry)).not.toMatch(/ana|office|keeper/);
  });

  test('every proof still holds: the bundle handed out before, a new one, and the whole ledger', async () => {
    expect(verify(old, policy())).toMatchObject({ exit: 0, summary: { values: { withheld: 3, erased: 0 } } });
    const fresh = verify(await bundleOf('E-1'), policy());
    expect(fresh.lines.filter(({ ok }) => !ok)).toEqual([]);
    expect(fresh).toMatchObject({ exit: 0, summary: { values: { shown: [], withheld: 0, erased: 3 } } });
    expect(await audit()).toMatchObject({ ok: true, faults: [] });
  });

  test('her next delivery is of somebody unknown, and is held', async () => {
    const { held } = await market.deliver('E-4', 3_000);
    expect(held.map(({ code }) => code)).toContain('unknown-member');
  });

  test('a backup brings her back, and the next start erases her again', async () => {
    const vault = market.desk.ledger.vault;
    const { database } = market.desk;
    const { keepValues } = await import('../../src/ledger/private/values.js');
    const { eraseAgain } = await import('../../src/ledger/private/erase.js');
    const back = { sid, digest: sd[0] ?? '', org: COOP, salt: 's', name: 'member', value: 'ana' };
    await keepValues(database.dataSource, vault, [{ ...back, subject: `member:${COOP}/ana` }]);
    const { faults } = await audit();
    expect(faults.map(({ what }) => what)).toContainEqual(
      expect.stringMatching(/was erased by entry \d+ and is there again/),
    );
    await eraseAgain(database.dataSource);
    expect(await audit()).toMatchObject({ ok: true });
  });
});

test('a value is looked for by what it is asked by, however many there are', async () => {
  const { dataSource } = market.desk.database;
  const asked = [COOP, null, ['A'.repeat(43)]];
  const explain = (sql: string) => async (tx: EntityManager) => {
    await tx.query('SET LOCAL enable_seqscan = off');
    return (await tx.query(`EXPLAIN ${sql}`, asked)) as { 'QUERY PLAN': string }[];
  };
  const plans = [
    await readAs(dataSource, COOP, explain(count((column) => `${column} = $1`))),
    await dataSource.transaction(explain(DOOMED)),
  ];
  for (const plan of plans) {
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('private_value_digest_idx');
  }
});

test('evidence made to vanish under the pretext of privacy is missed: a value gone without an entry (A26)', async () => {
  const { sid, idx, statement } = await registered('E-3');
  await asSuperuser(
    market.desk.database,
    `DELETE FROM private_value WHERE sid = '\\x${Buffer.from(sid).toString('hex')}' AND digest = '${statement.sd?.[1]}'`,
  );
  expect(await audit()).toMatchObject({
    ok: false,
    faults: [{ idx, what: `its private value ${statement.sd?.[1]} is gone, and no entry says that it was erased` }],
  });
});

test('two persons of two cooperatives with one code are two', async () => {
  const { body } = await market.desk.get('/api/members', { key: market.keys[OTHER_COOP] });
  expect((body['items'] as unknown as { code: string }[]).map(({ code }) => code)).toEqual(['ana', 'rosa']);
});
