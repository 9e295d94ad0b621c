/**
 * fsck's judgement of private values: each is the one its statement is committed to, or an entry says that it was erased.
 * Without the vault they are counted and not opened.
 */
import type { EntityManager } from 'typeorm';
import { commitment, parseStatement } from '../../core/log/entry.js';
import type { Reveal, Statement } from '../../core/log/statement.js';
import { ERASED, type PersonalDataErased } from '../private/erase.js';
import { openValues, type ValueRow } from '../private/values.js';
import type { Vault } from '../private/vault.js';

/** A value that lies beside its statement. */
export interface KeptValue {
  readonly digest: string;
  /** Absent where it was not opened. */
  readonly opened?: Reveal & { readonly salt: string };
  /** The vault is at hand, and the value does not open. */
  readonly broken: boolean;
}

/** Of every digest, the entries that erased it. */
export type Erasures = ReadonlyMap<string, readonly Erasure[]>;

interface Erasure {
  readonly idx: number;
  readonly org: string;
  /** Ids of the statements, lowercase hex. */
  readonly of: ReadonlySet<string>;
}

type Indexed<Row> = Row & { readonly idx: number };

/** The values beside the statements from `first` to `last`, by index; clear ones are those that 0.1.0 wrote. */
export async function readValues(
  tx: EntityManager,
  vault: Vault | undefined,
  first: number,
  last: number,
): Promise<Map<number, KeptValue[]>> {
  const rows: Indexed<ValueRow>[] = await tx.query(
    `SELECT s.idx::float8 AS idx, v.sid, v.digest, v.org, v.subject, v.sealed
       FROM statement s JOIN private_value v USING (sid) WHERE s.idx BETWEEN $1 AND $2 ORDER BY s.idx, v.digest`,
    [first, last],
  );
  const opened = vault === undefined ? [] : await openValues(tx, vault, rows);
  const clear: Indexed<Reveal & { salt: string; digest: string }>[] = await tx.query(
    `SELECT s.idx::float8 AS idx, d.digest, d.salt, d.name, d.value
       FROM statement s JOIN disclosure d USING (sid) WHERE s.idx BETWEEN $1 AND $2 ORDER BY s.idx, d.digest`,
    [first, last],
  );
  const byIdx = new Map<number, KeptValue[]>();
  const keep = (idx: number, value: KeptValue): void => {
    const same = byIdx.get(idx);
    if (same === undefined) byIdx.set(idx, [value]);
    else same.push(value);
  };
  for (const [i, { idx, digest }] of rows.entries()) {
    const value = opened[i];
    keep(idx, { digest, broken: vault !== undefined && value === undefined, ...(value && { opened: value }) });
  }
  for (const { idx, digest, ...value } of clear) keep(idx, { digest, opened: value, broken: false });
  return byIdx;
}

export async function readErasures(tx: EntityManager): Promise<Erasures> {
  const rows: { idx: number; bytes: Buffer }[] = await tx.query(
    'SELECT idx::float8 AS idx, bytes FROM statement WHERE type = $1 ORDER BY idx',
    [ERASED],
  );
  const erasures = new Map<string, Erasure[]>();
  for (const { idx, bytes } of rows) {
    const statement = parseStatement(Uint8Array.from(bytes));
    if (statement === undefined) continue; // Told as a fault of that entry.
    const { digests, of } = statement.data as unknown as PersonalDataErased;
    const erasure = { idx, org: statement.org, of: new Set(of) };
    for (const digest of digests) erasures.set(digest, [...(erasures.get(digest) ?? []), erasure]);
  }
  return erasures;
}

/** @param sid lowercase hex */
export function* valueFaults(
  { org, sd = [] }: Statement,
  sid: string,
  kept: readonly KeptValue[],
  erasures: Erasures,
): Generator<string> {
  for (const { digest, opened, broken } of kept) {
    if (broken) yield `its private value ${digest} does not open`;
    const isCommitted = opened === undefined || commitment(opened.salt, opened.name, opened.value) === digest;
    if (!sd.includes(digest) || !isCommitted) {
      yield `its private value ${opened?.name ?? digest} is not the one it was committed to`;
    }
  }
  const there = new Set(kept.map(({ digest }) => digest));
  for (const digest of sd) {
    const erased = erasures.get(digest)?.find((one) => one.org === org && one.of.has(sid));
    if (erased === undefined && !there.has(digest)) {
      yield `its private value ${digest} is gone, and no entry says that it was erased`;
    }
    if (erased !== undefined && there.has(digest)) {
      yield `its private value ${digest} was erased by entry ${erased.idx} and is there again`;
    }
  }
}
