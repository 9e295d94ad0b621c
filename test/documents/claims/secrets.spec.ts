/**
 * An attack on the papers of origin and claims: a market full of what nobody may read on them, under names that are found nowhere
 * else, and every payload searched for them.
 */
import { valuesOf } from '../../../src/ledger/private/values.js';
import { COOP, EXPORTER, must, REFINER, SITE } from '../../lots/market.js';
import { leave, openShipped, type Shipped } from '../shipped.js';
import { allOf, assess, pack, told } from './tale.js';

const PERSONS = ['quintero-yolanda', 'REG-77881', '3105550177', 'ACC-440921', 'Wilmer Zapata'];
const PLACES = ['2.9512345', '-76.6854321', 'POLYGON', 'Mina Escondida'];
const PRICES = ['4123.45', '1.777', '61987.65', 'TRX-88213', '5432.10', '0.3535'];
const FOREIGN = ['2026-02-21', 'umbrella list', 'refiner’s note'];
const SEALED = ['visits to the shafts', 'we looked', 'BANCO-9911'];
const UNPRICED = ['custody-transfer', 'sourcing-declaration', 'provenance-sheet'] as const;

let market: Shipped;
beforeAll(async () => {
  market = await openShipped();
  const { desk } = market;
  const position = { latitude: '2.9512345', longitude: '-76.6854321' };
  const outline = 'POLYGON((-76.70 2.94, -76.68 2.94, -76.68 2.96, -76.70 2.96, -76.70 2.94))';
  const record = (path: string, body: object) => must(desk.post(path, { key: market.keys[COOP], body }));
  await record('/api/sites', { ...SITE, site: 'HONDA', name: 'Mina Escondida', position, outline });
  const person = { code: 'quintero-yolanda', sex: 'F', kind: 'member', site: 'HONDA', registration: 'REG-77881' };
  await record('/api/members', { ...person, phone: '3105550177', account: 'ACC-440921' });
  const bank = { name: 'Banco de la Ribera', account: 'BANCO-9911', swift: 'RIBECOBB' };
  await pack(market, 'X-1', 'X1', {
    gold: { site: 'HONDA', member: 'quintero-yolanda' },
    terms: {
      priceUsdPerOunce: '4123.45',
      discountPercent: '1.777',
      premiumUsd: '5432.10',
      refiningChargeUsdPerOunce: '0.3535',
      bank,
    },
  });
  const [exporter, refiner] = await Promise.all(
    [EXPORTER, REFINER].map(async (org) => (await desk.keys.create(org, 'compliance', 'compliance')).secret),
  );
  const owners = [{ code: 'UBO-1', name: 'Wilmer Zapata', country: 'CO', sharePpm: 950_000, exposed: true }];
  await assess(market, exporter ?? '', COOP, { step: 'owners', owners });
  await assess(market, exporter ?? '', COOP, { step: 'mitigation', plan: 'visits to the shafts', reviewBy: soon() });
  await assess(market, exporter ?? '', COOP, { step: 'decision', result: 'continue', note: 'we looked' });
  const list = { name: 'umbrella list', version: '7', date: '2026-02-21' };
  const places = [{ country: 'CO', finding: 'cahra' }];
  const seen = { list, places, evidence: ['cd'.repeat(32)] };
  for (const about of [COOP, EXPORTER]) {
    await assess(market, refiner ?? '', about, { step: 'cahra', ...seen });
    await assess(market, refiner ?? '', about, { step: 'decision', result: 'stop', note: 'refiner’s note' });
  }
  await market.did(EXPORTER, '/shipments/X-1/captured', receipt('RG-1', '61987.65'));
}, 120_000);
afterAll(() => market.close());

function soon(): string {
  return new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
}

function receipt(number: string, amount: string) {
  const money = { amount, currency: 'USD' };
  const fields = {
    month: '2026-03',
    amount: money,
    basePrice: money,
    paidOn: '2026-03-15',
    bankReference: 'TRX-88213',
  };
  const head = { issuer: 'Tesorería', issuedOn: '2026-03-15', fineNg: '40000000000' };
  return { kind: 'royalty-receipt', number, ...head, fields, on: '2026-03-16' };
}

