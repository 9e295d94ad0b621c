/**
 * The first of two fences between tenants: what concerns an organisation, said once for every query that answers one. The
 * second is the database's own (database/tenant.ts), under which those queries run and which says it again.
 */
import { Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { readAs } from '../database/tenant.js';
import type { Actor } from './actor.js';

@Injectable()
export class Sight {
  /** SQL: the column names the organisation in parameter `$n`. */
  own(column: string, n = 1): string {
    return `${column} = $${n}`;
  }

  /** The same for TypeORM's `where`. */
  whose(org: string): { readonly org?: string } {
    return { org };
  }

  /** The same of what was read: the organisation is one of those named. */
  concerns(org: string | undefined, named: readonly unknown[]): boolean {
    return org !== undefined && named.includes(org);
  }
}

/** Reads for whoever asks: the server's operator as the application itself, everyone else as their organisation. */
export function readFor<T>(
  dataSource: DataSource,
  { role, org }: Pick<Actor, 'role' | 'org'>,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  return role === 'operator' ? work(dataSource.manager) : readAs(dataSource, org, work);
}
