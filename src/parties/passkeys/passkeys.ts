/**
 * Passkeys: W3C Web Authentication Level 2. The device holds the key and knows the person (resident key, user verification
 * required); we hold its public half and the counter, and ask each challenge once.
 */
import { Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { DataSource, type EntityManager } from 'typeorm';
import { fromBase64Url } from '../../core/bytes.js';
import { Rejection } from '../../core/rejection.js';
import { SignInSettings } from '../sessions/settings.js';
import { Challenges, challengeIn } from './challenges.js';
import { PasskeyRow } from './passkey.row.js';

/** COSE algorithm identifiers of EdDSA, ES256 and RS256: what authenticators make. */
const ALGORITHMS = [-8, -7, -257];

/** What a device told of itself, checked. */
export type Enrolled = Pick<PasskeyRow, 'id' | 'publicKey' | 'counter'>;

@Injectable()
export class Passkeys {
  private readonly rpID: string;
  private readonly origin: string;

  constructor(
    private readonly dataSource: DataSource,
    private readonly challenges: Challenges,
    settings: SignInSettings,
  ) {
    const url = new URL(settings.publicUrl);
    this.rpID = url.hostname;
    this.origin = url.origin;
  }

  /** What the device is told of the person it makes a key for; `signIn` and `name` stay on the device. */
  async enrolling(person: string, signIn: string, name: string): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const known = await this.dataSource.getRepository(PasskeyRow).findBy({ person });
    return generateRegistrationOptions({
      rpName: 'Veta',
      rpID: this.rpID,
      userID: Buffer.from(person),
      userName: signIn,
      userDisplayName: name,
      challenge: await this.challenges.make('enrol', person),
      attestationType: 'none',
      supportedAlgorithmIDs: ALGORITHMS,
      excludeCredentials: known.map(({ id }) => ({ id: id.toString('base64url') })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  }

  /** @throws passkey-refused whatever is not right with it, or where it answers what somebody else was asked */
  async enrolled(person: string, response: RegistrationResponseJSON): Promise<Enrolled> {
    const challenge = challengeIn(response);
    const asked = await this.challenges.take('enrol', challenge);
    if (asked === undefined || asked.person !== person) throw new Rejection('passkey-refused', 'passkey');
    const checked = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: this.origin,
      expectedRPID: this.rpID,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }).catch(refused);
    if (!checked.verified) throw new Rejection('passkey-refused', 'passkey');
    const { id, publicKey, counter } = checked.registrationInfo.credential;
    return { id: bytesOf(id), publicKey: Buffer.from(publicKey), counter };
  }

  async keep(tx: EntityManager, person: string, { id, publicKey, counter }: Enrolled): Promise<void> {
    if (await tx.getRepository(PasskeyRow).existsBy({ id })) throw new Rejection('passkey-refused', 'passkey');
    await tx.getRepository(PasskeyRow).insert({ id, person, publicKey, counter });
  }

  /** Nobody is named: the device knows whose keys it holds, and nothing is told of who has an account. */
  async signingIn(): Promise<PublicKeyCredentialRequestOptionsJSON> {
    return generateAuthenticationOptions({
      rpID: this.rpID,
      userVerification: 'required',
      challenge: await this.challenges.make('sign-in', null),
    });
  }

  /** Whose device answered; undefined where anything is wrong with it. */
  async personOf(response: AuthenticationResponseJSON): Promise<string | undefined> {
    const challenge = challengeIn(response);
    const asked = await this.challenges.take('sign-in', challenge);
    const id = bytesOf(response.id);
    const passkey = await this.dataSource.getRepository(PasskeyRow).findOneBy({ id });
    if (asked === undefined || passkey === null || passkey.revokedAt !== null) return undefined;
    const checked = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: this.origin,
      expectedRPID: this.rpID,
      requireUserVerification: true,
      credential: {
        id: response.id,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
      },
    }).catch(() => undefined);
    if (checked?.verified !== true) return undefined;
    return (await this.counted(id, checked.authenticationInfo.newCounter)) ? passkey.person : undefined;
  }

  /** §6.1.1: a counter that does not rise is a copy of the key; of two answers at once one is late. 0 is kept by no device. */
  private async counted(id: Buffer, counter: number): Promise<boolean> {
    const [, changed]: [unknown, number] = await this.dataSource.query(
      `UPDATE passkey SET counter = $2, used_at = now()
        WHERE id = $1 AND revoked_at IS NULL AND (counter < $2 OR (counter = 0 AND $2 = 0))`,
      [id, counter],
    );
    return changed === 1;
  }
}

function bytesOf(id: string): Buffer {
  return Buffer.from((typeof id === 'string' && fromBase64Url(id)) || new Uint8Array(1));
}

function refused(): never {
  throw new Rejection('passkey-refused', 'passkey');
}
