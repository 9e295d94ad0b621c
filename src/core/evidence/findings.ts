/** What a verification found: every failed check with its place, and every passed one with how often it held. */
import { SENTENCES, type What } from './sentences.js';

/** 0 good, 1 bad proof or signature, 2 consistent but not trusted, 3 incomplete, 4 not a bundle. */
export type Exit = 0 | 1 | 2 | 3 | 4;

/** The checks in the order in which they are made, and what it means when one fails. */
export const CHECKS = {
  bundle: 4,
  checkpoint: 1,
  policy: 2,
  'log-signature': 1,
  cosignature: 1,
  quorum: 2,
  order: 1,
  entry: 1,
  statement: 1,
  log: 1,
  event: 1,
  attestation: 1,
  signature: 1,
  key: 3,
  'key-standing': 1,
  device: 1,
  links: 1,
  inclusion: 1,
  chain: 1,
  history: 3,
  head: 1,
  completeness: 3,
  disclosure: 1,
  understood: 0,
  data: 1,
  amendment: 1,
  custody: 1,
  balance: 1,
  credential: 3,
  standing: 1,
  shares: 1,
  piece: 1,
} as const satisfies Readonly<Record<string, Exit>>;

export type Check = keyof typeof CHECKS;

export type Values = Readonly<Record<string, string | number>>;

export interface Line {
  readonly check: Check;
  readonly ok: boolean;
  /** Where: `event 17` (index in the log), `lot <uuid>`, or empty for the bundle as a whole. */
  readonly at: string;
  /** English; in another language made from `what` and `values`. */
  readonly detail: string;
  readonly what: What;
  readonly values: Values;
}

export class Findings {
  private readonly passes = new Map<Check, number>();
  private readonly notes: Line[] = [];
  private readonly faults: Line[] = [];

  /** Whether this check failed somewhere; without one, whether any did. */
  failed(check?: Check): boolean {
    return this.faults.some((fault) => check === undefined || fault.check === check);
  }

  pass(check: Check): void {
    this.passes.set(check, (this.passes.get(check) ?? 0) + 1);
  }

  fail(check: Check, at: string, what: What, values: Values = {}): void {
    this.faults.push(line(check, false, at, what, values));
  }

  /** Something a reader should know, which is no fault. */
  note(check: Check, at: string, what: What, values: Values = {}): void {
    this.notes.push(line(check, true, at, what, values));
  }

  /** Passes when `holds`, else fails; returns `holds`. */
  expect(holds: boolean, check: Check, at: string, what: What, values: Values = {}): boolean {
    if (holds) this.pass(check);
    else this.fail(check, at, what, values);
    return holds;
  }

  /** What the worst of the failures means: a bad proof outweighs a gap, a gap the lack of trust. */
  exit(): Exit {
    const meanings = new Set<Exit>(this.faults.map(({ check }) => CHECKS[check]));
    return ([4, 1, 3, 2] as const).find((exit) => meanings.has(exit)) ?? 0;
  }

  /** In the order of the checks: faults, then how often it held, then notes. */
  lines(): Line[] {
    return (Object.keys(CHECKS) as Check[]).flatMap((check) => {
      const faults = this.faults.filter((fault) => fault.check === check);
      const times = this.passes.get(check) ?? 0;
      const held = times === 0 ? [] : [line(check, true, '', 'held', { times, of: times + faults.length })];
      return [faults, held, this.notes.filter((note) => note.check === check)].flat();
    });
  }
}

function line(check: Check, ok: boolean, at: string, what: What, values: Values): Line {
  return { check, ok, at, what, values, detail: fill(SENTENCES[what], values) };
}

/** A sentence with its `{gaps}` filled. */
export function fill(sentence: string, values: Values): string {
  return sentence.replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap));
}
