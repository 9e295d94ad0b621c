/**
 * The signature in a sealed PDF: a detached CMS SignedData (RFC 5652) as CAdES in PAdES wants it (ETSI EN 319 142-1, baseline
 * B-B). Its signed attributes are content type, message digest and the ESS signing-certificate-v2 (RFC 5035); never the time,
 * which a PDF says in `/M`. RSA with PKCS#1 v1.5 has no randomness in it: the same bytes, the same signature.
 */
import { createHash, sign, type KeyObject } from 'node:crypto';
import {
  Attribute,
  CMSVersion,
  ContentInfo,
  DigestAlgorithmIdentifiers,
  EncapsulatedContentInfo,
  id_data,
  id_signedData,
  IssuerAndSerialNumber,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms';
import { AsnArray, AsnConvert, AsnProp, AsnPropTypes, AsnType, AsnTypeTypes, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509';

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const SHA256 = new AlgorithmIdentifier({ algorithm: '2.16.840.1.101.3.4.2.1' });
const NULL = Uint8Array.of(0x05, 0x00).buffer;
const SHA256_WITH_RSA = new AlgorithmIdentifier({ algorithm: '1.2.840.113549.1.1.11', parameters: NULL });

/** The object identifier of plain data, DER. */
const DATA = Buffer.from('06092a864886f70d010701', 'hex');
/** SigningCertificateV2 of one ESSCertIDv2, whose hash algorithm, SHA-256, is the default and left out; the hash follows. */
const ESS_CERTIFICATE = Buffer.from('3026302430220420', 'hex');

@AsnType({ type: AsnTypeTypes.Set, itemType: Attribute })
class SignedAttributes extends AsnArray<Attribute> {}

/** As they were issued: written anew, a certificate might be other bytes than its authority signed. */
@AsnType({ type: AsnTypeTypes.Set, itemType: AsnPropTypes.Any })
class Certificates extends AsnArray<ArrayBuffer> {}

/** RFC 5652, section 5.1. */
class SignedData {
  @AsnProp({ type: AsnPropTypes.Integer }) version = CMSVersion.v1;
  @AsnProp({ type: DigestAlgorithmIdentifiers }) digestAlgorithms = new DigestAlgorithmIdentifiers([SHA256]);
  @AsnProp({ type: EncapsulatedContentInfo }) content = new EncapsulatedContentInfo({ eContentType: id_data });
  @AsnProp({ type: Certificates, context: 0, implicit: true }) certificates = new Certificates();
  @AsnProp({ type: SignerInfos }) signerInfos = new SignerInfos();
}

/**
 * @param digest SHA-256 of what is signed
 * @param chain X.509, DER; the certificate of the key first
 * @returns ContentInfo, DER
 */
export function detachedSignature(digest: Uint8Array, key: KeyObject, chain: readonly Uint8Array[]): Uint8Array {
  const [own] = chain;
  if (own === undefined) throw new Error('bug: a seal without its certificate');
  const { issuer, serialNumber } = AsnConvert.parse(own, Certificate).tbsCertificate;
  const signedAttrs = inDerOrder([
    attribute(CONTENT_TYPE, bufferOf(DATA)),
    attribute(MESSAGE_DIGEST, AsnConvert.serialize(new OctetString(digest))),
    attribute(SIGNING_CERTIFICATE_V2, bufferOf(ESS_CERTIFICATE, createHash('sha256').update(own).digest())),
  ]);
  // Signed as a SET OF, stored under the tag [0]: RFC 5652, section 5.4.
  const signature = sign('sha256', new Uint8Array(AsnConvert.serialize(new SignedAttributes(signedAttrs))), key);
  const signer = new SignerInfo({
    version: CMSVersion.v1,
    sid: new SignerIdentifier({ issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }) }),
    digestAlgorithm: SHA256,
    signedAttrs,
    signatureAlgorithm: SHA256_WITH_RSA,
    signature: new OctetString(signature),
  });
  const data = new SignedData();
  data.certificates = new Certificates([...chain].sort(Buffer.compare).map((one) => bufferOf(one)));
  data.signerInfos = new SignerInfos([signer]);
  const content = AsnConvert.serialize(data);
  return new Uint8Array(AsnConvert.serialize(new ContentInfo({ contentType: id_signedData, content })));
}

function attribute(attrType: string, value: ArrayBuffer): Attribute {
  return new Attribute({ attrType, attrValues: [value] });
}

/** The members of a SET OF stand by their bytes (X.690, section 11.6). */
function inDerOrder(attributes: Attribute[]): Attribute[] {
  const encoded = attributes.map((one) => ({ one, bytes: Buffer.from(AsnConvert.serialize(one)) }));
  return encoded.sort((a, b) => Buffer.compare(a.bytes, b.bytes)).map(({ one }) => one);
}

function bufferOf(...parts: readonly Uint8Array[]): ArrayBuffer {
  return Uint8Array.from(Buffer.concat(parts)).buffer;
}
