/** What has become of a paper since it was issued: for whoever holds an old one, the way to the newest. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** An issued version of a number. */
export interface IssuedVersion {
  readonly id: string;
  readonly version: number;
  readonly issuedAt: Date;
}

export interface Fate {
  /** Another took its place, at its hour and for this reason. */
  readonly superseded?: { readonly by: IssuedVersion; readonly reason: string };
  /** Of the number, and so of every version. */
  readonly voided?: { readonly by: IssuedVersion; readonly reason: string };
  readonly newest: IssuedVersion;
}

interface Row {
  readonly id: string;
  readonly version: number;
  readonly notice: boolean;
  readonly reason: string | null;
  readonly issued_at: Date;
}

@Injectable()
export class Versions {
  constructor(private readonly dataSource: DataSource) {}

  /** Of an issued paper. */
  async fateOf(id: string): Promise<Fate> {
    const rows: Row[] = await this.dataSource.query(
      `SELECT v.id, v.version, v.notice, v.reason, v.issued_at FROM document paper
         JOIN document v ON v.org = paper.org AND v.number = paper.number
        WHERE paper.id = $1 AND v.issued_at IS NOT NULL ORDER BY v.version`,
      [id],
    );
    const newest = rows.at(-1);
    if (newest === undefined) throw new Error(`bug: paper ${id} was not issued`);
    const next = rows[rows.findIndex((row) => row.id === id) + 1];
    return {
      newest: issued(newest),
      ...(next !== undefined && !next.notice && { superseded: amended(next) }),
      ...(newest.notice && { voided: amended(newest) }),
    };
  }
}

function issued({ id, version, issued_at: issuedAt }: Row): IssuedVersion {
  return { id, version, issuedAt };
}

function amended(row: Row): { readonly by: IssuedVersion; readonly reason: string } {
  return { by: issued(row), reason: row.reason ?? '' };
}
