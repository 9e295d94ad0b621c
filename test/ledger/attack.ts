/** What a superuser can do to the ledger's tables: switch their rules off, change bytes, and switch them on again. */
import { inTurn } from '../../src/ledger/signer/turns.js';
import type { TestDatabase } from '../support/database.js';

const TABLES = [
  'entry',
  'statement',
  'lot_link',
  'tile',
  'checkpoint',
  'idempotency',
  'disclosure',
  'private_value',
  'data_key',
  'log_state',
  'signature',
  'private_value',
  'data_key',
];

export async function asSuperuser(database: TestDatabase, ...sql: string[]): Promise<void> {
  const triggers = await database.ownerQuery<{ table: string; name: string }>(
    `SELECT tgrelid::regclass::text AS table, tgname AS name FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text = ANY($1)`,
    [TABLES],
  );
  const checks = [
    'entry DROP CONSTRAINT IF EXISTS entry_leaf_is_its_hash',
    'statement DROP CONSTRAINT IF EXISTS statement_sid_is_its_hash',
  ];
  const off = triggers.map(({ table, name }) => `${table} DISABLE TRIGGER ${name}`);
  for (const change of [...off, ...checks]) await database.ownerQuery(`ALTER TABLE ${change}`);
  for (const one of sql) await database.ownerQuery(one);
  for (const { table, name } of triggers)
    await database.ownerQuery(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${name}`);
  const entries = `CHECK (leaf = sha256('\\x00'::bytea || bytes)) NOT VALID`;
  const statements = `CHECK (sid = sha256('\\x766574612f73746174656d656e742f76310a'::bytea || bytes)) NOT VALID`;
  await database.ownerQuery(`ALTER TABLE entry ADD CONSTRAINT entry_leaf_is_its_hash ${entries}`);
  await database.ownerQuery(`ALTER TABLE statement ADD CONSTRAINT statement_sid_is_its_hash ${statements}`);
  // As valid as before, for whoever only looks.
  await database.ownerQuery(
    `UPDATE pg_constraint SET convalidated = true WHERE conname IN ('entry_leaf_is_its_hash', 'statement_sid_is_its_hash')`,
  );
}

/** Does it while the signer waits: what is recorded and changed within is not signed before, however slow the machine is. */
export function beforeItIsSigned<T>({ dataSource }: TestDatabase, deeds: () => Promise<T>): Promise<T> {
  return inTurn(dataSource, deeds);
}
