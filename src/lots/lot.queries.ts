/**
 * Lots by the names people give them. An organisation sees what it made, holds, awaits or owns; of everything else, and of
 * what is not there, it is told the same.
 */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Lot } from '../core/custody/lot.js';
import { Rejection } from '../core/rejection.js';
import type { Actor } from '../http/actor.js';
import { pageOf, PAGE_ROWS, type Page } from '../http/page.js';
import { lotFrom } from './lot.state.js';
import type { LotsQuery } from './desk/lots.dto.js';
import { LIST, NAMED, RELEASED } from './lot.sql.js';

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
  /** Where it was mined, for lots that no transformation made. */
  readonly site: string | null;
}

type Row = Named & { readonly state: object; readonly publicCode: string | null };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Codes, ids and public codes alike; anything else names nothing, and PostgreSQL takes no NUL. */
const NAME = /^[^\p{Cc}\p{Cs}]{1,100}$/u;

@Injectable()
export class LotQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** By its code or id among the asker's own lots, else by the code of its public page. */
  async find(actor: Actor, name: string): Promise<Found> {
    if (!NAME.test(name)) throw unknown(name, 'lot');
    const rows = actor.org === undefined ? [] : await this.named(actor.org, [name]);
    const row = actor.org === undefined ? undefined : meant(rows, actor.org, name, 'lot', false);
    if (row !== undefined) return insideOf(row, actor.org);
    const [released]: { state: object; publicCode: string }[] = await this.dataSource.query(RELEASED, [spelt(name)]);
    if (released === undefined) throw unknown(name, 'lot');
    return { lot: lotFrom(released.state), publicCode: released.publicCode, seen: 'public' };
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
    const rows: Row[] = await this.dataSource.query(LIST, values);
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
    const rows = await this.named(
      org,
      codes.filter((code) => NAME.test(code)),
    );
    return codes.map((code, n) => {
      const named = meant(rows, org, code, at(n), arriving);
      if (named === undefined) throw unknown(code, at(n));
      return named;
    });
  }

  /** Lots a shipment of the organisation was packed with. */
  async packedIn(org: string, shipment: string): Promise<string[]> {
    const sql = `SELECT state -> 'lots' AS lots FROM shipment WHERE id = $1`;
    const values = [NAME.test(shipment) ? `${org}/${shipment}` : ''];
    const [row]: { lots: string[] }[] = await this.dataSource.query(sql, values);
    if (row === undefined) throw new Rejection('unknown-shipment', 'shipment', { shipment: shipment.slice(0, 60) });
    return row.lots;
  }

  private named(org: string, names: readonly string[]): Promise<Row[]> {
    const ids = names.filter((name) => UUID.test(name));
    return this.dataSource.query(NAMED, [org, names, ids]);
  }
}

/** Its own books first, then what it holds, awaits, owns. Two lots in one place under one code are never guessed between. */
function meant(rows: readonly Row[], org: string, name: string, at: string, arriving: boolean): Row | undefined {
  const id = name.toLowerCase();
  const places: ((row: Row) => boolean)[] = [
    (row) => row.id === id,
    (row) => arriving && row.code === name && row.boundFor === org,
    (row) => row.code === name && row.registrar === org,
    (row) => row.code === name && row.custodian === org,
    (row) => row.code === name && row.boundFor === org,
    (row) => row.code === name && row.owner === org,
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

function insideOf({ state, owner, publicCode }: Row, org: string | undefined): Found {
  return { lot: lotFrom(state), publicCode: owner === org ? publicCode : null, seen: 'inside' };
}

/** As Crockford's base 32 forgives it: lower case, I and L for 1, O for 0. */
function spelt(publicCode: string): string {
  return publicCode.toUpperCase().replace(/[IL]/g, '1').replaceAll('O', '0');
}

function unknown(name: string, at: string): Rejection {
  return new Rejection('unknown-lot', at, { lot: name.slice(0, 60) });
}
