import { Injectable, Logger, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Rejection } from '../../core/rejection.js';
import { PUBLIC, type Actor } from '../../http/actor.js';
import { RateLimit } from '../../http/door/limits.js';
import { NEEDED_ROLES, satisfies } from '../../http/needs.js';
import { header, incoming, type Incoming } from '../../http/request.js';
import { ApiKeys } from './keys.js';

/** Wrong keys per address: ten at once, then one every six seconds; no key is even looked up beyond that. */
const FAILURES_PER_SECOND = 1 / 6;
const FAILURES_AT_ONCE = 10;

/** Fills in the actor from `Authorization: Bearer veta_…` (RFC 6750) and holds it against what the route needs. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  private readonly log = new Logger('access');
  private readonly failures = new RateLimit(FAILURES_PER_SECOND, FAILURES_AT_ONCE);

  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeys,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = incoming(context);
    const route = `${context.getClass().name}.${context.getHandler().name}`;
    request.actor = await this.identify(request, route);
    const needed = this.reflector.getAllAndOverride(NEEDED_ROLES, [context.getHandler(), context.getClass()]);
    if (needed !== undefined && satisfies(request.actor, needed, request.method)) return true;
    this.denied(
      request,
      route,
      `${request.actor.name} (${request.actor.role}) where ${needed?.join(', ') ?? 'nobody'} is let in`,
    );
    if (request.actor.role === 'public' && needed !== undefined) throw new Rejection('not-signed-in', 'Authorization');
    throw new Rejection('not-permitted', 'Authorization');
  }

  private async identify(request: Incoming, route: string): Promise<Actor> {
    const sent = header(request, 'authorization');
    if (sent === undefined) return PUBLIC;
    this.failures.check(request.ip, Date.now());
    const [, secret] = /^Bearer +(\S+)$/i.exec(sent) ?? [];
    const actor = secret === undefined ? undefined : await this.keys.actorOf(secret);
    if (actor !== undefined) return actor;
    this.denied(request, route, 'the key is unknown or revoked');
    this.failures.take(request.ip, Date.now());
    throw new Rejection('not-signed-in', 'Authorization');
  }

  /** The secret is never part of it, nor the address asked for: it may hold a public code. */
  private denied(request: Incoming, route: string, why: string): void {
    this.log.warn(`denied ${route} to ${request.ip}: ${why}`);
  }
}
