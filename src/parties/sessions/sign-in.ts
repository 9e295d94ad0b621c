/** The ways in: a password, a passkey, an invitation. Whoever is not let in is told the same, whatever was wrong. */
import { Injectable } from '@nestjs/common';
import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { DataSource } from 'typeorm';
import { Rejection } from '../../core/rejection.js';
import { PUBLIC, type Actor } from '../../http/actor.js';
import { RateLimit } from '../../http/door/limits.js';
import type { Incoming } from '../../http/request.js';
import { Denials } from '../access/denials.js';
import { Passkeys } from '../passkeys/passkeys.js';
import { People } from '../people/people.js';
import { Attempts } from './attempts.js';
import { Passwords } from './passwords.js';
import type { PasswordBody, SignInBody } from './sessions.dto.js';
import { personOf, Sessions, type OpenedSession } from './sessions.js';

/** Failures per address, whoever is meant: twenty at once, then one in six seconds. */
const FAILURES_PER_SECOND = 1 / 6;
const FAILURES_AT_ONCE = 20;
/** Challenges per address: an office behind one of them signs in at once, then one a second. */
const QUESTIONS_PER_SECOND = 1;
const QUESTIONS_AT_ONCE = 60;

@Injectable()
export class SignIn {
  private readonly failures = new RateLimit(FAILURES_PER_SECOND, FAILURES_AT_ONCE);
  private readonly questions = new RateLimit(QUESTIONS_PER_SECOND, QUESTIONS_AT_ONCE);

  constructor(
    private readonly dataSource: DataSource,
    private readonly people: People,
    private readonly passwords: Passwords,
    private readonly passkeys: Passkeys,
    private readonly attempts: Attempts,
    private readonly sessions: Sessions,
    private readonly denials: Denials,
  ) {}

  /** The same steps, and so the same time, whether there is such an account or not. */
  async byPassword({ signIn, password, organisation }: SignInBody, request: Incoming): Promise<OpenedSession> {
    this.failures.check(request.ip, Date.now());
    const attempt = await this.attempts.begin(this.people.accountOf(signIn), request.ip);
    const person = await this.people.find(signIn);
    if (!(await this.passwords.isRight(person?.id, password)) || person === null)
      throw this.refusal(request, 'password');
    await this.attempts.succeeded(attempt);
    return this.open(person.id, organisation, 'password', request);
  }

  /** Each is kept for minutes, so nobody may ask for them without end. */
  asking(request: Incoming): Promise<PublicKeyCredentialRequestOptionsJSON> {
    this.questions.take(request.ip, Date.now());
    return this.passkeys.signingIn();
  }

  async byPasskey(
    response: AuthenticationResponseJSON,
    organisation: string | undefined,
    request: Incoming,
  ): Promise<OpenedSession> {
    this.failures.check(request.ip, Date.now());
    const person = await this.passkeys.personOf(response);
    if (person === undefined) throw this.refusal(request, 'passkey');
    return this.open(person, organisation, 'passkey', request);
  }

  /** Every other session of theirs ends. Who has none yet must have come in just now. */
  async changePassword(actor: Actor, { current, password }: PasswordBody, request: Incoming): Promise<void> {
    const person = personOf(actor);
    const { signIn } = await this.people.personalData(person);
    if (await this.passwords.has(person)) {
      this.failures.check(request.ip, Date.now());
      const attempt = await this.attempts.begin(this.people.accountOf(signIn), request.ip);
      if (!(await this.passwords.isRight(person, current ?? ''))) throw this.refusal(request, 'current');
      await this.attempts.succeeded(attempt);
    } else {
      await this.sessions.mustBeFresh(actor);
    }
    const hashed = await this.passwords.hashOf(password, signIn);
    await this.dataSource.transaction((tx) => this.passwords.set(tx, person, hashed));
    await this.sessions.endOthers(person, actor.session);
  }

  /** Counts against the address and is kept; says nothing of what was wrong. */
  refusal(request: Incoming, at: 'password' | 'passkey' | 'current' | 'token' | 'reset'): Rejection {
    this.failures.take(request.ip, Date.now());
    this.denials.note(PUBLIC, 'sign-in', `a wrong ${at}`, request.ip);
    if (at === 'token') return new Rejection('invitation-unusable', at);
    return at === 'reset' ? new Rejection('reset-unusable', 'token') : new Rejection('wrong-sign-in', at);
  }

  /** @throws too-many-requests where this address failed too often */
  checkAddress(request: Incoming): void {
    this.failures.check(request.ip, Date.now());
  }

  private async open(
    person: string,
    organisation: string | undefined,
    how: 'password' | 'passkey',
    request: Incoming,
  ): Promise<OpenedSession> {
    const membership = await this.sessions.membershipOf(person, organisation);
    return this.sessions.open(person, membership, how, request);
  }
}
