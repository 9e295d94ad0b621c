/** An invitation is accepted: by somebody new, who chooses how to sign in, or by somebody who is signed in already. */
import { Injectable } from '@nestjs/common';
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import { DataSource, type EntityManager } from 'typeorm';
import { Rejection } from '../../core/rejection.js';
import type { Actor } from '../../http/actor.js';
import type { Incoming } from '../../http/request.js';
import { Ledger } from '../../ledger/ledger.js';
import { Passkeys, type Enrolled } from '../passkeys/passkeys.js';
import { uuidFrom } from '../keys/secrets.js';
import { Invitations, type OpenInvitation } from '../people/invitations.js';
import { People, type PersonalData } from '../people/people.js';
import { Passwords } from './passwords.js';
import type { AcceptanceBody, AcceptancePasskeyBody } from './sessions.dto.js';
import { Sessions, type OpenedSession } from './sessions.js';
import { SignIn } from './sign-in.js';

/** How somebody new will sign in. */
interface NewPerson extends PersonalData {
  readonly hashed?: string;
  readonly enrolled?: Enrolled;
}

@Injectable()
export class Acceptance {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly invitations: Invitations,
    private readonly people: People,
    private readonly passwords: Passwords,
    private readonly passkeys: Passkeys,
    private readonly sessions: Sessions,
    private readonly signIn: SignIn,
  ) {}

  /** What the device of somebody new is asked, before they accept. */
  async enrolling(body: AcceptancePasskeyBody, request: Incoming): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const { id } = await this.look(body.token, request);
    return this.passkeys.enrolling(this.personFrom(id), body.signIn, body.name);
  }

  async accept(actor: Actor, body: AcceptanceBody, request: Incoming): Promise<OpenedSession> {
    const { id: invitation } = await this.look(body.token, request);
    const known = actor.session === undefined ? undefined : actor.person;
    // It opens a new session, which whoever took an old one must not come by.
    if (known !== undefined) await this.sessions.mustBeFresh(actor);
    const person = known ?? this.personFrom(invitation);
    const newcomer = known === undefined ? await this.newcomer(person, body) : undefined;
    const membership = await this.dataSource.transaction(async (tx) => {
      // Looked up again and locked: of two who hold the token one is too late.
      const open = await this.invitations.open(tx, body.token);
      if (newcomer !== undefined) await this.enter(tx, person, newcomer);
      const id = await this.people.join(tx, person, open.org, open.role, open.madeBy);
      await tx.query('UPDATE invitation SET accepted_at = now(), accepted_by = $2 WHERE id = $1', [open.id, person]);
      return { id, org: open.org, role: open.role };
    });
    return this.sessions.open(person, membership, 'invitation', request);
  }

  private async newcomer(person: string, { name, signIn, password, passkey }: AcceptanceBody): Promise<NewPerson> {
    if (name === undefined) throw new Rejection('missing', 'name', { example: 'Lucía Ferrer' });
    if (signIn === undefined) throw new Rejection('missing', 'signIn', { example: 'lucia@coop-limonal.example' });
    if (passkey !== undefined) return { name, signIn, enrolled: await this.passkeys.enrolled(person, passkey) };
    if (password === undefined) throw new Rejection('missing', 'password', { choices: 'password, passkey' });
    return { name, signIn, hashed: await this.passwords.hashOf(password, signIn) };
  }

  private async enter(tx: EntityManager, person: string, { hashed, enrolled, ...data }: NewPerson): Promise<void> {
    await this.people.register(tx, person, data);
    if (hashed !== undefined) await this.passwords.set(tx, person, hashed);
    if (enrolled !== undefined) await this.passkeys.keep(tx, person, enrolled);
  }

  /** Before any work is done for it. */
  private async look(token: string, request: Incoming): Promise<OpenInvitation> {
    this.signIn.checkAddress(request);
    return this.dataSource
      .transaction((tx) => this.invitations.open(tx, token))
      .catch((error: unknown) => {
        throw error instanceof Rejection ? this.signIn.refusal(request, 'token') : error;
      });
  }

  /** Who will have accepted it: known beforehand, so that a device can be asked for a key of theirs. */
  private personFrom(invitation: string): string {
    return uuidFrom(this.ledger.vault.tag('person', invitation));
  }
}
