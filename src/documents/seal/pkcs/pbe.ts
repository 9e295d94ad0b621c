/**
 * What a passphrase opens: the two ways in which PKCS#12 files are encrypted today (PBES2 with AES, RFC 8018; triple DES of
 * older exports, RFC 7292 appendix C) and the code that tells a wrong passphrase (RFC 7292 appendix B). RC2 and RC4 are not read.
 */
import { createDecipheriv, createHash, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { AsnConvert, AsnProp, AsnPropTypes, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { id_pbeWithSHAAnd3_KeyTripleDES_CBC, type MacData } from '@peculiar/asn1-pfx';

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';

const PRFS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};
/** Name and bytes of key. */
const CIPHERS: Readonly<Record<string, readonly [string, number]>> = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
  '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
  '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
};
/** Name, bytes of digest and of block. */
const DIGESTS: Readonly<Record<string, readonly [string, number, number]>> = {
  '1.3.14.3.2.26': ['sha1', 20, 64],
  '2.16.840.1.101.3.4.2.1': ['sha256', 32, 64],
  '2.16.840.1.101.3.4.2.2': ['sha384', 48, 128],
  '2.16.840.1.101.3.4.2.3': ['sha512', 64, 128],
};

/** Ten times what any exporter takes; more would keep the server busy for whoever sent it. */
const MOST_ITERATIONS = 1_000_000;
/** The older derivation runs in this thread. */
const MOST_OLD_ITERATIONS = 100_000;

class Pbes2Parameters {
  @AsnProp({ type: AlgorithmIdentifier }) keyDerivation = new AlgorithmIdentifier();
  @AsnProp({ type: AlgorithmIdentifier }) cipher = new AlgorithmIdentifier();
}
class Pbkdf2Parameters {
  @AsnProp({ type: OctetString }) salt = new OctetString();
  @AsnProp({ type: AsnPropTypes.Integer }) iterations = 0;
  @AsnProp({ type: AsnPropTypes.Integer, optional: true }) keyLength?: number;
  @AsnProp({ type: AlgorithmIdentifier, optional: true }) prf?: AlgorithmIdentifier;
}
class Pkcs12Parameters {
  @AsnProp({ type: OctetString }) salt = new OctetString();
  @AsnProp({ type: AsnPropTypes.Integer }) iterations = 0;
}

/** @throws Error where the passphrase is not the one or the file is not read here */
export async function decrypt(
  { algorithm, parameters = null }: AlgorithmIdentifier,
  sealed: Uint8Array,
  passphrase: string,
): Promise<Uint8Array> {
  if (parameters === null) throw new Error('an encryption without parameters');
  if (algorithm === PBES2) return decryptPbes2(AsnConvert.parse(parameters, Pbes2Parameters), sealed, passphrase);
  if (algorithm !== id_pbeWithSHAAnd3_KeyTripleDES_CBC) throw new Error(`an encryption that is not read: ${algorithm}`);
  const { salt, iterations } = AsnConvert.parse(parameters, Pkcs12Parameters);
  const derive = (purpose: number, length: number) =>
    pkcs12Key(['sha1', 20, 64], purpose, passphrase, Buffer.from(salt.buffer), iterations, length);
  return opened(createDecipheriv('des-ede3-cbc', derive(1, 24), derive(2, 8)), sealed);
}

async function decryptPbes2(
  { keyDerivation, cipher }: Pbes2Parameters,
  sealed: Uint8Array,
  passphrase: string,
): Promise<Uint8Array> {
  const named = CIPHERS[cipher.algorithm];
  if (keyDerivation.algorithm !== PBKDF2 || !keyDerivation.parameters || !cipher.parameters || named === undefined) {
    throw new Error(`an encryption that is not read: ${keyDerivation.algorithm} ${cipher.algorithm}`);
  }
  const { salt, iterations, prf } = AsnConvert.parse(keyDerivation.parameters, Pbkdf2Parameters);
  const digest = prf === undefined ? 'sha1' : PRFS[prf.algorithm];
  if (digest === undefined || iterations > MOST_ITERATIONS) throw new Error('a key derivation that is not read');
  const iv = Buffer.from(AsnConvert.parse(cipher.parameters, OctetString).buffer);
  const [name, length] = named;
  const key = await promisify(pbkdf2)(passphrase, Buffer.from(salt.buffer), iterations, length, digest);
  return opened(createDecipheriv(name, key, iv), sealed);
}

function opened(decipher: ReturnType<typeof createDecipheriv>, sealed: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat([decipher.update(sealed), decipher.final()]));
}

/** Whether the passphrase is the one the file was made with. */
export function isPassphrase({ mac, macSalt, iterations }: MacData, content: Uint8Array, passphrase: string): boolean {
  const digest = DIGESTS[mac.digestAlgorithm.algorithm];
  if (digest === undefined) throw new Error(`a digest that is not read: ${mac.digestAlgorithm.algorithm}`);
  const key = pkcs12Key(digest, 3, passphrase, Buffer.from(macSalt.buffer), iterations, digest[1]);
  const own = createHmac(digest[0], key).update(content).digest();
  const said = Buffer.from(mac.digest.buffer);
  return own.length === said.length && timingSafeEqual(own, said);
}

/** RFC 7292 appendix B.2; `purpose` 1 is a key, 2 an initial vector, 3 the key of a message code. */
function pkcs12Key(
  [digest, u, v]: readonly [string, number, number],
  purpose: number,
  passphrase: string,
  salt: Buffer,
  iterations: number,
  length: number,
): Buffer {
  if (iterations > MOST_OLD_ITERATIONS) throw new Error('a key derivation that is not read');
  const hash = (bytes: Buffer): Buffer => createHash(digest).update(bytes).digest();
  // UTF-16, big end first, with its final zero.
  const password = Buffer.from(`${passphrase}\0`, 'utf16le').swap16();
  const blocks = Buffer.concat([filled(salt, v), filled(password, v)]);
  const diversifier = Buffer.alloc(v, purpose);
  const key: Buffer[] = [];
  for (let made = 0; made < length; made += u) {
    let a = hash(Buffer.concat([diversifier, blocks]));
    for (let round = 1; round < iterations; round += 1) a = hash(a);
    key.push(a);
    const b = filled(a, v).subarray(0, v);
    for (let at = 0; at < blocks.length; at += v) addOne(blocks.subarray(at, at + v), b);
  }
  return Buffer.concat(key).subarray(0, length);
}

/** Repeated until it fills whole blocks. */
function filled(bytes: Buffer, block: number): Buffer {
  const length = block * Math.ceil(bytes.length / block);
  return Buffer.from(Array.from({ length }, (_, at) => bytes[at % bytes.length] as number));
}

/** block = block + b + 1, as one number of that many bytes. */
function addOne(block: Buffer, b: Buffer): void {
  let carry = 1;
  for (let at = block.length - 1; at >= 0; at -= 1) {
    carry += (block[at] as number) + (b[at] as number);
    block[at] = carry & 0xff;
    carry >>= 8;
  }
}
