import { applyDecorators } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { Actor } from './actor.js';

/** What a route asks of its caller. A route that says nothing is closed to everyone. */
export const NEEDED_ROLE = Reflector.createDecorator<Actor['role']>();

/** A key of this role is needed; an operator may do whatever a registrar may. */
export function Needs(role: Exclude<Actor['role'], 'public'>): MethodDecorator & ClassDecorator {
  return applyDecorators(NEEDED_ROLE(role), ApiBearerAuth());
}

/** Anyone may ask. A key that is sent is still checked. */
export function Open(): MethodDecorator & ClassDecorator {
  return NEEDED_ROLE('public');
}

const RANK: Readonly<Record<Actor['role'], number>> = { public: 0, registrar: 1, operator: 2 };

export function satisfies(actor: Actor, needed: Actor['role']): boolean {
  return RANK[actor.role] >= RANK[needed];
}
