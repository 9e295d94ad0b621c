/**
 * Verification of a bundle in two pure steps: `plan` makes every check but the signatures and lists those that are left,
 * `conclude` takes the answers and gives the verdict. The door between them checks signatures in its own way.
 *
 * Neither throws on hostile bytes, and every failed check is listed; only what is not a bundle at all, or lacks history,
 * stops short of checks that could then say nothing. The order of checks is that of docs/ledger-format.md, section 9.
 */
import { fromBase64Url } from '../bytes.js';
import type { KeyRing } from '../custody/keys/keys.js';
import type { Checkpoint } from '../log/notes/checkpoint.js';
import type { Subject } from '../log/heads.js';
import { checkDevices, type Said } from './authors/devices.js';
import { checkSigners, type PendingProof } from './authors/signers.js';
import { tellClock, tellTimes } from './authors/times.js';
import { parseBundle, type Bundle } from './bundle.js';
import { judgeTrust, readCheckpoint, readTrust, type Trust } from './checkpoint.js';
import { checkDisclosures } from './disclosures.js';
import { checkInclusion, placeOf, readEvents, type Recorded, type StatementTriple } from './lot/events.js';
import { Findings, type Exit, type Line } from './findings.js';
import { replay } from './lot/gold.js';
import { checkChains } from './history/chain.js';
import { checkHeads } from './history/heads.js';
import { neededLots, neededSubjects } from './history/needed.js';
import { summarise, type Summary } from './summary.js';

/** An Ed25519 check for the door: does `key` (raw 32 bytes) sign `message` with `signature` (64 bytes)? */
export interface SignatureCheck {
  readonly key: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Plan {
  /** To be answered in this order: of the trust, of the statements, of the keys' proofs. */
  readonly signatures: readonly SignatureCheck[];
  readonly findings: Findings;
  readonly trust: Trust | undefined;
  readonly statements: readonly StatementTriple[];
  readonly proofs: readonly PendingProof[];
  readonly said: readonly Said[];
  readonly newest: Recorded | undefined;
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
  const nothing: Plan = { signatures: [], findings, trust: undefined, ...NOBODY, summary: undefined };
  const bundle = parseBundle(bytes);
  if (!findings.expect(bundle !== undefined, 'bundle', '', 'not-a-bundle') || bundle === undefined) return nothing;
  const checkpoint = readCheckpoint(bundle, findings);
  const trust = readTrust(bundle, policyText, findings);
  if (checkpoint === undefined || stop()) return nothing;
  checkInclusion(bundle, checkpoint, findings);
  if (stop()) return nothing;
  const { recorded, triples } = readEvents(bundle, findings, stop);
  if (stop()) return nothing;
  const signers = checkSigners(recorded, findings);
  const said = checkDevices(recorded, signers.ring, findings);
  const needed = neededSubjects(bundle.lot, recorded);
  checkChains(neededLots(needed), recorded, findings);
  checkHeads(bundle, checkpoint, needed, recorded, findings);
  const gold = !stop() && !findings.failed('history');
  const summary = gold ? judgeGold(bundle, checkpoint, recorded, { needed, ring: signers.ring }, findings) : undefined;
  const people = { statements: triples, proofs: signers.proofs, said, newest: recorded.at(-1) };
  return { signatures: checksOf(trust, triples, signers.proofs), findings, trust, ...people, summary };
}

const NOBODY = { statements: [], proofs: [], said: [], newest: undefined };

/** `good[i]` answers `plan.signatures[i]`. A plan is concluded once: its findings take in the answers. */
export function conclude(
  { signatures, findings, trust, statements, proofs, said, newest, summary }: Plan,
  good: readonly boolean[],
): Verdict {
  if (good.length !== signatures.length) throw new Error('bug: one answer per signature');
  const ofNotes = trust === undefined ? 0 : trust.checks.length + trust.heads.length;
  const witnessed = trust && judgeTrust(trust, good.slice(0, ofNotes), findings);
  for (const [i, { index, kid }] of statements.entries()) {
    findings.expect(good[ofNotes + i] === true, 'signature', placeOf(index), 'signature-bad', { kid });
  }
  for (const [i, { index, kid }] of proofs.entries()) {
    const holds = good[ofNotes + statements.length + i] === true;
    findings.expect(holds, 'signature', placeOf(index), 'key-unproven', { kid });
  }
  tellTimes(said, witnessed, findings);
  if (newest !== undefined) tellClock(newest, witnessed, findings);
  const exit = findings.exit();
  return { exit, lines: findings.lines(), summary: exit === 1 ? undefined : summary };
}

function checksOf(
  trust: Trust | undefined,
  statements: readonly StatementTriple[],
  proofs: readonly PendingProof[],
): SignatureCheck[] {
  const notes = [...(trust?.checks ?? []), ...(trust?.heads ?? []).map(({ check }) => check)];
  return [
    ...notes.map(({ vkey, message, signature }) => ({ key: vkey.publicKey, message, signature })),
    ...statements.map(({ key, message, signature }) => {
      return { key, message, signature: fromBase64Url(signature) ?? new Uint8Array() };
    }),
    ...proofs.map(({ key, message, signature }) => ({ key, message, signature })),
  ];
}

function judgeGold(
  bundle: Bundle,
  { size }: Checkpoint,
  recorded: readonly Recorded[],
  { needed, ring }: { readonly needed: readonly Subject[]; readonly ring: KeyRing },
  findings: Findings,
): Summary | undefined {
  const values = checkDisclosures(bundle.disclosures, recorded, findings);
  const replayed = replay(recorded, neededLots(needed), findings);
  const lot = replayed.lots.get(bundle.lot);
  if (!findings.expect(lot !== undefined, 'piece', `lot ${bundle.lot}`, 'piece-absent') || lot === undefined) {
    return undefined;
  }
  const codes = { found: lot.code, expected: bundle.code };
  findings.expect(lot.code === bundle.code, 'piece', `lot ${bundle.lot}`, 'code-differs', codes);
  const isNewest = !findings.failed('completeness'); // where a head lies, nothing is described
  const place = { log: bundle.log, treeSize: size, isNewest };
  return summarise(lot, replayed, recorded, { ...place, ring, values });
}
