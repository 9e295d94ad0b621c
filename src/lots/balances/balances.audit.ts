/**
 * The stock book against history and against the lots: what was registered and what furnaces made and lost is counted again
 * from the statements alone, and every row must close at what the lots there weigh. The book is only read, never decided by;
 * but people sign their month by it.
 */
import type { EntityManager } from 'typeorm';
import { TRANSFORMATIONS, type LotRegistered, type LotsTransformed } from '../../core/custody/statements.js';
import { BORN, IN } from '../../core/custody/volumes/movements.js';
import { monthOf } from '../../core/day.js';
import type { Statement } from '../../core/log/statement.js';
import type { Fault } from '../../ledger/fsck.js';

interface Row {
  readonly org: string;
  readonly month: string;
  readonly kind: string;
  readonly mg: string;
}

export class BalanceAudit {
  /** Milligrams by `<kind> of <organisation> in <month>`, of the kinds that a statement tells by itself. */
  private readonly told = new Map<string, bigint>();

  add({ type, org, data }: Pick<Statement, 'type' | 'org' | 'data'>): void {
    if (type === 'lot.registered') {
      const { origin, on, grossMg } = data as unknown as LotRegistered;
      this.count(org, on.date, BORN[origin], grossMg);
    }
    if (TRANSFORMATIONS.includes(type)) {
      const { on, outputs, losses } = data as unknown as LotsTransformed;
      const lostMg = losses.reduce((mg, loss) => mg + loss.grossMg, 0);
      this.count(org, on.date, 'processing', lostMg);
      this.count(
        org,
        on.date,
        'made',
        outputs.reduce((mg, output) => mg + output.grossMg, lostMg),
      );
    }
  }

  private count(org: string, day: string, kind: string, mg: number): void {
    if (mg === 0) return;
    const key = `${kind} of ${org} in ${monthOf(day)}`;
    this.told.set(key, (this.told.get(key) ?? 0n) + BigInt(mg));
  }

  /** @param size of the snapshot that `tx` sees, all of whose statements were added */
  async tableFaults(tx: EntityManager, size: number): Promise<Fault[]> {
    const kinds = [...Object.values(BORN), 'processing', 'made'];
    const rows: Row[] = await tx.query(
      'SELECT org, month, kind, sum(mg)::text AS mg FROM balance_month WHERE kind = ANY ($1::text[]) AND mg > 0 GROUP BY 1, 2, 3',
      [kinds],
    );
    const booked = new Map(rows.map(({ org, month, kind, mg }) => [`${kind} of ${org} in ${month}`, BigInt(mg)]));
    const wrong = [...new Set([...this.told.keys(), ...booked.keys()])]
      .filter((key) => this.told.get(key) !== booked.get(key))
      .map((key) => `${key}: the book has ${booked.get(key) ?? 0n} mg, the entries say ${this.told.get(key) ?? 0n} mg`);
    const open: { what: string }[] = await tx.query(CLOSES, [IN]);
    return [...wrong, ...open.map(({ what }) => what)].map((what) => ({ idx: size, what: `stock book: ${what}` }));
  }
}

/** Rows of the book whose movements do not add up to the lots there. */
const CLOSES = `
WITH book AS (
  SELECT org, form, claim, sum(CASE WHEN kind = ANY ($1::text[]) THEN mg ELSE -mg END) AS mg,
         sum(CASE WHEN kind = ANY ($1::text[]) THEN ng ELSE -ng END) AS ng
    FROM balance_month GROUP BY org, form, claim
), stock AS (
  SELECT custodian AS org, form,
         coalesce((SELECT string_agg(one, '+' ORDER BY one COLLATE "C") FROM unnest(claims) AS one), '') AS claim,
         sum(gross_mg) AS mg, sum(gross_mg::numeric * coalesce(fineness_ppm, 0)) AS ng
    FROM lot GROUP BY 1, 2, 3
)
SELECT org || ' ' || form || ' ' || claim || ': it closes at ' || coalesce(book.mg, 0) || ' mg and ' || coalesce(book.ng, 0)
       || ' ng, the lots there are ' || coalesce(stock.mg, 0) || ' mg and ' || coalesce(stock.ng, 0) || ' ng' AS what
  FROM book FULL JOIN stock USING (org, form, claim)
 WHERE coalesce(book.mg, 0) <> coalesce(stock.mg, 0) OR coalesce(book.ng, 0) <> coalesce(stock.ng, 0)
 ORDER BY 1`;
