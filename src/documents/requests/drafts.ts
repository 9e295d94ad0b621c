/** A look at a paper before it is asked for: nothing is kept, no number is taken, and DRAFT stands across every page. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rejection } from '../../core/rejection.js';
import { orgOf, type Actor } from '../../http/actor.js';
import type { Language } from '../../http/sentences.js';
import { Ledger } from '../../ledger/ledger.js';
import { LotQueries } from '../../lots/lot.queries.js';
import type { Payload } from '../payload.js';
import { lastIndex, readShipment } from '../snapshot/snapshot.js';
import type { OfShipment } from '../types/document-type.js';
import { typeOf, type DocumentKind } from '../types/document-types.js';
import { render } from '../types/render.js';
import { SHIPMENT_KINDS } from './desk.js';

/** Stands where a number will, and where the identity will. */
const NO_NUMBER = 'DRAFT';

@Injectable()
export class Drafts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly queries: LotQueries,
  ) {}

  /** @returns the PDF, made from how things stand now */
  async ofShipment(actor: Actor, shipment: string, asked: string, reader: Language): Promise<Uint8Array> {
    const kind = SHIPMENT_KINDS.find((one) => one === asked);
    if (kind === undefined) throw new Rejection('not-found', 'kind', { value: asked.slice(0, 60) });
    const org = orgOf(actor);
    const lots = await this.queries.packedIn(org, shipment);
    const payload = await this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      const idx = await lastIndex(tx);
      return this.payloadOf(kind, await readShipment(tx, this.ledger.vault, { org, shipment, lots, idx }));
    });
    if (payload === undefined) throw new Rejection('draft-lacks', 'kind', { lacks: typeOf(kind).lacks[reader] });
    const [pdf] = await render(payload);
    if (pdf === undefined) throw new Error('bug: a paper without a PDF');
    return pdf.bytes;
  }

  private async payloadOf(kind: DocumentKind, source: OfShipment): Promise<Payload | undefined> {
    const type = typeOf(kind);
    if (type.about !== 'shipment') throw new Error(`bug: ${kind} is not about a shipment`);
    const { language, exporter, consignee, shipment } = source.facts;
    const body = await type.body(source);
    if (body === undefined) return undefined;
    const { template } = type;
    const envelope = { v: 1, kind, template, document: NO_NUMBER, number: NO_NUMBER, verify: '' } as const;
    const { sample } = this.ledger;
    const issuedAt = new Date().toISOString();
    const parties = { exporter, consignee, shipment };
    return { ...envelope, issuedAt, language, sample, ...parties, ...body, state: 'draft' } as Payload;
  }
}
