/**
 * On what gold rests by itself, statement by statement: whoever brought it in, bought, sold or received it, the site it is from, and
 * the papers its claims were judged by; and of what it was made. A recall begins at the grounds and follows the edges.
 */
import type { Statement } from '../../log/statement.js';
import type { CustodyReceived, TitleTransferred } from '../handover/statements.js';
import { TRANSFORMATIONS, type Judged, type LotRegistered, type LotsTransformed } from '../statements.js';
import type { Papers } from './recall.js';

export interface Ground {
  readonly org: string;
  readonly day: string;
  readonly lot: string;
  /** Empty where it says nothing of a site, or rests on no paper. */
  readonly site: string;
  readonly paper: string;
}

export interface Edge {
  readonly parent: string;
  readonly child: string;
}

type Said = Pick<Statement, 'type' | 'org' | 'data'>;

export function groundsOf({ type, org, data }: Said): Ground[] {
  if (type === 'lot.registered') {
    const { lot, site, on, claims } = data as unknown as LotRegistered;
    return byPaper({ org, day: on.date, lot, site }, claims);
  }
  if (type === 'title.transferred') {
    const { lot, from, to, on, claims } = data as unknown as TitleTransferred;
    return [...new Set([from, to])].flatMap((party) => byPaper({ org: party, day: on.date, lot, site: '' }, claims));
  }
  if (type === 'custody.received') {
    const { lot, to, on, title } = data as unknown as CustodyReceived;
    const parties = title === undefined ? [to] : [...new Set([title.from, to])];
    return parties.flatMap((org) => byPaper({ org, day: on.date, lot, site: '' }, title?.claims ?? []));
  }
  if (!isTransformation(type)) return [];
  // Gold nobody explained begins with whoever poured it.
  const { inputs, outputs, on } = data as unknown as LotsTransformed;
  return inputs.length > 0 ? [] : outputs.map(({ lot }) => ({ org, day: on.date, lot, site: '', paper: '' }));
}

export function edgesOf({ type, data }: Said): Edge[] {
  if (!isTransformation(type)) return [];
  const { inputs, outputs } = data as unknown as LotsTransformed;
  return inputs.flatMap(({ lot: parent }) => outputs.map(({ lot: child }) => ({ parent, child })));
}

/** Whether a recall of papers, a site or a party begins at this ground. */
export function isGround({ holder, number, site, from, until }: Papers, ground: Ground): boolean {
  return (
    ground.org === holder &&
    ground.day >= from &&
    (until === undefined || ground.day < until) &&
    (number === undefined || ground.paper === number) &&
    (site === undefined || ground.site === site)
  );
}

function byPaper(ground: Omit<Ground, 'paper'>, claims: readonly Judged[]): Ground[] {
  const papers = claims
    .filter(({ party, standing }) => party === ground.org && standing === 'valid')
    .flatMap(({ credential }) => credential ?? []);
  return (papers.length === 0 ? [''] : [...new Set(papers)]).map((paper) => Object.assign({ paper }, ground));
}

function isTransformation(type: string): boolean {
  return TRANSFORMATIONS.includes(type);
}
