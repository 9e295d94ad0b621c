/** The seal of an organisation, as its manager sets it and withdraws it. Its key and passphrase are never told or logged. */
import { X509Certificate } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sha256 } from '#crypto';
import { fromBase64, toHex } from '../../core/bytes.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import { orgOf, type Actor } from '../../http/actor.js';
import { Sight } from '../../http/sight.js';
import { Ledger } from '../../ledger/ledger.js';
import { whoIs } from '../../parties/keys/secrets.js';
import { sealIn, standsNot } from './seal.js';
import { openChain, sealAtRest } from './sealing.js';
import type { SealFileBody } from './seals.dto.js';

export interface SealView {
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly from: Date;
  readonly until: Date;
  /** Of the certificate, lowercase hex. */
  readonly sha256: string;
  readonly setAt: Date;
}

/** A seal that takes another's place leaves papers already sealed as they are. */
const SET = `
INSERT INTO organisation_seal (org, key, certificates, set_by, set_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (org) DO UPDATE SET key = excluded.key, certificates = excluded.certificates,
  set_by = excluded.set_by, set_at = excluded.set_at`;

@Injectable()
export class Seals {
  private readonly log = new Logger('seals');

  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly sight: Sight = new Sight(),
  ) {}

  async set(actor: Actor, { pkcs12, passphrase }: SealFileBody): Promise<SealView> {
    const org = orgOf(actor);
    const file = fromBase64(pkcs12);
    if (file === undefined) throw new Rejection('seal-unreadable', 'pkcs12');
    const seal = await sealIn(file, passphrase);
    const setAt = new Date();
    const view = viewOf(seal.chain, setAt);
    if (standsNot(seal, setAt.toISOString()) === 'seal-expired') {
      throw new Rejection('seal-over', 'pkcs12', { until: view.until.toISOString().slice(0, 10) });
    }
    await this.dataSource.transaction(async (tx) => {
      const atRest = await sealAtRest(tx, this.ledger.vault, org, seal);
      await tx.query(SET, [org, ...atRest, whoIs(actor), setAt]);
    });
    this.log.warn(JSON.stringify({ seal: 'set', org, certificate: view.sha256, by: whoIs(actor) }));
    return view;
  }

  async shown(actor: Actor): Promise<SealView> {
    const org = orgOf(actor);
    const [row] = await readAs(this.dataSource, org, (tx) =>
      tx.query<{ certificates: Buffer; setAt: Date }[]>(
        `SELECT certificates, set_at AS "setAt" FROM organisation_seal WHERE ${this.sight.own('org')}`,
        [org],
      ),
    );
    const chain = row && (await openChain(this.dataSource, this.ledger.vault, org, row.certificates));
    if (row === undefined || chain === undefined) throw new Rejection('not-found', 'seal', { value: org });
    return viewOf(chain, row.setAt);
  }

  /** From now on papers bear none of its own; what was sealed stays so. */
  async withdraw(actor: Actor): Promise<{ id: string }> {
    const org = orgOf(actor);
    await this.dataSource.query('DELETE FROM organisation_seal WHERE org = $1', [org]);
    this.log.warn(JSON.stringify({ seal: 'withdrawn', org, by: whoIs(actor) }));
    return { id: org };
  }
}

function viewOf([own = new Uint8Array()]: readonly Uint8Array[], setAt: Date): SealView {
  const { subject, issuer, serialNumber, validFrom, validTo } = new X509Certificate(own);
  return {
    subject: onOneLine(subject),
    issuer: onOneLine(issuer),
    serial: serialNumber.toLowerCase(),
    from: new Date(validFrom),
    until: new Date(validTo),
    sha256: toHex(sha256(own)),
    setAt,
  };
}

function onOneLine(name: string): string {
  return name.split('\n').join(', ');
}
