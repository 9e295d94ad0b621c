import { ApiProperty } from '@nestjs/swagger';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { object, open, text } from '../../http/answer.js';
import { Given, Text } from '../../http/fields.js';

/** What WebAuthn hands to the device, as it stands. */
export const ASKED = open;
export const ENROLLED = object({ id: text('hK3mT2dZrVw', 'Credential id, base64url') });

export class EnrolmentBody {
  @Given('RegistrationResponseJSON (W3C Web Authentication Level 3, §5.1.8)') passkey: RegistrationResponseJSON;
}

export class PasskeySignInBody {
  @Given('AuthenticationResponseJSON (W3C Web Authentication Level 3, §5.1.8)') passkey: AuthenticationResponseJSON;
  @Text(40, { optional: true, example: 'coop-limonal', description: 'Which of yours; `-` for the server itself' })
  organisation?: string;
}

export class PasskeyView {
  @ApiProperty({ description: 'Credential id, base64url' }) id: string;
  @ApiProperty({ format: 'date-time' }) createdAt: Date;
  @ApiProperty({ format: 'date-time', nullable: true, type: Date }) usedAt: Date | null;
}
