import type { LineageEdge, LineageNode } from '../../src/core/provenance/lineage.js';
import type { OriginLot, ProvenanceView } from '../../src/provenance/provenance.js';
import { courseOf, type Layer } from '../../src/web/piece/course.js';
import { groupsOf } from '../../src/core/provenance/groups.js';
import { riverOf } from '../../src/web/piece/river.js';

const node = (id: string, form: LineageNode['form'], day: string, site?: string): LineageNode => {
  return { id, lots: [id], code: id, form, grossMg: 1, day, ...(site !== undefined && { site }) };
};
const edge = (from: string, to: string, fineNg: bigint): LineageEdge => {
  return { from, to, grossMg: 1, fineNg, day: '2026-02-01', process: 'melt' };
};
const origin = (lot: string, period: string, fineNg: string): OriginLot => {
  return { lot, code: lot, site: 'A', period, fineNg };
};

/** Two deliveries into a bar; an opening bar goes past it, straight into the grain of both. */
const lineage = {
  nodes: [
    node('E-1', 'alluvial', '2026-01-05', 'coop/A'),
    node('E-2', 'alluvial', '2026-02-05', 'coop/A'),
    node('OLD', 'dore', '2025-12-31', 'coop/A'),
    node('BAR', 'dore', '2026-02-10'),
    node('GRAIN', 'grain', '2026-02-20'),
    node('RING', 'piece', '2026-03-01'),
  ],
  edges: [
    edge('E-1', 'BAR', 300n),
    edge('E-2', 'BAR', 100n),
    edge('BAR', 'GRAIN', 400n),
    edge('OLD', 'GRAIN', 600n),
  ].concat(edge('GRAIN', 'RING', 50n)),
};
const share = { organisation: 'coop', site: 'A', municipality: 'San Isidro', deliveries: 5, percent: '0' };
const origins = groupsOf([
  { ...share, period: '2026-01', units: '15' },
  { ...share, period: '2026-02', units: '5' },
  { ...share, period: 'opening', units: '30' },
]);
const view = {
  lot: 'RING',
  lineage,
  origins: [{ ...share, period: '2026-01', units: '15' }],
  originLots: [origin('E-1', '2026-01', '15'), origin('E-2', '2026-02', '5'), origin('OLD', 'opening', '30')],
} as unknown as ProvenanceView;

const partsOf = (layer: Layer | undefined): number[] => layer?.slots.map(({ part }) => part) ?? [];

test('the whole of the piece’s gold passes every layer, and keeps its origin until it is mixed', () => {
  const layers = courseOf(view, origins);
  expect(layers.map(({ lots }) => lots.map(({ id }) => id))).toEqual([[], ['BAR'], ['GRAIN'], ['RING']]);
  expect(partsOf(layers[0])).toEqual([600_000, 300_000, 100_000]);
  expect(layers[1]?.slots).toEqual([
    { id: '#0>GRAIN', part: 600_000, group: 0 },
    { id: 'BAR', part: 400_000 },
  ]);
  expect(partsOf(layers[2])).toEqual([1_000_000]);
  expect(partsOf(layers[3])).toEqual([1_000_000]);
  for (const { slots, flows } of layers.slice(0, -1)) {
    slots.forEach(({ part }, i) => {
      expect(flows.filter(({ from }) => from === i).reduce((sum, flow) => sum + flow.part, 0)).toBe(part);
    });
  }
});

test('the picture stays in its frame and fades from each origin’s colour where gold is mixed', () => {
  const layers = courseOf(view, origins);
  const pictures = layers.map((_, i) => riverOf(layers, i).text);
  for (const picture of pictures) {
    for (const [, left, width] of picture.matchAll(/x="(\d+)" width="(\d+)"/g)) {
      expect(Number(left) + Number(width)).toBeLessThanOrEqual(1001);
    }
  }
  expect(pictures[0]).toContain('<path class="o0"');
  expect(pictures[0]).toContain('id="f0o1mixed"');
  expect(pictures[3]).not.toContain('<path');
});

test('gold that was delivered and nothing more has no way to draw', () => {
  const only = { nodes: [node('E-1', 'alluvial', '2026-01-05', 'coop/A')], edges: [] };
  expect(courseOf({ ...view, lot: 'E-1', lineage: only }, origins)).toEqual([]);
});
