/** Papers at the desk: what happened to one, who says so, and the lists of them. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Act, Facts as CustodyFacts } from '../../core/custody/act.js';
import { changeCredential, type CredentialInput } from '../../core/custody/credentials/decide.js';
import { RECALLING } from '../../core/custody/credentials/recall.js';
import type { Credential, Evidence } from '../../core/custody/registry.js';
import { dayAt } from '../../core/day.js';
import { Rejection } from '../../core/rejection.js';
import { readFor, Sight } from '../../http/sight.js';
import { byOf, type Actor } from '../../http/actor.js';
import type { Idempotency } from '../../http/idempotency.js';
import { pageOf, PAGE_ROWS, type Page } from '../../http/page.js';
import { Ledger } from '../../ledger/ledger.js';
import { reachOfPaper, recallsAmong, type Reached } from '../reach.js';
import { EvidenceFiles } from '../evidence/evidence.js';
import type { CredentialBody, CredentialsQuery } from './credentials.dto.js';

/** A paper as anyone who takes part sees it. */
export interface CredentialView extends Omit<Credential, 'evidence'> {
  readonly holder: string;
  /** What was shown for it; `held` where whoever reads this keeps the file, too. */
  readonly evidence?: readonly (Evidence & { readonly held: boolean })[];
}

const RECALLERS: ReadonlySet<Actor['role']> = new Set(['compliance', 'operator']);

/** Of whatever rests on a paper, since ever. */
const FIRST_DAY = '0001-01-01';

@Injectable()
export class Credentials {
  constructor(
    private readonly ledger: Ledger,
    private readonly dataSource: DataSource,
    private readonly files: EvidenceFiles,
    private readonly sight: Sight = new Sight(),
  ) {}

  /** An operator is compliance of the register, and says it in the holder's name where it belongs to no organisation. */
  async change(actor: Actor, once: Idempotency, body: CredentialBody): Promise<Reached> {
    const { act: change, evidence: shown, ...said } = body;
    const org = actor.org ?? body.holder;
    // Whoever may not recall does not by another name.
    if (body.reach !== undefined && !RECALLERS.has(actor.role)) throw new Rejection('not-permitted', 'reach');
    const speaker = actor.role === 'operator' ? 'register' : 'organisation';
    const evidence = shown === undefined ? undefined : await this.files.named(org, shown);
    const input = { ...stated(said), ...(evidence && { evidence }) } as CredentialInput;
    const act = actAt(org, Date.now());
    const { entries } = await this.ledger.append({
      org,
      actor: actor.name,
      ...byOf(actor),
      ...once,
      needs: { parties: [...new Set([body.holder, org])] },
      alone: RECALLING.has(`credential.${change}`) || body.reach !== undefined,
      decide: (facts) => {
        const known: Pick<CustodyFacts, 'parties'> = { parties: facts('parties') };
        if (shown !== evidence?.sha256) throw new Rejection('file-not-held', 'evidence', { value: shown ?? '' });
        return { drafts: changeCredential(known, act, change, input, speaker), result: {} };
      },
    });
    const done = { id: body.number, entries };
    if (change !== 'suspended' && change !== 'withdrawn') return done;
    const { holder, scheme, number } = body;
    const recalls = await recallsAmong(this.dataSource, entries);
    const cause = { holder, scheme, number, from: body.reach ?? FIRST_DAY };
    return { ...done, reach: { lots: await reachOfPaper(this.dataSource, cause), recalls } };
  }

  /** By holder, scheme and number. */
  async list(
    actor: Actor,
    { after, limit = PAGE_ROWS, holder, scheme }: CredentialsQuery,
  ): Promise<Page<CredentialView>> {
    const from = after === undefined ? null : keyIn(after);
    const rows: { view: CredentialView }[] = await readFor(this.dataSource, actor, (tx) =>
      tx.query(listed(this.sight.own('f.org', 7)), [
        from?.[0] ?? null,
        from?.[1] ?? null,
        from?.[2] ?? null,
        holder ?? null,
        scheme ?? null,
        limit + 1,
        actor.org ?? null,
      ]),
    );
    const views = rows.map(({ view }) => view);
    return pageOf(views, limit, (view) => JSON.stringify([view.holder, view.scheme, view.number]));
  }
}

/** Whether somebody else keeps a file is told to nobody but the register. */
const listed = (own: string): string => `
  SELECT jsonb_build_object('holder', org, 'scheme', scheme, 'number', number, 'from', valid_from, 'until', valid_until, 'acts', acts)
         || more || CASE WHEN more ? 'evidence' THEN jsonb_build_object('evidence', (
           SELECT jsonb_agg(shown || jsonb_build_object('held', EXISTS (SELECT FROM evidence_file f
                    WHERE f.sha256 = decode(shown ->> 'sha256', 'hex') AND ($7::text IS NULL OR ${own}))) ORDER BY n)
             FROM jsonb_array_elements(more -> 'evidence') WITH ORDINALITY AS e (shown, n))) ELSE '{}' END AS view
    FROM credential
   WHERE ($1::text IS NULL OR (org, scheme, number) > ($1, $2, $3)) AND ($4::text IS NULL OR org = $4)
     AND ($5::text IS NULL OR scheme = $5)
   ORDER BY org, scheme, number LIMIT $6::int`;

function keyIn(after: string): readonly string[] {
  try {
    const key = JSON.parse(after) as unknown;
    if (Array.isArray(key) && key.length === 3 && key.every((part) => typeof part === 'string')) return key as string[];
  } catch {
    // Told below: nobody else's words for it.
  }
  throw new Rejection('malformed', 'after');
}

function actAt(org: string, nowMs: number): Act {
  const today = dayAt(nowMs, 'UTC');
  return { org, on: { date: today, tz: 'UTC' }, at: new Date(nowMs).toISOString(), today, attested: 'platform' };
}

/** Without the members a body leaves out, which arrive as `undefined`, inside others too. */
function stated(said: object): object {
  return JSON.parse(JSON.stringify(said)) as object;
}
