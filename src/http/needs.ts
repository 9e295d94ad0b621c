import { applyDecorators } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { Actor, Role } from './actor.js';

/** What a route asks of its caller. A route that says nothing is closed to everyone. */
export const NEEDED_ROLES = Reflector.createDecorator<readonly Needed[]>();

/** `person`: anybody who signed in, in whatever role, about themselves. */
export type Needed = Role | 'person';

/** One of these roles is needed, or one that includes it. */
export function Needs(...roles: Exclude<Role, 'public'>[]): MethodDecorator & ClassDecorator {
  return applyDecorators(NEEDED_ROLES(roles), ApiBearerAuth());
}

/** Anyone may ask. A key that is sent is still checked. */
export function Open(): MethodDecorator & ClassDecorator {
  return NEEDED_ROLES(['public']);
}

/** Somebody who signed in, about themselves: no key does. */
export function Self(): MethodDecorator & ClassDecorator {
  return NEEDED_ROLES(['person']);
}

type Includes = Readonly<Record<Role, readonly Role[]>>;

const EVERYTHING: readonly Role[] = ['public', 'registrar', 'manager', 'approver', 'compliance', 'auditor', 'operator'];

/** Beside itself, what each role includes where something is done. */
const DOES: Includes = {
  public: [],
  registrar: ['public'],
  manager: ['public', 'registrar'],
  approver: ['public'],
  compliance: ['public'],
  auditor: ['public'],
  operator: EVERYTHING,
};

/** The same where something is only read. */
const READS: Includes = {
  ...DOES,
  approver: ['public', 'registrar'],
  compliance: ['public', 'registrar'],
  auditor: ['public', 'registrar', 'approver', 'compliance'],
};

/** @param method of HTTP: what GET and HEAD ask for is read, everything else is done */
export function satisfies(actor: Actor, needed: readonly Needed[], method: string): boolean {
  if (needed.includes('person')) return actor.session !== undefined && actor.homeOrg === undefined;
  const read = method === 'GET' || method === 'HEAD';
  // An auditor never writes, whatever a route says of itself; what anybody may, they may in their own name.
  if (!read && actor.homeOrg !== undefined) return false;
  if (!read && actor.role === 'auditor') return needed.includes('public');
  const includes = read ? READS : DOES;
  return needed.some((role) => role === actor.role || includes[actor.role].some((included) => included === role));
}
