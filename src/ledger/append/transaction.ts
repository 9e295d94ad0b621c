/** What a batch asks of the database before it decides, and what it writes after; see ledger.sql.ts for the statements. */
import { fromBase64Url, toBase64Url, toHex } from '../../core/bytes.js';
import type { Json } from '../../core/log/canonical-json.js';
import type { QueryRunner } from 'typeorm';
import { preparing } from '../../database/prepared.js';
import type { Command, Head, Receipt } from '../command.js';
import {
  FIND_ANSWERED,
  FIND_HEADS,
  INSERT_ANSWERS,
  INSERT_AUTHORS,
  INSERT_ENTRIES,
  INSERT_LINKS,
  INSERT_SIGNATURES,
  INSERT_STATEMENTS,
  LOCK_STATE,
  MOVE_STATE,
  run,
  type AnsweredRow,
  type HeadRow,
  type StateRow,
} from '../ledger.sql.js';
import { destroyErased } from '../private/erase.js';
import { keepValues } from '../private/values.js';
import { organisationSubject, type Queryable, type Vault } from '../private/vault.js';
import type { Projection } from '../projection.js';
import type { Batch, Loaded } from './batch.js';
import { LedgerHalted, stateValues } from './log-state.js';

/** An earlier answer, with the digest of the request it was given to. */
export interface Answered {
  readonly digest: Uint8Array;
  readonly receipt: Receipt;
}

export async function lockState(tx: QueryRunner): Promise<StateRow> {
  const [row] = await run<StateRow>(tx, LOCK_STATE);
  if (row === undefined) throw new LedgerHalted('The log has lost its state row: run veta fsck.');
  return row;
}

/** Separates organisation and key as nothing in a text column of PostgreSQL can. */
export function answerKey({ org, key }: { readonly org: string; readonly key: string }): string {
  return `${org}\0${key}`;
}

export async function findAnswered(tx: QueryRunner, commands: readonly Command[]): Promise<Map<string, Answered>> {
  const named = commands.flatMap(({ org, key, aliases = [] }) => [key, ...aliases].map((key) => ({ org, key })));
  const asked = [...new Map(named.map((name) => [answerKey(name), name])).values()];
  const rows = await run<AnsweredRow>(tx, FIND_ANSWERED, [asked.map(({ org }) => org), asked.map(({ key }) => key)]);
  return new Map(rows.map((row) => [answerKey(row), { digest: row.digest, receipt: receiptOf(row) }]));
}

function receiptOf({ result, first_idx, sids, leaves }: AnsweredRow): Receipt {
  const entries = sids.map((sid, i) => {
    const leaf = leaves[i];
    if (leaf === undefined) throw new Error(`bug: statement ${toHex(sid)} has no entry`);
    return { sid: toHex(sid), idx: Number(first_idx) + i, leaf: toBase64Url(leaf) };
  });
  return { result: result as Json, entries, repeated: true };
}

export async function loadHeads(
  tx: QueryRunner,
  commands: readonly Pick<Command, 'needs'>[],
): Promise<Map<string, Head>> {
  const lots = needed(commands, 'lots');
  if (lots.length === 0) return new Map();
  const rows = await run<HeadRow>(tx, FIND_HEADS, [lots]);
  return new Map(rows.map(({ lot, seq, leaf }) => [lot, { seq, leaf: Uint8Array.from(leaf) }]));
}

/** One query per kind that is needed, one after the other: a pg client runs one at a time. */
export async function loadFacts(
  tx: QueryRunner,
  projections: readonly Projection<unknown>[],
  commands: readonly Pick<Command, 'needs'>[],
): Promise<Map<string, Loaded>> {
  const [manager, loaded] = [preparing(tx.manager), new Map<string, Loaded>()];
  for (const projection of projections) {
    const ids = needed(commands, projection.kind);
    const states = ids.length === 0 ? new Map<string, unknown>() : await projection.load(manager, ids);
    loaded.set(projection.kind, { projection, states, changed: new Set() });
  }
  return loaded;
}

function needed(commands: readonly Pick<Command, 'needs'>[], kind: string): string[] {
  return [...new Set(commands.flatMap(({ needs }) => needs[kind] ?? []))];
}

