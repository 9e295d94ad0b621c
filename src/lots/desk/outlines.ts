/** The outline of a site's title, sealed beside the statement that registered the site: read to judge where gold was dug, and never shown. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readAs } from '../../database/tenant.js';
import { Ledger } from '../../ledger/ledger.js';
import { valuesOf } from '../../ledger/private/values.js';

@Injectable()
export class Outlines {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
  ) {}

  /** Absent where none was said, or it was erased. */
  async of(org: string, site: string): Promise<string | undefined> {
    const sql = 'SELECT sid FROM site WHERE org = $1 AND code = $2 AND sid IS NOT NULL';
    const rows: { sid: Buffer }[] = await readAs(this.dataSource, org, (tx) => tx.query(sql, [org, site]));
    if (rows.length === 0) return undefined;
    const values = await valuesOf(
      this.dataSource,
      this.ledger.vault,
      rows.map(({ sid }) => sid),
    );
    const outline = values.find(({ name }) => name === 'outline')?.value;
    return typeof outline === 'string' ? outline : undefined;
  }
}
