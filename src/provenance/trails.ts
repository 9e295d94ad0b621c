/**
 * The trail of a lot: every entry about it and about everything it was made from, the papers of everyone named there, and the
 * keys of everyone who said any of it, in log order. One query per generation of lots; an answer costs its own size, not the
 * history's.
 */
import type { DataSource } from 'typeorm';
import { toBase64Url } from '../core/bytes.js';
import type { Recorded } from '../core/evidence/lot/events.js';
import { neededSubjects, type Said } from '../core/evidence/history/needed.js';
import { parseEntry } from '../core/log/entry.js';
import { KEY_ACTS, type Subject } from '../core/log/heads.js';
import type { Statement } from '../core/log/statement.js';
import { replayUntil } from '../lots/ancestry.js';
import type { History, Past } from '../ledger/history.js';

/** Statements without lots that give a lot's history its names. */
const NAMES = ['organisation.registered', 'site.registered'];

/** By an index of its own (migration 0057): what is said of a holder is found however many papers there are. */
const PAPERS_OF = `SELECT idx FROM statement WHERE statement_holder(type, bytes) = ANY($1::text[])`;

export interface Trail {
  readonly past: readonly Past[];
  /** What the bundle must be complete in. */
  readonly needed: readonly Subject[];
}

export class Trails {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: History,
  ) {}

  /** @param size only entries below this index: the size of the tree they are to be proven in */
  async of(lot: string, size: number): Promise<Trail> {
    const { statements } = await replayUntil(this.dataSource.manager, [lot], size - 1);
    const own = await this.history.byIndexes(statements.map(({ idx }) => idx));
    const orgs = partiesIn(statements.map(({ statement }) => statement));
    const names = await this.history.statementsOf({ types: NAMES, orgs });
    const papers = await this.papersOf([...new Set([...orgs, ...holdersIn(lot, own)])]);
    const said = [...own, ...names, ...papers].filter(({ idx }) => idx < size);
    const needed = neededSubjects(lot, said.map(saidOf));
    const speakers = needed.filter(({ kind }) => kind === 'keys').map(({ id }) => id);
    const keys = await this.history.statementsOf({ types: KEY_ACTS, orgs: speakers });
    const past = [...said, ...keys.filter(({ idx }) => idx < size)];
    return { past: past.sort((a, b) => a.idx - b.idx), needed };
  }

  /** Whoever said so of them. */
  private async papersOf(holders: readonly string[]): Promise<Past[]> {
    const rows: { idx: string }[] = await this.dataSource.query(PAPERS_OF, [holders]);
    return this.history.byIndexes(rows.map(({ idx }) => Number(idx)));
  }
}

/** By whose papers the claims of these statements are judged. */
function holdersIn(lot: string, past: readonly Past[]): string[] {
  return neededSubjects(lot, past.map(saidOf)).flatMap(({ kind, id }) => (kind === 'papers' ? [id] : []));
}

function saidOf({ statement, signatures }: Past): Said {
  return { statement, signers: signatures.map(({ kid }) => kid) };
}

/** Everyone whose act it was, or from whom or to whom gold went. */
function partiesIn(statements: readonly Statement[]): string[] {
  const named = statements.flatMap(({ org, data }) => [
    org,
    data['from'],
    data['to'],
    data['consignee'],
    data['laboratory'],
  ]);
  return [...new Set(named.filter((name): name is string => typeof name === 'string'))];
}

/** As the verifier reads an event of a bundle. */
export function recordedOf({ idx, leaf, entry, sid, statement, signatures }: Past): Recorded {
  const read = parseEntry(entry);
  if (read === undefined) throw new Error(`bug: entry ${idx} left the ledger unreadable`);
  const signers = signatures.map(({ kid }) => kid);
  return { index: idx, leaf: toBase64Url(leaf), entry: read, sid: toBase64Url(sid), statement, signers };
}
