/** Papers asked for at the desk. What is there already is answered as it is: asking twice makes one paper. */
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Rejection } from '../../core/rejection.js';
import { orgOf, type Actor } from '../../http/actor.js';
import type { Language } from '../../http/sentences.js';
import { Ledger } from '../../ledger/ledger.js';
import { LotQueries } from '../../lots/lot.queries.js';
import { SignInSettings } from '../../parties/sessions/settings.js';
import type { DocumentStatus } from '../document.row.js';
import { lastIndex, readLot, readShipment } from '../snapshot/snapshot.js';
import type { Words } from '../types/document-type.js';
import { DOCUMENT_KINDS, typeOf, type DocumentKind } from '../types/document-types.js';
import { requestOfLot, requestOfShipment, type Asked, type Asking } from './request.js';

export interface AskedPaper {
  readonly kind: DocumentKind;
  readonly id?: string;
  readonly number?: string;
  readonly status?: DocumentStatus;
  /** What there must be before it can be made, in the reader's language; then it has no id. */
  readonly lacks?: string;
}

interface Newest {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly number: string;
  readonly status: DocumentStatus;
}

/** Asked for one by one; a cover comes with its bundle. */
export const SHIPMENT_KINDS = DOCUMENT_KINDS.filter((kind) => {
  const { about, made } = typeOf(kind);
  return about === 'shipment' && made !== 'with-bundle';
});

@Injectable()
export class RequestsDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly queries: LotQueries,
    private readonly settings: SignInSettings,
  ) {}

  /** @param kinds in whose order it is answered */
  async ofShipment(
    actor: Actor,
    shipment: string,
    language: Language,
    kinds: readonly DocumentKind[] = SHIPMENT_KINDS,
  ): Promise<readonly AskedPaper[]> {
    const org = orgOf(actor);
    const lots = await this.queries.packedIn(org, shipment);
    return this.dataSource.transaction(async (tx) => {
      const asked = await this.askOfShipment(tx, { org, shipment, lots }, kinds);
      return told(asked, await newest(tx, org, { shipment }), language);
    });
  }

  /** In the caller's transaction: what is not there yet is asked for. */
  async askOfShipment(
    tx: EntityManager,
    { org, shipment, lots }: { readonly org: string; readonly shipment: string; readonly lots: readonly string[] },
    kinds: readonly DocumentKind[],
  ): Promise<readonly Asked[]> {
    await inTurn(tx, org, shipment);
    const there = new Map((await newest(tx, org, { shipment })).map(({ kind, id }) => [kind, id]));
    const missing = kinds.filter((kind) => !there.has(kind));
    const source =
      missing.length > 0 &&
      (await readShipment(tx, this.ledger.vault, { org, shipment, lots, idx: await lastIndex(tx) }));
    const asked = source === false ? [] : await requestOfShipment(tx, source, missing, this.asking());
    const made = new Map(asked.map(({ kind, document }) => [kind, document]));
    return kinds.map((kind) => ({ kind, document: there.get(kind) ?? made.get(kind) }));
  }

  /** The receipt of what a miner brought, made out by whoever took it in. */
  async receipt(actor: Actor, code: string, language: Language): Promise<AskedPaper> {
    const org = orgOf(actor);
    const [named] = await this.queries.idsOf(org, [code]);
    if (named === undefined || RECEIPT === undefined) throw new Error('bug: a lot was asked for and none was named');
    const kind = RECEIPT;
    return this.dataSource.transaction(async (tx) => {
      await inTurn(tx, org, named.id);
      const there = await newest(tx, org, { lot: named.id });
      const asked = there.length > 0 ? [] : [await this.askOfLot(tx, org, named.id, kind)];
      const [paper] = told(
        [{ kind, document: asked[0]?.document ?? there[0]?.id }],
        await newest(tx, org, { lot: named.id }),
        language,
      );
      if (paper === undefined) throw new Error('bug: a receipt was asked for and nothing is told of it');
      return paper;
    });
  }

  private async askOfLot(tx: EntityManager, org: string, lot: string, kind: DocumentKind): Promise<Asked> {
    const source = await readLot(tx, this.ledger.vault, { lot, idx: await lastIndex(tx) });
    if (source.issuer.organisation !== org) throw new Rejection('unknown-lot', 'code', { lot: source.lot.code });
    return requestOfLot(tx, source, kind, this.asking());
  }

  private asking(): Asking {
    const { vault, sample } = this.ledger;
    return { vault, sample, publicUrl: this.settings.publicUrl, issuedAt: new Date().toISOString() };
  }
}

const RECEIPT = DOCUMENT_KINDS.find((kind) => typeOf(kind).about === 'lot');

/** Two who ask for the same at once get the same. */
async function inTurn(tx: EntityManager, org: string, about: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`document ${org} ${about}`]);
}

/** The newest paper of each kind; beside one that is void there may be another. */
function newest(tx: EntityManager, org: string, about: { shipment: string } | { lot: string }): Promise<Newest[]> {
  const [column, value] = Object.entries(about)[0] as [string, string];
  return tx.query(
    `SELECT DISTINCT ON (kind) kind, id, number, status FROM document WHERE org = $1 AND ${column} = $2 AND status <> 'void'
      ORDER BY kind, requested_at DESC, version DESC`,
    [org, value],
  );
}

function told(asked: readonly Asked[], papers: readonly Newest[], language: Language): AskedPaper[] {
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return asked.map(({ kind, document }) => {
    const paper = document === undefined ? undefined : byId.get(document);
    return paper === undefined ? { kind, lacks: lackOf(kind)[language] } : { ...paper };
  });
}

function lackOf(kind: DocumentKind): Words {
  const { made, lacks } = typeOf(kind);
  if (made !== 'at-export') return lacks;
  return {
    en: `that the shipment has been exported, and ${lacks.en}`,
    es: `que el embarque se haya exportado, y ${lacks.es}`,
    fr: `que l’expédition soit exportée, et ${lacks.fr}`,
  };
}
