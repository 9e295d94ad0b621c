/**
 * Commands on lots: each names the facts its decision needs, and hands core's pure decision to the ledger's one writer.
 * Lots are named by id here; `LotQueries` finds ids for codes.
 */
import { createHash } from 'node:crypto';
import type { Act, Facts } from '../core/custody/act.js';
import { refine, work, type Refining, type Working } from '../core/custody/transformations/bench.js';
import { release } from '../core/custody/handover/title.js';
import { assay, type AssayReport } from '../core/custody/assays/assay.js';
import { register, type Registration } from '../core/custody/intake.js';
import type { OwnThresholds } from '../core/custody/rules/own/own.js';
import { declarationUses } from '../core/custody/rules/intake/everywhere.js';
import { alikeId } from '../core/custody/rules/people/patterns.js';
import { expiring, type Expiring } from '../core/custody/credentials/expiring.js';
import { melt, split, type Melt, type Split } from '../core/custody/transformations/melt.js';
import { count } from '../core/custody/volumes/count.js';
import { volumesId } from '../core/custody/volumes/papers.js';
import type { Level, QuestionRaised } from '../core/custody/holds/statements.js';
import type { HoldReason, LotHeld } from '../core/custody/statements.js';
import type { Draft } from '../core/log/statement.js';
import type { Json } from '../core/log/canonical-json.js';
import type { Command, Ledger, Receipt as Recorded } from '../ledger/ledger.js';
import type { Facts as Loaded } from '../ledger/projection.js';

/** The act, who asks for it, and the idempotency key with the digest of what was asked. */
export interface Request {
  readonly act: Act;
  readonly actor: string;
  readonly key: string;
  readonly digest: Uint8Array;
}

/** What a caller is told and the ledger remembers: why the gold is held, if it is, and what the caller wanted noted. */
export interface Outcome {
  readonly [name: string]: Json;
  readonly held: readonly Reason[];
  /** Absent where there is none. */
  readonly asked?: readonly Reason[];
  readonly warned?: readonly Reason[];
  /** What the act rests on and will not hold much longer. */
  readonly expiring?: readonly Soon[];
}

type Soon = Pick<Expiring, keyof Expiring>;
type Reason = Pick<HoldReason, 'rule' | 'code' | 'at'>;

type Needs = Command['needs'];
type Note = (facts: Facts) => { readonly [name: string]: Json };

export class Lots {
  constructor(private readonly ledger: Ledger) {}

  register(request: Request, input: Registration): Promise<Recorded<Outcome>> {
    const { org } = request.act;
    const needs = {
      lots: [input.lot],
      parties: [org],
      sites: [`${org}/${input.site}`],
      yields: [`${org}/${input.site}`],
      volumes: [volumesId(org, 'production', request.act.on.date)],
      alike: [alikeId(org, input.site, request.act.on.date, input.grossMg)],
      thresholds: [org],
      scales: input.scale === undefined ? [] : [`${org}/${input.scale}`],
      members: input.member === undefined ? [] : [`${org}/${input.member}`],
      uses: [
        `code:${org}:${input.code}`,
        ...declarationUses(org, input.declaration),
        ...(input.photo === undefined ? [] : [`photo:${input.photo}`]),
      ],
    };
    return this.append(request, needs, (facts) => register(facts, request.act, input));
  }

  /** `asHolder`: a book tells of an assay whoever holds the lot let be made. */
  assay(request: Request, input: AssayReport, asHolder = false): Promise<Recorded<Outcome>> {
    const { act } = request;
    return this.append(request, { lots: [input.lot] }, (facts) => {
      const org = asHolder ? (facts.lots.get(input.lot)?.custodian ?? act.org) : act.org;
      return assay(facts, { ...act, org }, input);
    });
  }

  /** `choose` sees the facts first: which of the lots named go in (held deliveries stay out of a melt). */
  melt(
    request: Request,
    input: Melt,
    sites: readonly string[],
    choose?: (facts: Facts) => Melt,
  ): Promise<Recorded<Outcome>> {
    const { org } = request.act;
    const needs = {
      lots: [...input.inputs.map(({ lot }) => lot), input.output.lot],
      sites: sites.map((site) => `${org}/${site}`),
      uses: [`code:${org}:${input.output.code}`],
      thresholds: [org],
    };
    return this.append(request, needs, (facts) => melt(facts, request.act, choose?.(facts) ?? input));
  }

