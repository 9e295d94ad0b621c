/** Bytes and structures from nowhere: every verdict is a report, never an exception, and never good. */
import * as fc from 'fast-check';
import { text, utf8 } from '../../../src/core/bytes.js';
import { formatBundle, parseBundle } from '../../../src/core/evidence/bundle.js';
import { mergePaths, rootFromLeaves } from '../../../src/core/evidence/inclusion.js';
import { formatJcs, type Json } from '../../../src/core/log/canonical-json.js';
import { leafHash, proveInclusion, rootOfLeaves } from '../../../src/core/log/tree/merkle.js';
import type { Draft } from '../../../src/core/log/statement.js';
import { verify } from '../../../src/verifier/door.js';
import { LittleLog } from '../../support/little-log.js';
import { oneDelivery, RING } from '../../support/one-delivery.js';

const log = oneDelivery();
const bundle = log.bundle(RING);

test('any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(verify(bytes, log.policy).exit).toBe(4);
    }),
    { numRuns: 500 },
  );
});

test('the bundle with any of its members replaced by any JSON', () => {
  const raw = JSON.parse(text(bundle) ?? '') as Record<string, Json>;
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(raw)), fc.jsonValue(), (name, value) => {
      if (formatJcs(value as Json) === formatJcs(raw[name] as Json)) return;
      expect(verify(utf8(formatJcs({ ...raw, [name]: value as Json })), log.policy).exit).not.toBe(0);
    }),
    { numRuns: 500 },
  );
});

/** JSON of the profile's kinds, so that a statement may hold it. */
const value = fc.oneof(
  fc.constantFrom(null, true, '', '0', '-1', RING, '2026-01-05', 0, -1, 1, 1e12, Number.MAX_SAFE_INTEGER),
  fc.array(fc.constantFrom(null, '1', 7), { maxLength: 2 }),
);

test('a log that signs statements whose data are anything at all', () => {
  const honest = log.events.map(({ statement }) => statement);
  const paths = honest.flatMap((statement, at) => leavesOf(statement.data as Json).map((path) => ({ at, path })));
  fc.assert(
    fc.property(fc.constantFrom(...paths), value, ({ at, path }, instead) => {
      const bad = new LittleLog();
      for (const [i, { type, org, at: when, lots, data }] of honest.entries()) {
        const said = (i === at ? replaced(data as Json, path, instead) : data) as Draft['data'];
        bad.append({ type, org, at: when, lots, data: said, attested: 'platform' });
      }
      const { lines } = verify(bad.bundle(RING), bad.policy);
      expect(lines.length).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});

test('many leaves share one proof, which is used up exactly and proves nothing else', () => {
  const story = fc.integer({ min: 1, max: 70 }).chain((size) =>
    fc.record({
      size: fc.constant(size),
      picked: fc.uniqueArray(fc.integer({ min: 0, max: size - 1 }), { minLength: 1, maxLength: size }),
    }),
  );
  fc.assert(
    fc.property(story, fc.nat(), ({ size, picked }, n) => {
      const leaves = Array.from({ length: size }, (_, i) => leafHash(utf8(`entry ${i}`)));
      const subtree = (start: number, end: number): Uint8Array => rootOfLeaves(leaves.slice(start, end));
      const ours = [...picked]
        .sort((a, b) => a - b)
        .map((index) => ({ index, hash: leaves[index] as Uint8Array, path: proveInclusion(index, size, subtree) }));
      const proof = mergePaths(ours, size);
      expect(rootFromLeaves(ours, size, proof)).toEqual(rootOfLeaves(leaves));
      expect(rootFromLeaves(ours, size, [...proof, new Uint8Array(32)])).toBeUndefined();
      if (proof.length > 0) expect(rootFromLeaves(ours, size, proof.slice(1))).toBeUndefined();
      const bent = [...ours];
      bent[n % ours.length] = { ...(ours[n % ours.length] as (typeof ours)[0]), hash: leafHash(utf8('lie')) };
      expect(rootFromLeaves(bent, size, proof)).not.toEqual(rootOfLeaves(leaves));
    }),
    { numRuns: 300 },
  );
});

test('a bundle is written one way only', () => {
  const parsed = parseBundle(bundle);
  expect(parsed?.events).toHaveLength(11);
  expect(() => formatBundle({ checkpoint: 'x', lot: RING, code: 'J-1', heads: [], events: [] })).toThrow('bug:');
});

/** Paths to every value inside, containers too. */
function leavesOf(json: Json, path: readonly string[] = []): string[][] {
  const here = path.length === 0 ? [] : [[...path]];
  if (typeof json !== 'object' || json === null) return here;
  return [...here, ...Object.entries(json).flatMap(([name, inner]) => leavesOf(inner as Json, [...path, name]))];
}

function replaced(json: Json, [name, ...rest]: readonly string[], instead: Json): Json {
  if (name === undefined) return instead;
  const copy = (Array.isArray(json) ? [...json] : { ...(json as object) }) as Record<string, Json>;
  copy[name] = replaced(copy[name] as Json, rest, instead);
  return copy as Json;
}
