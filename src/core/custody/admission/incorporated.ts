/** Incorporated gold, as the organisations on both sides of a sale sign it. */
import {
  acceptSale,
  declineSale,
  incorporate,
  sellIncorporated,
  type IncorporatedFacts,
} from '../incorporated/decide.js';
import { accountId, saleId } from '../incorporated/fold.js';
import type { Asked, Needs, SignableAct } from './acts.js';
import { wordIn } from './said.js';

export type AccountFacts = Pick<IncorporatedFacts, 'accounts' | 'sales'>;

export const INCORPORATED_ACTS: Readonly<Record<string, SignableAct>> = {
  'claim.incorporated': {
    needs: ({ org, said }) => ({ parties: [org], incorporated: [accountId(org, said.text('scheme'))] }),
    decide: (facts, act, { said }) => incorporate(facts, act, { lot: said.uuid('lot'), scheme: said.text('scheme') }),
  },
  'incorporated.sold': {
    needs: ({ org, said }) => ({
      parties: [org, ...(said.has('to') ? [said.text('to')] : [])],
      incorporated: [accountId(org, said.text('scheme'))],
      incorporatedSales: [saleId({ from: org, sale: said.code('sale') })],
    }),
    decide: (facts, act, { said, values }) => {
      const buyer = wordIn(values, 'buyer');
      return sellIncorporated(facts, act, {
        scheme: said.text('scheme'),
        fineNg: said.nanograms('fineNg'),
        sale: said.code('sale'),
        ...said.optional('to', said.text),
        ...(buyer !== undefined && { buyer }),
      });
    },
  },
  'incorporated.accepted': {
    needs: (asked) => answering(asked, asked.org),
    decide: (facts, act, { said }) => acceptSale(facts, act, { from: said.text('from'), sale: said.code('sale') }),
  },
  'incorporated.declined': {
    needs: (asked) => answering(asked, asked.said.text('from')),
    decide: (facts, act, { said, values }) => {
      const note = wordIn(values, 'note');
      const asked = { from: said.text('from'), sale: said.code('sale') };
      return declineSale(facts, act, { ...asked, ...(note !== undefined && { note }) });
    },
  },
};

/** @param moved whose account the answer moves */
function answering({ org, said }: Asked, moved: string): Needs {
  return {
    parties: [org],
    incorporated: [accountId(moved, said.text('scheme'))],
    incorporatedSales: [saleId({ from: said.text('from'), sale: said.code('sale') })],
  };
}
