/** Incorporated gold as a registrar says it. What may be entered and sold is judged by core, inside the ledger's transaction. */
import { Injectable } from '@nestjs/common';
import {
  acceptSale,
  declineSale,
  incorporate,
  sellIncorporated,
  type IncorporatedFacts,
} from '../../core/custody/incorporated/decide.js';
import { accountId, saleId } from '../../core/custody/incorporated/fold.js';
import { MASS_BALANCE } from '../../core/custody/schemes/schemes.js';
import type { Draft } from '../../core/log/statement.js';
import type { Receipt } from '../../ledger/ledger.js';
import type { Facts } from '../../ledger/projection.js';
import type { Asked } from '../desk/asked.js';
import { one, Recorder, type Told } from '../desk/recorder.js';
import { factsOf, Lots, type Outcome, type Request } from '../lots.js';
import type * as body from './incorporated.dto.js';

type Needs = Readonly<Record<string, readonly string[]>>;

@Injectable()
export class IncorporatedDesk {
  constructor(
    private readonly recorder: Recorder,
    private readonly lots: Lots,
  ) {}

  enter(asked: Asked, { on, tz, lot, scheme }: body.EntryBody): Promise<Told> {
    return this.recorder.record(asked, { id: lot, on, tz, lots: [{ lot }] }, (request, [named]) => {
      const { org } = request.act;
      const needs = { lots: [one(named).id], parties: [org], incorporated: [accountId(org, scheme)] };
      return this.append(request, needs, (facts) => incorporate(facts, request.act, { lot: one(named).id, scheme }));
    });
  }

  sell(asked: Asked, { on, tz, fineNg, ...said }: body.SaleBody): Promise<Told> {
    const { scheme, sale, to } = said;
    return this.recorder.record(asked, { id: sale, on, tz }, (request) => {
      const { org } = request.act;
      const needs = {
        parties: to === undefined ? [org] : [org, to],
        incorporated: [accountId(org, scheme)],
        incorporatedSales: [saleId({ from: org, sale })],
      };
      return this.append(request, needs, (facts) =>
        sellIncorporated(facts, request.act, { ...said, fineNg: BigInt(fineNg) }),
      );
    });
  }

  accept(asked: Asked, from: string, sale: string, { on, tz }: body.SaleAnswerBody): Promise<Told> {
    return this.recorder.record(asked, { id: sale, on, tz }, (request) => {
      const { org } = request.act;
      const needs = answering(org, { from, sale }, org);
      return this.append(request, needs, (facts) => acceptSale(facts, request.act, { from, sale }));
    });
  }

  decline(asked: Asked, from: string, sale: string, { on, tz, note }: body.SaleDeclineBody): Promise<Told> {
    return this.recorder.record(asked, { id: sale, on, tz }, (request) => {
      const said = { from, sale, ...(note !== undefined && { note }) };
      const needs = answering(request.act.org, said, from);
      return this.append(request, needs, (facts) => declineSale(facts, request.act, said));
    });
  }

  private append(
    request: Request,
    needs: Needs,
    decide: (facts: IncorporatedFacts) => Draft[],
  ): Promise<Receipt<Outcome>> {
    return this.lots.append(request, needs, (_, loaded) => decide(incorporatedFactsOf(loaded)));
  }
}

export function incorporatedFactsOf(loaded: Facts): IncorporatedFacts {
  return { ...factsOf(loaded), accounts: loaded('incorporated'), sales: loaded('incorporatedSales') };
}

/** Under which scheme it is, the sale itself says. */
function answering(org: string, sale: { readonly from: string; readonly sale: string }, moved: string): Needs {
  const incorporated = MASS_BALANCE.map((scheme) => accountId(moved, scheme));
  return { parties: [org], incorporated, incorporatedSales: [saleId(sale)] };
}
