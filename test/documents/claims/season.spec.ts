/** Papers of origin and claims of a whole season, whose bars went on to be refined and worked: shares whole, and no person told. */
import { FEWEST_DELIVERIES } from '../../../src/core/provenance/groups.js';
import type { Payload } from '../../../src/documents/payload.js';
import { readShipment } from '../../../src/documents/snapshot/snapshot.js';
import { typeOf } from '../../../src/documents/types/document-types.js';
import type { OfShipment, ShipmentDocument } from '../../../src/documents/types/document-type.js';
import { render } from '../../../src/documents/types/render.js';
import { booksIn, LIMONAL, SeasonHouse } from '../../support/season.js';
import * as samples from '../samples/claims.js';
import type { ClaimKind, Payloads } from './tale.js';

let house: SeasonHouse;
let sources: readonly OfShipment[];

beforeAll(async () => {
  house = await SeasonHouse.open();
  await house.import(booksIn(LIMONAL));
  const { manager } = house.ownerAccess.dataSource;
  const rows = await house.query<{ org: string; shipment: string; lots: string[] }>(
    `SELECT org, code AS shipment, state -> 'lots' AS lots FROM shipment ORDER BY code`,
  );
  const [{ size = '0' } = {}] = await house.query<{ size: string }>('SELECT size FROM log_state');
  const read = rows.map((row) => readShipment(manager, house.ledger.vault, { ...row, idx: Number(size) - 1 }));
  sources = await Promise.all(read);
}, 120_000);
afterAll(() => house.close());

async function bodiesOf<K extends ClaimKind>(kind: K): Promise<(Payloads[K] | undefined)[]> {
  return Promise.all(
    sources.map(async (source) => (await (typeOf(kind) as ShipmentDocument).body(source)) as Payloads[K] | undefined),
  );
}

const sumOf = (parts: readonly { readonly fineNg: string }[]): bigint =>
  parts.reduce((sum, { fineNg }) => sum + BigInt(fineNg), 0n);

test('the shares of every bar are whole, though nothing is left of it now, and no group of few is told', async () => {
  const bars = (await bodiesOf('provenance-sheet')).flatMap((paper) => paper?.bars ?? []);
  expect(bars.length).toBeGreaterThan(20);
  for (const { groups, fineNg } of bars) {
    expect(sumOf(groups)).toBe(BigInt(fineNg));
    for (const { deliveries } of groups)
      expect(deliveries ?? FEWEST_DELIVERIES).toBeGreaterThanOrEqual(FEWEST_DELIVERIES);
  }
});

test('natures and mines of each declaration sum to its bars, and natures of each transfer too', async () => {
  for (const paper of await bodiesOf('sourcing-declaration')) {
    const whole = sumOf(paper?.bars ?? []);
    expect(sumOf(paper?.natures ?? [])).toBe(whole);
    const unexplained = sumOf((paper?.natures ?? []).filter(({ nature }) => nature === 'unexplained'));
    expect(sumOf(paper?.mines ?? [])).toBe(whole - unexplained);
  }
  for (const paper of await bodiesOf('custody-transfer')) {
    expect(sumOf(paper?.natures ?? [])).toBe(sumOf(paper?.bars ?? []));
  }
});

test('only bars under the claim are reported to the scheme, and their producers’ gold sums to them', async () => {
  const papers = (await bodiesOf('fairmined-transaction')).filter((paper) => paper !== undefined);
  const carried = sources.flatMap(({ facts }) => facts.bars.filter(({ claims }) => claims.some((one) => one.carried)));
  const bars = papers.flatMap((paper) => paper.bars);
  expect(bars.map(({ lot }) => lot)).toEqual(carried.map(({ lot }) => lot));
  for (const { producers, fineNg } of bars) {
    expect(sumOf(producers)).toBe(BigInt(fineNg));
  }
  for (const paper of papers) expect(sumOf(paper.prices)).toBe(sumOf(paper.bars));
});

test('no member of the books, no coordinate and no price is on any of them', async () => {
  const rows = [...booksIn(LIMONAL)].find(([name]) => name === 'members.csv');
  const members = new TextDecoder().decode(rows?.[1]).split('\n').slice(1);
  const codes = members.map((line) => line.split(';')[0] ?? '').filter((code) => code !== '');
  expect(codes.length).toBeGreaterThan(10);
  for (const kind of ['custody-transfer', 'sourcing-declaration', 'provenance-sheet'] as const) {
    const text = JSON.stringify(await bodiesOf(kind));
    for (const code of codes) expect(text).not.toContain(`${code}"`);
    expect(text).not.toMatch(/ASO-\d|-76[.,]|priceUsd|discount|4428\.79/);
  }
});

test('each comes out as a paper', async () => {
  const made = {
    'custody-transfer': samples.custodyTransfer(1),
    'fairmined-transaction': samples.fairminedTransaction(1),
    'sourcing-declaration': samples.sourcingDeclaration(1),
    'provenance-sheet': samples.provenanceSheet(1),
  };
  for (const kind of Object.keys(made) as ClaimKind[]) {
    for (const [i, body] of (await bodiesOf(kind)).entries()) {
      if (body === undefined) continue;
      const { exporter, consignee, shipment } = (sources[i] as OfShipment).facts;
      const paper = Object.assign(structuredClone(made[kind]), { exporter, consignee, shipment }, body) as Payload;
      const [pdf] = await render(paper);
      expect(pdf?.bytes.length).toBeGreaterThan(10_000);
    }
  }
});
