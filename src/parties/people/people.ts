/** Who acts for an organisation, and as what. A role is never changed: one ends and another begins, and sessions end with it. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, type EntityManager } from 'typeorm';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import type { Actor } from '../../http/actor.js';
import { pageOf, PAGE_ROWS, type Page } from '../../http/page.js';
import { Ledger } from '../../ledger/ledger.js';
import { personSubject, type Vault } from '../../ledger/private/vault.js';
import { whoIs } from '../keys/secrets.js';
import { mayGive, mustBeUnlimited, organisationOf } from './giving.js';
import { FIRST_ID } from './invitations.js';
import type { LeavingBody, PeopleQuery, PersonView, RoleBody } from './people.dto.js';
import { PersonRow, type GivenRole } from './people.row.js';
import { JOIN, LEAVE, PEOPLE } from './people.sql.js';
import { openJson, sealJson, signInName, type SealedValue } from './sealed.js';

/** What is known of a person besides what they may do. */
export interface PersonalData {
  readonly name: string;
  readonly signIn: string;
}

interface Listed extends SealedValue {
  readonly person: string;
  readonly org: string | null;
  readonly role: GivenRole;
  readonly from: Date;
}

@Injectable()
export class People {
  private readonly vault: Vault;

  constructor(
    private readonly dataSource: DataSource,
    ledger: Ledger,
  ) {
    this.vault = ledger.vault;
  }

  /** What a sign-in name is looked up by: whoever has the database cannot tell whose it is. */
  accountOf(signIn: string): Buffer {
    return this.vault.tag('sign-in name', signInName(signIn));
  }

  async find(signIn: string): Promise<PersonRow | null> {
    return this.dataSource.getRepository(PersonRow).findOneBy({ signIn: this.accountOf(signIn) });
  }

  async register(tx: EntityManager, id: string, { name, signIn }: PersonalData): Promise<void> {
    const account = this.accountOf(signIn);
    if (await tx.getRepository(PersonRow).existsBy({ signIn: account })) throw new Rejection('sign-in-taken', 'signIn');
    const value = await sealJson(this.vault, tx, personSubject(id), contextOf(id), { name, signIn });
    await tx.getRepository(PersonRow).insert({ id, signIn: account, ...value });
  }

  async personalData(person: string): Promise<PersonalData> {
    const row = await this.dataSource.getRepository(PersonRow).findOneByOrFail({ id: person });
    const [data] = await openJson<PersonalData>(this.vault, this.dataSource, [{ ...row, context: contextOf(person) }]);
    return data ?? { name: '', signIn: '' };
  }

  /** In the role from now on, whatever it was before. */
  async join(tx: EntityManager, person: string, org: string | null, role: GivenRole, madeBy: string): Promise<string> {
    await tx.query(LEAVE, [person, org]);
    const id = randomUUID();
    await tx.query(JOIN, [id, person, org, role, madeBy]);
    return id;
  }

  async list(
    actor: Actor,
    { organisation, after = FIRST_ID, limit = PAGE_ROWS }: PeopleQuery,
  ): Promise<Page<PersonView>> {
    const org = organisationOf(actor, organisation);
    const from = isUUID(after) ? after : FIRST_ID;
    const ask = (tx: EntityManager): Promise<Listed[]> => tx.query(PEOPLE, [org, from, limit + 1]);
    const rows = org === null ? await ask(this.dataSource.manager) : await readAs(this.dataSource, org, ask);
    const sealed = rows.map((row) => ({ ...row, context: contextOf(row.person) }));
    const all = await openJson<PersonalData>(this.vault, this.dataSource, sealed);
    return pageOf(
      rows.map((row, i) => viewOf(row, all[i])),
      limit,
      ({ person }) => person,
    );
  }

  async giveRole(
    actor: Actor,
    person: string,
    { role, organisation }: RoleBody,
  ): Promise<{ id: string; role: GivenRole }> {
    const org = organisationOf(actor, organisation);
    mustBeUnlimited(actor);
    mayGive(actor, role, org);
    await this.dataSource.transaction(async (tx) => {
      const before = await this.roleIn(tx, person, org);
      if (before === 'operator') mayGive(actor, before, org);
      if (before !== role) await this.join(tx, person, org, role, whoIs(actor));
    });
    return { id: person, role };
  }

  /** They act no longer for the organisation; what they did stays theirs. */
  async end(actor: Actor, person: string, { organisation }: LeavingBody): Promise<{ id: string }> {
    const org = organisationOf(actor, organisation);
    await this.dataSource.transaction(async (tx) => {
      mayGive(actor, await this.roleIn(tx, person, org), org);
      await tx.query(LEAVE, [person, org]);
    });
    return { id: person };
  }

  private async roleIn(tx: EntityManager, person: string, org: string | null): Promise<GivenRole> {
    const sql = `SELECT role FROM membership
      WHERE person = $1 AND org IS NOT DISTINCT FROM $2 AND until_at IS NULL FOR UPDATE`;
    const [row]: { role: GivenRole }[] = isUUID(person) ? await tx.query(sql, [person, org]) : [];
    if (row === undefined) throw new Rejection('not-found', 'person', { value: person });
    return row.role;
  }
}

function contextOf(person: string): string {
  return `person ${person}`;
}

function viewOf({ person, org, role, from }: Listed, data: PersonalData | undefined): PersonView {
  const { name = '', signIn = '' } = data ?? {};
  return { person, ...(org !== null && { organisation: org }), role, name, signIn, from };
}
