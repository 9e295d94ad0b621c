/** The report of an import: what was refused, what is held apart, where two honest records differ. One object per row. */
import type { CellFault, Fault } from '../season/wrong.js';

export interface Report {
  /** Deliveries neither refused nor held. */
  readonly accepted: number;
  readonly refused: readonly RowFinding[];
  /** Only gold kept apart. */
  readonly held: readonly RowFinding[];
  /** They stop nothing by themselves. */
  readonly differences: readonly RowFinding[];
}

/** As a reader's fault; the code may also be a hold's or a difference's. */
export type Finding = CellFault<string>;
export type RowFinding = Finding & Pick<Fault, 'file' | 'line'> & { readonly also: readonly Finding[] };
type List = 'refused' | 'held' | 'differences';

/** Collects findings as they come, one object per row and list, and prints them in the books' order. */
export class Findings {
  private readonly lists = {
    refused: new Map<string, RowFinding>(),
    held: new Map<string, RowFinding>(),
    differences: new Map<string, RowFinding>(),
  };

  constructor(refusedAtReading: readonly Fault[]) {
    for (const fault of refusedAtReading) this.lists.refused.set(place(fault.file, fault.line), fault);
  }

  add(list: List, row: { readonly file: string; readonly line: number }, finding: Finding): void {
    const key = place(row.file, row.line);
    const known = this.lists[list].get(key);
    const { file, line } = row;
    if (known !== undefined && [known, ...known.also].some(({ message }) => message === finding.message)) return;
    this.lists[list].set(
      key,
      known === undefined ? { file, line, ...finding, also: [] } : { ...known, also: [...known.also, finding] },
    );
  }

  has(list: List, { file, line }: { readonly file: string; readonly line: number }): boolean {
    return this.lists[list].has(place(file, line));
  }

  report(deliveries: readonly { readonly file: string; readonly line: number }[]): Report {
    const fits = ({ file, line }: { file: string; line: number }): boolean =>
      !this.lists.refused.has(place(file, line)) && !this.lists.held.has(place(file, line));
    return {
      accepted: deliveries.filter(fits).length,
      refused: sorted(this.lists.refused),
      held: sorted(this.lists.held),
      differences: sorted(this.lists.differences),
    };
  }
}

function place(file: string, line: number): string {
  return `${file}:${line}`;
}

function sorted(list: ReadonlyMap<string, RowFinding>): RowFinding[] {
  return [...list.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}
