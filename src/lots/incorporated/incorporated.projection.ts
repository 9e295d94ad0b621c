/** Accounts of incorporated gold by `<organisation>/<scheme>`, and sales from them by `<seller>/<number>`, as facts for decisions. */
import type { EntityManager } from 'typeorm';
import { toHex } from '../../core/bytes.js';
import type { Account, MonthOfAccount } from '../../core/custody/incorporated/account.js';
import { posted, postingOf, saleAfter, saleId, type IncorporatedSale } from '../../core/custody/incorporated/fold.js';
import type { ClaimIncorporated, IncorporatedAnswered } from '../../core/custody/incorporated/statements.js';
import type { Projection, Recorded } from '../../ledger/projection.js';
import { ADD_ENTRIES, LOAD_ACCOUNTS, LOAD_SALES, SAVE_ACCOUNTS, SAVE_SALES } from './incorporated.sql.js';

type MonthRow = { readonly [name in 'id' | 'month' | 'inNg' | 'outNg' | 'heldNg' | 'movedOn']: string };

/** What a recall holds of an account is looked up with it: a recall has a batch of its own. */
export async function loadAccounts(tx: EntityManager, ids: readonly string[]): Promise<Map<string, Account>> {
  const rows: MonthRow[] = await tx.query(LOAD_ACCOUNTS, [[...new Set(ids)]]);
  const accounts = new Map<string, Account>();
  for (const { id, month, inNg, outNg, heldNg, movedOn } of rows) {
    const one: MonthOfAccount = { inNg: BigInt(inNg), outNg: BigInt(outNg), heldNg: BigInt(heldNg), movedOn };
    accounts.set(id, { months: { ...accounts.get(id)?.months, [month]: one } });
  }
  return accounts;
}

export const incorporatedAccounts: Projection<Account> = {
  kind: 'incorporated',
  rebuilt: {
    tables: [{ name: 'incorporated_month' }, { name: 'incorporated_entry' }],
    touched: ({ statement }) => [postingOf(statement)?.account ?? []].flat(),
  },

  load: loadAccounts,

  evolve(states, { statement }) {
    const posting = postingOf(statement);
    if (posting === undefined) return [];
    if (posting.outNg !== 0n && !states.has(posting.account)) {
      throw new Error(`bug: ${statement.type} from ${posting.account}, which the decision did not load`);
    }
    states.set(posting.account, posted(states.get(posting.account), posting));
    return [posting.account];
  },

  async save(tx, changed, recorded) {
    const months = [...changed].flatMap(([id, { months }]) => {
      const [org, scheme] = id.split('/', 2);
      return Object.entries(months).map(([month, { inNg, outNg, movedOn }]) => {
        return { org, scheme, month, in_ng: `${inNg}`, out_ng: `${outNg}`, moved_on: movedOn };
      });
    });
    if (months.length > 0) await tx.query(SAVE_ACCOUNTS, [JSON.stringify(months)]);
    const entries = recorded.flatMap(entryIn);
    if (entries.length > 0) await tx.query(ADD_ENTRIES, [JSON.stringify(entries)]);
  },
};

function entryIn({ idx, statement: { type, org, data: said } }: Recorded): object[] {
  const data = said as unknown;
  if (type === 'claim.incorporated') {
    const { scheme, on, fineNg, credential, lot } = data as ClaimIncorporated;
    return [{ idx, org, scheme, day: on.date, fine_ng: fineNg, credential, lot }];
  }
  if (type !== 'incorporated.accepted') return [];
  const { scheme, to, from, soldOn, fineNg, credential, sale } = data as IncorporatedAnswered;
  return [{ idx, org: to, scheme, day: soldOn, fine_ng: fineNg, credential, seller: from, sale }];
}

/** With its place in the log. */
interface KeptSale extends IncorporatedSale {
  readonly idx: number;
  readonly sid: string;
}

export const incorporatedSales: Projection<KeptSale> = {
  kind: 'incorporatedSales',
  rebuilt: { tables: [{ name: 'incorporated_sale' }], touched: salesIn },

  async load(tx, ids) {
    const rows: (Omit<KeptSale, 'to' | 'answeredOn'> & { to: string | null; answeredOn: string | null })[] =
      await tx.query(LOAD_SALES, [[...new Set(ids)]]);
    return new Map(
      rows.map(({ to, answeredOn, ...sale }) => [
        saleId(sale),
        { ...sale, ...(to !== null && { to }), ...(answeredOn !== null && { answeredOn }) },
      ]),
    );
  },

  evolve(states, recorded) {
    const [id] = salesIn(recorded);
    if (id === undefined) return [];
    const before = states.get(id);
    const after = saleAfter(before, recorded.statement);
    if (after === undefined)
      throw new Error(`bug: ${recorded.statement.type} of ${id}, which the decision did not load`);
    const { idx, sid } = before ?? { idx: recorded.idx, sid: toHex(recorded.sid) };
    states.set(id, { ...after, idx, sid });
    return [id];
  },

  async save(tx, changed) {
    if (changed.size === 0) return;
    const rows = [...changed.values()].map(({ from, to, fineNg, answeredOn, ...sale }) =>
      Object.assign(sale, { org: from, to_org: to ?? null, fine_ng: fineNg, answered_on: answeredOn ?? null }),
    );
    await tx.query(SAVE_SALES, [JSON.stringify(rows)]);
  },
};

function salesIn({ statement: { type, data } }: Recorded): string[] {
  return type.startsWith('incorporated.') ? [saleId(data as unknown as IncorporatedSale)] : [];
}
