import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, IsNull } from 'typeorm';
import { Rejection } from '../../core/rejection.js';
import type { Actor } from '../../http/actor.js';
import { satisfies } from '../../http/needs.js';
import type { GivenRole } from '../people/people.row.js';
import { OrganisationRow } from '../registry.row.js';
import { ApiKeyRow } from './api-key.row.js';
import { hashOf, randomSecret } from './secrets.js';

export type KeyRole = GivenRole;

/** What may be said of a key after it was made; the secret is not among it. */
export type KeyView = Pick<
  ApiKeyRow,
  'id' | 'org' | 'role' | 'name' | 'scopes' | 'person' | 'createdAt' | 'expiresAt' | 'revokedAt'
>;

/** Beyond organisation, role and name. */
export interface KeyLimits {
  readonly scopes?: readonly string[];
  readonly expiresAt?: Date;
  /** A member of the organisation. */
  readonly person?: string;
}

/** How a key comes about by a request that may be sent twice. */
export interface KeyOrigin {
  readonly id: string;
  readonly secret: string;
  readonly request?: Buffer;
  readonly madeBy: string;
}

const SECRET = /^veta_[A-Za-z0-9_-]{43}$/;

interface Found extends ApiKeyRow {
  /** The person's role in the key's organisation now; null where there is none. */
  readonly personRole: GivenRole | null;
}

/** Looked up by its hash: how long that takes says nothing about any secret. */
const FIND = `
SELECT k.id, k.org, k.role, k.name, k.scopes, k.person, k.expires_at AS "expiresAt", m.role AS "personRole"
  FROM api_key k LEFT JOIN membership m
    ON m.person = k.person AND m.org IS NOT DISTINCT FROM k.org AND m.until_at IS NULL
 WHERE k.hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`;

/** Keys of people and programs: 256 bits, shown once, kept only as SHA-256. */
@Injectable()
export class ApiKeys {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * @param org a registered organisation; null only for an operator who acts for none
   * @returns the secret, for the only time
   */
  async create(
    org: string | null,
    role: KeyRole,
    name: string,
    { scopes, expiresAt, person }: KeyLimits = {},
    { id, secret, request, madeBy }: KeyOrigin = { id: randomUUID(), secret: randomSecret('veta_'), madeBy: 'veta' },
  ): Promise<{ id: string; secret: string }> {
    if (org === null && role !== 'operator') throw new Rejection('missing', 'org', { example: 'coop-limonal' });
    if (org !== null && !(await this.dataSource.getRepository(OrganisationRow).existsBy({ org }))) {
      throw new Rejection('unknown-organisation', 'org', { organisation: org });
    }
    if (name.trim() === '') throw new Rejection('missing', 'name', { example: 'registro-1' });
    const limits = { scopes: scopes ? [...scopes] : null, expiresAt: expiresAt ?? null, person: person ?? null };
    const row = { id, org, role, name, hash: hashOf(secret), madeBy, request: request ?? null, ...limits };
    await this.dataSource.createQueryBuilder().insert().into(ApiKeyRow).values(row).orIgnore().execute();
    return { id, secret };
  }

  find(id: string): Promise<ApiKeyRow | null> {
    return isUUID(id) ? this.dataSource.getRepository(ApiKeyRow).findOneBy({ id }) : Promise.resolve(null);
  }

  /** True when it was valid until now; a revoked key stays revoked. */
  async revoke(id: string): Promise<boolean> {
    if (!isUUID(id)) return false;
    const valid = { id, revokedAt: IsNull() };
    const { affected } = await this.dataSource.getRepository(ApiKeyRow).update(valid, { revokedAt: new Date() });
    return affected === 1;
  }

  async list(): Promise<KeyView[]> {
    const rows = await this.dataSource.getRepository(ApiKeyRow).find({ order: { createdAt: 'ASC', id: 'ASC' } });
    return rows.map(keyView);
  }

  /** Who holds this secret; undefined when nobody does any more or ever did. */
  async actorOf(secret: string): Promise<Actor | undefined> {
    if (!SECRET.test(secret)) return undefined;
    const [key]: Found[] = await this.dataSource.query(FIND, [hashOf(secret)]);
    if (key === undefined) return undefined;
    const { id, org, role, name, scopes, person, expiresAt, personRole } = key;
    if (person !== null && (personRole === null || !includes(personRole, role))) return undefined;
    return {
      role,
      name,
      key: id,
      ...(org !== null && { org }),
      ...(person !== null && { person }),
      ...(scopes !== null && { scopes }),
      ...(expiresAt !== null && { expires: expiresAt }),
    };
  }
}

export function keyView(row: ApiKeyRow): KeyView {
  const { id, org, role, name, scopes, person, createdAt, expiresAt, revokedAt } = row;
  return { id, org, role, name, scopes, person, createdAt, expiresAt, revokedAt };
}

/** Whether who holds one role may hold a key of the other. */
export function includes(role: GivenRole, other: GivenRole): boolean {
  return role === other || satisfies({ role, name: '' }, [other], 'POST');
}
