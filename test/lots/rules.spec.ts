/** What gold is judged by is told to anybody, in their language, and is what the code reads. */
import { RULES } from '../../src/core/custody/rules/catalogue.js';
import type { RulesView } from '../../src/lots/rules/rules.view.js';
import { openMarket, type Market } from './market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.desk.close());

const read = (path: string, language: string) =>
  market.get(undefined, path, { headers: { 'accept-language': language } });

test('all twenty-five rules, to whoever asks, with figures, days, sources and what is not confirmed', async () => {
  const answer = await read('/rules', 'en');
  expect(answer.status).toBe(200);
  const { items } = answer.body as unknown as RulesView;
  expect(items.map(({ id }) => id)).toEqual(Array.from({ length: 25 }, (_, n) => `P${n + 1}`));
  expect(items.filter(({ enforced, codes }) => enforced !== codes.length > 0)).toEqual([]);
  for (const { title, needs, source } of items) {
    expect([title, ...needs, ...source.map(({ text }) => text)].filter((text) => text === '')).toEqual([]);
  }
  const limits = items.find(({ id }) => id === 'P5')?.thresholds ?? [];
  expect(limits).toContainEqual({
    name: 'a panner’s month, by country',
    key: 'CO',
    from: '2017-02-09',
    value: '35',
    unit: 'g fine',
    source: expect.stringContaining('Resolución 40103 de 2017'),
    status: 'to-be-confirmed',
  });
});

test('in Spanish and French as well, and kept by whoever carries it, by language', async () => {
  const [spanish, french, other] = [
    await read('/rules', 'es-CO'),
    await read('/rules', 'fr'),
    await read('/rules', 'mn'),
  ];
  const titles = [spanish, french, other].map(({ body }) => (body as unknown as RulesView).items[4]?.title);
  const { title } = RULES[4] as (typeof RULES)[number];
  expect(titles).toEqual([title.es, title.fr, title.en]);
  expect(spanish.headers).toMatchObject({
    'cache-control': 'public, max-age=3600',
    vary: 'accept-language, authorization, cookie',
  });
});

test('countries and schemes, with everything but the code that checks a number', async () => {
  const profiles = (await read('/profiles', 'es')).body as unknown as {
    items: { country: string; identities: object[] }[];
  };
  expect(profiles.items.map(({ country }) => country)).toEqual(['CO', 'HN', 'MN', 'PE']);
  expect(profiles.items[0]?.identities[0]).toEqual({
    kind: 'NIT',
    of: 'organisation',
    example: '800197268-4',
    status: 'confirmed',
  });
  const schemes = (await read('/schemes', 'es')).body as unknown as { items: { scheme: string }[] };
  expect(schemes.items.map(({ scheme }) => scheme)).toEqual(
    expect.arrayContaining(['fairmined', 'craft-report', 'none']),
  );
});
