import {
  CUSTODIES,
  HOLDERS,
  REVOCATIONS,
  type Holder,
  type KeyCustody,
  type Revocation,
} from '../../core/custody/keys/keys.js';
import { Instant, OneOf, Text, Words } from '../../http/fields.js';

export class SigningKeyBody {
  @Text(43, { example: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', description: 'Raw Ed25519 key, base64url' })
  key: string;
  @OneOf(HOLDERS.filter((holder) => holder !== 'log'), {
    description: 'A device is delegated by a key of its organisation',
  })
  holder: Exclude<Holder, 'log'>;
  @OneOf(CUSTODIES, { description: '`operator`: whoever runs this server holds the secret' }) custody: KeyCustody;
  @Text(60, { optional: true, example: 'Registro, oficina' }) name?: string;
  @Words(40, { optional: true, example: 'lot.registered', description: 'What it may sign; absent: all' })
  scope?: string[];
  @Instant({ optional: true, description: 'From then on it signs no more' }) until?: string;
  @Text(86, {
    example: 'mJ4…',
    description: 'The new key’s own signature that it is this organisation’s, base64url; docs/ledger-format.md',
  })
  proof: string;
}

export class RevocationBody {
  @OneOf(REVOCATIONS) reason: Revocation;
}
