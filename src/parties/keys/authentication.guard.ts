import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Rejection } from '../../core/rejection.js';
import { PUBLIC, type Actor } from '../../http/actor.js';
import { RateLimit } from '../../http/door/limits.js';
import { NEEDED_ROLES, satisfies } from '../../http/needs.js';
import { header, incoming, type Incoming } from '../../http/request.js';
import { Audits } from '../access/audits.js';
import { Denials } from '../access/denials.js';
import { cookieOf, mustBeOurPage } from '../sessions/cookie.js';
import { Sessions } from '../sessions/sessions.js';
import { SignInSettings } from '../sessions/settings.js';
import { IssuedTokens } from '../tokens/issued-tokens.js';
import { ApiKeys } from './keys.js';
import { covers, scopeOf } from './scopes.js';

/** Wrong keys per address: ten at once, then one every six seconds; no key is even looked up beyond that. */
const FAILURES_PER_SECOND = 1 / 6;
const FAILURES_AT_ONCE = 10;

/**
 * Fills in the actor and holds it against what the route needs. Who asks shows a key or an issuer's token, `Authorization:
 * Bearer …` (RFC 6750), or a session's cookie; an auditor names besides whom they look at, `Veta-On-Behalf-Of`.
 */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  private readonly failures = new RateLimit(FAILURES_PER_SECOND, FAILURES_AT_ONCE);

  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeys,
    private readonly sessions: Sessions,
    private readonly tokens: IssuedTokens,
    private readonly audits: Audits,
    private readonly denials: Denials,
    private readonly settings: SignInSettings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = incoming(context);
    const route = `${context.getClass().name}.${context.getHandler().name}`;
    const self = await this.identify(request, route);
    const audited = header(request, 'veta-on-behalf-of');
    request.actor = audited === undefined ? self : await this.auditor(self, audited, route, request.ip);
    this.mayGoOn(context, request, request.actor, route);
    if (request.actor.homeOrg !== undefined) await this.audits.note(request.actor, request);
    return true;
  }

  private mayGoOn(context: ExecutionContext, request: Incoming, actor: Actor, route: string): void {
    const needed = this.reflector.getAllAndOverride(NEEDED_ROLES, [context.getHandler(), context.getClass()]);
    if (needed === undefined || !satisfies(actor, needed, request.method)) {
      this.denials.note(actor, route, `${actor.role} where ${needed?.join(', ') ?? 'nobody'} is let in`, request.ip);
      const stranger = actor.role === 'public' && needed !== undefined;
      throw new Rejection(stranger ? 'not-signed-in' : 'not-permitted', 'Authorization');
    }
    const scope = scopeOf(request.method, request.routeOptions?.url ?? '/api');
    if (actor.scopes === undefined || covers(actor.scopes, scope)) return;
    this.denials.note(actor, route, `a key without the scope ${scope}`, request.ip);
    throw new Rejection('scope-missing', 'Authorization', { scope: scope ?? '' });
  }

  private async identify(request: Incoming, route: string): Promise<Actor> {
    const sent = header(request, 'authorization');
    if (sent === undefined) return this.signedIn(request, route);
    this.failures.check(request.ip, Date.now());
    const [, secret = ''] = /^Bearer +(\S+)$/i.exec(sent) ?? [];
    const actor = (await this.keys.actorOf(secret)) ?? (await this.tokens.actorOf(secret, request));
    if (actor !== undefined) return actor;
    this.denials.note(PUBLIC, route, 'the key is unknown, expired or revoked', request.ip);
    this.failures.take(request.ip, Date.now());
    throw new Rejection('not-signed-in', 'Authorization');
  }

  /** A cookie that is worth nothing is none: a page must open for whoever was signed in once. */
  private async signedIn(request: Incoming, route: string): Promise<Actor> {
    const token = cookieOf(request, this.settings.secure);
    const actor = token === undefined ? undefined : await this.sessions.actorOf(token);
    if (actor === undefined) return PUBLIC;
    try {
      mustBeOurPage(request, this.settings.publicUrl);
    } catch (error) {
      this.denials.note(actor, route, 'asked by a page of another site', request.ip);
      throw error;
    }
    return actor;
  }

  private async auditor(self: Actor, audited: string, route: string, address: string): Promise<Actor> {
    const actor = await this.audits.actorFor(self, audited);
    if (actor !== undefined) return actor;
    this.denials.note(self, route, 'no access was granted by the organisation it names', address);
    throw new Rejection(self.role === 'public' ? 'not-signed-in' : 'not-permitted', 'Veta-On-Behalf-Of');
  }
}
