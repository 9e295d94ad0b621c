/**
 * How often somebody may try. Per account and network five wrong passwords in a quarter of an hour; per account twenty from
 * all networks where it never was signed in from. A network it was signed in from lately goes on by its own count, passkeys
 * are not counted at all, and nothing lasts longer than a quarter of an hour: an attacker locks nobody out for good.
 */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rejection } from '../../core/rejection.js';
import { networkOf } from '../../http/door/limits.js';
import { Ledger } from '../../ledger/ledger.js';
import type { Vault } from '../../ledger/private/vault.js';

const FROM_ONE_NETWORK = 5;
const FROM_ALL_NETWORKS = 20;
const WINDOW_SECONDS = 900;

interface Count {
  readonly here: number;
  readonly everywhere: number;
  readonly familiar: boolean;
  /** Seconds until the oldest that counts is forgotten. */
  readonly seconds: number;
}

const COUNT = `
WITH success AS (
  SELECT max(id) AS id FROM sign_in_attempt WHERE account = $1 AND network = $2 AND outcome = 'signed-in'
), counted AS (
  SELECT network, at FROM sign_in_attempt, success
   WHERE account = $1 AND outcome = 'failed' AND at > now() - make_interval(secs => $3)
     AND (network <> $2 OR sign_in_attempt.id > coalesce(success.id, 0))
)
SELECT count(*) FILTER (WHERE network = $2)::int AS here, count(*)::int AS everywhere,
       (SELECT id IS NOT NULL FROM success) AS familiar,
       greatest(1, ceil($3 - extract(epoch FROM now() - min(at))))::int AS seconds
  FROM counted`;

@Injectable()
export class Attempts {
  private readonly vault: Vault;

  constructor(
    private readonly dataSource: DataSource,
    ledger: Ledger,
  ) {
    this.vault = ledger.vault;
  }

  /**
   * Counts as failed until it is known to have succeeded, so that a hundred at the same moment count as a hundred.
   * @param account keyed digest of the sign-in name, whether there is such an account or not
   * @returns its number, for `succeeded`
   * @throws too-many-requests
   */
  async begin(account: Buffer, address: string): Promise<string> {
    const network = this.vault.tag('network', networkOf(address));
    const [made]: { id: string }[] = await this.dataSource.query(
      `INSERT INTO sign_in_attempt (account, network, outcome) VALUES ($1, $2, 'failed') RETURNING id`,
      [account, network],
    );
    const [count]: Count[] = await this.dataSource.query(COUNT, [account, network, WINDOW_SECONDS]);
    if (made === undefined || count === undefined) throw new Error('bug: an attempt is one row');
    const most = count.familiar ? Number.POSITIVE_INFINITY : FROM_ALL_NETWORKS;
    if (count.here <= FROM_ONE_NETWORK && count.everywhere <= most) return made.id;
    // Nothing was tried: it does not count, or asking again would be what keeps the door shut; and it fills no table.
    await this.dataSource.query('DELETE FROM sign_in_attempt WHERE id = $1', [made.id]);
    throw new Rejection('too-many-requests', 'signIn', { seconds: String(count.seconds) });
  }

  async succeeded(id: string): Promise<void> {
    await this.dataSource.query(`UPDATE sign_in_attempt SET outcome = 'signed-in' WHERE id = $1`, [id]);
  }
}
