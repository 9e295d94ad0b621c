import { ApiProperty } from '@nestjs/swagger';
import { Code, Instant, OrganisationId, Text } from '../../http/fields.js';
import { PageQuery } from '../../http/page.js';

export class GrantBody {
  @OrganisationId({ optional: true, description: 'Whose auditors may read; this or `person`' }) toOrganisation?: string;
  @Code({ optional: true, example: '3f2b8c1e-0d4a-4c6b-9a57-1e2d3c4b5a69', description: 'Who may read' })
  toPerson?: string;
  @Instant({ description: 'When it ends, at most a year from now' }) until: string;
  @Text(200, { example: 'Fairmined audit 2026', description: 'Goes into the ledger: name no person' }) reason: string;
}

export class EndingBody {
  @Text(200, { example: 'The audit is over', description: 'Goes into the ledger: name no person' }) reason: string;
}

export class GrantView {
  @ApiProperty({ description: 'Identity of the statement that granted it' }) id: string;
  @ApiProperty({ example: 'coop-limonal', description: 'Who granted it' }) organisation: string;
  @ApiProperty({ description: '`organisation:<id>` or `person:<uuid>`' }) audience: string;
  @ApiProperty({
    format: 'uuid',
    nullable: true,
    type: String,
    description: 'The one lot that is shown; null: all its records',
  })
  lot: string | null;
  @ApiProperty() reason: string;
  @ApiProperty({ format: 'date-time' }) from: Date;
  @ApiProperty({ format: 'date-time' }) until: Date;
  @ApiProperty({ format: 'date-time', nullable: true, type: Date }) endedAt: Date | null;
}

export class DenialsQuery extends PageQuery {
  @OrganisationId({ optional: true, description: 'Only an operator names another than their own' })
  organisation?: string;
}

export class DenialView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'date-time' }) at: Date;
  @ApiProperty({ nullable: true, type: String }) org: string | null;
  @ApiProperty({ description: '`key:<uuid>`, `person:<uuid>` or `public`' }) actor: string;
  @ApiProperty() role: string;
  @ApiProperty() route: string;
  @ApiProperty() why: string;
  @ApiProperty({ type: 'integer', description: 'How often within a second' }) times: number;
}

export class ReadView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'date-time' }) at: Date;
  @ApiProperty({ description: '`person:<uuid>` or `key:<uuid>`' }) reader: string;
  @ApiProperty({ nullable: true, type: String }) homeOrganisation: string | null;
  @ApiProperty({ description: 'The route’s pattern' }) route: string;
  @ApiProperty({ description: 'What was asked for, with its query' }) path: string;
}
