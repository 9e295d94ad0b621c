/**
 * Verification of a bundle in two pure steps: `plan` makes every check but the signatures and lists those that are left,
 * `conclude` takes the answers and gives the verdict. The door between them checks signatures in its own way.
 *
 * Neither throws on hostile bytes, and every failed check is listed; only what is not a bundle at all, or lacks history,
 * stops short of checks that could then say nothing. The order of checks is that of docs/ledger-format.md, section 9.
 */
import { fromBase64Url } from '../bytes.js';
import type { Checkpoint } from '../log/checkpoint.js';
import { parseBundle, type Bundle } from './bundle.js';
import { checkChains } from './history/chain.js';
import { judgeTrust, readCheckpoint, readTrust, type Trust } from './checkpoint.js';
import { checkInclusion, placeOf, readEvents, type Recorded, type StatementTriple } from './events.js';
import { Findings, type Exit, type Line } from './findings.js';
import { replay } from './gold.js';
import { summarise, type Summary } from './summary.js';

/** An Ed25519 check for the door: does `key` (raw 32 bytes) sign `message` with `signature` (64 bytes)? */
export interface SignatureCheck {
  readonly key: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Plan {
  /** To be answered in this order. */
  readonly signatures: readonly SignatureCheck[];
  readonly findings: Findings;
  readonly trust: Trust | undefined;
  readonly statements: readonly StatementTriple[];
  readonly summary: Summary | undefined;
}

export interface Verdict {
  readonly exit: Exit;
  readonly lines: readonly Line[];
  /** Absent where a proof or signature failed: what is not proven is not described. */
  readonly summary: Summary | undefined;
}

export interface PlanOptions {
  /** Stops at the first stage that fails: whether a bundle is intact, not what is wrong with it. */
  readonly intact?: boolean;
}

export function plan(bytes: Uint8Array, policyText?: string, { intact = false }: PlanOptions = {}): Plan {
  const findings = new Findings();
  const stop = (): boolean => intact && findings.failed();
  const nothing: Plan = { signatures: [], findings, trust: undefined, statements: [], summary: undefined };
  const bundle = parseBundle(bytes);
  if (!findings.expect(bundle !== undefined, 'bundle', '', 'not-a-bundle') || bundle === undefined) return nothing;
  const checkpoint = readCheckpoint(bundle, findings);
  const trust = readTrust(bundle, policyText, findings);
  if (checkpoint === undefined || stop()) return nothing;
  checkInclusion(bundle, checkpoint, findings);
  if (stop()) return nothing;
  const { recorded, triples } = readEvents(bundle, findings, stop);
  if (stop()) return nothing;
  checkChains(bundle.lot, recorded, findings);
  const summary = stop() || findings.failed('history') ? undefined : judgeGold(bundle, checkpoint, recorded, findings);
  const noteChecks = (trust?.checks ?? []).map(({ vkey, message, signature }) => ({
    key: vkey.publicKey,
    message,
    signature,
  }));
  const own = triples.map(({ key, message, signature }) => ({
    key,
    message,
    signature: fromBase64Url(signature) ?? new Uint8Array(),
  }));
  return { signatures: [...noteChecks, ...own], findings, trust, statements: triples, summary };
}

/** `good[i]` answers `plan.signatures[i]`. A plan is concluded once: its findings take in the answers. */
export function conclude(
  { signatures, findings, trust, statements, summary }: Plan,
  good: readonly boolean[],
): Verdict {
  if (good.length !== signatures.length) throw new Error('bug: one answer per signature');
  const ofNote = trust?.checks.length ?? 0;
  if (trust !== undefined) judgeTrust(trust, good.slice(0, ofNote), findings);
  for (const [i, { index, kid }] of statements.entries()) {
    findings.expect(good[ofNote + i] === true, 'signature', placeOf(index), 'signature-bad', { kid });
  }
  const exit = findings.exit();
  return { exit, lines: findings.lines(), summary: exit === 1 || exit === 4 ? undefined : summary };
}

function judgeGold(
  bundle: Bundle,
  { size }: Checkpoint,
  recorded: readonly Recorded[],
  findings: Findings,
): Summary | undefined {
  const replayed = replay(recorded, findings);
  const lot = replayed.lots.get(bundle.lot);
  if (!findings.expect(lot !== undefined, 'piece', `lot ${bundle.lot}`, 'piece-absent') || lot === undefined) {
    return undefined;
  }
  const values = { found: lot.code, expected: bundle.code };
  findings.expect(lot.code === bundle.code, 'piece', `lot ${bundle.lot}`, 'code-differs', values);
  return summarise(lot, replayed, recorded, { log: bundle.log, treeSize: size });
}
