/** Every statement that concerns an organisation, as bytes, with its entry, its signatures and its path in the log's tree. */
import type { DataSource } from 'typeorm';
import { toBase64, toBase64Url, toHex } from '../../core/bytes.js';
import { readAs } from '../../database/tenant.js';
import type { Sight } from '../../http/sight.js';
import { History, type Past } from '../../ledger/history.js';
import type { Proofs } from '../../ledger/tree/proofs.js';

/** Ids of statements looked up at once: eight bytes each. */
const IDS = 20_000;
/** Statements read, proven and written at once; each is at most 48 KiB. */
const ROWS = 200;

const PARTIES = ['registrar', 'custodian', 'owner', 'bound_for', 'promised_to'] as const;

/** $1 organisation, $2 and $3 between which indexes, $4 rows. */
function concerning(own: Sight['own']): string {
  return `
  SELECT idx FROM (
    (SELECT idx FROM statement WHERE ${own('org')} AND idx > $2 AND idx < $3 ORDER BY idx LIMIT $4)
    UNION
    (SELECT DISTINCT l.idx FROM lot JOIN lot_link l ON l.lot = lot.id
      WHERE (${PARTIES.map((party) => own(party)).join(' OR ')}) AND l.idx > $2 AND l.idx < $3 ORDER BY l.idx LIMIT $4)
  ) AS own ORDER BY idx LIMIT $4`;
}

/** Pages in log order, of statements below `size`, the size of the tree they are proven in. */
export async function* statementsOf(
  dataSource: DataSource,
  proofs: Proofs,
  sight: Sight,
  org: string,
  size: number,
): AsyncGenerator<{ readonly past: readonly Past[]; readonly lines: readonly object[] }> {
  const sql = concerning((column, n) => sight.own(column, n));
  for (let after = -1; ;) {
    const ids = await readAs(dataSource, org, (tx) => tx.query<{ idx: string }[]>(sql, [org, after, size, IDS]));
    for (let from = 0; from < ids.length; from += ROWS) {
      const indexes = ids.slice(from, from + ROWS).map(({ idx }) => Number(idx));
      const past = await readAs(dataSource, org, (tx) => new History(tx).byIndexes(indexes));
      const paths = await proofs.inclusion(
        past.map(({ idx }) => idx),
        size,
      );
      yield { past, lines: past.map((one, i) => lineOf(one, paths[i] ?? [])) };
    }
    if (ids.length < IDS) return;
    after = Number(ids.at(-1)?.idx);
  }
}

function lineOf({ idx, leaf, sid, entry, statementBytes, signatures }: Past, path: readonly Uint8Array[]): object {
  return {
    idx,
    sid: toHex(sid),
    leaf: toBase64Url(leaf),
    entry: toBase64(entry),
    statement: toBase64(statementBytes),
    signatures: signatures.map(({ kid, sig }) => ({ kid, sig })),
    path: path.map(toBase64),
  };
}
