/** The heads of a small log, counted from its entries and statements as an honest log counts them. */
import { toBase64Url } from '../../src/core/bytes.js';
import { neededSubjects } from '../../src/core/evidence/history/needed.js';
import { parseEntry, parseStatement } from '../../src/core/log/entry.js';
import { subjectOf, subjectsOf, type Head, type Subject } from '../../src/core/log/heads.js';
import { leafHash } from '../../src/core/log/tree/merkle.js';
import type { Made } from './little-log.js';

/** Of bytes that an attack has put there and nobody can read no log signs a head. */
export function headsOf(events: readonly Made[], subjects: readonly Subject[]): Head[] {
  const heads = new Map<string, Head>();
  for (const made of events) {
    const leaf = toBase64Url(leafHash(made.entry));
    const [entry, statement] = [parseEntry(made.entry), parseStatement(made.bytes)];
    const own = (entry?.links ?? []).map(({ lot }): Subject => ({ kind: 'lot', id: lot }));
    const others = statement === undefined ? [] : subjectsOf(statement).filter(({ kind }) => kind !== 'lot');
    for (const subject of [...own, ...others]) {
      const count = (heads.get(subjectOf(subject))?.count ?? 0) + 1;
      heads.set(subjectOf(subject), { ...subject, count, leaf });
    }
  }
  return subjects.flatMap((subject): Head[] => {
    const head = heads.get(subjectOf(subject));
    if (head !== undefined) return [head];
    return subject.kind === 'lot' ? [] : [{ ...subject, count: 0, leaf: null }];
  });
}

export function neededIn(events: readonly Made[], lot: string): Subject[] {
  const said = events.map(({ bytes, statement, signatures }) => {
    return { statement: parseStatement(bytes) ?? statement, signers: signatures.map(({ kid }) => kid) };
  });
  return neededSubjects(lot, said);
}
