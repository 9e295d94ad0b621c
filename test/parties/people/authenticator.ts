/** A device that keeps passkeys, in software: W3C Web Authentication Level 2, §6 and §8.7, over node:crypto. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

export interface Faults {
  /** The page it believes it is shown. */
  readonly origin?: string;
  readonly rpId?: string;
  /** Nobody unlocked it. */
  readonly unverified?: true;
  /** A copy of the device, or one set back. */
  readonly counter?: number;
  readonly challenge?: string;
  readonly type?: string;
}

const FLAGS = { present: 0x01, verified: 0x04, attested: 0x40 } as const;
const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest();
const b64 = (bytes: string | Buffer): string => Buffer.from(bytes).toString('base64url');

export class Authenticator {
  readonly id = randomBytes(32);
  private readonly key: KeyObject;
  private readonly publicKey: KeyObject;
  private counter = 0;
  private user = '';

  constructor(private readonly origin: string) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    [this.key, this.publicKey] = [privateKey, publicKey];
  }

  /** navigator.credentials.create() */
  create(options: { challenge: string; user: { id: string } }, faults: Faults = {}): object {
    this.user = options.user.id;
    const data = this.authenticatorData(faults, true);
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      text('fmt'),
      text('none'),
      text('attStmt'),
      Buffer.from([0xa0]),
      text('authData'),
      bytes(data),
    ]);
    const response = { clientDataJSON: b64(this.clientData('webauthn.create', options.challenge, faults)) };
    return this.credential({ ...response, attestationObject: b64(attestation), transports: ['internal'] });
  }

  /** navigator.credentials.get() */
  get(options: { challenge: string }, faults: Faults = {}): object {
    const data = this.authenticatorData(faults, false);
    const client = this.clientData('webauthn.get', options.challenge, faults);
    const signature = sign('sha256', Buffer.concat([data, sha256(client)]), this.key);
    return this.credential({
      clientDataJSON: b64(client),
      authenticatorData: b64(data),
      signature: b64(signature),
      userHandle: this.user,
    });
  }

  private credential(response: object): object {
    const id = b64(this.id);
    return {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      authenticatorAttachment: 'platform',
      response,
    };
  }

  private clientData(type: string, challenge: string, faults: Faults): Buffer {
    const said = { type: faults.type ?? type, challenge: faults.challenge ?? challenge, crossOrigin: false };
    return Buffer.from(JSON.stringify({ ...said, origin: faults.origin ?? this.origin }));
  }

  private authenticatorData({ rpId, unverified, counter }: Faults, attested: boolean): Buffer {
    const flags = FLAGS.present | (unverified ? 0 : FLAGS.verified) | (attested ? FLAGS.attested : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter ?? (this.counter += 1));
    const head = Buffer.concat([sha256(rpId ?? new URL(this.origin).hostname), Buffer.from([flags]), count]);
    if (!attested) return head;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    return Buffer.concat([head, Buffer.alloc(16), length, this.id, this.coseKey()]);
  }

  /** RFC 9053 §7.1: kty EC2, alg ES256, crv P-256, x, y. */
  private coseKey(): Buffer {
    const { x = '', y = '' } = this.publicKey.export({ format: 'jwk' }) as { x?: string; y?: string };
    return Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
      bytes(Buffer.from(x, 'base64url')),
      Buffer.from([0x22]),
      bytes(Buffer.from(y, 'base64url')),
    ]);
  }
}

/** CBOR (RFC 8949 §3.1) of a short text, and of bytes. */
function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
}

function bytes(value: Buffer): Buffer {
  const head = value.length < 256 ? [0x58, value.length] : [0x59, value.length >> 8, value.length & 0xff];
  return Buffer.concat([Buffer.from(head), value]);
}
