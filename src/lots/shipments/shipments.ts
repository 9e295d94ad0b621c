/** Commands on shipments: packed, packed anew, gone. */
import {
  exportShipment,
  pack,
  repack,
  type Departure,
  type Packing,
  type Repacking,
} from '../../core/custody/shipment.js';
import type { Receipt } from '../../ledger/ledger.js';
import type { Lots, Outcome, Request } from '../lots.js';

type Done = Promise<Receipt<Outcome>>;

export class Shipments {
  constructor(private readonly lots: Pick<Lots, 'append'>) {}

  pack(request: Request, input: Packing): Done {
    const { org } = request.act;
    const needs = {
      lots: input.bars.map(({ lot }) => lot),
      parties: [org, input.consignee],
      shipments: [`${org}/${input.shipment}`],
    };
    return this.lots.append(request, needs, (facts) => pack(facts, request.act, input));
  }

  /** @param lots all that are in it */
  repack(request: Request, lots: readonly string[], input: Repacking): Done {
    const all = new Set([...lots, ...input.bars.map(({ lot }) => lot)]);
    const needs = { lots: [...all], shipments: [`${request.act.org}/${input.shipment}`] };
    return this.lots.append(request, needs, (facts) => repack(facts, request.act, input));
  }

  /** @param lots all that are in it */
  exportShipment(request: Request, lots: readonly string[], input: Departure): Done {
    const { org } = request.act;
    const needs = { lots, parties: [org], shipments: [`${org}/${input.shipment}`] };
    return this.lots.append(request, needs, (facts) => exportShipment(facts, request.act, input));
  }
}
