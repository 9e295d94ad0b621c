/**
 * Whether the end of a history was left out: for every subject the bundle rests on, the log says under its signature how many
 * entries there are and which is the newest. A bundle that shows fewer is incomplete; one that shows more, or another newest
 * one, convicts the log, which signed both.
 */
import { equalBytes } from '../../bytes.js';
import type { Checkpoint } from '../../log/notes/checkpoint.js';
import { parseHeads, subjectOf, subjectsOf, type Head, type Subject } from '../../log/heads.js';
import { parseNote } from '../../log/notes/note.js';
import type { Bundle } from '../bundle.js';
import type { Recorded } from '../lot/events.js';
import type { Findings } from '../findings.js';

/** What the bundle shows of a subject: at least so many entries, the newest with this leaf. */
interface Shown {
  readonly count: number;
  readonly leaf: string | null;
}

const NOTHING: Shown = { count: 0, leaf: null };

export function checkHeads(
  bundle: Bundle,
  checkpoint: Checkpoint,
  needed: readonly Subject[],
  recorded: readonly Recorded[],
  findings: Findings,
): void {
  if (bundle.version === 1) {
    findings.fail('completeness', '', 'no-heads');
    return;
  }
  const heads = bundle.heads.flatMap((note, i) => readNote(note, placeOfNote(i), checkpoint, findings));
  const shown = shownBy(recorded);
  const isNeeded = new Set(needed.map(subjectOf));
  for (const head of heads) {
    const name = subjectOf(head);
    checkHead(head, shown.get(name) ?? NOTHING, isNeeded.has(name), findings);
  }
  const known = new Set(heads.map(subjectOf));
  for (const subject of needed) {
    findings.expect(known.has(subjectOf(subject)), 'completeness', subjectOf(subject), 'head-absent');
  }
}

export function placeOfNote(i: number): string {
  return `heads ${i}`;
}

/**
 * The heads of a note, where it speaks of the very tree that the checkpoint does, or of a later one: who signs that there are
 * no more entries later signs that there were no more before. So a bundle may stand on the newest tree that witnesses saw.
 */
function readNote(note: string, at: string, checkpoint: Checkpoint, findings: Findings): readonly Head[] {
  const heads = parseHeads(parseNote(note)?.text ?? '');
  if (!findings.expect(heads !== undefined, 'head', at, 'not-heads') || heads === undefined) return [];
  const { origin, size, root } = checkpoint;
  const later = heads.size > size || (heads.size === size && equalBytes(heads.root, root));
  const ours = heads.origin === origin && later;
  return findings.expect(ours, 'head', at, 'heads-elsewhere', { size: heads.size }) ? heads.heads : [];
}

function shownBy(recorded: readonly Recorded[]): Map<string, Shown> {
  const shown = new Map<string, Shown>();
  for (const { leaf, entry, statement } of recorded) {
    for (const { lot, seq } of entry.links) {
      const name = subjectOf({ kind: 'lot', id: lot });
      if (seq >= (shown.get(name) ?? NOTHING).count) shown.set(name, { count: seq + 1, leaf });
    }
    for (const subject of subjectsOf(statement)) {
      if (subject.kind === 'lot') continue; // by its entry's link, which tells the number too
      const name = subjectOf(subject);
      shown.set(name, { count: (shown.get(name) ?? NOTHING).count + 1, leaf });
    }
  }
  return shown;
}

function checkHead(head: Head, shown: Shown, isNeeded: boolean, findings: Findings): void {
  const at = subjectOf(head);
  const values = { count: head.count, shown: shown.count };
  const agree = shown.count < head.count || (shown.count === head.count && shown.leaf === head.leaf);
  if (!findings.expect(agree, 'head', at, 'log-lied', values) || !isNeeded) return;
  findings.expect(shown.count === head.count, 'history', at, 'tail-missing', values);
}
