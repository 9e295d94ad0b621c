/** What the desk refuses, and what it keeps to itself. */
import { COOP, DAY, delivery, EXPORTER, lotPath, openMarket, OTHER_COOP, REFINER, type Market } from './market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
  await market.deliver('E-1', 5_000);
});
afterAll(() => market.desk.close());

const es = { headers: { 'accept-language': 'es' } };

describe('whose gold it is', () => {
  const acts: readonly [act: string, body: object][] = [
    ['assays', { finenessPpm: 950_000, method: 'xrf' }],
    ['split', { outputs: [{ code: 'X-1', grossMg: 10 }] }],
    ['dispatch', { to: REFINER, sentMg: 5_000 }],
    ['receive', { receivedMg: 5_000, sealIntact: true }],
    ['refuse', { weighedMg: 5_000, sealIntact: true }],
    ['title', { to: REFINER, basis: 'sale' }],
    ['release', {}],
  ];

  test.each(acts)('another organisation’s lot is unknown to %s, by code and by id', async (act, body) => {
    const { id } = await market.lot(COOP, 'E-1');
    for (const name of ['E-1', id]) {
      expect(await market.post(EXPORTER, lotPath(name, act), body)).toMatchObject({
        status: 404,
        body: { code: 'unknown-lot', at: 'lot' },
      });
    }
  });

  test('a foreign lot and one that does not exist are answered alike', async () => {
    const { id } = await market.lot(COOP, 'E-1');
    const foreign = await market.get(EXPORTER, lotPath(id));
    const none = await market.get(EXPORTER, lotPath('00000000-0000-4000-8000-000000000000'));
    expect(foreign.status).toBe(404);
    expect(foreign.text.replace(id, '')).toBe(none.text.replace('00000000-0000-4000-8000-000000000000', ''));
  });

  test('melted into one’s own bar, a foreign lot is unknown; the answer says which', async () => {
    await market.deliver('C-1', 1_000, {}, OTHER_COOP);
    const body = { inputs: [{ lot: 'C-1' }, { lot: 'E-1' }], output: { code: 'B-9', form: 'dore', grossMg: 900 } };
    expect(await market.post(OTHER_COOP, '/melts', { ...body, cause: 'moisture' })).toMatchObject({
      status: 404,
      body: { code: 'unknown-lot', at: 'inputs[1].lot' },
    });
  });

  test('the public writes nothing, and an operator who acts for no organisation neither', async () => {
    const paths = ['/lots', '/melts', '/refinings', '/workings', '/shipments', '/counts', '/lots/E-1/split'];
    for (const path of [...paths, ...acts.map(([act]) => lotPath('E-1', act)), '/shipments/S-1/export']) {
      expect(await market.desk.post(`/api${path}`, { body: {} })).toMatchObject({
        status: 401,
        body: { code: 'not-signed-in' },
      });
    }
    const body = { ...delivery('E-2', 1_000), on: DAY };
    expect(await market.desk.post('/api/lots', { key: market.operator, body })).toMatchObject({ status: 403 });
    expect(await market.desk.get('/api/lots', { key: market.operator })).toMatchObject({ status: 403 });
    expect(await market.get(undefined, '/lots')).toMatchObject({ status: 401 });
  });

  test.each(['E-1', 'nothing', '%00', '%F0%9F', 'a%0Ab', `${'x'.repeat(99)}`, "' OR '1'='1", '..%2F..%2Fetc'])(
    'the public is told nothing of %s',
    async (name) => {
      const asked = await market.desk.get(`/api/lots/${name}`);
      expect([400, 404]).toContain(asked.status);
      expect(asked.text).not.toMatch(/coop|5000/);
    },
  );
});

describe('a delivery that cannot be read or cannot be true', () => {
  const good = delivery('E-3', 2_400);
  test.each([
    ['tomorrow', { on: '2999-01-01' }, 422, 'in-the-future', 'on'],
    ['no date', { on: undefined }, 400, 'missing', 'on'],
    ['31 February', { on: '2026-02-31' }, 422, 'not-a-date', 'on'],
    ['minus two grams', { grossMg: -2_000 }, 422, 'not-positive', 'grossMg'],
    ['grams for milligrams', { grossMg: 2.4 }, 422, 'not-a-number', 'grossMg'],
    ['1180 ‰', { finenessPpm: 1_180_000 }, 422, 'out-of-range', 'finenessPpm'],
    ['a site nobody registered', { site: 'RIO' }, 404, 'unknown-site', 'site'],
    ['a scale nobody registered', { scale: 'BAL-9' }, 404, 'unknown-scale', 'scale'],
    ['a number that was given before', { code: 'E-1' }, 409, 'code-used', 'code'],
    ['a zone on no map', { tz: 'Atlantis/Capital' }, 400, 'malformed', 'tz'],
    ['an owner of the caller’s choice', { owner: EXPORTER }, 400, 'unknown-field', 'owner'],
    ['an organisation of the caller’s choice', { org: OTHER_COOP }, 400, 'unknown-field', 'org'],
  ])('%s', async (_, change, status, code, at) => {
    expect(await market.post(COOP, '/lots', { ...good, ...change })).toMatchObject({ status, body: { code, at } });
    expect(await market.get(COOP, '/lots/E-3')).toMatchObject({ status: 404 });
  });

  test('today is the site’s: what is tomorrow in Bogotá is not yet a day to deliver on', async () => {
    const tomorrow = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Bogota' }).format(Date.now() + 86_400_000);
    expect(await market.post(COOP, '/lots', { ...good, on: tomorrow })).toMatchObject({
      status: 422,
      body: { code: 'in-the-future' },
    });
  });
});

