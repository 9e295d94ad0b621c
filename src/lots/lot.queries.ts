/**
 * Lots by the names people give them. An organisation sees what it made, holds, awaits or owns, what is consigned to it or shown;
 * of everything else, and of what is not there, it is told the same.
 */
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Lot } from '../core/custody/lot.js';
import { Rejection } from '../core/rejection.js';
import { queryPrepared } from '../database/prepared.js';
import { readAs } from '../database/tenant.js';
import type { Actor } from '../http/actor.js';
import { pageOf, PAGE_ROWS, type Page } from '../http/page.js';
import { Sight } from '../http/sight.js';
import { lotFrom } from './lot.state.js';
import type { LotsQuery } from './desk/lots.dto.js';
import { listed, NAME, named, RELEASED } from './lot.sql.js';
import { packedMgOf } from './shipments/packed.js';

/** A lot somebody may see: from `inside` as one of its parties (only its owner is told the public code), or as the `public`. */
export type Found =
  | { readonly lot: Lot; readonly publicCode: string | null; readonly seen: 'inside' }
  | { readonly lot: Lot; readonly publicCode: string; readonly seen: 'public' };

/** What a code meant. */
export interface Named {
  readonly id: string;
  readonly code: string;
  readonly registrar: string;
  readonly custodian: string;
  readonly owner: string;
  readonly boundFor: string | null;
  /** Buyer it is promised to. */
  readonly promisedTo: string | null;
  /** Seen only as the consignee of its shipment, or because its owner shows it. */
  readonly consigned: boolean;
  /** Where it was mined, for lots that no transformation made. */
  readonly site: string | null;
}

type Row = Named & { readonly state: object; readonly publicCode: string | null; readonly recalls: string[] | null };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

@Injectable()
export class LotQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sight: Sight = new Sight(),
  ) {}

  /** By its code or id among the asker's own lots, else by the code of its public page. */
  async find(actor: Actor, name: string): Promise<Found> {
    if (!NAME.test(name)) throw unknown(name, 'lot');
    const { org } = actor;
    return readAs(this.dataSource, org, async (tx): Promise<Found> => {
      const rows = org === undefined ? [] : await this.named(tx, org, [name]);
      const row = org === undefined ? undefined : this.meant(rows, org, name, 'lot', false);
      if (row !== undefined) return insideOf(row, org);
      const [released]: { state: object; publicCode: string; recalls: string[] | null }[] = await tx.query(RELEASED, [
        spelt(name),
      ]);
      if (released === undefined) throw unknown(name, 'lot');
      return { lot: lotFrom(released.state, released.recalls), publicCode: released.publicCode, seen: 'public' };
    });
  }

  /** One page of the organisation's lots, by code. */
  async visible(actor: Actor, query: LotsQuery): Promise<Page<Found>> {
    const { org } = actor;
    if (org === undefined) throw new Rejection('not-permitted', 'org');
    const { limit = PAGE_ROWS, after, form, held, shipment, custodian, owner } = query;
    const [code, id] = after === undefined ? [null, null] : [after.slice(36), after.slice(0, 36)];
    if (id !== null && !UUID.test(id)) throw new Rejection('malformed', 'after');
    const isHeld = held === undefined ? null : held === 'true';
    const own = [custodian !== undefined, owner !== undefined];
    const values = [org, code, id, limit + 1, form ?? null, isHeld, shipment ?? null, ...own];
    const sql = listed((column, n) => this.sight.own(column, n));
    const rows: Row[] = await readAs(this.dataSource, org, (tx) => tx.query(sql, values));
    const { items, next } = pageOf(rows, limit, (row) => row.id + row.code);
    return { items: items.map((row) => insideOf(row, org)), ...(next !== undefined && { next }) };
  }

  /**
   * What each of the codes (or ids) means to that organisation, in one query, in the order asked.
   * @param at where the caller named the nth of them
   * @param arriving prefers what is on its way to the organisation to what it holds
   */
  async idsOf(
    org: string,
    codes: readonly string[],
    at: (n: number) => string = () => 'lot',
    arriving = false,
  ): Promise<Named[]> {
    const named = codes.filter((code) => NAME.test(code));
    const rows = await readAs(this.dataSource, org, (tx) => this.named(tx, org, named));
    return codes.map((code, n) => {
      const named = this.meant(rows, org, code, at(n), arriving);
      if (named === undefined) throw unknown(code, at(n));
      return named;
    });
  }

  /** Lots a shipment of the organisation was packed with. */
  async packedIn(org: string, shipment: string): Promise<string[]> {
    const sql = `SELECT state -> 'lots' AS lots FROM shipment WHERE id = $1`;
    const values = [NAME.test(shipment) ? `${org}/${shipment}` : ''];
    const [row] = await readAs(this.dataSource, org, (tx) => tx.query<{ lots: string[] }[]>(sql, values));
    if (row === undefined) throw new Rejection('unknown-shipment', 'shipment', { shipment: shipment.slice(0, 60) });
    return row.lots;
  }

  /** What each of them weighed when it was packed. */
  packedMgOf(org: string, lots: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return packedMgOf(this.dataSource, org, lots);
  }

  /** Those of the lots that concern the organisation. */
  async visibleOf(tx: EntityManager, org: string, ids: readonly string[]): Promise<string[]> {
    const rows = ids.length === 0 ? [] : await this.named(tx, org, ids);
    return rows.map(({ id }) => id);
  }

  private named(tx: EntityManager, org: string, names: readonly string[]): Promise<Row[]> {
    const ids = names.filter((name) => UUID.test(name));
    const sql = named((column, n) => this.sight.own(column, n));
    return queryPrepared<Row>(tx, sql, [org, names, ids]);
  }

  /**
   * Its own books first, then what it holds, awaits, owns, and what is consigned to it. Two lots in one place under one code
   * are never guessed between.
   */
  private meant(rows: readonly Row[], org: string, name: string, at: string, arriving: boolean): Row | undefined {
    const is = (party: string | null): boolean => this.sight.concerns(org, [party]);
    const id = name.toLowerCase();
    const places: ((row: Row) => boolean)[] = [
      (row) => row.id === id,
      (row) => arriving && row.code === name && is(row.boundFor),
      (row) => row.code === name && is(row.registrar),
      (row) => row.code === name && is(row.custodian),
      (row) => row.code === name && is(row.boundFor),
      (row) => row.code === name && is(row.owner),
      (row) => row.code === name && is(row.promisedTo),
      (row) => row.code === name && row.consigned,
    ];
    for (const place of places) {
      const [row, ...others] = rows.filter(place);
      if (row === undefined) continue;
      if (others.length === 0) return row;
      const choices = [row, ...others].map((one) => `${one.registrar} ${one.id}`).join(', ');
      throw new Rejection('malformed', at, { value: name, choices });
    }
    return undefined;
  }
}

function insideOf({ state, owner, publicCode, recalls }: Row, org: string | undefined): Found {
  return { lot: lotFrom(state, recalls), publicCode: owner === org ? publicCode : null, seen: 'inside' };
}

/** As Crockford's base 32 forgives it: lower case, I and L for 1, O for 0. */
function spelt(publicCode: string): string {
  return publicCode.toUpperCase().replace(/[IL]/g, '1').replaceAll('O', '0');
}

function unknown(name: string, at: string): Rejection {
  return new Rejection('unknown-lot', at, { lot: name.slice(0, 60) });
}
