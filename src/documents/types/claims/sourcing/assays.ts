/** Whose reading a bar's fineness rests on. */
import type { LotAssayed } from '../../../../core/custody/statements.js';
import type { Statement } from '../../../../core/log/statement.js';

export interface AssayOnPaper {
  readonly laboratory: string;
  readonly on: string;
  readonly certificate: string | null;
}

/** By lot, the last assay that governs; a bar whose fineness is calculated has none. */
export function governingAssays(statements: readonly Statement[]): ReadonlyMap<string, AssayOnPaper> {
  const assays = new Map<string, AssayOnPaper>();
  for (const { type, data } of statements) {
    if (type !== 'lot.assayed') continue;
    const { lot, laboratory, on, certificate = null, governs } = data as unknown as LotAssayed;
    if (governs) assays.set(lot, { laboratory, on: on.date, certificate });
  }
  return assays;
}
