/**
 * Migrations are plain files `migrations/NNNN-name.sql`: forward-only, readable in a review, and each one a transaction.
 * TypeORM runs and records them; the file's SHA-256 is recorded in the same transaction, in `schema_files`.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export interface SqlMigration {
  /** File name without `.sql`, such as `0002-ledger`. */
  readonly name: string;
  /** Name TypeORM records, such as `ledger0000000000002`: it wants thirteen digits at the end. */
  readonly className: string;
  readonly sql: string;
  readonly sha256: string;
}

/** The same relative place from `src/database` and from `dist/database`. */
const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url));

/** All migration files in their order. */
export function readMigrations(folder = MIGRATIONS_FOLDER): SqlMigration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  const migrations = files.map((file) => readMigration(folder, file));
  const numbers = new Set(migrations.map(({ name }) => name.slice(0, 4)));
  if (numbers.size !== files.length) throw new Error(`bug: two migrations share a number in ${files.join(', ')}`);
  return migrations;
}

function readMigration(folder: string, file: string): SqlMigration {
  const [, number, title] = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file) ?? [];
  if (number === undefined || title === undefined) throw new Error(`bug: ${file} is not named NNNN-name.sql`);
  const sql = readFileSync(`${folder}/${file}`, 'utf8');
  // One that ended its own transaction could be left half-finished by a crash.
  if (/^\s*(BEGIN|START TRANSACTION|COMMIT|ROLLBACK)\s*;/im.test(sql)) {
    throw new Error(`bug: ${file} must leave its transaction to the runner`);
  }
  const className = `${title.replaceAll('-', '_')}${number.padStart(13, '0')}`;
  return { name: `${number}-${title}`, className, sql, sha256: createHash('sha256').update(sql).digest('hex') };
}

/** The class TypeORM wants for a file. */
export function migrationClass({ name, className, sql, sha256 }: SqlMigration): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = className;

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(sql);
      await runner.query('INSERT INTO schema_files (name, sha256) VALUES ($1, $2)', [name, sha256]);
    }

    async down(): Promise<void> {
      throw new Error('bug: migrations go forward only; a wrong one is put right by the next');
    }
  };
}
