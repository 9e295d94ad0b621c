/** The devices of somebody who is signed in. */
import { Injectable } from '@nestjs/common';
import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { DataSource, IsNull } from 'typeorm';
import { fromBase64Url } from '../../core/bytes.js';
import { Rejection } from '../../core/rejection.js';
import type { Actor } from '../../http/actor.js';
import { People } from '../people/people.js';
import { personOf, Sessions } from '../sessions/sessions.js';
import { PasskeyRow } from './passkey.row.js';
import type { PasskeyView } from './passkeys.dto.js';
import { Passkeys } from './passkeys.js';

@Injectable()
export class OwnPasskeys {
  constructor(
    private readonly dataSource: DataSource,
    private readonly passkeys: Passkeys,
    private readonly people: People,
    private readonly sessions: Sessions,
  ) {}

  async enrolling(actor: Actor): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const person = personOf(actor);
    await this.sessions.mustBeFresh(actor);
    const { signIn, name } = await this.people.personalData(person);
    return this.passkeys.enrolling(person, signIn, name);
  }

  async enrol(actor: Actor, response: RegistrationResponseJSON): Promise<{ id: string }> {
    const person = personOf(actor);
    await this.sessions.mustBeFresh(actor);
    const enrolled = await this.passkeys.enrolled(person, response);
    await this.dataSource.transaction((tx) => this.passkeys.keep(tx, person, enrolled));
    return { id: enrolled.id.toString('base64url') };
  }

  async list(actor: Actor): Promise<{ items: PasskeyView[] }> {
    const where = { person: personOf(actor), revokedAt: IsNull() };
    const rows = await this.dataSource.getRepository(PasskeyRow).find({ where, order: { createdAt: 'ASC' } });
    const items = rows.map(({ id, createdAt, usedAt }) => ({ id: id.toString('base64url'), createdAt, usedAt }));
    return { items };
  }

  async revoke(actor: Actor, id: string): Promise<{ id: string }> {
    const where = { id: Buffer.from(fromBase64Url(id) ?? ''), person: personOf(actor), revokedAt: IsNull() };
    const { affected } = await this.dataSource.getRepository(PasskeyRow).update(where, { revokedAt: new Date() });
    if (affected !== 1) throw new Rejection('not-found', 'id', { value: id });
    return { id };
  }
}
