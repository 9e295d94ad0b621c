/** Sets seals under papers as they are issued: the organisation's own; where it has none, the house's, if there is one. */
import { sha256 } from '#crypto';
import type { DataSource } from 'typeorm';
import { fromBase64, text, toBase64, utf8 } from '../../core/bytes.js';
import { preparing } from '../../database/prepared.js';
import { organisationSubject, type Queryable, type Vault } from '../../ledger/private/vault.js';
import type { RenderedFile } from '../payload.js';
import { sealOf, sealPdf, standsNot, type Seal, type Unsealed } from './seal.js';

export interface SealedFile extends RenderedFile {
  /** Of what was rendered, where the file is that and a seal behind it. */
  readonly unsignedSha256?: Uint8Array;
}

export interface SealedPaper {
  readonly files: readonly SealedFile[];
  readonly unsealed: Unsealed | undefined;
}

export class Sealing {
  private readonly tx: Queryable;

  /** @param house seals the papers of those who have no seal of their own */
  constructor(
    dataSource: DataSource,
    private readonly vault: Vault,
    private readonly house?: Seal,
  ) {
    this.tx = preparing(dataSource.manager);
  }

  /** An own seal that is not in force is not replaced by the house's. @param issuedAt the time each seal claims */
  async seal(org: string, issuedAt: string, files: readonly RenderedFile[]): Promise<SealedPaper> {
    const seal = (await keptSeal(this.tx, this.vault, org)) ?? this.house;
    const unsealed = standsNot(seal, issuedAt);
    if (seal === undefined || unsealed !== undefined) return { files, unsealed };
    return { files: files.map((file) => sealed(file, seal, issuedAt)), unsealed };
  }
}

function sealed(file: RenderedFile, seal: Seal, issuedAt: string): SealedFile {
  if (file.mediaType !== 'application/pdf') return file;
  return { ...file, bytes: sealPdf(file.bytes, seal, issuedAt), unsignedSha256: sha256(file.bytes) };
}

interface Kept {
  readonly key: Buffer;
  readonly certificates: Buffer;
}

/** Undefined where there is none, or its data key was destroyed. */
export async function keptSeal(tx: Queryable, vault: Vault, org: string): Promise<Seal | undefined> {
  const [kept] = (await tx.query('SELECT key, certificates FROM organisation_seal WHERE org = $1', [org])) as Kept[];
  if (kept === undefined) return undefined;
  const subject = vault.nameOf(organisationSubject(org));
  const [key, certificates] = await vault.open(tx, [
    { subject, context: contextOf(org, 'key'), sealed: kept.key },
    { subject, context: contextOf(org, 'certificates'), sealed: kept.certificates },
  ]);
  return key && certificates && sealOf(key, readChain(certificates));
}

/** In the order key, certificates. */
export async function sealAtRest(tx: Queryable, vault: Vault, org: string, { key, chain }: Seal): Promise<Buffer[]> {
  const subject = organisationSubject(org);
  const rows = await vault.seal(tx, [
    { subject, context: contextOf(org, 'key'), value: key.export({ format: 'der', type: 'pkcs8' }) },
    { subject, context: contextOf(org, 'certificates'), value: utf8(JSON.stringify(chain.map(toBase64))) },
  ]);
  return rows.map((row) => row.sealed);
}

/** What is said of a seal needs its certificates only. */
export async function openChain(
  tx: Queryable,
  vault: Vault,
  org: string,
  certificates: Uint8Array,
): Promise<readonly Uint8Array[] | undefined> {
  const subject = vault.nameOf(organisationSubject(org));
  const [opened] = await vault.open(tx, [{ subject, context: contextOf(org, 'certificates'), sealed: certificates }]);
  return opened && readChain(opened);
}

function readChain(certificates: Uint8Array): Uint8Array[] {
  const chain = JSON.parse(text(certificates) ?? '[]') as string[];
  return chain.map((one) => fromBase64(one) ?? new Uint8Array());
}

function contextOf(org: string, part: 'key' | 'certificates'): string {
  return `organisation_seal ${org} ${part}`;
}
