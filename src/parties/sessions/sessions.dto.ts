import { ApiProperty } from '@nestjs/swagger';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { Given, Text } from '../../http/fields.js';
import { GIVEN_ROLES, type GivenRole } from '../people/people.row.js';
import { LONGEST } from './passwords.js';
import type { How } from './session.row.js';

const SIGN_IN = { example: 'lucia@coop-limonal.example', description: 'E-mail, telephone or a name of their choice' };
const PASSWORD = { example: 'siete bateas en el río', description: 'At least 12 characters' };

export class SignInBody {
  @Text(120, SIGN_IN) signIn: string;
  @Text(LONGEST, PASSWORD) password: string;
  @Text(40, { optional: true, example: 'coop-limonal', description: 'Which of yours; `-` for the server itself' })
  organisation?: string;
}

/** Whoever is signed in already needs the token only. */
export class AcceptanceBody {
  @Text(60, { example: `veta_${'A'.repeat(43)}`, description: 'As it was handed over' }) token: string;
  @Text(120, { optional: true, example: 'Lucía Ferrer' }) name?: string;
  @Text(120, { ...SIGN_IN, optional: true }) signIn?: string;
  @Text(LONGEST, { ...PASSWORD, optional: true }) password?: string;
  @Given('RegistrationResponseJSON (W3C Web Authentication Level 3, §5.1.8)', { optional: true })
  passkey?: RegistrationResponseJSON;
}

export class AcceptancePasskeyBody {
  @Text(60, { example: `veta_${'A'.repeat(43)}` }) token: string;
  @Text(120, { example: 'Lucía Ferrer' }) name: string;
  @Text(120, SIGN_IN) signIn: string;
}

export class PasswordBody {
  @Text(LONGEST, {
    optional: true,
    example: 'siete bateas en el río',
    description: 'The one it replaces; none where there is none yet',
  })
  current?: string;
  @Text(LONGEST, PASSWORD) password: string;
}

/** The token itself is in the cookie only. */
export class SignedInView {
  @ApiProperty({ format: 'uuid' }) person: string;
  @ApiProperty({ required: false }) organisation?: string;
  @ApiProperty({ enum: GIVEN_ROLES }) role: GivenRole;
  @ApiProperty({ format: 'date-time' }) expiresAt: Date;
}

export class WhoView {
  @ApiProperty() role: string;
  @ApiProperty({ required: false }) organisation?: string;
  @ApiProperty({ format: 'uuid', required: false }) person?: string;
  @ApiProperty({ required: false, description: 'Of a person: their own name' }) name?: string;
}

export class SessionView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'The one that asks' }) current: boolean;
  @ApiProperty({ enum: ['password', 'passkey', 'invitation'] }) how: How;
  @ApiProperty({ description: 'What the browser said of itself' }) agent: string;
  @ApiProperty() address: string;
  @ApiProperty({ format: 'date-time' }) createdAt: Date;
  @ApiProperty({ format: 'date-time' }) seenAt: Date;
  @ApiProperty({ format: 'date-time' }) expiresAt: Date;
}
