/** Opens a PKCS#12 file (RFC 7292) as a certificate authority hands it over: keys and certificates under a passphrase. */
import { ContentInfo, EncryptedContentInfo, id_data, id_encryptedData } from '@peculiar/asn1-cms';
import {
  AuthenticatedSafe,
  CertBag,
  id_certBag,
  id_keyBag,
  id_pkcs8ShroudedKeyBag,
  id_x509Certificate,
  PFX,
  PKCS8ShroudedKeyBag,
  SafeContents,
  type SafeBag,
} from '@peculiar/asn1-pfx';
import { AsnConvert, AsnProp, AsnPropTypes, OctetString } from '@peculiar/asn1-schema';
import { Rejection } from '../../../core/rejection.js';
import { decrypt, isPassphrase } from './pbe.js';

export interface Pkcs12 {
  /** PKCS#8, DER. */
  readonly keys: readonly Uint8Array[];
  /** X.509, DER. */
  readonly certificates: readonly Uint8Array[];
}

/** RFC 5652, section 8. */
class EncryptedSafe {
  @AsnProp({ type: AsnPropTypes.Integer }) version = 0;
  @AsnProp({ type: EncryptedContentInfo }) content = new EncryptedContentInfo();
}

/**
 * @throws Rejection seal-unreadable where it is no such file, or one of an encryption that is not read; wrong-passphrase.
 */
export async function openPkcs12(file: Uint8Array, passphrase: string): Promise<Pkcs12> {
  try {
    return await read(file, passphrase);
  } catch (error) {
    // Whatever a stranger's file makes of a parser is the file's fault.
    throw error instanceof Rejection ? error : new Rejection('seal-unreadable', 'pkcs12');
  }
}

async function read(file: Uint8Array, passphrase: string): Promise<Pkcs12> {
  const { authSafe, macData } = AsnConvert.parse(file, PFX);
  if (authSafe.contentType !== id_data) throw new Rejection('seal-unreadable', 'pkcs12');
  const content = octets(authSafe);
  if (!isPassphrase(macData, content, passphrase)) throw new Rejection('wrong-passphrase', 'passphrase');
  const keys: Uint8Array[] = [];
  const certificates: Uint8Array[] = [];
  for (const safe of AsnConvert.parse(content, AuthenticatedSafe)) {
    for (const bag of AsnConvert.parse(await contentsOf(safe, passphrase), SafeContents)) {
      const key = await keyIn(bag, passphrase);
      if (key !== undefined) keys.push(key);
      if (bag.bagId === id_certBag) certificates.push(...certificateIn(bag));
    }
  }
  return { keys, certificates };
}

async function contentsOf(safe: ContentInfo, passphrase: string): Promise<Uint8Array> {
  if (safe.contentType === id_data) return octets(safe);
  if (safe.contentType !== id_encryptedData) throw new Rejection('seal-unreadable', 'pkcs12');
  const { content } = AsnConvert.parse(safe.content, EncryptedSafe);
  const { value, constructedValue } = content.encryptedContent ?? {};
  const parts = value === undefined ? (constructedValue ?? []) : [value];
  const sealed = Buffer.concat(parts.map(({ buffer }) => Buffer.from(buffer)));
  return decrypt(content.contentEncryptionAlgorithm, sealed, passphrase);
}

async function keyIn({ bagId, bagValue }: SafeBag, passphrase: string): Promise<Uint8Array | undefined> {
  if (bagId === id_keyBag) return new Uint8Array(bagValue);
  if (bagId !== id_pkcs8ShroudedKeyBag) return undefined;
  const { encryptionAlgorithm, encryptedData } = AsnConvert.parse(bagValue, PKCS8ShroudedKeyBag);
  return decrypt(encryptionAlgorithm, new Uint8Array(encryptedData.buffer), passphrase);
}

function certificateIn({ bagValue }: SafeBag): Uint8Array[] {
  const { certId, certValue } = AsnConvert.parse(bagValue, CertBag);
  if (certId !== id_x509Certificate) return [];
  return [new Uint8Array(AsnConvert.parse(certValue, OctetString).buffer)];
}

function octets({ content }: ContentInfo): Uint8Array {
  return new Uint8Array(AsnConvert.parse(content, OctetString).buffer);
}
