/** The file a stranger opens: each of its members left out, of another kind or written otherwise makes it no bundle. */
import { utf8 } from '../../../src/core/bytes.js';
import { parseBundle } from '../../../src/core/evidence/bundle.js';
import { formatJcs, type Json } from '../../../src/core/log/canonical-json.js';
import { edited } from '../../support/edited.js';
import { LittleLog } from '../../support/little-log.js';
import { fact, papers } from '../../support/one-delivery.js';

const [coop, lab] = [{ seed: new Uint8Array(32).fill(3) }, { seed: new Uint8Array(32).fill(4) }];
const LOT = '00000001-0000-4000-8000-000000000001';

/** With signatures and private values, two of each. */
function rich(): Json {
  const said = fact('coop', '2026-01-09', 'ring.engraved', {});
  const reveals = [
    { name: 'weigher', value: 'Ana' },
    { name: 'price', value: '1.00' },
  ];
  const log = papers(new LittleLog())
    .key('coop', coop)
    .signed({ ...said, lots: [LOT], reveals }, coop, lab);
  const heads = log.headNotes(log.headsOf([{ kind: 'lot', id: LOT }]));
  let json: Json = null;
  edited(log.bundle(LOT, { heads, disclose: ['weigher', 'price'] }), (raw) => (json = structuredClone(raw) as Json));
  return json;
}

const bundle = rich();
const isBundle = (json: Json): boolean => parseBundle(utf8(formatJcs(json))) !== undefined;
const at = (json: Json, path: readonly string[]): Json =>
  path.reduce((inner, name) => (inner as { [name: string]: Json })[name] ?? null, json);

/** A copy in which what stands at a path is another value, or is not. */
function changed(path: readonly string[], change: (parent: { [name: string]: Json }, name: string) => void): Json {
  const copy = structuredClone(bundle) as Json;
  const name = path.at(-1) ?? '';
  change(at(copy, path.slice(0, -1)) as { [name: string]: Json }, name);
  return copy;
}

const PLACES: readonly (readonly string[])[] = [
  ...['checkpoint', 'code', 'disclosures', 'events', 'heads', 'kind', 'log', 'lot', 'subtrees', 'v'].map((name) => [
    name,
  ]),
  ...['e', 'g', 'i', 's'].map((name) => ['events', '6', name]),
  ...['key', 'kid', 'sig'].map((name) => ['events', '6', 'g', '1', name]),
  ...['i', 'name', 'salt', 'value'].map((name) => ['disclosures', '1', name]),
];

test('with all it may have it is a bundle', () => {
  expect(isBundle(bundle)).toBe(true);
});

test.each(PLACES.map((path) => path.join('.')))('%s', (place) => {
  const path = place.split('.');
  const isText = /(^checkpoint|\.[es])$/.test(place); // what it says is asked later
  for (const other of [null, true, -1, 1.5, [null], { x: 1 }, '', 'x'.repeat(300)] as Json[]) {
    const mayBe = place.endsWith('value') || (isText && typeof other === 'string');
    const read = isBundle(changed(path, (parent, name) => (parent[name] = other)));
    if (!mayBe) expect([other, read]).toEqual([other, false]);
  }
  const mayLack = ['disclosures', 'events.6.g'].includes(place);
  expect(isBundle(changed(path, (parent, name) => Reflect.deleteProperty(parent, name)))).toBe(mayLack);
});

test.each([[['events', '6']], [['events', '6', 'g', '0']], [['disclosures', '0']]])(
  'a member of %s that nobody checks',
  (path) => {
    expect(isBundle(changed([...path, 'x'], (parent, name) => (parent[name] = 1)))).toBe(false);
  },
);

test.each(['g', 'disclosures'])('%s in another order, or one of them twice', (list) => {
  const path = list === 'g' ? ['events', '6', 'g'] : ['disclosures'];
  for (const change of [
    (all: Json[]) => all.reverse(),
    (all: Json[]) => [...all, all.at(-1) as Json],
    () => [],
    (all: Json[]) => Array<Json>(9).fill(all[0] as Json),
  ]) {
    const bad = changed(path, (parent, name) => (parent[name] = change(parent[name] as Json[])));
    expect(isBundle(bad)).toBe(false);
  }
});

test('a subtree hash of another length', () => {
  for (const hash of ['AAAA', 'A'.repeat(44), 7] as Json[]) {
    expect(isBundle(changed(['subtrees'], (parent, name) => (parent[name] = [hash])))).toBe(false);
  }
});
