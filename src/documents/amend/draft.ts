/** What the ledger says of the version before, in the batch that issues the one which amends it. */
import type { DocumentAmended } from '../../core/custody/registry.js';
import type { Json } from '../../core/log/canonical-json.js';
import type { Draft } from '../../core/log/statement.js';
import { Rejection } from '../../core/rejection.js';
import type { RequestedDocument } from '../requests/outbox.js';

/** A version of a paper; of the first, `amends` and `reason` are null. */
export interface Version {
  readonly id: string;
  readonly org: string;
  readonly number: string;
  /** The version before it. */
  readonly amends: string | null;
  readonly reason: string | null;
  /** It says that the number is void. */
  readonly notice: boolean;
}

/** SQL of `amends`, beside the columns of a row of `document`. */
export const AMENDS = `(SELECT before.id FROM document before
  WHERE before.org = document.org AND before.number = document.number AND before.version = document.version - 1) AS amends`;

/** @throws Rejection where what it amends is issued no longer */
export function amendmentOf(
  { id, org, number, amends, reason, notice }: Version,
  at: string,
  papers: ReadonlyMap<string, RequestedDocument>,
): Draft[] {
  if (amends === null || reason === null) return [];
  const status = papers.get(amends)?.status;
  if (status !== 'issued') throw new Rejection('document-amended', 'id', { document: number, status: String(status) });
  const data: DocumentAmended = { document: amends, by: id, reason };
  const said = data as unknown as { readonly [name: string]: Json };
  return [{ type: notice ? 'document.voided' : 'document.superseded', org, at, lots: [], data: said }];
}
