import { ApiProperty } from '@nestjs/swagger';
import { OneOf, OrganisationId, Text } from '../../http/fields.js';
import { PageQuery } from '../../http/page.js';
import { GIVEN_ROLES, type GivenRole } from './people.row.js';

const FOR_OPERATORS = 'Only an operator names another than their own; left out by an operator, the server itself';

export class InvitationBody {
  @OneOf(GIVEN_ROLES) role: GivenRole;
  @Text(120, { example: 'lucia@coop-limonal.example', description: 'E-mail or telephone it is for; kept sealed' })
  label: string;
  @OrganisationId({ optional: true, description: FOR_OPERATORS }) organisation?: string;
}

export class PeopleQuery extends PageQuery {
  @OrganisationId({ optional: true, description: FOR_OPERATORS }) organisation?: string;
}

export class RoleBody {
  @OneOf(GIVEN_ROLES) role: GivenRole;
  @OrganisationId({ optional: true, description: FOR_OPERATORS }) organisation?: string;
}

export class LeavingBody {
  @OrganisationId({ optional: true, description: FOR_OPERATORS }) organisation?: string;
}

export class Invited {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ required: false }) organisation?: string;
  @ApiProperty({ enum: GIVEN_ROLES }) role: GivenRole;
  @ApiProperty({ description: 'Shown this once: give it to the one it is for. It is used once' }) token: string;
  @ApiProperty({ format: 'date-time' }) expiresAt: Date;
}

export class RoleView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: GIVEN_ROLES }) role: GivenRole;
}

export class InvitationView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ required: false }) organisation?: string;
  @ApiProperty({ enum: GIVEN_ROLES }) role: GivenRole;
  @ApiProperty() label: string;
  @ApiProperty({ enum: ['open', 'accepted', 'withdrawn', 'expired'] }) status: string;
  @ApiProperty({ format: 'date-time' }) createdAt: Date;
  @ApiProperty({ format: 'date-time' }) expiresAt: Date;
}

export class PersonView {
  @ApiProperty({ format: 'uuid' }) person: string;
  @ApiProperty({ required: false }) organisation?: string;
  @ApiProperty({ enum: GIVEN_ROLES }) role: GivenRole;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'With what they sign in' }) signIn: string;
  @ApiProperty({ format: 'date-time', description: 'Since when in this role' }) from: Date;
}
