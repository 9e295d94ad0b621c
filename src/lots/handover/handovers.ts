/** Commands of handover: each names the facts its decision needs. Lots are named by id here. */
import type { Facts } from '../../core/custody/act.js';
import { settle, type Doubt } from '../../core/custody/doubts.js';
import { dispatch, type Dispatch } from '../../core/custody/handover/dispatch.js';
import {
  decline,
  receive,
  refuse,
  relay,
  type Counting,
  type Receipt,
  type Refusal,
} from '../../core/custody/handover/receipt.js';
import { clear, detain, lose, seize, type Authority, type Loss } from '../../core/custody/handover/road/incidents.js';
import { changeSeal, type SealChange } from '../../core/custody/handover/road/seals.js';
import { declineTitle, sell, type Sale } from '../../core/custody/handover/title.js';
import { volumesId } from '../../core/custody/volumes/papers.js';
import type { Draft } from '../../core/log/statement.js';
import type { Receipt as Recorded } from '../../ledger/ledger.js';
import type { Lots, Outcome, Request } from '../lots.js';

type Done = Promise<Recorded<Outcome>>;

export class Handovers {
  constructor(private readonly lots: Pick<Lots, 'append'>) {}

  /** @param doubts of what is judged beside the ledger */
  dispatch(request: Request, input: Dispatch, doubts: readonly Doubt[] = []): Done {
    const seals = [...(input.seal === undefined ? [] : [input.seal]), ...(input.sealed?.seals ?? [])];
    const uses = seals.map((seal) => `seal:${request.act.org}:${seal}`);
    const needs = { lots: [input.lot], parties: [input.to], uses };
    return this.lots.append(request, needs, (facts) =>
      doubted(request, input.lot, dispatch(facts, request.act, input), doubts),
    );
  }

  /** @param owner whose title may pass with the acceptance */
  receive(request: Request, input: Receipt, owner = request.act.org, doubts: readonly Doubt[] = []): Done {
    const volumes = [volumesId(owner, 'sale', request.act.on.date)];
    const needs = { lots: [input.lot], parties: [request.act.org, owner], volumes };
    return this.lots.append(request, needs, (facts) =>
      doubted(request, input.lot, receive(facts, request.act, input), doubts),
    );
  }

  relay(request: Request, input: Counting, doubts: readonly Doubt[] = []): Done {
    return this.ofOne(request, input, (facts) => doubted(request, input.lot, relay(facts, request.act, input), doubts));
  }

  decline(request: Request, input: Counting & { readonly note?: string }): Done {
    return this.ofOne(request, input, (facts) => decline(facts, request.act, input));
  }

  refuse(request: Request, input: Refusal): Done {
    return this.ofOne(request, input, (facts) => refuse(facts, request.act, input));
  }

  changeSeal(request: Request, input: SealChange): Done {
    const uses = input.applied === undefined ? [] : [`seal:${request.act.org}:${input.applied}`];
    return this.lots.append(request, { lots: [input.lot], uses }, (facts) => changeSeal(facts, request.act, input));
  }

  detain(request: Request, input: Authority): Done {
    return this.ofOne(request, input, (facts) => detain(facts, request.act, input));
  }

  clear(request: Request, input: Authority): Done {
    return this.ofOne(request, input, (facts) => clear(facts, request.act, input));
  }

  seize(request: Request, input: Authority): Done {
    return this.ofOne(request, input, (facts) => seize(facts, request.act, input));
  }

  lose(request: Request, input: Loss): Done {
    return this.ofOne(request, input, (facts) => lose(facts, request.act, input));
  }

  transferTitle(request: Request, input: Sale): Done {
    const volumes = [volumesId(request.act.org, 'sale', request.act.on.date)];
    const needs = { lots: [input.lot], parties: [request.act.org, input.to], volumes };
    return this.lots.append(request, needs, (facts) => sell(facts, request.act, input));
  }

  declineTitle(request: Request, lot: string): Done {
    return this.ofOne(request, { lot }, (facts) => declineTitle(facts, request.act, lot));
  }

  private ofOne(request: Request, { lot }: { readonly lot: string }, decide: (facts: Facts) => Draft[]): Done {
    return this.lots.append(request, { lots: [lot] }, decide);
  }
}

function doubted({ act }: Request, lot: string, drafts: Draft[], doubts: readonly Doubt[]): Draft[] {
  return doubts.length === 0 ? drafts : [...drafts, ...settle(act, lot, doubts)];
}
