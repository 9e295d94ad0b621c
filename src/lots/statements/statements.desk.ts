/** From what a program sends to a statement to record or to prepare. */
import { Injectable } from '@nestjs/common';
import type { Json } from '../../core/log/canonical-json.js';
import { authorOf, type Actor, type Role } from '../../http/actor.js';
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

  async record(actor: Actor, body: unknown, key: string | undefined): Promise<Receipt<SignedOutcome>> {
    const signed = readEnvelope(body, this.ledger.origin);
    return this.signed.record(signed, key, bringerOf(actor, signed.statement));
  }

  async prepare(actor: Actor & { readonly org: string }, body: unknown): Promise<Prepared> {
    const { org } = actor;
    const asked = readToPrepare(body);
    return this.signed.prepare(
      { org, type: asked.type, data: asked.data, lots: await this.lotsOf(org, asked) },
      asked.reveals,
      bringerOf(actor, { org, type: asked.type }),
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

/** Acts by which a second person decides on what the first recorded (P25). */
const DECISIONS: ReadonlySet<string> = new Set(['lot.released', 'lot.returned', 'lot.refused', 'question.answered']);

/** Who may say at the desk what becomes of held gold (lots/holds/holds.controller), and so may bring it signed. */
const DECIDING: ReadonlySet<Role> = new Set(['approver', 'compliance', 'manager', 'operator']);

/**
 * Anybody may bring what an organisation signed; for whose act it counts beside the signature, the bringer must be of that
 * organisation, and for a decision may not be one who only records or only reads.
 */
function bringerOf(actor: Actor, { org, type }: { readonly org: string; readonly type: string }): string | undefined {
  if (actor.org !== org || (DECISIONS.has(type) && !DECIDING.has(actor.role))) return undefined;
  return authorOf(actor);
}
