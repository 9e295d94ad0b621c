import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, IsNull } from 'typeorm';
import { sha256 } from '#crypto';
import { utf8 } from '../../core/bytes.js';
import { Rejection } from '../../core/rejection.js';
import type { Actor } from '../../http/actor.js';
import { OrganisationRow } from '../registry.row.js';
import { ApiKeyRow } from './api-key.row.js';

export type KeyRole = ApiKeyRow['role'];

/** What may be said of a key after it was made; the secret is not among it. */
export interface KeyView {
  readonly id: string;
  readonly org: string | null;
  readonly role: KeyRole;
  readonly name: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

const SECRET = /^veta_[A-Za-z0-9_-]{43}$/;

/** Keys of people and programs: 256 random bits, shown once, kept only as SHA-256. */
@Injectable()
export class ApiKeys {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * @param org a registered organisation; null only for an operator who acts for none
   * @returns the secret, for the only time
   */
  async create(org: string | null, role: KeyRole, name: string): Promise<{ id: string; secret: string }> {
    if (org === null && role !== 'operator') throw new Rejection('missing', 'org', { example: 'coop-limonal' });
    if (org !== null && !(await this.dataSource.getRepository(OrganisationRow).existsBy({ org }))) {
      throw new Rejection('unknown-organisation', 'org', { organisation: org });
    }
    if (name.trim() === '') throw new Rejection('missing', 'name', { example: 'registro-1' });
    const id = randomUUID();
    const secret = `veta_${randomBytes(32).toString('base64url')}`;
    await this.dataSource.getRepository(ApiKeyRow).insert({ id, org, role, name, hash: hashOf(secret) });
    return { id, secret };
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
    return rows.map(({ id, org, role, name, createdAt, revokedAt }) => ({ id, org, role, name, createdAt, revokedAt }));
  }

  /** Who holds this secret; undefined when nobody does any more or ever did. */
  async actorOf(secret: string): Promise<Actor | undefined> {
    if (!SECRET.test(secret)) return undefined;
    // Looked up by its hash: how long that takes says nothing about any secret.
    const where = { hash: hashOf(secret), revokedAt: IsNull() };
    const key = await this.dataSource.getRepository(ApiKeyRow).findOneBy(where);
    if (key === null) return undefined;
    return { role: key.role, name: key.name, key: key.id, ...(key.org !== null && { org: key.org }) };
  }
}

function hashOf(secret: string): Buffer {
  return Buffer.from(sha256(utf8(secret)));
}