test('given all that, when the papers are made, then the secrets were there to be found', async () => {
  const { terms, receipts, members } = await inTheVault();
  expect(terms).toContain('4123.45');
  expect(receipts).toContain('61987.65');
  expect(members).toContain('quintero-yolanda');
});

test.each([
  ['a person', PERSONS],
  ['a coordinate, an outline or a site’s own name', PLACES],
  ['a price, an amount or where it was paid', PRICES],
  ['what somebody else found out', FOREIGN],
  ['a plan, a note or an account', SEALED],
])('no declaration, sheet or transfer tells %s', async (_, secrets) => {
  // A custody transfer names the site, as it always did: whoever carries it stands at the scale.
  const own = secrets === PLACES ? UNPRICED.slice(1) : UNPRICED;
  const text = await allOf(market, own, 'X-1');
  expect(text).toContain('X1');
  for (const secret of secrets) expect(text).not.toContain(secret);
});

test('a Fairmined transaction has prices, and nothing else of that', async () => {
  const text = await allOf(market, ['fairmined-transaction'], 'X-1');
  expect(text).toContain('4123.45');
  for (const secret of [...PERSONS, ...PLACES, ...FOREIGN, ...SEALED, '61987.65', 'TRX-88213']) {
    expect(text).not.toContain(secret);
  }
});

test('the exporter’s own decision stands on the declaration, and not the refiner’s about either of them', async () => {
  const paper = await told(market, 'sourcing-declaration', 'X-1');
  expect(paper?.actors).toMatchObject([{ organisation: COOP, determination: null, decision: { result: 'continue' } }]);
});

test('a receipt is told by its number and what it covers, until another takes its place', async () => {
  const first = {
    number: 'RG-1',
    issuer: 'Tesorería',
    issuedOn: '2026-03-15',
    month: '2026-03',
    fineNg: '40000000000',
  };
  expect((await told(market, 'sourcing-declaration', 'X-1'))?.royalties).toEqual([first]);
  const { body } = await market.get(EXPORTER, '/shipments/X-1/captured');
  const [kept] = body['items'] as unknown as { sid: string }[];
  await market.did(EXPORTER, '/shipments/X-1/captured', { ...receipt('RG-2', '61987.65'), replaces: kept?.sid });
  const now = await told(market, 'sourcing-declaration', 'X-1');
  expect(now?.royalties).toEqual([{ ...first, number: 'RG-2' }]);
});

test('an assessment that came after the place in the log a paper is read at is not on it', async () => {
  const [first] = await market.desk.database.ownerQuery<{ idx: string }>(
    `SELECT min(idx) AS idx FROM statement WHERE type = 'risk.assessed'`,
  );
  const early = await told(market, 'sourcing-declaration', 'X-1', (source) => {
    return { ...source, idx: Number(first?.idx) - 1 };
  });
  expect(early?.actors).toMatchObject([{ organisation: COOP, decision: null }]);
});

test('the transfer that leaves with the gold tells nothing of due diligence: whoever carries it reads it', async () => {
  await leave(market, 'X-1');
  const text = await allOf(market, ['custody-transfer'], 'X-1');
  expect(text).not.toMatch(/continue|identified|incomplete|flags|finding|cahra/);
});

/** What lies beside the ledger, opened. */
async function inTheVault(): Promise<Record<'terms' | 'receipts' | 'members', string>> {
  const { ledger, database } = market.desk;
  const of = async (type: string): Promise<string> => {
    const rows: { sid: Buffer }[] = await database.dataSource.query('SELECT sid FROM statement WHERE type = $1', [
      type,
    ]);
    const sids = rows.map(({ sid }) => Uint8Array.from(sid));
    return JSON.stringify(await valuesOf(database.dataSource, ledger.vault, sids));
  };
  return {
    terms: await of('shipment.packed'),
    receipts: await of('document.captured'),
    members: await of('member.registered'),
  };
}
