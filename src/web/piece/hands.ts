/** Through whose hands the gold went, read from receipts and sales: who made each lot, and who took it on. */
import type { Step } from '../../core/evidence/summary.js';
import type { ProvenanceView } from '../../provenance/provenance.js';
import type { Layer } from './course.js';

export class Hands {
  constructor(
    private readonly view: ProvenanceView,
    private readonly layers: readonly Layer[],
  ) {}

  nameOf(organisation: string): string {
    return this.view.parties.find((party) => party.organisation === organisation)?.name ?? organisation;
  }

  /** Names of those who took the gold in from miners. */
  producers(): string[] {
    const ids = this.view.origins.map(({ organisation }) => organisation).filter((id) => id !== null);
    return [...new Set(ids)].map((id) => this.nameOf(id));
  }

  /** Only the custodian can melt, refine or work gold: whoever held what went in made what came out. */
  makerOf(lot: string): string | undefined {
    const input = this.view.lineage.edges.find(({ to }) => to === lot)?.from;
    return input === undefined ? undefined : this.holderOf(input);
  }

  /**
   * What was received and sold once the lots of a layer were there, before the next was made. What became of the lot itself
   * is not told: it would say where the gold is.
   */
  stepsAt(layer: number): readonly Step[] {
    const last = this.layers.length - 1;
    return this.view.trail.filter((step) => this.layerOf(step) === layer && layer < last);
  }

  private holderOf(lot: string): string | undefined {
    const node = this.view.lineage.nodes.find(({ id }) => id === lot);
    if (node === undefined) return undefined;
    const received = this.view.trail.findLast(({ act, lots }) => act === 'received' && lots.includes(node.code));
    return received?.to ?? node.site?.slice(0, node.site.indexOf('/')) ?? this.makerOf(lot);
  }

  /** The lowest layer with one of the lots in it; deliveries have their codes folded away and belong to the first. */
  private layerOf({ lots }: Step): number {
    const at = this.layers.findLastIndex((layer) => layer.lots.some(({ code }) => lots.includes(code)));
    return Math.max(at, 0);
  }
}
