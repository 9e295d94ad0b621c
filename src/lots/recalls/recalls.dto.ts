import { RECALL_REASONS, type RecallReason } from '../../core/custody/credentials/recall.js';
import { Code, Day, OneOf, OrganisationId, Text } from '../../http/fields.js';
import { Tag, Zone } from '../desk/fields.js';

/** One cause: a lot; or of a holder a paper (scheme and number), a site, or with neither all that went through its hands. */
export class RecallBody {
  @OrganisationId({ optional: true, description: 'Whose paper, site or gold it is; absent for a lot' }) holder?: string;
  @Text(60, { optional: true, example: 'fairmined' }) scheme?: string;
  @Text(60, { optional: true, example: 'FM-000', description: 'Of the paper' }) number?: string;
  @Code({ optional: true, example: 'LIM-A', description: 'Code in the register of the holder' }) site?: string;
  @Tag({ optional: true }) lot?: string;
  @Day({ optional: true, description: 'First day of acts it reaches; needed with a holder' }) from?: string;
  @Day({ optional: true, description: 'First day it no longer reaches' }) until?: string;
  @OneOf(RECALL_REASONS) reason: RecallReason;
  @Day({ optional: true, description: 'Day of the recall itself; else today' }) on?: string;
  @Zone() tz?: string;
}

export class LiftBody {
  @Text(300, { example: 'El certificador anuló el retiro' }) reason: string;
  @Day({ optional: true, description: 'Else today' }) on?: string;
  @Zone() tz?: string;
}
