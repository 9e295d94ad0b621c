import { Instant, OrganisationId, Text } from '../../http/fields.js';

export class ShowBody {
  @OrganisationId({ description: 'Who may see it' }) to: string;
  @Instant({ description: 'When it ends, at most a year from now' }) until: string;
  @Text(200, { example: 'Offer of June 2026', description: 'Goes into the ledger: name no person' }) reason: string;
}
