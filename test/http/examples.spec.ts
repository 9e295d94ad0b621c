/**
 * Every operation of the published document is told once, in a tale that works: with the document's own example where the
 * tale needs no other, and each answer held to what the document says of it. An operation that nobody tells of fails here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { schemaOf } from './examples/document.js';
import { book, counter, furnace, mill } from './examples/gold.js';
import { holds } from './examples/holds.js';
import { amendments, diligence, erasure, recalls } from './examples/later.js';
import { everything, open, proofs, signed } from './examples/log.js';
import { auditors, machines, passkeys, people } from './examples/people.js';
import { money } from './examples/money.js';
import { organisations, register, signingKeys } from './examples/register.js';
import { bags, handover, incidents, plan } from './examples/road.js';
import { seals } from './examples/seals.js';
import { CARRIER, COOP, EXPORTER, REFINER, Story, type Cast, type Chapter } from './examples/story.js';
import { bundle } from './examples/bundle.js';
import { intakeForms } from './examples/intake.js';
import { incorporated, othersPapers, papers, refinery, sale, shipment } from './examples/trade.js';

let story: Story;
let cast: Cast;
beforeAll(async () => {
  story = await Story.open();
  await organisations(story);
  const registrar = { [COOP]: '', [EXPORTER]: '', [REFINER]: '', [CARRIER]: '' };
  for (const org of [COOP, EXPORTER, REFINER, CARRIER] as const) registrar[org] = await story.key(org, 'registrar');
  const { operator } = story;
  const somebody = async (role: string, signIn: string, org?: typeof COOP) =>
    (await story.somebody(operator, role, signIn, org)).cookie;
  cast = {
    registrar,
    manager: await story.key(COOP, 'manager'),
    approver: await somebody('approver', 'eva@coop-limonal.example', COOP),
    compliance: await story.key(EXPORTER, 'compliance'),
    operators: [await somebody('operator', 'op-1@veta.example'), await somebody('operator', 'op-2@veta.example')],
    noted: new Map(),
  };
});
afterAll(() => story.close());

/** In the order in which they happen. */
const CHAPTERS: Readonly<Record<string, Chapter>> = {
  'what all may read': open,
  'who takes part': register,
  'whose keys sign': signingKeys,
  'people and how they come in': people,
  'devices they come in with': passkeys,
  'machines and tokens': machines,
  auditors: auditors,
  'gold at the counter': counter,
  'the furnace and the laboratory': furnace,
  'ore and the mill': mill,
  'gold from hand to hand': handover,
  'sealed bags': bags,
  'what happens on the way': incidents,
  'a plan for two': plan,
  'gold held apart': holds,
  'a sale': sale,
  'a shipment': shipment,
  'papers of others': othersPapers,
  'prices and rates': money,
  'the seal under papers': seals,
  'its papers': papers,
  'all of them in one bundle': bundle,
  'the refiner’s own form': intakeForms,
  'the refinery': refinery,
  'incorporated gold': incorporated,
  'the book': book,
  'what was said wrongly': amendments,
  'a signed statement': signed,
  proofs: proofs,
  'a supplier’s file': diligence,
  'a recall': recalls,
  erasure: erasure,
  'everything an organisation has': everything,
};

test.each(Object.entries(CHAPTERS))('the examples of %s work', async (_, chapter) => chapter(story, cast), 120_000);

test('every operation has an example', () => {
  expect([...story.document.operations.keys()].filter((operation) => !story.told.has(operation))).toEqual([]);
});

test('the document shows a value for whatever may be asked', () => {
  const { document } = story;
  const missing = [...document.operations.values()].flatMap(({ operationId, parameters = [], requestBody }) =>
    parameters
      .flatMap(({ name, schema }) => document.unshown(schema ?? {}, `${operationId} ${name}`))
      .concat(document.unshown(schemaOf(requestBody)?.schema ?? {}, operationId)),
  );
  expect(missing).toEqual([]);
});

test('the document shows a value for whatever is answered, and one that is as it says', () => {
  const { document } = story;
  const faults = [...document.operations.values()].flatMap(({ operationId, responses }) =>
    Object.values(responses).flatMap((said) => {
      const schema = schemaOf(said)?.schema ?? {};
      const wrong = document.faultsOf(schema, document.exampleOf(schema));
      return document.unshown(schema, operationId).concat(wrong.map((fault) => `${operationId} ${fault}`));
    }),
  );
  expect(faults).toEqual([]);
});

/** The document knows a class by its name alone: of two it would show one, at both doors. */
test('no two bodies or views have one name', () => {
  const src = new URL('../../src/', import.meta.url);
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const named = files.flatMap((file) =>
    [...readFileSync(new URL(file, src), 'utf8').matchAll(/^(?:export )?class (\w+(?:Body|View|Query|Made))\b/gm)].map(
      ([, name]) => name,
    ),
  );
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((name, n) => named.indexOf(name) !== n)).toEqual([]);
});
