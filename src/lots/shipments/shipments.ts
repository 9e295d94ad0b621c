/** Commands on shipments: packed, packed anew, gone, and the papers that others issue for them. */
import { capture } from '../../core/custody/papers/capture.js';
import {
  exportShipment,
  pack,
  repack,
  type Departure,
  type Packing,
  type Repacking,
} from '../../core/custody/shipment.js';
import { paperUse } from '../../core/custody/rules/intake/everywhere.js';
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

  /** A paper that somebody else issued for a shipment. */
  capture(request: Request, input: Parameters<typeof capture>[2]): Done {
    const { org } = request.act;
    const receipt = input.fineNg === undefined ? [] : [`receipt:${org}:${input.number}`];
    const uses = [...receipt, ...paperUse(input.kind, input.number)];
    const needs = { shipments: [`${org}/${input.shipment}`], uses };
    return this.lots.append(request, needs, (facts) => capture(facts, request.act, input));
  }
}
