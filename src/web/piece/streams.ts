/**
 * How much of one lot's gold went through each lot on its way, as streams from origin groups down to the lot. Widths are for
 * the eye, in millionths of the lot; the exact shares are in the proof.
 */
import { monthOf } from '../../core/day.js';
import type { LineageEdge, LineageNode } from '../../core/provenance/lineage.js';
import type { ProvenanceView } from '../../provenance/provenance.js';
import type { Origins } from '../../core/provenance/groups.js';

export const WHOLE = 1_000_000;

export interface Stream {
  /** A lot, or `#` and the position of an origin group. */
  readonly from: string;
  readonly to: string;
  readonly part: number;
}

/** Steps from each lot down to the one that is looked at, by the longest way; that one has none. */
export function depthsOf({ lineage, lot }: ProvenanceView): Map<string, number> {
  const depths = new Map([[lot, 0]]);
  // Each round carries every depth one edge up: settled after as many rounds as the graph is deep.
  for (let round = 0, settled = false; !settled && round <= lineage.nodes.length; round++) {
    settled = true;
    for (const { from, to } of lineage.edges) {
      const below = depths.get(to);
      if (below === undefined || below < (depths.get(from) ?? 0)) continue;
      depths.set(from, below + 1);
      settled = false;
    }
  }
  return depths;
}

export function streamsOf(view: ProvenanceView, origins: Origins, depths: ReadonlyMap<string, number>): Stream[] {
  const nodes = new Map(view.lineage.nodes.map((node) => [node.id, node]));
  const groupsIn = originGroups(view, origins);
  const parts = new Map([[view.lot, WHOLE]]);
  const streams: Stream[] = [];
  for (const [id] of [...depths].sort(([, a], [, b]) => a - b)) {
    const edges = view.lineage.edges.filter(({ to }) => to === id);
    for (const [{ from }, part] of divide(parts.get(id) ?? 0, edges, weightOf)) {
      parts.set(from, (parts.get(from) ?? 0) + part);
      const node = nodes.get(from);
      if (node?.site === undefined) streams.push({ from, to: id, part });
      else
        for (const [[group], share] of divide(part, groupsIn(node), ([, units]) => units)) {
          streams.push({ from: `#${group}`, to: id, part: share });
        }
    }
  }
  return sum(streams.filter(({ part }) => part > 0));
}

function weightOf({ fineNg, grossMg }: LineageEdge): bigint {
  return fineNg ?? BigInt(grossMg);
}

/** Whole millionths; what rounding leaves is too thin to see. */
function divide<Thing>(part: number, things: readonly Thing[], weight: (thing: Thing) => bigint): [Thing, number][] {
  const whole = things.reduce((total, thing) => total + weight(thing), 0n);
  if (whole === 0n) return [];
  return things.map((thing) => [thing, Number((BigInt(part) * weight(thing)) / whole)]);
}

/** Which groups a drawn origin's gold belongs to, and how much to each: a drawn origin may stand for many deliveries. */
function originGroups(
  { origins: shares, originLots }: ProvenanceView,
  { indexOf }: Origins,
): (node: LineageNode) => [group: number, units: bigint][] {
  const lots = new Map(originLots.map((one) => [one.lot, one]));
  const municipalities = new Map(shares.map((one) => [`${one.organisation}/${one.site}`, one.municipality]));
  return ({ site = '', lots: ids, day }) => {
    const organisation = site.slice(0, site.indexOf('/'));
    const municipality = municipalities.get(site) ?? null;
    const groups = new Map<number, bigint>();
    for (const id of ids) {
      const { period = monthOf(day), fineNg = '1' } = lots.get(id) ?? {};
      const group = indexOf({ organisation, municipality, period });
      groups.set(group, (groups.get(group) ?? 0n) + BigInt(fineNg));
    }
    return [...groups].filter(([group]) => group >= 0);
  };
}

function sum(streams: readonly Stream[]): Stream[] {
  const sums = new Map<string, Stream>();
  for (const { from, to, part } of streams) {
    const key = `${from} ${to}`;
    sums.set(key, { from, to, part: (sums.get(key)?.part ?? 0) + part });
  }
  return [...sums.values()];
}
