/** The same last milligrams, asked for by many at once: through the door, on real PostgreSQL, by one server and by two. */
import * as fc from 'fast-check';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from '../../src/app/serve.js';
import { openDataSource } from '../../src/database/connect.js';
import { History } from '../../src/ledger/history.js';
import { openLedger } from '../../src/ledger/open.js';
import { registerLots } from '../../src/lots/lot.projection.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { LotsModule } from '../../src/lots/lots.module.js';
import { PARTY_ROWS } from '../../src/parties/parties.module.js';
import { registerParties } from '../../src/parties/projections/projections.js';
import { auditBalance } from '../support/audit.js';
import { COOP, DAY, lotPath, openMarket, type Market } from './market.js';

let market: Market;
let second: { app: NestFastifyApplication; close(): Promise<void> };
beforeAll(async () => {
  market = await openMarket();
  second = await anotherServer(market);
});
afterAll(async () => {
  await second.close();
  await market.desk.close();
});

/** What the door answers: status, and the code and sentence of a refusal. */
interface Said {
  readonly status: number;
  readonly code?: string;
  readonly detail?: string;
}

/** Another process would do the same: its own connections, its own memory of the log, the same database. */
async function anotherServer({ desk }: Market): Promise<typeof second> {
  const dataSource = await openDataSource(desk.database.connection, PARTY_ROWS);
  const parts = { dataSource, signerDir: desk.signerDir, origin: desk.ledger.origin };
  const ledger = await openLedger(parts);
  registerParties(ledger);
  registerLots(ledger);
  const rate = { perSecond: 1e6, burst: 1e6 };
  const app = await createApplication(
    { dataSource, ledger, modules: [LedgerModule.with(ledger, dataSource), LotsModule] },
    { logger: false, rate },
  );
  const close = async (): Promise<void> => {
    await app.close();
    await ledger.close();
    await dataSource.destroy();
  };
  return { app, close };
}

async function ask(app: NestFastifyApplication, path: string, body: object, once: string): Promise<Said> {
  const response = await app.inject({
    method: 'POST',
    url: `/api${path}`,
    headers: { authorization: `Bearer ${market.keys[COOP]}`, 'idempotency-key': once },
    payload: { on: DAY, ...body },
  });
  const { code, detail } = response.json<{ code?: string; detail?: string }>();
  return { status: response.statusCode, ...(code && { code }), ...(detail && { detail }) };
}

const part = (code: string, grossMg: number) => ({ outputs: [{ code, grossMg }] });

/** Milligrams of everything whose code begins so, read by the owner and not through us. */
async function weighedMg(prefix: string): Promise<number> {
  const [row] = await market.desk.database.ownerQuery<{ mg: string }>(
    'SELECT coalesce(sum(gross_mg), 0) AS mg FROM lot WHERE starts_with(code, $1)',
    [prefix],
  );
  return Number(row?.mg);
}

function refusedClearly(answers: readonly Said[], lot: string): void {
  for (const refused of answers.filter(({ status }) => status !== 201)) {
    expect(refused).toMatchObject({ status: 409, code: 'overspent' });
    expect(refused.detail).toMatch(new RegExp(`lot ${lot} has [0-9.]{5} g left, [0-9.]{5} g asked`));
  }
}

test('64 at once split the same last gram from one lot: one gets it', async () => {
  await market.deliver('A', 1_000);
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, n) => ask(market.desk.app, lotPath('A', 'split'), part(`A-${n}`, 1_000), `A-${n}`)),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  refusedClearly(answers, 'A');
  expect(await weighedMg('A-')).toBe(1_000);
  expect(await market.lot(COOP, 'A')).toMatchObject({ grossMg: 0, fineNg: '0' });
});

test('64 at once split 30 mg each from a gram: 33 get theirs, 10 mg stay', async () => {
  await market.deliver('B', 1_000);
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, n) => ask(market.desk.app, lotPath('B', 'split'), part(`B-${n}`, 30), `B-${n}`)),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(33);
  refusedClearly(answers, 'B');
  expect(await weighedMg('B-')).toBe(990);
  expect(await market.lot(COOP, 'B')).toMatchObject({ grossMg: 10 });
});

