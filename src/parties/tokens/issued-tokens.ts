/**
 * Bearer tokens of a configured OpenID Connect issuer (RFC 9068, OpenID Connect Core §3.1.3.7): its keys are fetched from
 * itself only, cached, and fetched anew for a key it did not show before. Without an issuer nothing is fetched and none is
 * believed. A token acts for an organisation by a mapping of one of its claims; it is a machine's, never a person's.
 */
import { Injectable, Logger } from '@nestjs/common';
import { createRemoteJWKSet, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { DataSource } from 'typeorm';
import { Rejection } from '../../core/rejection.js';
import type { Actor } from '../../http/actor.js';
import { header, type Incoming } from '../../http/request.js';
import { Ledger } from '../../ledger/ledger.js';
import type { GivenRole } from '../people/people.row.js';
import { SignInSettings } from '../sessions/settings.js';
import { discovered } from './issuer.js';

/** Asymmetric only: with a shared secret the issuer's public key would be a key to sign with (RFC 8725 §2.1). */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'];
const CLOCK_SKEW_SECONDS = 30;
const LONGEST_TOKEN = 8192;
/** Claims and their values that are looked at, of one token. */
const MOST_VALUES = 200;

interface Mapped {
  readonly id: string;
  readonly org: string;
  readonly role: GivenRole;
}

const FIND = `
SELECT DISTINCT ON (org, role) id, org, role FROM token_mapping
 WHERE digest = ANY ($1::bytea[]) AND ended_at IS NULL ORDER BY org, role, id`;

@Injectable()
export class IssuedTokens {
  private readonly log = new Logger('access');
  private keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly settings: SignInSettings,
  ) {}

  /** What a claim is found by: its value may be a person's. */
  digestOf(claim: string, value: string): Buffer {
    return this.ledger.vault.tag('token claim', this.settings.issuer?.url ?? '', claim, value);
  }

  /** Undefined for what is no token, not the issuer's, not for us, not valid now, or mapped to nothing. */
  async actorOf(token: string, request: Incoming): Promise<Actor | undefined> {
    const { issuer } = this.settings;
    if (issuer === undefined || token.length > LONGEST_TOKEN || token.split('.').length !== 3) return undefined;
    const payload = await this.verified(token, issuer);
    return payload && this.mapped(payload, header(request, 'veta-organisation'));
  }

  private async verified(
    token: string,
    issuer: NonNullable<SignInSettings['issuer']>,
  ): Promise<JWTPayload | undefined> {
    try {
      this.keys ??= discovered(issuer.url).then(({ jwks }) =>
        createRemoteJWKSet(jwks, { timeoutDuration: 5000, cooldownDuration: 1000 }),
      );
      const { payload } = await jwtVerify(token, await this.keys, {
        issuer: issuer.url,
        audience: issuer.audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_SKEW_SECONDS,
        requiredClaims: ['sub', 'exp', 'iss', 'aud'],
      });
      return payload;
    } catch (error) {
      // An issuer that cannot be reached is asked again by the next token.
      if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_JW')))
        this.keys = undefined;
      this.log.warn(
        `a token was refused: ${error instanceof Error && 'code' in error ? String(error.code) : 'its issuer does not answer'}`,
      );
      return undefined;
    }
  }

  private async mapped(payload: JWTPayload, organisation: string | undefined): Promise<Actor | undefined> {
    const digests = claimsIn(payload).map(([claim, value]) => this.digestOf(claim, value));
    const all: Mapped[] = await this.dataSource.query(FIND, [digests]);
    const found = organisation === undefined ? all : all.filter(({ org }) => org === organisation);
    const orgs = new Set(found.map(({ org }) => org));
    if (orgs.size > 1) throw new Rejection('missing', 'Veta-Organisation', { choices: [...orgs].join(', ') });
    const [one, ...others] = found;
    if (one === undefined) return undefined;
    // Two claims may give two roles: which is meant cannot be guessed.
    if (others.length > 0) throw new Rejection('not-permitted', 'Authorization');
    const { id, org, role } = one;
    return { org, role, name: `token:${id}`, key: id };
  }
}

/** Said by every token that is believed here: by them nobody is told from another tenant's. */
export const OF_EVERY_TOKEN: readonly string[] = ['iss', 'aud'];

/** Every other claim that is a text or a list of texts, by name and value. */
function claimsIn(payload: JWTPayload): [claim: string, value: string][] {
  return Object.entries(payload)
    .filter(([claim]) => !OF_EVERY_TOKEN.includes(claim))
    .flatMap(([claim, said]): [string, string][] =>
      (Array.isArray(said) ? said : [said])
        .filter((value): value is string => typeof value === 'string')
        .map((value) => [claim, value]),
    )
    .slice(0, MOST_VALUES);
}