  split(request: Request, input: Split): Promise<Recorded<Outcome>> {
    const needs = {
      lots: [input.lot, ...input.outputs.map(({ lot }) => lot)],
      uses: input.outputs.map(({ code }) => `code:${request.act.org}:${code}`),
    };
    return this.append(request, needs, (facts) => split(facts, request.act, input));
  }

  refine(request: Request, input: Refining, note?: Note): Promise<Recorded<Outcome>> {
    const needs = {
      lots: [...input.bars.map(({ lot }) => lot), input.grain.lot],
      uses: [`code:${request.act.org}:${input.grain.code}`],
      thresholds: [request.act.org],
    };
    return this.append(request, needs, (facts) => refine(facts, request.act, input), note);
  }

  work(request: Request, input: Working): Promise<Recorded<Outcome>> {
    const needs = {
      lots: [input.input.lot, input.output.lot],
      uses: [`code:${request.act.org}:${input.output.code}`],
    };
    return this.append(request, needs, (facts) => work(facts, request.act, input));
  }

  /** Counted against the book as it stands when the count is recorded. */
  count(request: Request, input: { stock: string; countedMg: number }): Promise<Recorded<Outcome>> {
    const { act } = request;
    const id = `${act.org}/${input.stock}`;
    return this.ledger.append<Outcome>({
      ...commandOf(request),
      needs: { stock: [id], thresholds: [act.org] },
      fresh: true,
      decide: (loaded) => {
        const bookMg = loaded<number>('stock').get(id) ?? 0;
        const own = loaded<OwnThresholds>('thresholds').get(act.org);
        const drafts = count(act, { custodian: act.org, ...input, bookMg }, own);
        return { drafts, result: { held: [], bookMg, differenceMg: input.countedMg - bookMg } };
      },
    });
  }

  release(request: Request, lot: string): Promise<Recorded<Outcome>> {
    return this.append(request, { lots: [lot] }, (facts) => release(facts, request.act, lot));
  }

  /** One decision of core as a command; what it holds is told back. */
  append(
    request: Request,
    needs: Needs,
    decide: (facts: Facts, loaded: Loaded) => Draft[],
    note?: Note,
  ): Promise<Recorded<Outcome>> {
    return this.ledger.append<Outcome>({
      ...commandOf(request),
      needs,
      decide: (loaded) => {
        const facts = factsOf(loaded);
        const drafts = decide(facts, loaded);
        return { drafts, result: { ...doubtsIn(drafts), ...soon(facts, request.act, needs), ...note?.(facts) } };
      },
    });
  }
}

/** What a book tells of is long past: nobody is warned by it. */
function soon(facts: Facts, act: Act, needs: Needs): { readonly expiring?: readonly Soon[] } {
  const found = act.attested === 'book' ? [] : expiring(facts, act, needs);
  return found.length === 0 ? {} : { expiring: found };
}

/** What a request says of the command made from it. */
export function commandOf({
  act: { org, by },
  actor,
  key,
  digest,
}: Request): Pick<Command, 'org' | 'actor' | 'by' | 'key' | 'digest'> {
  return { org, actor, key, digest, ...(by !== undefined && { by }) };
}

/** The facts core decides by, as the ledger loaded them. */
export function factsOf(loaded: Loaded): Facts {
  return {
    lots: loaded('lots'),
    parties: loaded('parties'),
    sites: loaded('sites'),
    scales: loaded('scales'),
    members: loaded('members'),
    uses: loaded('uses'),
    shipments: loaded('shipments'),
    yields: loaded('yields'),
    volumes: loaded('volumes'),
    alike: loaded('alike'),
    thresholds: loaded('thresholds'),
  };
}

/** Why the gold is held, what a person is asked and what is only said, if these drafts do. */
export function doubtsIn(drafts: readonly Draft[]): Pick<Outcome, 'held' | 'asked' | 'warned'> {
  const reasons = drafts.flatMap(({ type, data }) => {
    if (type !== 'lot.held' && type !== 'question.raised') return [];
    return (data as unknown as LotHeld | QuestionRaised).reasons;
  });
  const at = (level: Level) => reasons.filter((one) => ('level' in one ? one.level : 'hold') === level).map(plain);
  const [asked, warned] = [at('ask'), at('warn')];
  return { held: at('hold'), ...(asked.length > 0 && { asked }), ...(warned.length > 0 && { warned }) };
}

function plain({ rule, code, at }: HoldReason): Reason {
  return { rule, code, at };
}

/** SHA-256 of what was asked, so that a key is never reused for something else. */
export function digestOf(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
