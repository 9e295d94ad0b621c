/** From what a program sends to a statement to record or to prepare. */
import { Injectable } from '@nestjs/common';
import type { Json } from '../../core/log/canonical-json.js';
import { Ledger, type Receipt } from '../../ledger/ledger.js';
import { LotQueries } from '../lot.queries.js';
import { lotsIn, readToPrepare, type ToPrepare } from '../signed/asked.js';
import { Surroundings } from '../signed/around.js';
import { readEnvelope } from '../signed/envelope.js';
import { SignedStatements, type Prepared, type SignedOutcome } from '../signed/signed.js';

@Injectable()
export class StatementsDesk {
  constructor(
    private readonly ledger: Ledger,
    private readonly signed: SignedStatements,
    private readonly queries: LotQueries,
    private readonly surroundings: Surroundings,
  ) {}

  async record(body: unknown, key: string | undefined): Promise<Receipt<SignedOutcome>> {
    return this.signed.record(readEnvelope(body, this.ledger.origin), key);
  }

  async prepare(org: string, body: unknown): Promise<Prepared> {
    const asked = readToPrepare(body);
    return this.signed.prepare(
      { org, type: asked.type, data: asked.data, lots: await this.lotsOf(org, asked) },
      asked.reveals,
    );
  }

  /** Those that the words name; of a shipment, those it was packed with; of an amendment, those of the act it is about. */
  private async lotsOf(org: string, { type, data }: ToPrepare): Promise<readonly string[]> {
    const shipment: Json | undefined = data['shipment'];
    if (type === 'shipment.exported' && typeof shipment === 'string') return this.queries.packedIn(org, shipment);
    const { of } = data;
    return typeof of === 'string' && type.startsWith('statement.') ? this.surroundings.lotsOf(of) : lotsIn(data);
  }
}
