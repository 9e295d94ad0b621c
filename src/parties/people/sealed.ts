/** What people wrote of themselves and of each other, sealed under its subject's data key. */
import { text, utf8 } from '../../core/bytes.js';
import type { Queryable, SubjectName, Vault } from '../../ledger/private/vault.js';

export interface SealedValue {
  readonly subject: Buffer;
  readonly sealed: Buffer;
}

/** @param context what the value is and where it belongs; it opens nowhere else */
export async function sealJson(
  vault: Vault,
  tx: Queryable,
  subject: SubjectName,
  context: string,
  value: object,
): Promise<SealedValue> {
  const [row] = await vault.seal(tx, [{ subject, context, value: utf8(JSON.stringify(value)) }]);
  if (row === undefined) throw new Error('bug: one value is sealed as one');
  return row;
}

/** In the order given; undefined where it was erased. */
export async function openJson<Value>(
  vault: Vault,
  tx: Queryable,
  rows: readonly (SealedValue & { readonly context: string })[],
): Promise<(Value | undefined)[]> {
  const opened = await vault.open(tx, rows);
  return opened.map((bytes) => (bytes === undefined ? undefined : (JSON.parse(text(bytes) ?? 'null') as Value)));
}

/** As two devices would write the same name: compatible characters and case make no other person. */
export function signInName(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}
