/** Shares of origin, twice: by the ledger's fold, and straight from the CSV files by other code in another language. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProvenanceView } from '../../src/provenance/provenance.js';
import { booksIn, LIMONAL, SeasonHouse } from '../support/season.js';
import { describeTool } from '../support/tools.js';

const PROGRAM = fileURLToPath(new URL('../second-opinion/shares.py', import.meta.url));

interface Opinion {
  readonly fineNg: string;
  readonly grossMg: number;
  readonly claim: boolean;
  readonly origins: Readonly<Record<string, string>>;
  readonly sites: Readonly<Record<string, string>>;
  readonly months: Readonly<Record<string, string>>;
}

interface SecondOpinion {
  readonly deliveries: Readonly<Record<string, number>>;
  readonly pieces: Readonly<Record<string, Opinion>>;
  readonly balanceErrors: readonly string[];
}

let house: SeasonHouse;
const pieces = new Map<string, ProvenanceView>();

beforeAll(async () => {
  house = await SeasonHouse.open();
  await house.import(booksIn(LIMONAL));
  await house.ledger.checkpoint();
  for (const { id, code, form } of (await house.lotsOf('joya-lima')).values()) {
    const view = form === 'piece' ? await house.provenance.viewOf(id) : undefined;
    if (view !== undefined) pieces.set(code, view);
  }
});
afterAll(() => house.close());

const sumOf = (shares: readonly { readonly fineNg: string }[]): bigint =>
  shares.reduce((sum, { fineNg }) => sum + BigInt(fineNg), 0n);

test('the shares of every piece sum to exactly its fine gold, and none is negative', () => {
  expect(pieces.size).toBe(24);
  for (const { originLots, fineNg } of pieces.values()) {
    expect(sumOf(originLots)).toBe(BigInt(fineNg ?? -1));
    expect(originLots.every((share) => BigInt(share.fineNg) >= 0n)).toBe(true);
  }
});

test('so do its shares by site and period', () => {
  for (const { origins, fineNg } of pieces.values()) {
    expect(sumOf(origins.map(({ units }) => ({ fineNg: units })))).toBe(BigInt(fineNg ?? -1));
  }
});

function byKey({ origins }: ProvenanceView, key: 'site' | 'period'): Record<string, string> {
  const sums = new Map<string, bigint>();
  for (const origin of origins) {
    const name = origin[key] ?? '';
    sums.set(name, (sums.get(name) ?? 0n) + BigInt(origin.units));
  }
  return Object.fromEntries([...sums].filter(([, units]) => units > 0n).map(([name, units]) => [name, `${units}`]));
}

describeTool(['python3'], (run) => {
  let opinion: SecondOpinion;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'veta-opinion-'));
    const order = join(folder, 'order.json');
    const ids = [...(await house.lotsOf('coop-limonal')).values()].map(({ code, id }) => [code, id]);
    writeFileSync(order, JSON.stringify(Object.fromEntries(ids)));
    const { code, stdout, text } = run('python3', [PROGRAM, fileURLToPath(LIMONAL), '--order', order]);
    rmSync(folder, { recursive: true });
    if (code !== 0) throw new Error(text);
    opinion = JSON.parse(stdout.toString()) as SecondOpinion;
  });

  test('it counts the same deliveries and finds no gold amiss', () => {
    expect(opinion.deliveries).toEqual({ accepted: 979, refused: 8, held: 5 });
    expect(opinion.balanceErrors).toEqual([]);
  });

  test('every origin of every piece agrees to the nanogram', () => {
    expect(Object.keys(opinion.pieces).sort()).toEqual([...pieces.keys()].sort());
    for (const [code, view] of pieces) {
      const ours = view.originLots.filter(({ fineNg }) => fineNg !== '0').map((one) => [one.code, one.fineNg]);
      expect(Object.fromEntries(ours)).toEqual(opinion.pieces[code]?.origins);
      expect(view.fineNg).toBe(opinion.pieces[code]?.fineNg);
      expect(byKey(view, 'site')).toEqual(opinion.pieces[code]?.sites);
      expect(byKey(view, 'period')).toEqual(opinion.pieces[code]?.months);
    }
  });

  test('and so does whether it carries the claim', () => {
    for (const [code, { claims }] of pieces) {
      expect([code, claims.some(({ carried }) => carried)]).toEqual([code, opinion.pieces[code]?.claim]);
    }
  });
});
