/**
 * Bundles: the history of one lot and of everything it was made from, the papers of everyone named in it, and one signed
 * checkpoint with a proof for every entry. What a stranger needs, and nothing that is private: values beside the ledger stay.
 */
import type { DataSource } from 'typeorm';
import { formatBundle } from '../core/evidence/bundle.js';
import type { Statement } from '../core/log/statement.js';
import { replayUntil } from '../documents/snapshot/replay.js';
import type { History } from '../ledger/history.js';
import type { Proofs } from '../ledger/tree/proofs.js';

/** Statements without lots that give a lot's history its names and standings. */
const PAPERS = [
  'organisation.registered',
  'site.registered',
  'credential.granted',
  'credential.suspended',
  'credential.reinstated',
  'credential.withdrawn',
  'credential.expired',
];

export class Bundles {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: History,
    private readonly proofs: Proofs,
  ) {}

  /** The bundle file of a lot under the newest signed checkpoint; undefined until a checkpoint covers the lot. */
  async bundleOf(lot: { readonly id: string; readonly code: string }): Promise<Uint8Array | undefined> {
    const checkpoint = await this.proofs.newestCheckpoint();
    if (checkpoint === undefined) return undefined;
    const { size, note } = checkpoint;
    const { statements } = await replayUntil(this.dataSource.manager, [lot.id], size - 1);
    if (statements.length === 0) return undefined;
    const orgs = partiesIn(statements.map(({ statement }) => statement));
    const papers = await this.history.statementsOf({ types: PAPERS, orgs });
    const indexes = [...statements.map(({ idx }) => idx), ...papers.map(({ idx }) => idx)].filter((idx) => idx < size);
    const past = await this.history.byIndexes(indexes);
    const paths = await this.proofs.inclusion(
      past.map(({ idx }) => idx),
      size,
    );
    return formatBundle({
      checkpoint: note,
      lot: lot.id,
      code: lot.code,
      events: past.map(({ idx, entry, statementBytes }, i) => ({
        index: idx,
        entry,
        statement: statementBytes,
        path: paths[i] ?? [],
      })),
    });
  }
}

/** Everyone whose act it was, or from whom or to whom gold went. */
function partiesIn(statements: readonly Statement[]): string[] {
  const named = statements.flatMap(({ org, data }) => [
    org,
    data['from'],
    data['to'],
    data['consignee'],
    data['laboratory'],
  ]);
  return [...new Set(named.filter((name): name is string => typeof name === 'string'))];
}
