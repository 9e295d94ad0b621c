import { ACTIVITIES, PERIODS, type Activity, type Period } from '../../core/custody/credentials/scope.js';
import { CREDENTIAL_ACTS, type CredentialAct } from '../../core/custody/registry.js';
import { FORMS, type Form } from '../../core/custody/statements.js';
import { Day, Nested, OneOf, OrganisationId, Text, Words } from '../../http/fields.js';
import { PageQuery } from '../../http/page.js';
import { HeldFile } from '../evidence/evidence.dto.js';

export class VolumeBody {
  @Text(30, { example: '35000000000', description: 'Fine gold, nanograms' }) fineNg: string;
  @OneOf(PERIODS) per: Period;
}

/** What a paper covers; a member that is absent limits nothing. */
export class ScopeBody {
  @Words(100, { optional: true, example: 'LIM-A', description: "Codes of the holder's sites" }) sites?: string[];
  @Words(20, { optional: true, example: 'alluvial', description: `Of ${FORMS.join(', ')}` }) forms?: Form[];
  @Words(2, { optional: true, example: 'production', description: `Of ${ACTIVITIES.join(', ')}` })
  activities?: Activity[];
  @Nested(VolumeBody, { optional: true }) volume?: VolumeBody;
}

export class CredentialBody {
  @OneOf(CREDENTIAL_ACTS) act: CredentialAct;
  @OrganisationId({ description: 'Who holds it' }) holder: string;
  @Text(60, { example: 'fairmined' }) scheme: string;
  @Text(60, { example: 'FM-000' }) number: string;
  @Day({ description: 'The day from which it is so; the day it is recorded is the statement’s own' }) from: string;
  @Day({ optional: true, description: 'Of a grant: the first day it no longer holds' }) until?: string;
  @OrganisationId({ optional: true, description: 'Of a grant: who issues it, and may suspend and withdraw it' })
  issuer?: string;
  @Nested(ScopeBody, { optional: true, description: 'Of a grant: what it covers; else everything' }) scope?: ScopeBody;
  @Day({
    optional: true,
    description:
      'Of a suspension or withdrawal: what rested on it from that day on is held, with all that was made of it',
  })
  reach?: string;
  @HeldFile({ optional: true, description: 'The paper itself, kept under /api/evidence before' }) evidence?: string;
  @Text(500, {
    optional: true,
    example: 'Visto en el registro público',
    description: 'Kept beside the ledger, which holds a commitment',
  })
  note?: string;
}

/** Filters of the list. */
export class CredentialsQuery extends PageQuery {
  @OrganisationId({ optional: true }) holder?: string;
  @Text(60, { optional: true, example: 'fairmined' }) scheme?: string;
}
