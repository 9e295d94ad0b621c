/**
 * Sessions of people: 256 random bits in a cookie, here only their SHA-256. They end after half a day without a request,
 * after a week in any case, when their person signs out or changes the password, and with the role they act under.
 */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';
import { Rejection } from '../../core/rejection.js';
import type { Actor } from '../../http/actor.js';
import { header, type Incoming } from '../../http/request.js';
import { Ledger } from '../../ledger/ledger.js';
import { personSubject, type Vault } from '../../ledger/private/vault.js';
import { hashOf, randomSecret } from '../keys/secrets.js';
import type { GivenRole } from '../people/people.row.js';
import { openJson, sealJson } from '../people/sealed.js';
import type { How } from './session.row.js';
import type { SessionView } from './sessions.dto.js';
import { ACTOR_OF, LIST, MEMBERSHIPS, OPEN, type Listed, type Standing } from './sessions.sql.js';

export const IDLE_SECONDS = 12 * 3600;
export const LONGEST_SECONDS = 7 * 24 * 3600;
const FRESH_SECONDS = 15 * 60;
/** Stands for the server itself where an organisation is named. */
const SERVER = '-';
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** A role somebody may act in. */
export interface Membership {
  readonly id: string;
  readonly org: string | null;
  readonly role: GivenRole;
}

export interface OpenedSession {
  readonly token: string;
  readonly id: string;
  readonly person: string;
  readonly role: GivenRole;
  readonly org: string | null;
  readonly expiresAt: Date;
}

@Injectable()
export class Sessions {
  private readonly vault: Vault;

  constructor(
    private readonly dataSource: DataSource,
    ledger: Ledger,
  ) {
    this.vault = ledger.vault;
  }

  /**
   * A new token, whatever the browser brought along.
   */
  async open(person: string, membership: Membership, how: How, request: Incoming): Promise<OpenedSession> {
    const id = randomUUID();
    const token = randomSecret('');
    const seen = { agent: (header(request, 'user-agent') ?? '').slice(0, 200), address: request.ip };
    const expiresAt = new Date(Date.now() + LONGEST_SECONDS * 1000);
    const { sealed } = await sealJson(this.vault, this.dataSource, personSubject(person), `session ${id}`, seen);
    await this.dataSource.query(OPEN, [id, person, membership.id, hashOf(token), sealed, how, expiresAt]);
    return { token, id, person, role: membership.role, org: membership.org, expiresAt };
  }

  /** Whose session this token is; undefined where it ended or never was. */
  async actorOf(token: string): Promise<Actor | undefined> {
    if (!TOKEN.test(token)) return undefined;
    const [found]: Standing[] = await this.dataSource.query(ACTOR_OF, [hashOf(token), IDLE_SECONDS]);
    if (found === undefined) return undefined;
    const { id, person, org, role, stale } = found;
    // Not with every request: once a minute is enough to know that it is in use.
    if (stale) await this.dataSource.query('UPDATE session SET seen_at = now() WHERE id = $1', [id]);
    return { person, role, name: `person:${person}`, session: id, ...(org !== null && { org }) };
  }

  async list(actor: Actor): Promise<{ items: SessionView[] }> {
    const person = personOf(actor);
    const rows: Listed[] = await this.dataSource.query(LIST, [person, IDLE_SECONDS]);
    const subject = this.vault.nameOf(personSubject(person));
    const sealed = rows.map((row) => ({ ...row, subject, context: `session ${row.id}` }));
    const seen = await openJson<{ agent: string; address: string }>(this.vault, this.dataSource, sealed);
    const items = rows.map(({ id, how, createdAt, seenAt, expiresAt }, i) => {
      const { agent = '', address = '' } = seen[i] ?? {};
      return { id, current: id === actor.session, how, agent, address, createdAt, seenAt, expiresAt };
    });
    return { items };
  }

  /** One of one's own. */
  async end(actor: Actor, id: string): Promise<{ id: string }> {
    const ended: [unknown, number] = await this.dataSource.query(
      'UPDATE session SET ended_at = now() WHERE id = $1 AND person = $2 AND ended_at IS NULL',
      [isUUID(id) ? id : null, personOf(actor)],
    );
    if (ended[1] === 0) throw new Rejection('not-found', 'id', { value: id });
    return { id };
  }

  /** Before another way in is added: who found a browser open, or took its cookie, must not make themselves at home. */
  async mustBeFresh(actor: Actor): Promise<void> {
    const rows: unknown[] = await this.dataSource.query(
      'SELECT 1 FROM session WHERE id = $1 AND created_at > now() - make_interval(secs => $2)',
      [actor.session ?? null, FRESH_SECONDS],
    );
    if (rows.length === 0) throw new Rejection('sign-in-again', 'Authorization', { minutes: `${FRESH_SECONDS / 60}` });
  }

  /** After a new password: whoever came in by the old one is out. */
  async endOthers(person: string, kept: string | undefined): Promise<void> {
    await this.dataSource.query(
      'UPDATE session SET ended_at = now() WHERE person = $1 AND id IS DISTINCT FROM $2 AND ended_at IS NULL',
      [person, kept ?? null],
    );
  }

  /**
   * @param organisation which of theirs they act for, `-` for the server itself; needed where there are several
   * @throws missing with what there is to choose from; not-permitted where they belong to none, or not to this one
   */
  async membershipOf(person: string, organisation: string | undefined): Promise<Membership> {
    const all: Membership[] = await this.dataSource.query(MEMBERSHIPS, [person]);
    const [one, ...more] = all.filter(({ org }) => organisation === undefined || (org ?? SERVER) === organisation);
    if (one === undefined) throw new Rejection('not-permitted', 'organisation');
    if (more.length === 0) return one;
    throw new Rejection('missing', 'organisation', { choices: all.map(({ org }) => org ?? SERVER).join(', ') });
  }
}

export function personOf({ person }: Actor): string {
  if (person === undefined) throw new Rejection('needs-a-person', 'Authorization');
  return person;
}
