/** Runbook "The signer refuses": intake stops with 503, reading goes on, readiness says why, fsck names the first bad entry. */
import { fsck } from '../../src/ledger/fsck.js';
import { openDesk, type Desk } from '../parties/desk.js';
import { asSuperuser, beforeItIsSigned } from './attack.js';

const ORGANISATION = { organisation: 'coop', name: 'Cooperativa', role: 'cooperative', country: 'CO' };

describe('a signer that refuses', () => {
  let desk: Desk;
  let key: string;

  beforeAll(async () => {
    desk = await openDesk();
    key = (await desk.keys.create(null, 'operator', 'office')).secret;
    expect((await desk.post('/api/organisations', { key, body: ORGANISATION })).status).toBe(201);
    await desk.ledger.checkpoint();
    await beforeItIsSigned(desk.database, async () => {
      const other = { ...ORGANISATION, organisation: 'other' };
      expect((await desk.post('/api/organisations', { key, body: other })).status).toBe(201);
      await asSuperuser(
        desk.database,
        `UPDATE statement SET bytes = replace(convert_from(bytes, 'UTF8'), 'Cooperativa', 'Competencia')::bytea WHERE idx = 1`,
      );
    });
    await expect(desk.ledger.checkpoint()).rejects.toThrow('refuses entry 1');
  });

  afterAll(() => desk.close());

  test('stops the intake with 503 and a sentence in the caller’s language that tells no inner matter', async () => {
    const body = { ...ORGANISATION, organisation: 'third' };
    const answer = await desk.post('/api/organisations', { key, body, headers: { 'accept-language': 'es' } });
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ code: 'log-stopped', detail: expect.stringContaining('envíelo más tarde') });
    expect(answer.text).not.toContain('entry 1');
  });

  test('says why in readiness, and what was signed is read on', async () => {
    const ready = await desk.get('/health/ready');
    expect(ready.status).toBe(503);
    expect(ready.text).toContain('The signer refuses entry 1: ');
    expect((await desk.get('/log/checkpoint')).text).toContain('\n1\n');
    expect((await desk.get('/log/tile/0/000.p/1')).status).toBe(200);
  });

  test('fsck names the first bad index', async () => {
    const report = await fsck({ dataSource: desk.database.dataSource, signerDir: desk.signerDir });
    expect(report.faults[0]).toMatchObject({ idx: 1 });
  });
});
