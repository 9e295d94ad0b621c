/**
 * Who can read private values: they are sealed under a data key of their subject, and the data keys are wrapped by the
 * vault's key, which is in no database. A subject is a person or an organisation; erasing one destroys its data key.
 *
 * Data keys are read anew for every piece of work and never kept: a key that another process destroyed seals nothing more.
 */
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { toBase64Url, toHex, utf8 } from '../../core/bytes.js';
import { LedgerHalted } from '../append/log-state.js';
import { open, seal } from './sealing.js';
import { createVaultKey, readVaultKey } from './vault-key.js';

/** The part of a connection, a transaction or a pool that is needed here. */
export interface Queryable {
  query(sql: string, values?: unknown[]): Promise<unknown>;
}

/** Whose value it is: `organisation:<org>`, `member:<org>/<code>`, or `person:<uuid>` of somebody who signs in. */
export type SubjectName = string;

export const organisationSubject = (org: string): SubjectName => `organisation:${org}`;
export const personSubject = (person: string): SubjectName => `person:${person}`;
export const memberSubject = (org: string, code: string): SubjectName => `member:${org}/${code}`;

export interface Clear {
  readonly subject: SubjectName;
  /** What the value is and where it belongs; it opens nowhere else. */
  readonly context: string;
  readonly value: Uint8Array;
  /** The same value gives the same bytes, for rows that a rebuild makes again and compares. */
  readonly repeatable?: true;
}

export interface Sealed {
  /** The subject by its keyed name: who it is cannot be told without the vault's key. */
  readonly subject: Uint8Array;
  readonly context: string;
  readonly sealed: Uint8Array;
}

export class Vault {
  private readonly wrapping: Uint8Array;
  private readonly naming: Uint8Array;

  /** @param key 32 bytes; use `openVault` */
  constructor(key: Uint8Array) {
    [this.wrapping, this.naming] = ['veta/vault/wrapping/v1', 'veta/vault/naming/v1'].map(
      (purpose) => new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), purpose, 32)),
    ) as [Uint8Array, Uint8Array];
  }

  /** The same for the same parts and nothing to be learnt from: finds a value again without keeping it. 32 bytes. */
  tag(purpose: string, ...parts: readonly (string | Uint8Array)[]): Buffer {
    const said = [purpose, ...parts.map((part) => (typeof part === 'string' ? part : `${toHex(part)}`))];
    return createHmac('sha256', this.naming).update(JSON.stringify(said)).digest();
  }

  /** A tag as text. */
  textTag(purpose: string, ...parts: readonly string[]): string {
    return toBase64Url(this.tag(purpose, ...parts));
  }

  nameOf(subject: SubjectName): Buffer {
    return this.tag('subject', subject);
  }

  /** Seals in the order given; subjects seen for the first time get their data key in the same transaction. */
  async seal(tx: Queryable, values: readonly Clear[]): Promise<{ subject: Buffer; sealed: Buffer }[]> {
    if (values.length === 0) return [];
    const names = new Map(values.map(({ subject }) => [subject, this.nameOf(subject)]));
    const keys = await this.keysOf(tx, [...names.values()]);
    const fresh = [...names].filter(([, name]) => !keys.has(toHex(name)));
    if (fresh.length > 0) {
      await this.makeKeys(tx, fresh);
      for (const [name, key] of await this.keysOf(
        tx,
        fresh.map(([, name]) => name),
      )) {
        keys.set(name, key);
      }
    }
    return values.map(({ subject, context, value, repeatable }) => {
      const name = names.get(subject) as Buffer;
      const key = keys.get(toHex(name));
      if (key === undefined) throw new Error('bug: a data key that was just made is gone');
      const nonce = repeatable && this.tag('nonce', key, context, value).subarray(0, 12);
      return { subject: name, sealed: seal(key, utf8(context), value, nonce) };
    });
  }

  /** Opens in the order given; undefined where the data key was destroyed or the bytes are not those that were sealed. */
  async open(tx: Queryable, values: readonly Sealed[]): Promise<(Uint8Array | undefined)[]> {
    if (values.length === 0) return [];
    const keys = await this.keysOf(
      tx,
      values.map(({ subject }) => subject),
    );
    return values.map(({ subject, context, sealed }) => {
      const key = keys.get(toHex(subject));
      return key === undefined ? undefined : open(key, utf8(context), sealed);
    });
  }

  /** Data keys by the hex of their subject's name. */
  private async keysOf(tx: Queryable, names: readonly Uint8Array[]): Promise<Map<string, Uint8Array>> {
    const asked = [...new Map(names.map((name) => [toHex(name), Buffer.from(name)])).values()];
    const rows = (await tx.query('SELECT subject, wrapped FROM data_key WHERE subject = ANY($1::bytea[])', [
      asked,
    ])) as { subject: Buffer; wrapped: Buffer }[];
    return new Map(
      rows.map(({ subject, wrapped }) => {
        const key = open(this.wrapping, subject, wrapped);
        if (key === undefined) throw new LedgerHalted(NOT_THIS_KEY);
        return [toHex(subject), key];
      }),
    );
  }

  private async makeKeys(tx: Queryable, subjects: readonly [SubjectName, Buffer][]): Promise<void> {
    await tx.query(
      `INSERT INTO data_key (subject, kind, wrapped) SELECT * FROM unnest($1::bytea[], $2::text[], $3::bytea[])
       ON CONFLICT (subject) DO NOTHING`,
      [
        subjects.map(([, name]) => name),
        subjects.map(([subject]) => subject.split(':', 1)[0]),
        subjects.map(([, name]) => seal(this.wrapping, name, randomBytes(32))),
      ],
    );
  }

  /** @throws LedgerHalted where the data keys of this database were wrapped by another key */
  async check(tx: Queryable): Promise<void> {
    const rows = (await tx.query('SELECT subject FROM data_key LIMIT 1')) as { subject: Buffer }[];
    await this.keysOf(
      tx,
      rows.map(({ subject }) => subject),
    );
  }
}

const NOT_THIS_KEY =
  "The private values of this database were sealed with another vault key: set VETA_VAULT_KEY to that key's file, or restore it.";

/**
 * The vault whose key is in the file; made now where nothing was sealed yet.
 * @throws LedgerHalted with one sentence where the file is missing, readable by others, or not the one
 */
export async function openVault(dataSource: DataSource, path: string): Promise<Vault> {
  const found = await readVaultKey(path);
  const [row]: { sealed: boolean }[] = await dataSource.query('SELECT EXISTS (SELECT FROM data_key) AS sealed');
  if (found === undefined && row?.sealed === true) {
    throw new LedgerHalted(
      `The database holds sealed private values, but there is no key for them at ${path}: set VETA_VAULT_KEY to its file, or restore it.`,
    );
  }
  const vault = new Vault(found ?? (await createVaultKey(path)));
  await vault.check(dataSource);
  return vault;
}
