/**
 * Who was not let in, when, where and why: in the program's log at once, and kept for three months. Never the secret that was
 * shown, nor the address that was asked for, which may hold a public code. What repeats within a second is one row.
 */
import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { readAs } from '../../database/tenant.js';
import type { Actor } from '../../http/actor.js';
import { pageOf, PAGE_ROWS, type Page } from '../../http/page.js';
import { whoIs } from '../keys/secrets.js';
import { organisationOf } from '../people/giving.js';
import type { DenialsQuery, DenialView } from './access.dto.js';

const FLUSH_MS = 1000;
/** Different ones per second that are kept apart; the rest of a flood is one row. */
const MOST = 100;

interface Denied {
  readonly at: Date;
  readonly org: string | null;
  readonly actor: string;
  readonly role: string;
  readonly route: string;
  readonly why: string;
  times: number;
}

const WRITE = `
INSERT INTO denial (id, at, org, actor, role, route, why, times)
SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[])`;

const LIST = `
SELECT id, at, org, actor, role, route, why, times FROM denial
 WHERE ($1::text IS NULL OR org = $1) AND ($2::text IS NULL OR (at, id) < (split_part($2, '_', 1)::timestamptz, split_part($2, '_', 2)::uuid))
 ORDER BY at DESC, id DESC LIMIT $3`;

@Injectable()
export class Denials implements OnModuleDestroy {
  private readonly log = new Logger('access');
  private pending = new Map<string, Denied>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly dataSource: DataSource) {}

  /**
   * @param route of our own naming, or a route's pattern: nothing the caller wrote
   * @param address goes into the program's log, where whoever runs it looks for attackers, and nowhere else
   */
  note(actor: Actor, route: string, why: string, address: string): void {
    const who = actor.role === 'public' ? 'public' : whoIs(actor);
    this.log.warn(
      JSON.stringify({ denied: route, from: address, to: who, role: actor.role, org: actor.org ?? null, why }),
    );
    const key = JSON.stringify([who, actor.org, route, why]);
    const known = this.pending.get(key) ?? (this.pending.size >= MOST ? this.pending.get('') : undefined);
    if (known !== undefined) known.times += 1;
    else this.add(key, { at: new Date(), org: actor.org ?? null, actor: who, role: actor.role, route, why, times: 1 });
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
  }

  /** An organisation's own, the newest first; an operator of the server sees all, those of nobody among them. */
  async list(actor: Actor, { organisation, after, limit = PAGE_ROWS }: DenialsQuery): Promise<Page<DenialView>> {
    await this.flush();
    const org = organisationOf(actor, organisation);
    const cursor = after !== undefined && /^[\dTZ:.-]{24}_[\da-f-]{36}$/.test(after) ? after : null;
    const ask = (tx: EntityManager): Promise<DenialView[]> => tx.query(LIST, [org, cursor, limit + 1]);
    const rows = org === null ? await ask(this.dataSource.manager) : await readAs(this.dataSource, org, ask);
    return pageOf(rows, limit, ({ at, id }) => `${at.toISOString()}_${id}`);
  }

  /** Writes what was noted; what cannot be written is in the log all the same. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const rows = [...this.pending.values()];
    this.pending = new Map();
    if (rows.length === 0) return;
    const column = <Name extends keyof Denied>(name: Name) => rows.map((row) => row[name]);
    const { log } = this;
    try {
      await this.dataSource.query(WRITE, [
        rows.map(() => randomUUID()),
        column('at'),
        column('org'),
        column('actor'),
        column('role'),
        column('route'),
        column('why'),
        column('times'),
      ]);
    } catch (error) {
      log.error(`${rows.length} denials are kept in this log only`, error instanceof Error ? error.message : '');
    }
  }

  onModuleDestroy(): Promise<void> {
    return this.flush();
  }

  private add(key: string, denied: Denied): void {
    const many = this.pending.size >= MOST;
    const rest = {
      ...denied,
      org: null,
      actor: 'public',
      role: 'public',
      route: 'many',
      why: 'too many to tell apart',
    };
    this.pending.set(many ? '' : key, many ? rest : denied);
  }
}