/** Writes all of a batch and moves the state row; the caller commits. */
export async function write(
  tx: QueryRunner,
  vault: Vault,
  batch: Batch,
  loaded: ReadonlyMap<string, Loaded>,
): Promise<void> {
  if (batch.recordings.length > 0) {
    await writeHistory(tx, batch);
    const manager = preparing(tx.manager);
    await writePrivate(manager, vault, batch.recordings);
    await writeAuthors(tx, batch.recordings);
    const recorded = batch.recordings.map((recording) => recording.recorded);
    for (const { projection, states, changed } of loaded.values()) {
      const moved = new Map([...changed].filter((id) => states.has(id)).map((id) => [id, states.get(id)]));
      await projection.save(manager, moved, recorded);
    }
    const statements = recorded.map(({ statement }) => statement);
    // After the projections: what they still saved of an erased person goes with the person's key.
    await destroyErased(tx, statements);
    await run(tx, MOVE_STATE, stateValues(batch.state));
  }
  await run(tx, INSERT_ANSWERS, [
    batch.answers.map(({ org }) => org),
    batch.answers.map(({ key }) => key),
    batch.answers.map(({ digest }) => digest),
    batch.answers.map(({ actor }) => actor),
    batch.answers.map(({ firstIdx }) => firstIdx),
    batch.answers.map(({ entries }) => entries),
    batch.answers.map(({ result }) => JSON.stringify(result)),
  ]);
}

/** Statements, signatures, entries and links: what history is made of. */
export async function writeHistory(tx: QueryRunner, { recordings }: Pick<Batch, 'recordings'>): Promise<void> {
  const recorded = recordings.map((recording) => recording.recorded);
  const idx = recorded.map((one) => one.idx);
  const sids = recorded.map(({ sid }) => sid);
  const orgs = recorded.map(({ statement }) => statement.org);
  const types = recorded.map(({ statement }) => statement.type);
  await run(tx, INSERT_STATEMENTS, [sids, idx, orgs, types, recordings.map(({ statement }) => statement)]);
  await writeSignatures(tx, recordings);
  const leaves = recorded.map(({ leaf }) => leaf);
  await run(tx, INSERT_ENTRIES, [idx, leaves, recordings.map(({ entry }) => entry)]);
  const links = recordings.flatMap(({ links, recorded: { leaf, idx } }) =>
    links.map((link) => ({ ...link, leaf, idx })),
  );
  if (links.length > 0) {
    await run(tx, INSERT_LINKS, [
      links.map(({ lot }) => lot),
      links.map(({ seq }) => seq),
      links.map(({ prev }) => prev),
      links.map(({ leaf }) => leaf),
      links.map(({ idx }) => idx),
    ]);
  }
}

async function writeSignatures(tx: QueryRunner, recordings: Batch['recordings']): Promise<void> {
  const rows = recordings.flatMap(({ signatures, recorded: { sid } }) => signatures.map((one) => ({ ...one, sid })));
  if (rows.length === 0) return;
  await run(tx, INSERT_SIGNATURES, [
    rows.map(({ sid }) => sid),
    rows.map(({ kid }) => kid),
    rows.map(({ sig }) => fromBase64Url(sig)),
  ]);
}

async function writeAuthors(tx: QueryRunner, recordings: Batch['recordings']): Promise<void> {
  const rows = recordings.flatMap(({ recorded: { sid, by, statement } }) =>
    by === undefined ? [] : [{ sid, by, org: statement.org }],
  );
  if (rows.length === 0) return;
  await run(tx, INSERT_AUTHORS, [rows.map(({ sid }) => sid), rows.map(({ org }) => org), rows.map(({ by }) => by)]);
}

async function writePrivate(tx: Queryable, vault: Vault, recordings: Batch['recordings']): Promise<void> {
  const values = recordings.flatMap(({ disclosures, recorded: { sid, statement } }) =>
    disclosures.map((one) => {
      return { ...one, sid, org: statement.org, subject: one.subject ?? organisationSubject(statement.org) };
    }),
  );
  await keepValues(tx, vault, values);
}