test('64 at once through two servers on one database: still one', async () => {
  await market.deliver('C', 1_000);
  const apps = [market.desk.app, second.app];
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, n) =>
      ask(apps[n % 2] as NestFastifyApplication, lotPath('C', 'split'), part(`C-${n}`, 1_000), `C-${n}`),
    ),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  refusedClearly(answers, 'C');
  expect(await weighedMg('C-')).toBe(1_000);
});

test('one request sent 64 times to two servers is one split, answered alike', async () => {
  await market.deliver('D', 1_000);
  const apps = [market.desk.app, second.app];
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, n) =>
      ask(apps[n % 2] as NestFastifyApplication, lotPath('D', 'split'), part('D-1', 10), 'D-once'),
    ),
  );
  expect(answers).toEqual(Array.from({ length: 64 }, () => ({ status: 201 })));
  expect(await market.lot(COOP, 'D')).toMatchObject({ grossMg: 990 });
});

test('64 melts and splits of two lots at once, on two servers: every milligram once', async () => {
  await market.deliver('E', 1_500);
  await market.deliver('F', 1_500);
  const apps = [market.desk.app, second.app];
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, n) => {
      const app = apps[n % 2] as NestFastifyApplication;
      if (n % 3 !== 0) return ask(app, lotPath(n % 3 === 1 ? 'E' : 'F', 'split'), part(`EF-${n}`, 70), `EF-${n}`);
      const inputs = [
        { lot: 'E', grossMg: 50 },
        { lot: 'F', grossMg: 50 },
      ];
      const output = { code: `EF-${n}`, form: 'dore', grossMg: 100 };
      return ask(app, '/melts', { inputs, output, cause: 'moisture' }, `EF-${n}`);
    }),
  );
  refusedClearly(answers, '[EF]');
  expect(answers.filter(({ status }) => status !== 201).length).toBeGreaterThan(0);
  const left = (await market.lot(COOP, 'E')).grossMg + (await market.lot(COOP, 'F')).grossMg;
  expect((await weighedMg('EF-')) + left).toBe(3_000);
});

test('a melt of all that is left takes what the splits before it left', async () => {
  await market.deliver('G', 1_000, { finenessPpm: 850_000 });
  const melt = { inputs: [{ lot: 'G' }], output: { code: 'GB', form: 'dore', grossMg: 915 }, cause: 'moisture' };
  const answers = await Promise.all([
    ...Array.from({ length: 8 }, (_, n) => ask(market.desk.app, lotPath('G', 'split'), part(`G-${n}`, 10), `G-${n}`)),
    ask(second.app, '/melts', melt, 'GB'),
  ]);
  expect(answers.at(-1)).toEqual({ status: 201 });
  expect(await market.lot(COOP, 'G')).toMatchObject({ grossMg: 0 });
});

test('whatever is asked in whatever order, no milligram is spent twice and none is lost', async () => {
  let tale = 0;
  const takes = fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 2, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1_500 }), takes, async (grossMg, asked) => {
      const lot = `H${(tale += 1)}`;
      await market.deliver(lot, grossMg);
      const apps = [market.desk.app, second.app];
      const answers = await Promise.all(
        asked.map((mg, n) =>
          ask(apps[n % 2] as NestFastifyApplication, lotPath(lot, 'split'), part(`${lot}-${n}`, mg), `${lot}-${n}`),
        ),
      );
      refusedClearly(answers, lot);
      const got = asked.filter((_, n) => answers[n]?.status === 201);
      const left = (await market.lot(COOP, lot)).grossMg;
      expect(got.reduce((sum, mg) => sum + mg, left)).toBe(grossMg);
      // What was refused did not fit when it was asked, so it does not fit into what is left now.
      for (const [n, mg] of asked.entries()) if (answers[n]?.status !== 201) expect(mg).toBeGreaterThan(left);
    }),
    { numRuns: 15 },
  );
});

test('an auditor counts all of it again from the statements and finds what the tables hold', async () => {
  const statements = [];
  for await (const { statement } of new History(market.desk.database.dataSource).all()) statements.push(statement);
  const rows = await market.desk.database.ownerQuery<{ id: string; mg: string }>('SELECT id, gross_mg AS mg FROM lot');
  const held = new Map(rows.map(({ id, mg }) => [id, Number(mg)]));
  expect(auditBalance(statements, (lot) => held.get(lot))).toEqual([]);
  expect(held.size).toBeGreaterThan(50);
});
