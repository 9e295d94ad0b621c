import { ApiProperty } from '@nestjs/swagger';
import { Flag, Instant, OneOf, OrganisationId, Text, WordsOf } from '../../http/fields.js';
import { GIVEN_ROLES, type GivenRole } from '../people/people.row.js';
import { SCOPES } from './scopes.js';

export class KeyBody {
  @Text(60, { example: 'báscula-2' }) name: string;
  @OneOf(GIVEN_ROLES) role: GivenRole;
  @WordsOf(SCOPES, { optional: true, description: 'What it is limited to; left out: whatever its role may' })
  scopes?: string[];
  @Instant({ optional: true, description: 'From when on it is worth nothing' }) expires?: string;
  @Flag({ optional: true, description: 'Your own, which acts as you and ends with your role; left out: a machine’s' })
  mine?: boolean;
  @OrganisationId({ optional: true, description: 'Only an operator names another than their own' })
  organisation?: string;
}

export class KeyMade {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'Shown this once' }) secret: string;
}

export class ApiKeyView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ required: false }) organisation?: string;
  @ApiProperty({ enum: GIVEN_ROLES }) role: GivenRole;
  @ApiProperty() name: string;
  @ApiProperty({ type: [String], nullable: true }) scopes: string[] | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String }) person: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt: Date;
  @ApiProperty({ format: 'date-time', nullable: true, type: Date }) expiresAt: Date | null;
  @ApiProperty({ format: 'date-time', nullable: true, type: Date }) revokedAt: Date | null;
}
