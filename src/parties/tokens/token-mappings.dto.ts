import { ApiProperty } from '@nestjs/swagger';
import { OneOf, OrganisationId, Text } from '../../http/fields.js';
import { GIVEN_ROLES, type GivenRole } from '../people/people.row.js';

const MAPPED = GIVEN_ROLES.filter((role) => role !== 'operator');

export class MappingBody {
  @Text(60, { example: 'groups', description: 'Name of the claim' }) claim: string;
  @Text(200, { example: 'limonal-scales', description: 'Its value, or one of its values; kept as a keyed digest' })
  value: string;
  @OneOf(MAPPED) role: GivenRole;
  @OrganisationId({ optional: true, description: 'Only an operator names another than their own' })
  organisation?: string;
}

export class MappingView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() organisation: string;
  @ApiProperty() claim: string;
  @ApiProperty({ enum: MAPPED }) role: GivenRole;
  @ApiProperty({ format: 'date-time' }) createdAt: Date;
  @ApiProperty({ format: 'date-time', nullable: true, type: Date }) endedAt: Date | null;
}
