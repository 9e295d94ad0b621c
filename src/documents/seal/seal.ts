/** An organisation's electronic seal (an X.509 certificate and its key), and what it does to a finished PDF. */
import { createHash, createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate, id_ce_keyUsage, KeyUsage, KeyUsageFlags } from '@peculiar/asn1-x509';
import { Rejection } from '../../core/rejection.js';
import { withSignature } from '../pdf/signature.js';
import { detachedSignature } from './pkcs/cms.js';
import { openPkcs12 } from './pkcs/pkcs12.js';

export interface Seal {
  readonly key: KeyObject;
  /** X.509, DER: the key's own certificate, then who issued it, as far as the file said. */
  readonly chain: readonly Uint8Array[];
}

/** Why a paper bears no seal. */
export const UNSEALED = ['no-seal', 'seal-not-yet-valid', 'seal-expired'] as const;
export type Unsealed = (typeof UNSEALED)[number];

const LEAST_BITS = 2048;

/**
 * The seal in a PKCS#12 file.
 * @throws Rejection seal-unreadable, wrong-passphrase; seal-unsuitable unless it is one RSA key of 2,048 bits or more with a
 * certificate that lets it sign
 */
export async function sealIn(file: Uint8Array, passphrase: string): Promise<Seal> {
  const { keys, certificates } = await openPkcs12(file, passphrase);
  const [pkcs8] = keys;
  if (pkcs8 === undefined || keys.length > 1) throw unsuitable();
  try {
    return sealOf(pkcs8, certificates);
  } catch {
    throw unsuitable();
  }
}

/** @throws Error where they do not make a seal */
export function sealOf(pkcs8: Uint8Array, certificates: readonly Uint8Array[]): Seal {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  const all = certificates.map((der) => ({ der, read: new X509Certificate(der) }));
  const own = all.find(({ read }) => read.checkPrivateKey(key));
  if (key.asymmetricKeyType !== 'rsa' || bits < LEAST_BITS || own === undefined || !maySign(own.der))
    throw unsuitable();
  const chain = [own];
  for (let last = own; !last.read.checkIssued(last.read);) {
    const issuer = all.find(({ read }) => last.read.checkIssued(read) && last.read.verify(read.publicKey));
    if (issuer === undefined) break;
    chain.push(issuer);
    last = issuer;
  }
  return { key, chain: chain.map(({ der }) => der) };
}

/** RFC 5280, section 4.2.1.3: a certificate that names no usage allows any. */
function maySign(der: Uint8Array): boolean {
  const { extensions = [] } = AsnConvert.parse(der, Certificate).tbsCertificate;
  const usage = extensions.find(({ extnID }) => extnID === id_ce_keyUsage)?.extnValue;
  if (usage === undefined) return true;
  const flags = AsnConvert.parse(usage.buffer, KeyUsage).toNumber();
  return (flags & (KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation)) !== 0;
}

function unsuitable(): Rejection {
  return new Rejection('seal-unsuitable', 'pkcs12', { bits: String(LEAST_BITS) });
}

export function certificateOf({ chain }: Seal): X509Certificate {
  const [own] = chain;
  if (own === undefined) throw new Error('bug: a seal without its certificate');
  return new X509Certificate(own);
}

/** Undefined where it may be set at that instant. */
export function standsNot(seal: Seal | undefined, at: string): Unsealed | undefined {
  if (seal === undefined) return 'no-seal';
  const { validFrom, validTo } = certificateOf(seal);
  if (Date.parse(at) < Date.parse(validFrom)) return 'seal-not-yet-valid';
  // The last second still counts (RFC 5280, section 4.1.2.5).
  return Math.floor(Date.parse(at) / 1000) > Date.parse(validTo) / 1000 ? 'seal-expired' : undefined;
}

/** The same paper, seal and instant give the same bytes. @param at UTC milliseconds, `issuedAt` of the paper */
export function sealPdf(pdf: Uint8Array, { key, chain }: Seal, at: string): Uint8Array {
  return withSignature(pdf, at, (parts) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return detachedSignature(hash.digest(), key, chain);
  });
}
