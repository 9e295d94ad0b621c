/** What must be true before the first append: refused with one sentence each, never worked around. */
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { LedgerHalted } from './append/log-state.js';
import { brokenFence } from './start-up/fences.js';

/** Trigger -> table and function; each must be ENABLE ALWAYS, or session_replication_role would silence it. */
const TRIGGERS: Readonly<Record<string, string>> = {
  entry_dense: 'entry ledger_check_entries',
  lot_link_chained: 'lot_link ledger_check_links',
  log_state_counts: 'log_state ledger_check_state',
  entry_append_only: 'entry ledger_refuse_change',
  statement_append_only: 'statement ledger_refuse_change',
  signature_in_time: 'signature ledger_check_signatures',
  signature_append_only: 'signature ledger_refuse_change',
  lot_link_append_only: 'lot_link ledger_refuse_change',
  tile_append_only: 'tile ledger_refuse_change',
  checkpoint_append_only: 'checkpoint ledger_refuse_change',
  idempotency_append_only: 'idempotency ledger_refuse_change',
  disclosure_unedited: 'disclosure ledger_refuse_change',
  disclosure_closed: 'disclosure ledger_refuse_change',
  disclosure_kept: 'disclosure disclosure_sealed_first',
  private_value_unedited: 'private_value ledger_refuse_change',
  private_value_kept: 'private_value private_value_keep',
  data_key_unedited: 'data_key ledger_refuse_change',
  data_key_kept: 'data_key data_key_keep',
  cosignature_append_only: 'cosignature ledger_refuse_change',
  cosigned_checkpoint_append_only: 'cosigned_checkpoint ledger_refuse_change',
  recorded_by_append_only: 'recorded_by ledger_refuse_change',
  intake_form_append_only: 'intake_form ledger_refuse_change',
  quotation_append_only: 'quotation ledger_refuse_change',
  quotation_confirmation_append_only: 'quotation_confirmation ledger_refuse_change',
  log_state_kept: 'log_state ledger_refuse_change',
  document_amended_only: 'document document_goes_forward',
  document_kept: 'document ledger_refuse_change',
  document_file_kept: 'document_file ledger_refuse_change',
  document_hold_kept: 'document_hold ledger_refuse_change',
  document_hold_lifted_once: 'document_hold document_hold_lift',
  document_file_unedited: 'document_file document_file_seal_once',
  sealed_bytes_append_only: 'sealed_bytes ledger_refuse_change',
  sealed_bytes_kept: 'sealed_bytes sealed_bytes_moved',
  moved_bytes_append_only: 'moved_bytes ledger_refuse_change',
};

/** Keys and checks without which a gap, a fork or a wrong hash could be written. */
const CONSTRAINTS = [
  'statement_pkey',
  'statement_idx_key',
  'statement_sid_is_its_hash',
  'signature_pkey',
  'signature_is_ed25519',
  'device_link_pkey',
  'entry_pkey',
  'entry_leaf_key',
  'entry_leaf_is_its_hash',
  'entry_idx_check',
  'lot_link_pkey',
  'lot_link_no_fork',
  'lot_link_genesis',
  'tile_pkey',
  'checkpoint_pkey',
  'cosignature_pkey',
  'cosigned_checkpoint_pkey',
  'idempotency_pkey',
  'private_value_pkey',
  'data_key_pkey',
  'recorded_by_pkey',
  'log_state_pkey',
  'sealed_bytes_pkey',
  'sealed_bytes_check',
];

/**
 * SHA-256 of the definitions above as PostgreSQL prints them: a swapped body or a loosened check shows here. A migration
 * that changes one of them changes this line, and the sentence below gives the new value.
 */
const RULES_SHA256 = '9e55715821f3e59c091b7f7e816ae357219334a499e22e26604fec67dfaa35b4';

interface Rules {
  readonly faults: readonly string[];
  readonly sha256: string;
}

/** @throws LedgerHalted naming the first rule that the database no longer enforces */
export async function checkDatabaseRules(dataSource: DataSource): Promise<void> {
  const { faults, sha256 } = await databaseRules(dataSource);
  const [fault] = faults;
  if (fault !== undefined) throw new LedgerHalted(`The database no longer enforces the ledger's rules: ${fault}.`);
  if (sha256 !== RULES_SHA256) {
    throw new LedgerHalted(`The ledger's rules in the database are not those of this version (${sha256}).`);
  }
  const fence = await brokenFence(dataSource);
  if (fence !== undefined) throw new LedgerHalted(`The database no longer keeps tenants apart: ${fence}.`);
}

/** What is missing or switched off, and the hash of what is there. */
async function databaseRules(dataSource: DataSource): Promise<Rules> {
  const triggers: { name: string; target: string; enabled: string; definition: string; body: string }[] =
    await dataSource.query(
      `SELECT t.tgname AS name, c.relname || ' ' || p.proname AS target, t.tgenabled AS enabled,
              t.tgtype::text AS definition, p.prosrc AS body
         FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE NOT t.tgisinternal AND t.tgname = ANY($1) AND c.relnamespace = 'public'::regnamespace ORDER BY t.tgname COLLATE "C"`,
      [Object.keys(TRIGGERS)],
    );
  const constraints: { name: string; valid: boolean; definition: string }[] = await dataSource.query(
    `SELECT conname AS name, convalidated AS valid, pg_get_constraintdef(oid) AS definition
       FROM pg_constraint WHERE conname = ANY($1) AND connamespace = 'public'::regnamespace ORDER BY conname COLLATE "C"`,
    [CONSTRAINTS],
  );
  const [setting]: { synchronous_commit: string }[] = await dataSource.query('SHOW synchronous_commit');
  const working = new Set(
    triggers
      .filter(({ name, target, enabled }) => TRIGGERS[name] === target && enabled === 'A')
      .map(({ name }) => name),
  );
  const valid = new Set(constraints.filter(({ valid }) => valid).map(({ name }) => name));
  const faults = [
    ...Object.keys(TRIGGERS)
      .filter((name) => !working.has(name))
      .map((name) => `trigger ${name} is missing or not enabled always`),
    ...CONSTRAINTS.filter((name) => !valid.has(name)).map((name) => `constraint ${name} is missing`),
    ...(setting?.synchronous_commit === 'off' ? ['synchronous_commit is off, and an answer would not be durable'] : []),
  ];
  const text = JSON.stringify([
    triggers.map(({ name, target, definition, body }) => [name, target, definition, body]),
    constraints.map(({ name, definition }) => [name, definition]),
  ]);
  return { faults, sha256: createHash('sha256').update(text).digest('hex') };
}
