/**
 * What a bundle must be complete in: the lot it is about and every lot that was made from, the papers of everyone its claims
 * are judged by, and the keys of everyone whose act is in it, who may have said that only they speak for it. Whoever makes a bundle and whoever checks it ask here.
 */
import { readData } from '../../custody/statement-data.js';
import type { CustodyReceived } from '../../custody/handover/statements.js';
import type { LotRegistered } from '../../custody/statements.js';
import type { Subject } from '../../log/heads.js';
import type { Statement } from '../../log/statement.js';
import { ancestorsOf, transformationsOf } from '../../provenance/lineage.js';

/** A statement with the ids of the keys that signed it. */
export interface Said {
  readonly statement: Statement;
  readonly signers: readonly string[];
}

/** Each subject once. */
export function neededSubjects(lot: string, said: readonly Said[]): Subject[] {
  const readable = said.map(({ statement }) => statement).filter((one) => readData(one) === 'good');
  const lots = ancestorsOf(lot, transformationsOf(readable)).add(lot);
  return [
    ...[...lots].map((id): Subject => ({ kind: 'lot', id })),
    ...[...new Set(readable.flatMap(judgedIn))].map((id): Subject => ({ kind: 'papers', id })),
    ...[...new Set(said.flatMap(speakersIn))].map((id): Subject => ({ kind: 'keys', id })),
  ];
}

/** Of what a bundle must be complete in, the lots. */
export function neededLots(needed: readonly Subject[]): Set<string> {
  return new Set(needed.filter(({ kind }) => kind === 'lot').map(({ id }) => id));
}

/** Organisations by whose papers the claims of a registration or a sale are judged. */
function judgedIn({ type, data }: Statement): string[] {
  if (type !== 'lot.registered' && type !== 'title.transferred' && type !== 'custody.received') return [];
  const { claims = [], title } = data as unknown as Partial<LotRegistered & CustodyReceived>;
  return (title?.claims ?? claims).map(({ party }) => party);
}

/** In whose name it is, whoever said it; and who signed beside them a void that two agree on. */
function speakersIn({ statement: { type, org, data }, signers }: Said): string[] {
  const isOfTwo = signers.length > 0 && type === 'statement.voided';
  return isOfTwo && typeof data['with'] === 'string' ? [org, data['with']] : [org];
}
