/** stub */
import type { Statement } from '../log/statement.js';
import type { Form, LotsTransformed } from '../custody/statements.js';

export interface LineageNode {
  readonly id: string;
  readonly lots: readonly string[];
  readonly code: string;
  readonly form: Form;
  readonly grossMg: number;
  readonly day: string;
  readonly site?: string;
}
export interface LineageEdge {
  readonly from: string;
  readonly to: string;
  readonly grossMg: number;
  readonly fineNg?: bigint;
  readonly day: string;
  readonly process: LotsTransformed['process'];
}
export interface Lineage {
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
}
export function ancestorsOf(_lot: string, _made: ReadonlyMap<string, LotsTransformed>): Set<string> {
  throw new Error('bug: to come');
}
export function lineageOf(_lot: string, _statements: Iterable<Statement>): Lineage {
  throw new Error('bug: to come');
}
export function foldDeliveries(_lineage: Lineage, _most: number): Lineage {
  throw new Error('bug: to come');
}
