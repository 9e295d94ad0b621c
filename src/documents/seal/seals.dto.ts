import { instant, object, sha256, text } from '../../http/answer.js';
import { matching } from '../../http/field.js';
import { Text } from '../../http/fields.js';

/** A key, its certificate and a few that vouch for it. */
const MOST_BASE64 = 65_536;
const Base64 = (example: string, description: string): PropertyDecorator =>
  matching(/^[A-Za-z0-9+/]+={0,2}$/, MOST_BASE64, example, { description });

export class SealFileBody {
  @Base64('MIIKFwIBAzCCCc0GCSqGSIb3DQEHAaCCCb4Eggm6', 'The file .p12 or .pfx (PKCS#12)')
  pkcs12: string;
  @Text(200, { example: 'ocho bateas en la orilla', description: 'Opens the file; it is not kept' })
  passphrase: string;
}

export const SEAL = object({
  subject: text('CN=Exportadora Pacífico Sur SAS, O=Exportadora Pacífico Sur SAS, C=CO', 'Whose seal it is'),
  issuer: text('CN=Entidad de Certificación, C=CO', 'Who vouches for it'),
  serial: text('6ff45a25cfa76a6ce7cda5b0d3ca6df04ef59c1c'),
  from: instant,
  until: instant,
  sha256,
  setAt: instant,
});
