/** Routes, times and couriers of gold on the road; and who was where. The raw tables are read as whoever runs the server. */
import { COOP, EXPORTER, must, openMarket, type Market } from './market.js';
import { aPerson } from './person.js';

let market: Market;
const people: Record<'ana' | 'luz' | 'eva', { id: string; key: string }> = {} as never;

beforeAll(async () => {
  market = await openMarket();
  people.ana = await aPerson(market, COOP);
  people.luz = await aPerson(market, EXPORTER);
  people.eva = await aPerson(market, COOP);
});
afterAll(() => market.desk.close());

const route = {
  courier: 'Transportes Seguros, móvil 7',
  route: 'Quibdó – Medellín, vía 60',
  departs: '2026-03-10T05:30-05:00',
  arrives: '2026-03-10T14:00-05:00',
};

async function sent(code: string): Promise<void> {
  await market.deliver(code, 2_000);
  await market.did(COOP, `/lots/${code}/dispatch`, { to: EXPORTER, sentMg: 2_000 });
}
async function planned(code: string, more: object = {}, key = people.ana.key) {
  const payload = { readers: [people.ana.id, people.luz.id], ...route, ...more };
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return market.desk.app.inject({ method: 'PUT', url: `/api/lots/${code}/plan`, headers, payload });
}
const read = (code: string, key: string) => market.desk.get(`/api/lots/${code}/plan`, { key });
async function raw(): Promise<string> {
  const { ownerQuery } = market.desk.database;
  return JSON.stringify(
    await ownerQuery('SELECT lot, org, readers, encode(sealed, $1) FROM transport_plan', ['escape']),
  );
}

describe('the plan of a journey', () => {
  test('is seen by the two persons it names, of either side, and by nobody beside them', async () => {
    await sent('R-1');
    expect((await planned('R-1')).statusCode).toBe(204);
    for (const { key } of [people.ana, people.luz]) {
      expect(await read('R-1', key)).toMatchObject({ status: 200, body: route });
    }
    for (const key of [people.eva.key, market.keys[COOP], market.keys[EXPORTER], market.operator]) {
      const { status, text } = await read('R-1', key);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toMatch(/móvil|vía 60/);
    }
    expect((await read('R-1', market.keys['coop-two'])).status).toBe(404);
  });

  test('lies sealed: whoever has the database reads no route in it', async () => {
    const stored = await raw();
    expect(stored).toContain(people.ana.id);
    expect(stored).not.toMatch(/Transportes|Medell|05:30/);
  });

  test('is gone from the database with the receipt', async () => {
    await market.did(EXPORTER, '/lots/R-1/receive', { receivedMg: 2_000, sealIntact: true });
    expect(await raw()).toBe('[]');
    expect((await read('R-1', people.ana.key)).body['code']).toBe('unknown-plan');
    expect((await planned('R-1')).statusCode).toBe(403);
  });

  test('and with a refusal or a loss', async () => {
    await sent('R-2');
    await sent('R-3');
    for (const code of ['R-2', 'R-3']) expect((await planned(code)).statusCode).toBe(204);
    await market.did(EXPORTER, '/lots/R-2/refuse', { weighedMg: 1_000, sealIntact: false });
    await market.did(COOP, '/lots/R-3/loss', { cause: 'lost' });
    expect(await raw()).toBe('[]');
    // It is at home again, and there is nothing to plan.
    expect((await planned('R-2')).statusCode).toBe(409);
  });

  test('names two persons, not one twice, and is its sender’s to make', async () => {
    await sent('R-4');
    expect((await planned('R-4', { readers: [people.ana.id, people.ana.id] })).statusCode).toBe(400);
    expect((await planned('R-4', { readers: ['ana', 'luz'] })).statusCode).toBe(400);
    expect((await planned('R-4', {}, people.luz.key)).statusCode).toBe(403);
  });
});

const dispatch = (code: string, place: object, key = people.eva.key) =>
  must(
    market.desk.post(`/api/lots/${code}/dispatch`, {
      key,
      body: { to: EXPORTER, sentMg: 2_000, on: '2026-03-10', place },
    }),
  );

describe('P17: the same person at two counters', () => {
  const quibdo = { latitude: '5.69', longitude: '-76.66' };
  const zurich = { latitude: '47.37', longitude: '8.54' };
  test('an ocean apart within minutes is asked about; the gold goes on, and nothing public says where', async () => {
    for (const code of ['R-10', 'R-11', 'R-12']) await market.deliver(code, 2_000);
    expect((await dispatch('R-10', quibdo)).body).not.toHaveProperty('asked.0');
    const { body } = await dispatch('R-11', zurich);
    expect(body['asked']).toMatchObject([{ rule: 'P17', code: 'impossible-travel' }]);
    expect(JSON.stringify(body['asked'])).toMatch(/\d{4} km in 0 minutes/);
    expect(await market.lot(COOP, 'R-11')).toMatchObject({ holds: [], transit: { to: EXPORTER } });
    // Somebody else was there all along.
    expect((await dispatch('R-12', zurich, people.ana.key)).body).not.toHaveProperty('asked.0');
    const { ownerQuery } = market.desk.database;
    const stored = JSON.stringify([
      await ownerQuery(`SELECT encode(person, 'hex'), encode(sealed, 'escape') FROM whereabouts`),
      await ownerQuery(`SELECT convert_from(bytes, 'UTF8') FROM statement`),
    ]);
    expect(stored).not.toMatch(/47\.37|8\.54|5\.69|76\.66/);
    expect(stored).not.toContain(people.eva.id);
  });
});
