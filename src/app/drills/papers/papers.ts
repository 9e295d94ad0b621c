/**
 * `veta drill documents`: bundles of papers are asked for over HTTP, while the workers that make them, the queue's server and
 * the database are ended by kill -9 at moments chosen by the seed, until all are issued; once with the queue in PostgreSQL and
 * once, where there is a redis-server, in a Redis that forgets everything each time. Then each paper must be in the ledger
 * exactly once, none may be missing, no number left out or used again, and every file be what the ledger says.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { loadConfig } from '../../../config/config.js';
import { openDataSource } from '../../../database/connect.js';
import { readVaultKey } from '../../../ledger/private/vault-key.js';
import { ApiKeys } from '../../../parties/keys/keys.js';
import type { Finding } from '../../drill.js';
import { openHouse } from '../../house.js';
import { checkLedger } from '../../log/fsck.js';
import { progressBar } from '../../progress-bar.js';
import { dice, numbersIn } from '../options.js';
import { inScratch } from '../scratch.js';
import { auditPapers, type Audited } from './audit.js';
import { AS_OF, EXPORTER, MOST_SHIPMENTS, shipmentsOf } from './books.js';
import { isInstalled, Press, type Engine, type Victim } from './press.js';

/** The longest that work goes on before a kill. */
const WORK_MS = 1_500;
/** A bundle that is not issued within this after the last kill never will be. */
const PATIENCE_MS = 600_000;
/** Two such tries, and a job that was lost in between comes back. */
const ASK_MS = 250;

interface Run extends Audited {
  readonly queue: Engine;
  readonly killed: Readonly<Partial<Record<Victim, number>>>;
  readonly fsckClean: boolean;
  readonly faults: readonly string[];
  readonly seconds: number;
}

interface DocumentsFinding extends Finding {
  readonly drill: 'documents';
  readonly seed: number;
  readonly node: string;
  readonly bundles: number;
  readonly kills: number;
  /** An engine that is not installed is not tried, and missed here. */
  readonly runs: readonly Run[];
}

export async function killTheWorkers(args: string[]): Promise<DocumentsFinding> {
  const { bundles, kills, seed } = numbersIn(args, { bundles: 100, kills: 60, seed: 1 });
  const roll = dice(seed);
  const engines: readonly Engine[] = isInstalled('redis-server') ? ['postgres', 'redis'] : ['postgres'];
  const runs: Run[] = [];
  for (const engine of engines) {
    const share = {
      bundles: Math.min(MOST_SHIPMENTS, Math.ceil(bundles / engines.length)),
      kills: Math.ceil(kills / engines.length),
    };
    runs.push(await inScratch((folder) => run(folder, engine, { ...share, roll })));
  }
  const sum = (of: (one: Run) => number): number => runs.reduce((total, one) => total + of(one), 0);
  return {
    drill: 'documents',
    ok: runs.every(({ faults }) => faults.length === 0),
    seed,
    node: process.version,
    bundles: sum((one) => one.bundles),
    kills: sum(({ killed }) => Object.values(killed).reduce((total, count) => total + count, 0)),
    runs,
  };
}

interface Plan {
  readonly bundles: number;
  readonly kills: number;
  readonly roll: (sides: number) => number;
}

async function run(folder: string, engine: Engine, plan: Plan): Promise<Run> {
  const started = Date.now();
  const press = await Press.on(folder, engine);
  const config = loadConfig(press.environment());
  try {
    const secret = await setUp(press, plan.bundles);
    await press.serve();
    const dataSource = await openDataSource({ connectionString: config.databaseUrl }, []);
    try {
      await Promise.all([press.start('worker-1'), press.start('worker-2')]);
      const [killed] = await Promise.all([strike(press, dataSource, plan), askAll(press, secret, plan.bundles)]);
      await allIssued(dataSource, plan.bundles);
      const found = await auditPapers(dataSource);
      const { ok } = await checkLedger(dataSource, config.signerDir, await readVaultKey(config.vaultKey));
      const faults = [...found.lost, ...found.twice, ...found.numbers, ...found.files, ...press.fell];
      if (found.bundles !== plan.bundles) faults.push(`${found.bundles} bundles and not ${plan.bundles}`);
      if (!ok) faults.push('fsck is not clean');
      const seconds = Math.round((Date.now() - started) / 1000);
      return { queue: engine, ...found, killed, fsckClean: ok, faults, seconds };
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await press.close();
  }
}

/** So many shipments that left, and a key of the exporter's clerk. */
async function setUp(press: Press, shipments: number): Promise<string> {
  const house = await openHouse(loadConfig(press.environment()));
  try {
    await house.seasons.run(shipmentsOf(shipments), { asOf: AS_OF });
    return (await new ApiKeys(house.database.dataSource).create(EXPORTER, 'registrar', 'drill')).secret;
  } finally {
    await house.close();
  }
}

/** Ends one after the other as long as there is something to make, and starts it again at once. */
async function strike(press: Press, dataSource: DataSource, { bundles, kills, roll }: Plan) {
  const bar = progressBar(`Papers, ${press.engine}`);
  const killed: Partial<Record<Victim, number>> = {};
  for (let done = 0; done < kills && (await issuedOf(dataSource)) < bundles; done += 1) {
    await sleep(roll(WORK_MS));
    const victim = press.victims[roll(press.victims.length)] ?? 'worker-1';
    press.kill(victim);
    killed[victim] = (killed[victim] ?? 0) + 1;
    await press.start(victim);
    bar.to(done + 1, kills);
  }
  bar.done();
  return killed;
}

/** Every shipment's bundle, a few at a time, asked for again under the same key until there is an answer. */
async function askAll(press: Press, secret: string, bundles: number): Promise<void> {
  const waiting = Array.from({ length: bundles }, (_, index) => `X-${index + 1}`);
  const clerk = async (): Promise<void> => {
    for (let code = waiting.shift(); code !== undefined; code = waiting.shift()) await ask(press, secret, code);
  };
  await Promise.all([clerk(), clerk(), clerk()]);
}

async function ask(press: Press, secret: string, shipment: string): Promise<void> {
  const headers = { authorization: `Bearer ${secret}`, 'idempotency-key': `bundle-${shipment}` };
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(ASK_MS)) {
    const answer = await fetch(`${press.url}/api/shipments/${shipment}/bundle`, { method: 'POST', headers }).catch(
      () => undefined,
    );
    if (answer?.status === 201) return;
    // Only for want of a server, or of patience.
    if (answer !== undefined && answer.status < 500 && answer.status !== 429) {
      throw new Error(`the bundle of ${shipment}: ${answer.status} ${await answer.text()}`);
    }
  }
  throw new Error(`the bundle of ${shipment} was not asked for within ${PATIENCE_MS} ms`);
}

/** While the database is away, none. */
async function issuedOf(dataSource: DataSource): Promise<number> {
  const sql =
    'SELECT count(*)::int AS issued FROM bundle b JOIN document d ON d.id = b.cover WHERE d.issued_at IS NOT NULL';
  const rows: { issued: number }[] = await dataSource.query(sql).catch(() => []);
  return rows[0]?.issued ?? 0;
}

/** What is not issued in time is found by the audit, and named. */
async function allIssued(dataSource: DataSource, bundles: number): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(ASK_MS)) {
    if ((await issuedOf(dataSource)) >= bundles) return;
  }
}
