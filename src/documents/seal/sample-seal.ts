/** A seal for trying things out: made by this program for itself, and named SAMPLE, so that nobody takes it for one that binds. */
import { createPublicKey, generateKeyPair, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Certificate,
  Extension,
  Extensions,
  id_ce_keyUsage,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import { sealOf, type Seal } from './seal.js';

const COMMON_NAME = '2.5.4.3';
const SHA256_WITH_RSA = new AlgorithmIdentifier({
  algorithm: '1.2.840.113549.1.1.11',
  parameters: Uint8Array.of(0x05, 0x00).buffer,
});
const DAY_MS = 86_400_000;

/** @param now the day before is the first on which it holds, the one ten years later the last */
export async function makeSampleSeal(now: Date): Promise<Seal> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const name = sampleName();
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(),
    signature: SHA256_WITH_RSA,
    issuer: name,
    subject: name,
    validity: new Validity({
      notBefore: new Date(now.getTime() - DAY_MS),
      notAfter: new Date(now.getTime() + 3_653 * DAY_MS),
    }),
    subjectPublicKeyInfo: AsnConvert.parse(
      createPublicKey(privateKey).export({ format: 'der', type: 'spki' }),
      SubjectPublicKeyInfo,
    ),
    extensions: new Extensions([signsOnly()]),
  });
  const signatureValue = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), privateKey);
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm: SHA256_WITH_RSA,
    signatureValue: Uint8Array.from(signatureValue).buffer,
  });
  return sealOf(privateKey.export({ format: 'der', type: 'pkcs8' }), [
    new Uint8Array(AsnConvert.serialize(certificate)),
  ]);
}

function sampleName(): Name {
  const value = new AttributeValue({ utf8String: 'SAMPLE seal made by Veta for itself' });
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: COMMON_NAME, value })])]);
}

/** Positive, and not zero. */
function serialNumber(): ArrayBuffer {
  const bytes = Uint8Array.from(randomBytes(16));
  bytes[0] = ((bytes[0] as number) & 0x3f) | 0x40;
  return bytes.buffer;
}

function signsOnly(): Extension {
  const usage = AsnConvert.serialize(new KeyUsage(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation));
  return new Extension({ extnID: id_ce_keyUsage, critical: true, extnValue: new OctetString(usage) });
}
