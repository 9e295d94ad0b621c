/**
 * Equality of people across organisations without their values: keyed digests of what identifies somebody, under a key from the
 * vault. Without that key a digest tells nothing, not even whether a number one knows is in it. A row goes with its value.
 */
import type { EntityManager } from 'typeorm';
import { fromHex, toHex } from '../../core/bytes.js';
import { Rejection } from '../../core/rejection.js';
import { ERASED, type PersonalDataErased } from '../../ledger/private/erase.js';
import { valuesOf } from '../../ledger/private/values.js';
import { memberSubject, type Vault } from '../../ledger/private/vault.js';
import type { Recorded } from '../../ledger/projection.js';

/** Reveals of `member.registered` by which people are compared; only an identity number says that two are one person. */
export const IDENTIFIERS = ['identity', 'phone', 'account'] as const;
export type Identifier = (typeof IDENTIFIERS)[number];

/** Reveal `identity`: a number, and the country whose it is (ISO 3166-1 alpha-2). */
export interface Identity {
  readonly country: string;
  readonly number: string;
}

/** A telephone is told apart by its last digits: it is written with and without the country's prefix. */
const PHONE_DIGITS = 9;
const LEAST_CHARACTERS: Readonly<Record<Identifier, number>> = { identity: 5, phone: 7, account: 6 };

/** What is compared: without the spaces, dots and dashes by which people write the same number differently. */
export function normalised(kind: Identifier, value: string | Identity): string {
  const { country, number } = typeof value === 'string' ? { country: '', number: value } : value;
  const plain = number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  if (kind === 'phone') return plain.replace(/\D/g, '').slice(-PHONE_DIGITS);
  return kind === 'identity' ? `${country.toUpperCase()} ${plain}` : plain;
}

/** @throws Rejection `malformed` for what is too short to tell people apart: half a register would be one person */
export function distinguishing(kind: Identifier, value: string): void {
  if (normalised(kind, value).trim().length < LEAST_CHARACTERS[kind]) throw new Rejection('malformed', kind, { value });
}

/** In the ledger's transaction, after their rows are sealed: a row hangs on its person's data key. */
export async function indexPersons(tx: EntityManager, vault: Vault, recorded: readonly Recorded[]): Promise<void> {
  const rows = recorded.flatMap(({ statement: { type, org }, reveals }) => {
    const person = reveals.find(({ name }) => name === 'member')?.value as { readonly code: string } | undefined;
    if (type !== 'member.registered' || person === undefined) return [];
    const subject = vault.nameOf(memberSubject(org, person.code));
    return reveals.flatMap(({ name, value }) => {
      const kind = IDENTIFIERS.find((one) => one === name);
      if (kind === undefined) return [];
      return [
        { kind, digest: vault.tag('person', kind, normalised(kind, value as unknown as Identity)), subject, org },
      ];
    });
  });
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO person_index (kind, digest, subject, org)
     SELECT * FROM unnest($1::text[], $2::bytea[], $3::bytea[], $4::text[]) ON CONFLICT DO NOTHING`,
    [
      rows.map(({ kind }) => kind),
      rows.map((row) => row.digest),
      rows.map((row) => row.subject),
      rows.map((row) => row.org),
    ],
  );
}

/** Before the values go: the rows of those that an erasure names. Where a whole person goes, so does the data key, and all rows. */
export async function forgetErased(tx: EntityManager, vault: Vault, recorded: readonly Recorded[]): Promise<void> {
  for (const { statement } of recorded.filter((one) => one.statement.type === ERASED)) {
    const { digests, of } = statement.data as unknown as PersonalDataErased;
    const named = new Set(digests);
    const values = await valuesOf(
      tx,
      vault,
      of.flatMap((sid) => fromHex(sid) ?? []),
    );
    const doomed = values.filter(({ digest, name }) => named.has(digest) && IDENTIFIERS.some((kind) => kind === name));
    for (const { sid, digest, name } of doomed) {
      await tx.query(
        `DELETE FROM person_index USING private_value v
          WHERE v.sid = decode($1, 'hex') AND v.digest = $2 AND person_index.subject = v.subject AND person_index.kind = $3`,
        [toHex(sid), digest, name],
      );
    }
  }
}
