/** The outline of a title: what lies in it, on its edge and beside it, to the hundred-millionth of a degree. */
import { assert, integer, property } from 'fast-check';
import { isWithin, MOST_VERTICES, outlineOf } from '../../../src/core/custody/outline.js';
import { Rejection } from '../../../src/core/rejection.js';

const at = (longitude: string, latitude: string) => ({ longitude, latitude });
const SQUARE = 'POLYGON((-76.70 2.94, -76.68 2.94, -76.68 2.96, -76.70 2.96, -76.70 2.94))';
/** An arrow that points east, with a bay in its back. */
const ARROW = outlineOf('POLYGON((0 0, 4 2, 0 4, 1 2, 0 0))');
const RING = outlineOf('POLYGON((0 0, 9 0, 9 9, 0 9), (3 3, 6 3, 6 6, 3 6))');

test.each([
  ['in the middle', at('-76.69', '2.95'), true],
  ['on an edge', at('-76.70', '2.95'), true],
  ['at a corner', at('-76.68', '2.96'), true],
  ['a hundred-millionth of a degree inside', at('-76.69999999', '2.95'), true],
  ['a hundred-millionth of a degree outside', at('-76.70000001', '2.95'), false],
  ['in line with an edge', at('-76.67', '2.94'), false],
  ['on the other side of the world', at('76.69', '-2.95'), false],
])('a place %s', (_, place, inside) => {
  expect(isWithin(outlineOf(SQUARE), place)).toBe(inside);
});

test.each([
  ['in the bay behind an arrow', ARROW, at('0.5', '2'), false],
  ['level with its tip and its bay', ARROW, at('1', '2'), true],
  ['level with a corner, outside', ARROW, at('-1', '4'), false],
  ['level with a corner, inside', ARROW, at('2', '2'), true],
  ['in a hole', RING, at('4', '4'), false],
  ['on the edge of a hole', RING, at('3', '4'), true],
  ['between hole and edge', RING, at('1', '4'), true],
])('a place %s', (_, outline, place, inside) => {
  expect(isWithin(outline, place)).toBe(inside);
});

test('it is the same outline whichever way round, wherever begun, closed or left open', () => {
  const corners = ['0 0', '4 2', '0 4', '1 2'];
  const turns = corners.map((_, n) => corners.slice(n).concat(corners.slice(0, n)));
  const all = [...turns, ...turns.map((ring) => ring.toReversed())].flatMap((ring) => [
    ring,
    ring.concat(ring.slice(0, 1)),
  ]);
  const outlines = all.map((ring) => outlineOf(`POLYGON((${ring.join(', ')}))`));
  assert(
    property(integer({ min: -2, max: 10 }), integer({ min: -2, max: 10 }), (x, y) => {
      const place = at(`${x / 2}`, `${y / 2}`);
      expect(new Set(outlines.map((outline) => isWithin(outline, place))).size).toBe(1);
    }),
  );
});

test('of a rectangle it is what any child would say', () => {
  const side = integer({ min: 1, max: 50 });
  assert(
    property(side, side, integer({ min: -60, max: 60 }), integer({ min: -60, max: 60 }), (wide, high, x, y) => {
      const outline = outlineOf(`POLYGON((0 0, ${wide} 0, ${wide} ${high}, 0 ${high}))`);
      expect(isWithin(outline, at(`${x}`, `${y}`))).toBe(x >= 0 && x <= wide && y >= 0 && y <= high);
    }),
  );
});

test.each([
  ['lines that cross', 'POLYGON((0 0, 4 4, 4 0, 0 4))', 'outline-crosses'],
  ['a spike that goes back on itself', 'POLYGON((0 0, 4 0, 2 0, 2 2))', 'outline-crosses'],
  ['a corner on another line', 'POLYGON((0 0, 4 0, 4 4, 2 0, 0 4))', 'outline-crosses'],
  ['a corner said twice', 'POLYGON((0 0, 4 0, 4 0, 0 4))', 'outline-crosses'],
  ['a hole that breaks the edge', 'POLYGON((0 0, 9 0, 9 9, 0 9), (3 3, 12 3, 12 6, 3 6))', 'outline-crosses'],
  ['two corners', 'POLYGON((0 0, 4 4))', 'malformed'],
  ['no number', 'POLYGON((0 0, 4 x, 0 4))', 'malformed'],
  ['a height too', 'POLYGON((0 0 1, 4 0 1, 0 4 1))', 'malformed'],
  ['an exponent', 'POLYGON((0 0, 1e1 0, 0 4))', 'malformed'],
  ['another shape', 'POINT(0 0)', 'malformed'],
  ['a latitude that is none', 'POLYGON((0 0, 4 90.00000001, 0 4))', 'out-of-range'],
])('an outline is refused with %s', (_, text, code) => {
  let refused: unknown;
  try {
    outlineOf(text);
  } catch (error) {
    refused = error instanceof Rejection ? error.code : error;
  }
  expect(refused).toBe(code);
});

/** A bowl of so many corners. */
function round(corners: number): string {
  const east = Array.from({ length: corners - 1 }, (_, i) => `${(i * 0.01).toFixed(2)} ${(i * i * 0.0001).toFixed(4)}`);
  return `POLYGON((${east.join(', ')}, -10 80))`;
}

test('it has so many corners and not one more', () => {
  expect(outlineOf(round(MOST_VERTICES))).toHaveLength(1);
  expect(() => outlineOf(round(MOST_VERTICES + 1))).toThrow(expect.objectContaining({ code: 'out-of-range' }));
});
