/** Commands of handover: each names the facts its decision needs. Lots are named by id here. */
import { dispatch, type Dispatch } from '../../core/custody/handover/dispatch.js';
import { receive, refuse, type Receipt, type Refusal } from '../../core/custody/handover/receipt.js';
import { transferTitle, type Sale } from '../../core/custody/handover/title.js';
import type { Receipt as Recorded } from '../../ledger/ledger.js';
import type { Lots, Outcome, Request } from '../lots.js';

export class Handovers {
  constructor(private readonly lots: Pick<Lots, 'append'>) {}

  dispatch(request: Request, input: Dispatch): Promise<Recorded<Outcome>> {
    const needs = {
      lots: [input.lot],
      parties: [input.to],
      uses: input.seal === undefined ? [] : [`seal:${request.act.org}:${input.seal}`],
    };
    return this.lots.append(request, needs, (facts) => dispatch(facts, request.act, input));
  }

  receive(request: Request, input: Receipt): Promise<Recorded<Outcome>> {
    return this.lots.append(request, { lots: [input.lot] }, (facts) => receive(facts, request.act, input));
  }

  refuse(request: Request, input: Refusal): Promise<Recorded<Outcome>> {
    return this.lots.append(request, { lots: [input.lot] }, (facts) => refuse(facts, request.act, input));
  }

  transferTitle(request: Request, input: Sale): Promise<Recorded<Outcome>> {
    const needs = { lots: [input.lot], parties: [request.act.org, input.to] };
    return this.lots.append(request, needs, (facts) => transferTitle(facts, request.act, input));
  }
}
