import { createHash } from 'node:crypto';
import type { LoggerService } from '@nestjs/common';
import { openDesk, type Desk } from './desk.js';

const said: string[] = [];
const write = (...parts: unknown[]): void => void said.push(parts.map(String).join(' '));
const logger: LoggerService = { log: write, warn: write, error: write, debug: write, verbose: write, fatal: write };

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({}, { logger });
});
afterAll(() => desk.close());

const from = (address: string) => ({ 'x-forwarded-for': address });

describe('who is let in', () => {
  test('nobody without a key', async () => {
    const asked = await desk.get('/api/organisations');
    expect(asked).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    expect(asked.headers['www-authenticate']).toMatch(/^Bearer/);
  });

  test.each([
    ['a key nobody made', `veta_${'A'.repeat(43)}`],
    ['a key of another make', 'sk_live_123'],
    ['an empty key', ''],
    ['SQL', `veta_' OR '1'='1`],
  ])('not with %s', async (_, key) => {
    const headers = { authorization: `Bearer ${key}`, ...from('203.0.113.1') };
    expect(await desk.get('/api/organisations', { headers })).toMatchObject({ status: 401 });
  });

  test('not with the hash of a key, which is all that a thief of the database has', async () => {
    const { secret } = await desk.keys.create(null, 'operator', 'stolen');
    const hash = createHash('sha256').update(secret).digest();
    for (const key of [hash.toString('hex'), `veta_${hash.toString('base64url')}`]) {
      const headers = from('203.0.113.2');
      expect(await desk.get('/api/organisations', { key, headers })).toMatchObject({ status: 401 });
    }
  });

  test('not with a key that was revoked, which stays so', async () => {
    const { id, secret } = await desk.keys.create(null, 'operator', 'lost phone');
    expect(await desk.get('/api/organisations', { key: secret })).toMatchObject({ status: 200 });
    expect(await desk.keys.revoke(id)).toBe(true);
    expect(await desk.keys.revoke(id)).toBe(false);
    expect(await desk.keys.revoke('office')).toBe(false);
    const headers = from('203.0.113.3');
    expect(await desk.get('/api/organisations', { key: secret, headers })).toMatchObject({ status: 401 });
  });

  test('a wrong key is wrong on an open route too', async () => {
    const headers = from('203.0.113.4');
    expect(await desk.get('/health/live', { key: 'veta_wrong', headers })).toMatchObject({ status: 401 });
    expect(await desk.get('/health/live')).toMatchObject({ status: 200 });
  });

  test('an address that guesses is made to wait, others are not', async () => {
    const headers = from('203.0.113.9');
    const statuses: number[] = [];
    for (let i = 0; i < 12; i += 1) {
      const { status } = await desk.get('/api/organisations', { key: `veta_${i}`, headers });
      statuses.push(status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
    expect(statuses.slice(10)).toEqual([429, 429]);
    const { secret } = await desk.keys.create(null, 'operator', 'elsewhere');
    expect(await desk.get('/api/organisations', { key: secret, headers: from('203.0.113.10') })).toMatchObject({
      status: 200,
    });
  });
});

describe('what is kept of a key', () => {
  test('it is shown once and stored as its hash', async () => {
    const { id, secret } = await desk.keys.create(null, 'operator', 'once');
    expect(secret).toMatch(/^veta_[A-Za-z0-9_-]{43}$/);
    const rows = await desk.database.ownerQuery<{ whole: string; hash: Buffer }>(
      'SELECT k::text AS whole, k.hash FROM api_key k WHERE id = $1',
      [id],
    );
    expect(rows[0]?.hash).toEqual(createHash('sha256').update(secret).digest());
    expect(rows[0]?.whole).not.toContain(secret.slice(5));
    expect(JSON.stringify(await desk.keys.list())).not.toContain(secret.slice(5));
  });

  test('two keys are never alike, and a fresh server has none', async () => {
    const [a, b] = await Promise.all([1, 2].map(() => desk.keys.create(null, 'operator', 'same name')));
    expect(a?.secret).not.toBe(b?.secret);
    const fresh = await openDesk({}, { logger });
    expect(await fresh.keys.list()).toEqual([]);
    await fresh.close();
  });

  test('a registrar’s key belongs to an organisation that is registered', async () => {
    await expect(desk.keys.create(null, 'registrar', 'r')).rejects.toMatchObject({ code: 'missing', at: 'org' });
    await expect(desk.keys.create('nobody', 'registrar', 'r')).rejects.toMatchObject({ code: 'unknown-organisation' });
    await expect(desk.keys.create(null, 'operator', ' ')).rejects.toMatchObject({ code: 'missing', at: 'name' });
  });

  test('the application may neither delete a key nor change whose it is', async () => {
    const { dataSource } = desk.database;
    await expect(dataSource.query('DELETE FROM api_key')).rejects.toThrow(/permission denied/);
    await expect(dataSource.query(`UPDATE api_key SET role = 'operator'`)).rejects.toThrow(/permission denied/);
    await expect(dataSource.query('DELETE FROM private_member')).rejects.toThrow(/permission denied/);
    await expect(dataSource.query(`UPDATE used_number SET lot = 'x'`)).rejects.toThrow(/permission denied/);
  });

  test('every denial is in the log, no secret ever is', async () => {
    const { secret, id } = await desk.keys.create(null, 'operator', 'logged');
    await desk.get('/api/members', { key: secret });
    await desk.get('/api/organisations', { key: secret });
    await desk.keys.revoke(id);
    await desk.get('/api/organisations', { key: secret, headers: from('203.0.113.5') });
    const log = said.join('\n');
    expect(log).toMatch(
      /"denied":"PartiesController\.organisations","from":"203\.0\.113\.5".*"the key is unknown, expired/,
    );
    expect(log).not.toContain(secret.slice(5));
    expect(log).not.toMatch(/veta_[A-Za-z0-9]/);
  });
});
