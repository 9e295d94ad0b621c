/** What every invoice of a season comes to, twice: by the program's own, and straight from the CSV files by other code. */
import { fileURLToPath } from 'node:url';
import { readShipment } from '../../src/documents/snapshot/snapshot.js';
import type { Money } from '../../src/documents/money/figures.js';
import { outturnOf } from '../../src/documents/types/invoice/final/outturn.js';
import { finalSumsOf } from '../../src/documents/types/invoice/final/sums.js';
import { agreed, pricedFrom } from '../../src/documents/types/invoice/priced.js';
import { sumsOf, type InvoiceSums } from '../../src/documents/types/invoice/sums.js';
import { finalInvoice } from '../documents/samples/invoices.js';
import { booksIn, LIMONAL, SeasonHouse } from '../support/season.js';
import { describeTool } from '../support/tools.js';

const PROGRAM = fileURLToPath(new URL('../second-opinion/invoices.py', import.meta.url));

type Sums = Readonly<Record<'gold' | 'total' | 'now' | 'balance', string>>;
type Told = Sums & { readonly lines: Readonly<Record<string, string>> };
interface Opinion {
  readonly provisional: Told;
  readonly final?: Told & { readonly difference: string; readonly due: string };
}

let house: SeasonHouse;

beforeAll(async () => {
  house = await SeasonHouse.open();
  await house.import(booksIn(LIMONAL));
});
afterAll(() => house.close());

async function sourceOf(shipment: string) {
  const { dataSource } = house.ownerAccess;
  const [row] = await house.query<{ org: string; lots: string[] }>(
    `SELECT org, state -> 'lots' AS lots FROM shipment WHERE code = $1`,
    [shipment],
  );
  const [{ size = '0' } = {}] = await house.query<{ size: string }>('SELECT size FROM log_state');
  return readShipment(dataSource.manager, house.ledger.vault, {
    org: row?.org ?? '',
    shipment,
    lots: row?.lots ?? [],
    idx: Number(size) - 1,
  });
}

async function pricedOf(shipment: string) {
  const source = await sourceOf(shipment);
  const terms = agreed(source.facts);
  if (terms === undefined) throw new Error(`${shipment} has no price`);
  return { source, priced: { ...(await pricedFrom(source, terms)), shipment: source.facts.shipment } };
}

function cents({ gold, total, now, balance }: InvoiceSums): Sums {
  return { gold: two(gold), total: two(total), now: two(now), balance: two(balance) };
}

function two(amount: Money): string {
  return amount.toFixed(2);
}

describeTool(['python3'], (run) => {
  let opinions: Readonly<Record<string, Opinion>>;

  beforeAll(() => {
    const { code, stdout, text } = run('python3', [PROGRAM, fileURLToPath(LIMONAL)]);
    if (code !== 0) throw new Error(text);
    opinions = JSON.parse(stdout.toString()) as typeof opinions;
  });

  test('every bar and every total of the provisional invoices agrees to the cent', async () => {
    const codes = Object.keys(opinions);
    expect(codes).toHaveLength(5);
    for (const code of codes) {
      const { priced } = await pricedOf(code);
      const sums = sumsOf(priced);
      const lines = Object.fromEntries(priced.bars.map((bar, n) => [bar.code, sums.lines[n]?.toFixed(2)]));
      expect({ code, lines, ...cents(sums) }).toEqual({ code, ...opinions[code]?.provisional });
    }
  });

  test('and so does every final invoice on the refinery’s outturn, with what is debited or credited', async () => {
    const { rate: _, ...sample } = finalInvoice();
    const settled = Object.entries(opinions).filter(([, { final }]) => final !== undefined);
    expect(settled.length).toBeGreaterThan(0);
    for (const [code, { final }] of settled) {
      const { source, priced } = await pricedOf(code);
      const lines = (await outturnOf(source)) ?? [];
      const { total, now } = sumsOf(priced);
      const { priceUsdPerOunce, fixingDate: day, session } = priced.terms;
      const sums = finalSumsOf({
        ...sample,
        ...priced,
        lines,
        fixing: { priceUsdPerOunce, day, session },
        provisional: { ...sample.provisional, total: two(total), payableThen: two(now) },
      });
      const byBar = Object.fromEntries(lines.map(({ codes }, n) => [codes.join(), sums.lines[n]?.toFixed(2)]));
      const more = { difference: two(sums.difference), due: two(sums.due) };
      expect({ code, lines: byBar, ...cents(sums), ...more }).toEqual({ code, ...final });
    }
  });
});
