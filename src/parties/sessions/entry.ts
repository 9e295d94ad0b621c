/** What somebody is given who was let in, and what they are told of themselves. */
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../http/actor.js';
import { People } from '../people/people.js';
import { setCookie, type Reply } from './cookie.js';
import type { SignedInView, WhoView } from './sessions.dto.js';
import { LONGEST_SECONDS, type OpenedSession } from './sessions.js';
import { SignInSettings } from './settings.js';

@Injectable()
export class Entry {
  constructor(
    private readonly people: People,
    private readonly settings: SignInSettings,
  ) {}

  let(reply: Reply, { token, person, org, role, expiresAt }: OpenedSession): SignedInView {
    setCookie(reply, this.settings.secure, token, LONGEST_SECONDS);
    return { person, ...(org !== null && { organisation: org }), role, expiresAt };
  }

  forget(reply: Reply): void {
    setCookie(reply, this.settings.secure, '', 0);
  }

  async who({ role, org, person }: Actor): Promise<WhoView> {
    const name = person === undefined ? undefined : (await this.people.personalData(person)).name;
    return {
      role,
      ...(org !== undefined && { organisation: org }),
      ...(person !== undefined && { person }),
      ...(name !== undefined && { name }),
    };
  }
}
