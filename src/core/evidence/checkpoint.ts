/**
 * The bundle's checkpoint against the verifier's own policy: which signatures are to be checked, and whom they would satisfy.
 * Signatures of keys the policy does not name are ignored, as C2SP signed notes ask, and counted in the report.
 */
import { parseCheckpoint, type Checkpoint } from '../log/notes/checkpoint.js';
import { noteChecks, parseNote, type NoteCheck } from '../log/notes/note.js';
import { logSigned, parsePolicy, policyKeys, quorumMet, type Policy } from '../log/notes/policy.js';
import { COSIGNATURE, ED25519 } from '../log/notes/vkey.js';
import type { Bundle } from './bundle.js';
import type { Findings } from './findings.js';
import { placeOfNote } from './history/heads.js';

/** Signatures of the note that still have to be checked, under the policy they are to satisfy. */
export interface Trust {
  readonly policy: Policy;
  readonly origin: string;
  readonly checks: readonly NoteCheck[];
  /** Signatures of the log under the notes of heads. */
  readonly heads: readonly { readonly at: string; readonly check: NoteCheck }[];
}

/** The signed tree head; `undefined` where there is none to prove anything against. */
export function readCheckpoint(bundle: Bundle, findings: Findings): Checkpoint | undefined {
  const checkpoint = parseCheckpoint(parseNote(bundle.checkpoint)?.text ?? '');
  if (!findings.expect(checkpoint !== undefined, 'checkpoint', '', 'not-a-checkpoint')) return undefined;
  const origin = checkpoint?.origin ?? '';
  findings.expect(origin === bundle.log, 'checkpoint', '', 'other-log', { found: origin, expected: bundle.log });
  return checkpoint;
}

/** What the policy lets one trust, signatures still unchecked; `undefined` where it lets one trust nothing. */
export function readTrust(bundle: Bundle, policyText: string | undefined, findings: Findings): Trust | undefined {
  const note = parseNote(bundle.checkpoint);
  if (note === undefined) return undefined;
  if (policyText === undefined) return refuse(findings, 'no-policy');
  const policy = parsePolicy(policyText);
  if (policy === undefined) return refuse(findings, 'bad-policy');
  const keys = policyKeys(policy);
  const isKnown = keys.some(({ name, id }) => note.signatures.some((one) => one.name === name && one.id === id));
  const found = noteChecks(bundle.checkpoint, keys);
  if (isKnown && found === undefined) {
    findings.fail('checkpoint', '', 'bad-note');
    return undefined;
  }
  const checks = found?.checks ?? [];
  const unknown = found?.unknown.length ?? note.signatures.length;
  if (unknown > 0) findings.note('policy', '', 'unknown-signers', { count: unknown });
  const trusts = logSigned(
    policy,
    bundle.log,
    checks.map(({ vkey }) => vkey),
  );
  findings.expect(trusts, 'policy', '', 'log-not-in-policy', { log: bundle.log });
  return { policy, origin: bundle.log, checks, heads: readHeadsTrust(bundle, policy, findings) };
}

/** Heads are the log's own word: no witness signs them, and other lines under them say nothing. */
function readHeadsTrust(bundle: Bundle, policy: Policy, findings: Findings): Trust['heads'] {
  const keys = policyKeys(policy).filter(({ name, type }) => name === bundle.log && type === ED25519);
  return bundle.heads.flatMap((note, i) => {
    const [at, signatures] = [placeOfNote(i), parseNote(note)?.signatures ?? []];
    const isKnown = keys.some(({ name, id }) => signatures.some((one) => one.name === name && one.id === id));
    if (!findings.expect(isKnown, 'policy', at, 'heads-not-in-policy', { log: bundle.log })) return [];
    const found = noteChecks(note, keys);
    if (!findings.expect(found !== undefined, 'head', at, 'bad-note')) return [];
    return (found?.checks ?? []).map((check) => ({ at, check }));
  });
}

/**
 * Judges the notes once their signatures are checked; `good` answers `checks`, then `heads`. Gives the newest time at which a
 * witness saw the tree (POSIX seconds), by which all in it had been said.
 */
export function judgeTrust(
  { policy, checks, heads }: Trust,
  good: readonly boolean[],
  findings: Findings,
): number | undefined {
  for (const [i, { vkey, time }] of checks.entries()) {
    const values = { name: vkey.name };
    if (vkey.type !== COSIGNATURE) {
      findings.expect(good[i] === true, 'log-signature', '', 'log-signature-bad', values);
    } else if (findings.expect(good[i] === true, 'cosignature', '', 'cosignature-bad', values)) {
      findings.note('cosignature', '', 'witnessed', { ...values, time: instantText(time ?? 0) });
    }
  }
  for (const [i, { at, check }] of heads.entries()) {
    const values = { name: check.vkey.name };
    findings.expect(good[checks.length + i] === true, 'log-signature', at, 'log-signature-bad', values);
  }
  const held = checks.filter((_, i) => good[i] === true);
  const met = quorumMet(
    policy,
    held.map(({ vkey }) => vkey),
  );
  findings.expect(met, 'quorum', '', 'quorum-unmet', { quorum: policy.quorum });
  const seen = held.filter(({ vkey }) => vkey.type === COSIGNATURE).map(({ vkey, time = 0 }) => ({ vkey, time }));
  const witnesses = seen.map(({ vkey, time }) => `${vkey.name} (${instantText(time)})`).join(', ');
  if (met && witnesses !== '') findings.note('quorum', '', 'quorum-met', { quorum: policy.quorum, witnesses });
  return seen.length === 0 ? undefined : Math.max(...seen.map(({ time }) => time));
}

function refuse(findings: Findings, what: 'no-policy' | 'bad-policy'): undefined {
  findings.fail('policy', '', what);
  return undefined;
}

/** UTC of POSIX seconds, which a hostile note may put past the calendar's end. */
function instantText(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? `${seconds} s` : date.toISOString();
}
