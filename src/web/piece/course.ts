/** The course of a lot's gold in layers, origins first and the lot last: what can be drawn line by line, and told so. */
import type { LineageEdge, LineageNode } from '../../core/provenance/lineage.js';
import type { ProvenanceView } from '../../provenance/provenance.js';
import type { Origins } from '../../core/provenance/groups.js';
import { depthsOf, streamsOf, type Stream } from './streams.js';

/** An origin group, a lot, or gold on its way past this layer. */
export interface Slot {
  readonly id: string;
  /** Origin group all its gold comes from; absent once groups are mixed. */
  readonly group?: number;
  /** Millionths of the lot, as everywhere here. */
  readonly part: number;
}

export interface Flow {
  /** Position in this layer, and in the next one. */
  readonly from: number;
  readonly to: number;
  readonly part: number;
}

export interface Layer {
  readonly slots: readonly Slot[];
  readonly flows: readonly Flow[];
  /** Lots made at this layer, and by what; none at the origins. */
  readonly lots: readonly LineageNode[];
  readonly made: readonly LineageEdge[];
}

/** No layers where the lot itself was delivered and nothing was made. */
export function courseOf(view: ProvenanceView, origins: Origins): Layer[] {
  const depths = depthsOf(view);
  const deepest = Math.max(...depths.values());
  if (deepest === 0) return [];
  const depthOf = (id: string): number => (id.startsWith('#') ? deepest : (depths.get(id) ?? 0));
  const links = streamsOf(view, origins, depths).flatMap((stream) => linksOf(stream, depthOf));
  const layers: Layer[] = [];
  let slots = originSlots(links.filter(({ depth }) => depth === deepest));
  for (let depth = deepest; depth >= 0; depth--) {
    const down = links.filter((link) => link.depth === depth);
    const below = slotsBelow(slots, down);
    const flows = down.map(({ from, to, part }) => ({ from: position(slots, from), to: position(below, to), part }));
    const lots = view.lineage.nodes.filter(({ id, site }) => site === undefined && depths.get(id) === depth);
    const made = view.lineage.edges.filter(({ to }) => lots.some(({ id }) => id === to));
    layers.push({ slots, flows, lots, made });
    slots = below;
  }
  return layers;
}

interface Link extends Stream {
  /** Of its upper end. */
  readonly depth: number;
}

/** A stream that passes layers has a place of its own in each of them. */
function linksOf({ from, to, part }: Stream, depthOf: (id: string) => number): Link[] {
  const [top, bottom] = [depthOf(from), depthOf(to)];
  const nameAt = (depth: number): string => (depth === top ? from : depth === bottom ? to : `${from}>${to}`);
  return Array.from({ length: top - bottom }, (_, i) => {
    const depth = top - i;
    return { from: nameAt(depth), to: nameAt(depth - 1), part, depth };
  });
}

function originSlots(links: readonly Link[]): Slot[] {
  const parts = new Map<string, number>();
  for (const { from, part } of links) parts.set(from, (parts.get(from) ?? 0) + part);
  return [...parts].map(([id, part]) => ({ id, part, group: Number(id.slice(1)) })).sort((a, b) => a.group - b.group);
}

/** In the order of what flows into them, so that streams cross as little as can be. */
function slotsBelow(above: readonly Slot[], links: readonly Link[]): Slot[] {
  const below = new Map<string, { part: number; weighted: number; groups: Set<number | undefined> }>();
  for (const { from, to, part } of links) {
    const at = position(above, from);
    const slot = below.get(to) ?? { part: 0, weighted: 0, groups: new Set() };
    slot.part += part;
    slot.weighted += part * at;
    slot.groups.add(above[at]?.group);
    below.set(to, slot);
  }
  return [...below]
    .sort(([, a], [, b]) => a.weighted / a.part - b.weighted / b.part)
    .map(([id, { part, groups }]) => {
      const [group] = groups;
      return groups.size === 1 && group !== undefined ? { id, part, group } : { id, part };
    });
}

function position(slots: readonly Slot[], id: string): number {
  return slots.findIndex((slot) => slot.id === id);
}
