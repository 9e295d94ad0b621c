/** A recall as a picture: lots of one generation, form and holder are one node, however many they are. */
export interface PicturedLot {
  readonly lot: string;
  readonly form: string;
  readonly custodian: string;
  readonly reach: string;
  readonly grossMg: number;
}

export interface PictureNode {
  /** `<generation>/<form>/<custodian>` */
  readonly id: string;
  /** 0 where the recall begins; else one more than the nearest lot it was made of. */
  readonly generation: number;
  readonly form: string;
  readonly custodian: string;
  readonly lots: number;
  readonly grossMg: number;
  /** Lots held, told of, and used up. */
  readonly reach: Readonly<Record<string, number>>;
}

export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  /** Lots of `to` that were made of lots of `from`. */
  readonly lots: number;
}

export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

export function pictureOf(
  lots: readonly PicturedLot[],
  edges: readonly { readonly parent: string; readonly child: string }[],
): Picture {
  const known = new Map(lots.map((lot) => [lot.lot, lot]));
  const inside = edges.filter(({ parent, child }) => known.has(parent) && known.has(child));
  const generations = generationsOf([...known.keys()], inside);
  const idOf = ({ lot, form, custodian }: PicturedLot) => `${generations.get(lot) ?? 0}/${form}/${custodian}`;
  const nodes = new Map<string, PictureNode>();
  for (const lot of lots) {
    const { form, custodian, reach } = lot;
    const id = idOf(lot);
    const before = nodes.get(id) ?? {
      id,
      generation: generations.get(lot.lot) ?? 0,
      form,
      custodian,
      lots: 0,
      grossMg: 0,
      reach: {},
    };
    const reached = { ...before.reach, [reach]: (before.reach[reach] ?? 0) + 1 };
    nodes.set(id, { ...before, lots: before.lots + 1, grossMg: before.grossMg + lot.grossMg, reach: reached });
  }
  const links = new Map<string, { from: string; to: string; children: Set<string> }>();
  for (const { parent, child } of inside) {
    const [from, to] = [idOf(known.get(parent) as PicturedLot), idOf(known.get(child) as PicturedLot)];
    const key = JSON.stringify([from, to]);
    const link = links.get(key) ?? { from, to, children: new Set() };
    link.children.add(child);
    links.set(key, link);
  }
  return {
    nodes: [...nodes.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    edges: [...links.values()].map(({ from, to, children }) => ({ from, to, lots: children.size })),
  };
}

/** Breadth first from the lots that are made of none of the others: nothing is made of itself. */
function generationsOf(
  lots: readonly string[],
  edges: readonly { readonly parent: string; readonly child: string }[],
): Map<string, number> {
  const children = new Map<string, string[]>();
  for (const { parent, child } of edges) children.set(parent, [...(children.get(parent) ?? []), child]);
  const made = new Set(edges.map(({ child }) => child));
  const found = new Map<string, number>();
  let wave = lots.filter((lot) => !made.has(lot));
  for (let generation = 0; wave.length > 0; generation++) {
    for (const lot of wave) found.set(lot, generation);
    wave = [...new Set(wave.flatMap((lot) => children.get(lot) ?? []))].filter((lot) => !found.has(lot));
  }
  return found;
}
