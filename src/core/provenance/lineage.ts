/**
 * Lineage: which lots a lot was made of, and how much of each went where; a graph small enough to draw.
 *
 * Edges run from what went in to what came out. Where several inputs gave several outputs, each output's part of each input
 * is its interval of the pool, inputs in lot-id order (the allotment of `shares.ts`), so edges add up to the take exactly.
 */
import { monthOf } from '../day.js';
import type { Statement } from '../log/statement.js';
import {
  TRANSFORMATIONS,
  type Form,
  type LotRegistered,
  type LotsTransformed,
  type Output,
} from '../custody/statements.js';
import { compositionOf, take } from './shares.js';

export interface LineageNode {
  /** Lot id; of folded deliveries a name of its own. */
  readonly id: string;
  /** The lots this node stands for, one unless folded. */
  readonly lots: readonly string[];
  readonly code: string;
  readonly form: Form;
  readonly grossMg: number;
  /** Local day on which it was registered or made; of folded deliveries the first of the month, `YYYY-MM-01`. */
  readonly day: string;
  /** Only of registered lots: `<organisation>/<site code>`. */
  readonly site?: string;
}

export interface LineageEdge {
  readonly from: string;
  readonly to: string;
  readonly grossMg: number;
  /** Absent where the gold was not assayed. */
  readonly fineNg?: bigint;
  readonly day: string;
  readonly process: LotsTransformed['process'];
}

export interface Lineage {
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
}

/** Every lot that gold of this one came through, the lot itself left out; `made` gives the act that made a lot. */
export function ancestorsOf(lot: string, made: ReadonlyMap<string, LotsTransformed>): Set<string> {
  const found = new Set<string>();
  const open = [lot];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const input of made.get(next)?.inputs ?? []) {
      if (input.lot === lot || found.has(input.lot)) continue;
      found.add(input.lot);
      open.push(input.lot);
    }
  }
  return found;
}

/** The acts that made lots, by output lot. */
export function transformationsOf(statements: Iterable<Statement>): Map<string, LotsTransformed> {
  const made = new Map<string, LotsTransformed>();
  for (const { type, data } of statements) {
    if (!TRANSFORMATIONS.includes(type)) continue;
    const act = data as unknown as LotsTransformed;
    for (const { lot } of act.outputs) made.set(lot, act);
  }
  return made;
}

/** The graph of a lot from statements in log order; lots they do not tell of have no node. */
export function lineageOf(lot: string, statements: readonly Statement[]): Lineage {
  const made = transformationsOf(statements);
  const shown = ancestorsOf(lot, made).add(lot);
  const nodes: LineageNode[] = [];
  for (const { type, data, org } of statements) {
    if (type === 'lot.registered') nodes.push(delivered(data as unknown as LotRegistered, org));
  }
  for (const [id, act] of made) {
    const output = act.outputs.find((one) => one.lot === id) as Output;
    nodes.push({ id, lots: [id], code: output.code, form: output.form, grossMg: output.grossMg, day: act.on.date });
  }
  const edges = [...new Set(made.values())].flatMap(edgesOf);
  return {
    nodes: nodes.filter(({ id }) => shown.has(id)),
    edges: edges.filter(({ from, to }) => shown.has(from) && shown.has(to)),
  };
}

/** Where more than `most` deliveries went into one lot, one node per site and calendar month stands for them. */
export function foldDeliveries({ nodes, edges }: Lineage, most: number): Lineage {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const folds = new Map<string, LineageNode>();
  const foldOf = (edge: LineageEdge): LineageEdge => {
    const delivery = byId.get(edge.from);
    if (delivery?.site === undefined) return edge;
    const month = monthOf(delivery.day);
    const id = `${edge.to}/${delivery.site}/${month}`;
    const [before, day] = [folds.get(id), `${month}-01`];
    const lots = [...(before?.lots ?? []), ...delivery.lots];
    const grossMg = (before?.grossMg ?? 0) + edge.grossMg;
    folds.set(id, {
      id,
      lots,
      code: `${delivery.site} ${month}`,
      form: delivery.form,
      grossMg,
      day,
      site: delivery.site,
    });
    return { ...edge, from: id };
  };
  const deliveries = new Map<string, number>();
  for (const { from, to } of edges) {
    if (byId.get(from)?.site !== undefined) deliveries.set(to, (deliveries.get(to) ?? 0) + 1);
  }
  const folded = sumEdges(edges.map((edge) => ((deliveries.get(edge.to) ?? 0) > most ? foldOf(edge) : edge)));
  const used = new Set(folded.flatMap(({ from, to }) => [from, to]));
  return { nodes: [...nodes, ...folds.values()].filter(({ id }) => used.has(id) || edges.length === 0), edges: folded };
}

function delivered(data: LotRegistered, org: string): LineageNode {
  const { lot, code, form, grossMg, site, on } = data;
  return { id: lot, lots: [lot], code, form, grossMg, day: on.date, site: `${org}/${site}` };
}

function edgesOf(act: LotsTransformed): LineageEdge[] {
  const { inputs, outputs, process, on } = act;
  const assayed = inputs.every(({ fineNg }) => fineNg !== undefined);
  let mg = compositionOf(new Map(inputs.map((input) => [input.lot, BigInt(input.grossMg)])));
  let ng = compositionOf(new Map(inputs.map((input) => [input.lot, BigInt(input.fineNg ?? 0)])));
  return outputs.flatMap((output, i) => {
    const last = i === outputs.length - 1;
    const ofMg = take(mg, last ? left(mg) : part(left(mg), output.grossMg, outputs.slice(i)));
    const ofNg = take(ng, last ? left(ng) : part(left(ng), output.grossMg, outputs.slice(i)));
    [mg, ng] = [ofMg.left, ofNg.left];
    return inputs.map(({ lot }): LineageEdge => {
      const grossMg = Number(ofMg.shares.get(lot) ?? 0n);
      const edge = { from: lot, to: output.lot, grossMg, day: on.date, process };
      return assayed ? Object.assign(edge, { fineNg: ofNg.shares.get(lot) ?? 0n }) : edge;
    });
  });
}

function left({ weights, taken }: { readonly weights: readonly bigint[]; readonly taken: bigint }): bigint {
  return weights.reduce((total, weight) => total + weight, 0n) - taken;
}

/** What is left goes to the outputs by their gross mass: losses are drawn with the output they were lost for. */
function part(units: bigint, grossMg: number, outputs: readonly Output[]): bigint {
  const massMg = outputs.reduce((mg, output) => mg + output.grossMg, 0);
  return (units * BigInt(grossMg)) / BigInt(massMg);
}

function sumEdges(edges: readonly LineageEdge[]): LineageEdge[] {
  const sums = new Map<string, LineageEdge>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to, edge.day, edge.process]);
    const known = sums.get(key);
    const fineNg = known?.fineNg === undefined ? edge.fineNg : known.fineNg + (edge.fineNg ?? 0n);
    const grossMg = (known?.grossMg ?? 0) + edge.grossMg;
    sums.set(key, { ...edge, grossMg, ...(fineNg !== undefined && { fineNg }) });
  }
  return [...sums.values()];
}
