/**
 * The outline of a mining title, in the text form of OGC Simple Features (06-103r4, 7.2.2): `POLYGON((lon lat, …), (…))`, WGS 84 degrees
 * as decimal text; rings after the first are holes. Degrees are whole hundred-millionths, so that a point on an edge is on it for
 * everybody: no float touches the comparison. An outline across the 180th meridian is written as two titles.
 */
import { Rejection } from '../rejection.js';

/** Hundred-millionths of a degree: longitude, latitude. */
type Point = readonly [x: bigint, y: bigint];
type Edge = readonly [Point, Point];

/** Rings without their closing point. */
export type Outline = readonly (readonly Point[])[];

export const MOST_VERTICES = 400;

const EXAMPLE = 'POLYGON((-76.70 2.94, -76.68 2.94, -76.68 2.96, -76.70 2.94))';
const DEGREES = /^(-?)(\d{1,3})(?:\.(\d{1,8}))?$/;

/** As it is taken down. @throws Rejection `malformed`, `out-of-range`, `outline-crosses` */
export function outlineOf(text: string): Outline {
  const rings = ringsIn(text);
  notCrossing(rings);
  return rings;
}

/** Of one that was taken down: every edge was held against every other then, and is not again with each delivery. */
export function ringsIn(text: string): Outline {
  const body = /^POLYGON\s*\(\s*(\([^()]+\)(?:\s*,\s*\([^()]+\))*)\s*\)$/i.exec(text.trim())?.[1];
  if (body === undefined) throw malformed(text.slice(0, 60));
  const rings = [...body.matchAll(/\(([^()]+)\)/g)].map(([, ring = '']) => ringOf(ring));
  const vertices = rings.reduce((sum, ring) => sum + ring.length, 0);
  if (vertices > MOST_VERTICES) {
    throw new Rejection('out-of-range', 'outline', { value: `${vertices}`, min: '3', max: `${MOST_VERTICES}` });
  }
  return rings;
}

/** Whether the point lies in the outline, on its edge or at a corner of it. */
export function isWithin(outline: Outline, position: Position): boolean {
  const point = pointOf(position.longitude, position.latitude);
  let inside = false;
  for (const [a, b] of edgesOf(outline)) {
    if (isOn(point, a, b)) return true;
    // Even-odd: a ray to the east meets this edge where it passes the point's latitude east of it.
    if (a[1] > point[1] !== b[1] > point[1] && side(a, b, point) > 0n === b[1] > a[1]) inside = !inside;
  }
  return inside;
}

/** Degrees, WGS 84, decimal text. */
export interface Position {
  readonly latitude: string;
  readonly longitude: string;
}

function ringOf(text: string): Point[] {
  const points = text.split(',').map((pair) => {
    const [longitude = '', latitude = '', ...more] = pair.trim().split(/\s+/);
    if (more.length > 0) throw malformed(pair.trim());
    return pointOf(longitude, latitude);
  });
  const [first, last] = [points[0], points.at(-1)];
  const open =
    first !== undefined && last !== undefined && points.length > 1 && same(first, last) ? points.slice(0, -1) : points;
  if (open.length < 3) throw malformed(text.slice(0, 60));
  return open;
}

function pointOf(longitude: string, latitude: string): Point {
  return [degrees(longitude, 180n), degrees(latitude, 90n)];
}

function degrees(text: string, most: bigint): bigint {
  const [, sign, whole = '', part = ''] = DEGREES.exec(text) ?? [];
  if (sign === undefined) throw malformed(text);
  const size = BigInt(whole + part.padEnd(8, '0'));
  if (size > most * 100_000_000n) {
    throw new Rejection('out-of-range', 'outline', { value: text, min: `-${most}`, max: `${most}` });
  }
  return sign === '-' ? -size : size;
}

function malformed(value: string): Rejection {
  return new Rejection('malformed', 'outline', { value, example: EXAMPLE });
}

/** No two edges meet but neighbours, in the one corner they share: what is inside would be anybody's guess. */
function notCrossing(rings: Outline): void {
  const edges = edgesOf(rings);
  for (const [n, [a, b]] of edges.entries()) {
    for (const [c, d] of edges.slice(n + 1)) {
      const shared = [a, b].filter((one) => same(one, c) || same(one, d));
      const crossed = shared.length === 0 ? meet([a, b], [c, d]) : folded([a, b], [c, d]);
      if (crossed || shared.length > 1) throw new Rejection('outline-crosses', 'outline');
    }
  }
}

/** Edges from one corner that lie upon one another. */
function folded([a, b]: Edge, [c, d]: Edge): boolean {
  const corner = same(a, c) || same(a, d) ? a : b;
  const [far, other] = [same(corner, a) ? b : a, same(corner, c) ? d : c];
  return isOn(far, corner, other) || isOn(other, corner, far);
}

function meet([a, b]: Edge, [c, d]: Edge): boolean {
  if (isOn(a, c, d) || isOn(b, c, d) || isOn(c, a, b) || isOn(d, a, b)) return true;
  return side(a, b, c) > 0n !== side(a, b, d) > 0n && side(c, d, a) > 0n !== side(c, d, b) > 0n;
}

function edgesOf(rings: Outline): Edge[] {
  return rings.flatMap((ring) => ring.map((point, n): Edge => [point, ring[(n + 1) % ring.length] as Point]));
}

/** Above zero where p lies to the left of the way from a to b, zero on the line. */
function side([ax, ay]: Point, [bx, by]: Point, [px, py]: Point): bigint {
  return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
}

function isOn(p: Point, a: Point, b: Point): boolean {
  const between = (n: 0 | 1): boolean => (p[n] - a[n]) * (p[n] - b[n]) <= 0n;
  return side(a, b, p) === 0n && between(0) && between(1);
}

function same(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
