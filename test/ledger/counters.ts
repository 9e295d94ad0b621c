/** A toy trade for the ledger's own tests: jars that hold beans, and a rule that none holds fewer than zero. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import type { Reveal } from '../../src/core/log/statement.js';
import { Rejection } from '../../src/core/rejection.js';
import type { Command } from '../../src/ledger/command.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { openLedger } from '../../src/ledger/open.js';
import type { Projection } from '../../src/ledger/projection.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

export const ORIGIN = 'veta.example/test';

export interface Jar {
  beans: number;
}

/** Kept in a table that `jarDatabase` makes. */
export const jars: Projection<Jar> = {
  kind: 'jars',
  load: async (tx, ids) => {
    const rows: { id: string; beans: string }[] = await tx.query('SELECT id, beans FROM jar WHERE id = ANY($1)', [ids]);
    return new Map(rows.map(({ id, beans }) => [id, { beans: Number(beans) }]));
  },
  evolve: (states, { statement }) => {
    if (statement.type === 'test.broken') throw new Error('bug: the projection cannot fold this');
    const { jar, beans } = statement.data as { jar?: string; beans: number };
    if (jar === undefined) return [];
    states.set(jar, { beans: (states.get(jar)?.beans ?? 0) + beans });
    return [jar];
  },
  save: async (tx, changed) => {
    await tx.query(
      `INSERT INTO jar (id, beans) SELECT * FROM unnest($1::text[], $2::bigint[])
         ON CONFLICT (id) DO UPDATE SET beans = excluded.beans`,
      [[...changed.keys()], [...changed.values()].map(({ beans }) => beans)],
    );
  },
};

/** A database of its own with jars in it. */
export async function jarDatabase(): Promise<TestDatabase> {
  const database = await cloneDatabase();
  // A pool of ours, since dropping the database may end its sessions before it has let go of them.
  const owner = new Pool({ ...database.ownerConnection, max: 2 }).on('error', () => undefined);
  await owner.query('CREATE TABLE jar (id text PRIMARY KEY, beans bigint NOT NULL CHECK (beans < 1000000))');
  await owner.query('GRANT SELECT, INSERT, UPDATE ON jar TO veta_app');
  return {
    ...database,
    ownerQuery: async (sql, parameters = []) => (await owner.query(sql, parameters)).rows,
    drop: async () => {
      await owner.end();
      await database.drop();
    },
  };
}

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** Gone when the test file is done. */
export async function signerFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'veta-signer-'));
  folders.push(folder);
  return folder;
}

export async function openTestLedger(
  database: TestDatabase,
  signerDir: string,
  now?: () => number,
  signer: 'in-process' | 'separate' = 'in-process',
): Promise<Ledger> {
  const clock = now === undefined ? {} : { now };
  const ledger = await openLedger({
    dataSource: database.dataSource,
    signerDir,
    origin: ORIGIN,
    sample: true,
    signer,
    ...clock,
  });
  ledger.register(jars);
  return ledger;
}

export interface Put {
  jar?: string;
  beans?: number;
  lots?: readonly string[];
  key?: string;
  digest?: string;
  type?: string;
  note?: string;
  fresh?: boolean;
  reveals?: readonly Reveal[];
  /** The same statement so many times in one command. */
  times?: number;
}

/** Puts beans into a jar, or takes them out: more than there are is refused. */
export function put({ jar = 'a', beans = 1, lots = [], key = randomUUID(), type = 'beans.put', ...rest }: Put = {}) {
  const command: Command<{ before: number }> = {
    org: 'coop',
    actor: 'test',
    key,
    digest: rest.digest ?? `${jar} ${beans}`,
    needs: { jars: [jar], lots },
    ...(rest.fresh !== undefined && { fresh: rest.fresh }),
    decide: (facts) => {
      const before = facts<Jar>('jars').get(jar)?.beans ?? 0;
      if (before + beans < 0) throw new Rejection('overspent', jar, { left: `${before}`, asked: `${-beans}` });
      const data = { jar, beans, ...(rest.note !== undefined && { note: rest.note }) };
      const { reveals = [], times = 1 } = rest;
      const draft = { type, org: 'coop', at: '2026-07-01T12:00:00.000Z', lots, data, reveals };
      return { drafts: Array.from({ length: times }, () => draft), result: { before } };
    },
  };
  return command;
}
