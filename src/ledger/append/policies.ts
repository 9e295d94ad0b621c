/**
 * Who lets nobody speak in its stead, as of the newest commit: read from history itself, never from a table beside it, and
 * kept in memory until another process has written.
 */
import type { QueryRunner } from 'typeorm';
import { Policies } from '../../core/custody/keys/policies.js';
import { parseStatement } from '../../core/log/entry.js';
import type { Draft } from '../../core/log/statement.js';
import { Rejection } from '../../core/rejection.js';
import { FIND_POLICIES, run, type PolicyRow } from '../ledger.sql.js';

export class KnownPolicies {
  private size = 0;
  private known = new Policies();

  /** As the first `size` entries leave them, to be folded further by a batch that may yet fail. */
  async at(tx: QueryRunner, size: number): Promise<Policies> {
    if (size !== this.size) {
      for (const { idx, bytes } of await run<PolicyRow>(tx, FIND_POLICIES, [this.size])) {
        const statement = parseStatement(Uint8Array.from(bytes));
        if (statement !== undefined) this.known.add(statement, Number(idx));
      }
      this.size = size;
    }
    return new Policies(this.known.all());
  }

  /** After the commit: what the batch left. */
  keep(policies: Policies, size: number): void {
    [this.known, this.size] = [policies, size];
  }
}

/** @throws Rejection `attestation-refused` where this would be said in the name of an organisation that signs for itself */
export function mayAttest(policies: Policies, { type, org, attested = 'platform', signed }: Draft): void {
  if (signed !== undefined || !policies.refuses({ type, org, attested })) return;
  throw new Rejection('attestation-refused', 'organisation', { organisation: org });
}
