/**
 * The trail of a lot: every entry about it and about everything it was made from, and the papers of everyone named there,
 * in log order. One query per generation of lots; an answer costs its own size, not the history's.
 */
import type { DataSource } from 'typeorm';
import type { Statement } from '../core/log/statement.js';
import { replayUntil } from '../lots/ancestry.js';
import type { History, Past } from '../ledger/history.js';

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

export class Trails {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: History,
  ) {}

  /** @param size only entries below this index: the size of the tree they are to be proven in */
  async of(lot: string, size: number): Promise<Past[]> {
    const { statements } = await replayUntil(this.dataSource.manager, [lot], size - 1);
    const orgs = partiesIn(statements.map(({ statement }) => statement));
    const papers = await this.history.statementsOf({ types: PAPERS, orgs });
    const indexes = [...statements, ...papers].map(({ idx }) => idx).filter((idx) => idx < size);
    return this.history.byIndexes(indexes);
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
