/** Brings a database up to this code's migrations, or says in a sentence why it will not touch it. */
import { DataSource, MigrationExecutor, QueryFailedError, type QueryRunner } from 'typeorm';
import type { PoolConfig } from 'pg';
import { ConfigError } from '../config/config-error.js';
import { migrationClass, readMigrations, type SqlMigration } from './sql-migrations.js';

/** Any fixed number will do; it is what two starting processes queue up at (pg_advisory_lock). */
const LOCK = 5_633_001;

/**
 * @param owner a login that may create tables; a lesser one will do where nothing is pending
 * @returns names of the files it applied
 * @throws ConfigError where the database is newer than the code, a file was changed after it was applied, a record is
 *   incomplete, or a migration fails (which undoes that one entirely)
 */
export async function migrate(
  owner: PoolConfig,
  migrations: readonly SqlMigration[] = readMigrations(),
): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    extra: { ...owner, max: 1, application_name: 'veta-migrate' },
    migrations: migrations.map(migrationClass),
    installExtensions: false,
    // Its own console logger would print a failure that is already told in our sentence.
    logger: 'debug',
  });
  await source.initialize();
  const runner = source.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const pending = await pendingOf(runner, migrations);
    if (pending.length > 0) await run(source, runner, pending);
    return pending.map(({ name }) => name);
  } finally {
    // Ending the session gives the advisory lock back, whatever happened.
    await runner.release();
    await source.destroy();
  }
}

async function pendingOf(runner: QueryRunner, migrations: readonly SqlMigration[]): Promise<SqlMigration[]> {
  const files = await recorded<{ name: string; sha256: string }>(runner, 'schema_files', 'name, sha256').catch(
    unreadable,
  );
  const classes = new Set((await recorded<{ name: string }>(runner, 'migrations', 'name')).map(({ name }) => name));
  const sums = new Map(files.map(({ name, sha256 }) => [name, sha256]));
  refuseNewer(migrations, sums, classes);
  for (const { name, className, sha256 } of migrations) {
    if (sums.has(name) !== classes.has(className)) {
      throw new ConfigError(
        `Migration ${name} of this database is half-finished: only one of its two records is there. Restore the last backup; nothing was changed.`,
      );
    }
    if (sums.has(name) && sums.get(name) !== sha256) {
      throw new ConfigError(
        `Migration ${name}.sql was changed after it had made this database. Put the released file back; a correction is a new migration.`,
      );
    }
  }
  return migrations.filter(({ name }) => !sums.has(name));
}

function unreadable(error: Error): never {
  throw new ConfigError(
    `This login may not use the database (${error.message}). Give the login that owns it as DATABASE_OWNER_URL.`,
    { cause: error },
  );
}

async function recorded<Row>(runner: QueryRunner, table: string, columns: string): Promise<Row[]> {
  const [found] = (await runner.query('SELECT to_regclass($1) IS NOT NULL AS there', [`public.${table}`])) as {
    there: boolean;
  }[];
  return found?.there === true ? ((await runner.query(`SELECT ${columns} FROM public.${table}`)) as Row[]) : [];
}

function refuseNewer(
  migrations: readonly SqlMigration[],
  sums: ReadonlyMap<string, string>,
  classes: ReadonlySet<string>,
): void {
  const names = new Set(migrations.map(({ name }) => name));
  const classNames = new Set(migrations.map(({ className }) => className));
  const unknown = [...sums.keys(), ...classes].find((name) => !names.has(name) && !classNames.has(name));
  if (unknown === undefined) return;
  throw new ConfigError(
    `This database is newer than this Veta: it has the migration ${unknown}, which this version does not know. Start the newer version, or restore a backup from before it.`,
  );
}

async function run(source: DataSource, runner: QueryRunner, pending: readonly SqlMigration[]): Promise<void> {
  const executor = new MigrationExecutor(source, runner);
  executor.transaction = 'each';
  try {
    await executor.executePendingMigrations();
    await runner.query('GRANT SELECT ON public.migrations TO veta_app');
  } catch (error) {
    if (!(error instanceof QueryFailedError)) throw error;
    const { code } = error.driverError as { code?: string };
    if (code === '42501') {
      throw new ConfigError(
        `This database still needs ${pending.map(({ name }) => name).join(', ')}, and this login may not make it (${error.message}). Give the login that owns the database as DATABASE_OWNER_URL; one that may not make roles needs veta_app, veta_signer and veta_reader made for it (CREATE ROLE veta_app LOGIN; CREATE ROLE veta_signer LOGIN; CREATE ROLE veta_reader; GRANT veta_reader TO veta_app).`,
        { cause: error },
      );
    }
    const at = await failedOne(runner, pending);
    throw new ConfigError(`Migration ${at} failed and was undone: ${error.message}.`, { cause: error });
  }
}

async function failedOne(runner: QueryRunner, pending: readonly SqlMigration[]): Promise<string> {
  const done = await recorded<{ name: string }>(runner, 'schema_files', 'name');
  return pending.find(({ name }) => !done.some((row) => row.name === name))?.name ?? 'record';
}
