/** When a transaction of the ledger began and when it was committed, as TypeORM tells whoever subscribes. */
import type { DataSource, QueryRunner } from 'typeorm';
import type { Timed } from './answers.js';

export class Transactions {
  private readonly open = new Map<QueryRunner, number>();
  private committed: Timed[] = [];

  constructor(dataSource: DataSource) {
    dataSource.subscribers.push({
      beforeTransactionStart: ({ queryRunner }) => void this.open.set(queryRunner, performance.now()),
      afterTransactionRollback: ({ queryRunner }) => void this.open.delete(queryRunner),
      afterTransactionCommit: ({ queryRunner }) => {
        const began = this.open.get(queryRunner);
        this.open.delete(queryRunner);
        if (began !== undefined) this.committed.push({ began, ended: performance.now() });
      },
    });
  }

  /** From BEGIN to the answer to COMMIT of the one in which something was decided at `moment`; forgets the others. */
  around(moment: number): number {
    const found = this.committed.findLast(({ began, ended }) => began <= moment && moment <= ended);
    if (found === undefined) throw new Error('bug: decided in no transaction');
    this.committed = [];
    return found.ended - found.began;
  }
}
