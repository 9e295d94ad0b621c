/** What everyone may know of the whole: never stock, never whereabouts. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Form } from '../../core/custody/statements.js';

export interface ReleasedPiece {
  readonly publicCode: string;
  readonly form: Form;
  readonly name: string | null;
  readonly grossMg: number;
  readonly finenessPpm: number | null;
  /** Schemes it carries. */
  readonly claims: readonly string[];
}

export interface Figures {
  readonly deliveries: number;
  readonly bars: number;
  readonly shipments: number;
  readonly pieces: number;
}

/** The newest signed checkpoint, in plain words. */
export interface SignedRecords {
  readonly size: number;
  readonly at: Date;
}

/** More are not drawn on one page. */
const MOST_PIECES = 120;

@Injectable()
export class Season {
  constructor(private readonly dataSource: DataSource) {}

  /** Gold held apart is not counted: it may not be what it seems. */
  async figures(): Promise<Figures> {
    const [row]: Figures[] = await this.dataSource.query(
      `SELECT count(*) FILTER (WHERE state #>> '{origin,kind}' IN ('production', 'purchase') AND NOT held)::int AS deliveries,
              count(*) FILTER (WHERE form = 'dore')::int AS bars,
              (SELECT count(*)::int FROM shipment WHERE exported) AS shipments,
              count(*) FILTER (WHERE form = 'piece' AND released)::int AS pieces
         FROM lot`,
    );
    if (row === undefined) throw new Error('bug: count answers one row');
    return row;
  }

  pieces(): Promise<ReleasedPiece[]> {
    return this.dataSource.query(
      `SELECT public_code AS "publicCode", form, state ->> 'name' AS name, gross_mg::int AS "grossMg",
              fineness_ppm AS "finenessPpm", claims
         FROM lot WHERE form = 'piece' AND released ORDER BY born, code LIMIT $1`,
      [MOST_PIECES],
    );
  }

  async signed(): Promise<SignedRecords | undefined> {
    const [row]: { size: string; at: Date }[] = await this.dataSource.query(
      'SELECT size, signed_at AS at FROM checkpoint ORDER BY size DESC LIMIT 1',
    );
    return row && { size: Number(row.size), at: row.at };
  }
}