describe('gold that is not there to be used', () => {
  test('held: weighed and receipted, and its sentence says why', async () => {
    const told = await market.deliver('E-4', 2_000, { member: 'nobody' });
    expect(told.entries).toHaveLength(2);
    expect(told.held).toEqual([
      { rule: 'P4', code: 'unknown-member', at: 'member', sentence: expect.stringMatching(/kept apart/) },
    ]);
    const asked = await market.post(COOP, lotPath('E-4', 'split'), { outputs: [{ code: 'E-4a', grossMg: 10 }] }, es);
    expect(asked).toMatchObject({ status: 409, body: { code: 'lot-held' } });
    expect(asked.body['detail']).toMatch(/^El lote está en revisión: E-4, regla P4/);
    expect((await market.get(COOP, '/lots/E-4', es)).body['holds']).toMatchObject([
      { sentence: expect.stringMatching(/^P4: la persona no está en el registro/) },
    ]);
  });

  test('on its way: neither split, melted, sent again, nor received by its sender', async () => {
    await market.deliver('E-5', 3_000);
    await market.did(COOP, lotPath('E-5', 'dispatch'), { to: EXPORTER, sentMg: 3_000, seal: 'S-5' });
    const melt = { inputs: [{ lot: 'E-5' }], output: { code: 'B-5', form: 'dore', grossMg: 2_900 }, cause: 'moisture' };
    for (const [path, body] of [
      [lotPath('E-5', 'split'), { outputs: [{ code: 'E-5a', grossMg: 10 }] }],
      [lotPath('E-5', 'dispatch'), { to: REFINER, sentMg: 3_000 }],
      ['/melts', melt],
    ] as const) {
      expect(await market.post(COOP, path, body)).toMatchObject({ status: 409, body: { code: 'lot-in-transit' } });
    }
    const receipt = { receivedMg: 3_000, sealIntact: true };
    expect(await market.post(COOP, lotPath('E-5', 'receive'), receipt)).toMatchObject({
      status: 409,
      body: { code: 'lot-in-transit' },
    });
    expect(await market.post(REFINER, lotPath('E-5', 'receive'), receipt)).toMatchObject({ status: 404 });
  });

  test('received though nobody sent it, and assayed by one who no longer holds it', async () => {
    const receipt = { receivedMg: 5_000, sealIntact: true };
    expect(await market.post(COOP, lotPath('E-1', 'receive'), receipt)).toMatchObject({
      status: 409,
      body: { code: 'lot-not-in-transit' },
    });
    await market.deliver('E-6', 1_000);
    await market.did(COOP, lotPath('E-6', 'dispatch'), { to: EXPORTER, sentMg: 1_000 });
    await market.did(EXPORTER, lotPath('E-6', 'receive'), { receivedMg: 1_000, sealIntact: true });
    const assay = { finenessPpm: 999_000, method: 'fire-assay' };
    expect(await market.post(COOP, lotPath('E-6', 'assays'), assay)).toMatchObject({
      status: 403,
      body: { code: 'lot-not-in-your-custody' },
    });
  });

  test('more than is left: the sentence says how much that is', async () => {
    const body = {
      outputs: [
        { code: 'E-1a', grossMg: 4_000 },
        { code: 'E-1b', grossMg: 2_340 },
      ],
    };
    const asked = await market.post(COOP, lotPath('E-1', 'split'), body, es);
    expect(asked).toMatchObject({ status: 409, body: { code: 'overspent', at: 'grossMg' } });
    expect(asked.body['detail']).toMatch(/en el lote E-1 quedan 5,000 g, se piden 6,340 g/);
  });

  test('one lot named twice in one melt, and one new number given twice in one split', async () => {
    const inputs = [
      { lot: 'E-1', grossMg: 5_000 },
      { lot: 'E-1', grossMg: 5_000 },
    ];
    const melt = { inputs, output: { code: 'B-1', form: 'dore', grossMg: 9_900 }, cause: 'moisture' };
    expect(await market.post(COOP, '/melts', melt)).toMatchObject({ status: 400, body: { at: 'inputs[1].lot' } });
    const { id } = await market.lot(COOP, 'E-1');
    const again = { ...melt, inputs: [{ lot: 'E-1' }, { lot: id }] };
    expect(await market.post(COOP, '/melts', again)).toMatchObject({ status: 400, body: { at: 'inputs[1].lot' } });
    const outputs = [
      { code: 'E-1a', grossMg: 10 },
      { code: 'E-1a', grossMg: 10 },
    ];
    expect(await market.post(COOP, lotPath('E-1', 'split'), { outputs })).toMatchObject({
      status: 409,
      body: { code: 'code-used', at: 'outputs[1].code' },
    });
  });

  test('a bar that weighs more than what went into it, and an unknown buyer', async () => {
    const melt = { inputs: [{ lot: 'E-1' }], output: { code: 'B-1', form: 'dore', grossMg: 5_001 }, cause: 'moisture' };
    expect(await market.post(COOP, '/melts', melt)).toMatchObject({
      status: 422,
      body: { code: 'outputs-exceed-inputs' },
    });
    expect(await market.post(COOP, lotPath('E-1', 'title'), { to: 'nobody', basis: 'sale' })).toMatchObject({
      status: 404,
      body: { code: 'unknown-organisation' },
    });
  });

  test('a shipment nobody packed', async () => {
    expect(await market.post(EXPORTER, '/shipments/EXP-0/export', {})).toMatchObject({
      status: 404,
      body: { code: 'unknown-shipment' },
    });
    expect(await market.post(EXPORTER, '/shipments/%00/export', {})).toMatchObject({ status: 404 });
  });

  test('nothing refused left a trace: all of the first delivery is still there', async () => {
    expect(await market.lot(COOP, 'E-1')).toMatchObject({ grossMg: 5_000, custodian: COOP, holds: [] });
  });
});
