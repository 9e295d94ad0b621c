/**
 * Amending an issued paper: the next version of its number is asked for, with the facts as they stand now, or as the notice
 * that it is void. What was issued stays; the ledger says that it is amended in the batch that issues the other.
 */
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { toHex } from '../../core/bytes.js';
import { isUuid } from '../../core/log/shape.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import { orgOf, type Actor } from '../../http/actor.js';
import type { Language } from '../../http/sentences.js';
import { Sight } from '../../http/sight.js';
import { Ledger } from '../../ledger/ledger.js';
import { LotQueries } from '../../lots/lot.queries.js';
import { SignInSettings } from '../../parties/sessions/settings.js';
import { DocumentRow, type DocumentStatus } from '../document.row.js';
import { requestAgain, requestOfLot, requestOfShipment, type Asking } from '../requests/request.js';
import { openSnapshot } from '../sealed-bytes.js';
import { lastIndex, readLot, readShipment } from '../snapshot/snapshot.js';
import { typeOf } from '../types/document-types.js';

export interface Amendment {
  readonly actor: Actor;
  readonly document: string;
  readonly reason: string;
  readonly language: Language;
}

/** The version that was asked for. */
export interface NextVersion {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly status: DocumentStatus;
}

@Injectable()
export class Amending {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly queries: LotQueries,
    private readonly settings: SignInSettings,
    private readonly sight: Sight = new Sight(),
  ) {}

  /** The facts are read anew, as they stand now. */
  supersede(amendment: Amendment): Promise<NextVersion> {
    return this.amend(amendment, false, async (tx, paper, asking, lots) => {
      const id = await this.askAnew(tx, paper, asking, lots);
      if (id !== undefined) return id;
      const lacks = typeOf(paper.kind).lacks[amendment.language];
      throw new Rejection('document-lacks', 'id', { document: paper.number, lacks });
    });
  }

  /** The notice says what the paper said, and VOID across it. */
  void(amendment: Amendment): Promise<NextVersion> {
    return this.amend(amendment, true, async (tx, paper, asking) => {
      return requestAgain(tx, paper, await openSnapshot(tx, this.ledger.vault, paper), asking);
    });
  }

  private async amend({ actor, document, reason }: Amendment, notice: boolean, ask: Ask): Promise<NextVersion> {
    const org = orgOf(actor);
    const seen = await this.seen(org, document);
    const lots = seen.shipment === null ? [] : await this.queries.packedIn(org, seen.shipment);
    return this.dataSource.transaction(async (tx) => {
      // Whoever comes second waits here, and finds the version that the first asked for.
      const paper = await locked(tx, document);
      const next = await versionOf(tx, paper, paper.version + 1);
      if (next !== null && next.reason === reason && next.notice === notice) return told(next);
      refuseUnlessNewest(paper, next);
      const id = await ask(tx, paper, this.asking(paper, reason, notice), lots);
      return told(await tx.getRepository(DocumentRow).findOneByOrFail({ id }));
    });
  }

  private async seen(org: string, id: string): Promise<DocumentRow> {
    const where = { id, ...this.sight.whose(org) };
    const paper = isUuid(id)
      ? await readAs(this.dataSource, org, (tx) => tx.getRepository(DocumentRow).findOneBy(where))
      : null;
    if (paper === null) throw new Rejection('unknown-document', 'id', { document: id.slice(0, 60) });
    return paper;
  }

  private async askAnew(
    tx: EntityManager,
    { org, number, shipment, lot, kind }: DocumentRow,
    asking: Asking,
    lots: readonly string[],
  ): Promise<string | undefined> {
    const { vault } = this.ledger;
    const idx = await lastIndex(tx);
    if (lot !== null) return (await requestOfLot(tx, await readLot(tx, vault, { lot, idx }), kind, asking)).document;
    if (shipment === null) throw new Error(`bug: ${number} is about nothing`);
    // A cover comes with its bundle, of papers that are there.
    if (typeOf(kind).made === 'with-bundle') return undefined;
    const source = await readShipment(tx, vault, { org, shipment, lots, idx });
    return (await requestOfShipment(tx, source, [kind], asking))[0]?.document;
  }

  private asking({ id, number, version, payloadSha256 }: DocumentRow, reason: string, notice: boolean): Asking {
    const { vault, sample } = this.ledger;
    return {
      vault,
      sample,
      publicUrl: this.settings.publicUrl,
      issuedAt: new Date().toISOString(),
      instead: { document: id, number, version, payloadSha256: toHex(payloadSha256), reason },
      ...(notice && { state: 'void' as const }),
    };
  }
}

type Ask = (
  tx: EntityManager,
  paper: DocumentRow,
  asking: Asking,
  /** Of its shipment. */
  lots: readonly string[],
) => Promise<string>;

/** With its snapshot. */
async function locked(tx: EntityManager, id: string): Promise<DocumentRow> {
  await tx.query('SELECT FROM document WHERE id = $1 FOR UPDATE', [id]);
  const rows = tx.getRepository(DocumentRow).createQueryBuilder('paper').addSelect('paper.payload');
  return rows.where({ id }).getOneOrFail();
}

function versionOf(tx: EntityManager, { org, number }: DocumentRow, version: number): Promise<DocumentRow | null> {
  return tx.getRepository(DocumentRow).findOneBy({ org, number, version });
}

/** @throws Rejection where nothing is left to amend, or not yet */
function refuseUnlessNewest(paper: DocumentRow, next: DocumentRow | null): void {
  const { status, number } = paper;
  if (next !== null) {
    throw new Rejection('document-amended', 'id', {
      document: number,
      version: String(next.version),
      status: next.status,
    });
  }
  if (status === 'void') throw new Rejection('document-void', 'id', { document: number });
  if (status !== 'issued') throw new Rejection('document-not-issued', 'id', { document: number, status });
}

function told({ id, number, version, status }: DocumentRow): NextVersion {
  return { id, number, version, status };
}
