/** P25: what a second person must decide, whoever recorded it does not decide. A book's rows have no person: they are exempt. */
import { Rejection } from '../../rejection.js';
import type { Act } from '../act.js';

/** By a statement's sid, a lot, or `<lot> <type>`: whoever recorded it, as `Act.by` has them. */
export type Authors = ReadonlyMap<string, readonly string[]>;

/**
 * The act is a person's, and none of these recorded what it decides on.
 * @param ids as `Authors` has them; the command names them under `authors`
 * @throws Rejection `needs-a-person` for a machine's key and for nobody, `same-person`
 */
export function secondPerson(authors: Authors, act: Act, ids: readonly string[]): void {
  const { by, attested } = act;
  if (attested === 'book') return;
  if (by === undefined || !by.startsWith('person:')) throw new Rejection('needs-a-person', 'Authorization');
  if (ids.some((id) => authors.get(id)?.includes(by))) throw new Rejection('same-person', 'Authorization');
}

/** Under which whoever recorded the gold, and what holds it, is found. */
export function recordersOf(lot: string): string[] {
  return [`${lot} lot.registered`, `${lot} lot.held`];
}
