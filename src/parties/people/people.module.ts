import { Module } from '@nestjs/common';
import { AccessController } from '../access/access.controller.js';
import { Access } from '../access/access.js';
import { Audits } from '../access/audits.js';
import { Denials } from '../access/denials.js';
import { Sweep } from '../access/sweep.js';
import { ApiKeyRow } from '../keys/api-key.row.js';
import { KeyDesk } from '../keys/key-desk.js';
import { KeysController } from '../keys/keys.controller.js';
import { ApiKeys } from '../keys/keys.js';
import { Challenges } from '../passkeys/challenges.js';
import { OwnPasskeys } from '../passkeys/own-passkeys.js';
import { PasskeyRow } from '../passkeys/passkey.row.js';
import { PasskeysController } from '../passkeys/passkeys.controller.js';
import { Passkeys } from '../passkeys/passkeys.js';
import { ResetsController } from '../resets/resets.controller.js';
import { Resets } from '../resets/resets.js';
import { Acceptance } from '../sessions/acceptance.js';
import { Attempts } from '../sessions/attempts.js';
import { Entry } from '../sessions/entry.js';
import { Passwords } from '../sessions/passwords.js';
import { SessionRow } from '../sessions/session.row.js';
import { SessionsController } from '../sessions/sessions.controller.js';
import { Sessions } from '../sessions/sessions.js';
import { SignIn } from '../sessions/sign-in.js';
import { IssuedTokens } from '../tokens/issued-tokens.js';
import { TokenMappings } from '../tokens/token-mappings.js';
import { TokenMappingsController } from '../tokens/token-mappings.controller.js';
import { Invitations } from './invitations.js';
import { PeopleController } from './people.controller.js';
import { People } from './people.js';
import { InvitationRow, MembershipRow, PersonRow } from './people.row.js';

export const PEOPLE_ROWS = [PersonRow, MembershipRow, InvitationRow, SessionRow, PasskeyRow, ApiKeyRow];

const ways = [Acceptance, Attempts, Challenges, Entry, OwnPasskeys, Passkeys, Passwords, Sessions, SignIn];

/** Who asks, as what, and how they came in. Wants `SignInSettings` from the application. */
@Module({
  controllers: [
    PeopleController,
    SessionsController,
    PasskeysController,
    KeysController,
    AccessController,
    TokenMappingsController,
    ResetsController,
  ],
  providers: [
    ...ways,
    People,
    Invitations,
    ApiKeys,
    KeyDesk,
    Access,
    Audits,
    Denials,
    IssuedTokens,
    TokenMappings,
    Resets,
    Sweep,
  ],
  exports: [ApiKeys, Audits, Denials, IssuedTokens, People, Sessions],
})
export class PeopleModule {}
