/**
 * Each event of a bundle from its bytes: canonical entry and statement, the hashes between them, who attests it, and the
 * place of all of them in the tree that the checkpoint signs.
 */
import { equalBytes, fromBase64Url, toBase64Url, toHex } from '../../bytes.js';
import type { Checkpoint } from '../../log/notes/checkpoint.js';
import {
  eventHash,
  kidOf,
  pae,
  parseStatement,
  readEntry,
  sidOf,
  type Entry,
  type StatementSignature,
} from '../../log/entry.js';
import { leafHash } from '../../log/tree/merkle.js';
import type { Statement } from '../../log/statement.js';
import type { Bundle, BundleEvent } from '../bundle.js';
import type { Findings } from '../findings.js';
import { rootFromLeaves } from '../inclusion.js';

/** An Ed25519 check still to be made, at the verifier's door. */
export interface Triple {
  readonly key: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: string | Uint8Array;
}

export interface StatementTriple extends Triple {
  readonly index: number;
  readonly kid: string;
  readonly signature: string;
}

/** An event whose bytes could be read. */
export interface Recorded {
  readonly index: number;
  /** base64url. */
  readonly leaf: string;
  readonly entry: Entry;
  /** base64url. */
  readonly sid: string;
  readonly statement: Statement;
  /** Ids of the keys that signed it, ascending; none where it is attested. */
  readonly signers: readonly string[];
}

/** The events in order; `stop` lets a reader who only asks whether all is well leave at the first fault. */
export function readEvents(
  bundle: Bundle,
  findings: Findings,
  stop: () => boolean,
): { readonly recorded: readonly Recorded[]; readonly triples: readonly StatementTriple[] } {
  const recorded: Recorded[] = [];
  const triples: StatementTriple[] = [];
  const said = new Map<string, number>();
  for (const event of bundle.events) {
    if (stop()) break;
    const at = placeOf(event.index);
    const one = readEvent(event, bundle.log, findings);
    const sid = toBase64Url(sidOf(event.statement));
    const first = said.get(sid);
    findings.expect(first === undefined, 'order', at, 'said-twice', { index: first ?? 0 });
    said.set(sid, event.index);
    if (one === undefined) continue;
    const before = recorded.at(-1);
    const { received } = one.entry;
    findings.expect(before === undefined || received >= before.entry.received, 'order', at, 'time-order', { received });
    recorded.push(one);
    triples.push(...triplesOf(event, findings));
  }
  return { recorded, triples };
}

/** One walk over the tree proves every event's place; the proof must be used up exactly. */
export function checkInclusion(bundle: Bundle, { size, root }: Checkpoint, findings: Findings): void {
  const ascend = bundle.events.every(({ index }, i) => i === 0 || index > (bundle.events[i - 1]?.index ?? 0));
  if (!findings.expect(ascend, 'order', '', 'index-order')) return;
  const leaves = bundle.events.map(({ index, entry }) => ({ index, hash: leafHash(entry) }));
  const found = rootFromLeaves(leaves, size, bundle.subtrees);
  findings.expect(found !== undefined && equalBytes(found, root), 'inclusion', '', 'root-differs');
}

export function placeOf(index: number): string {
  return `event ${index}`;
}

/** A sid as other statements name it: lowercase hex. */
export function hexOf(sid: string): string {
  return toHex(fromBase64Url(sid) ?? new Uint8Array());
}

function readEvent(event: BundleEvent, log: string, findings: Findings): Recorded | undefined {
  const at = placeOf(event.index);
  const reading = readEntry(event.entry);
  const fault = reading.is === 'unknown-kind' ? 'entry-unknown-kind' : 'entry-malformed';
  findings.expect(reading.is === 'event', 'entry', at, fault);
  const statement = parseStatement(event.statement);
  findings.expect(statement !== undefined, 'statement', at, 'statement-malformed');
  if (reading.is !== 'event' || statement === undefined) return undefined;
  const { entry } = reading;
  findings.expect(statement.log === log, 'log', at, 'other-log', { found: statement.log, expected: log });
  const sigs = event.signatures.map(({ kid, sig }): StatementSignature => ({ alg: 'Ed25519', kid, sig }));
  const sid = sidOf(event.statement);
  const hash = toBase64Url(eventHash(sid, sigs));
  findings.expect(hash === entry.event, 'event', at, 'event-differs');
  if (statement.attested === undefined) findings.expect(sigs.length > 0, 'attestation', at, 'nobody-attests');
  else findings.expect(sigs.length === 0, 'attestation', at, 'signed-and-attested');
  const linked = entry.links.map(({ lot }) => lot);
  const same = linked.length === statement.lots.length && statement.lots.every((lot) => linked.includes(lot));
  findings.expect(same, 'links', at, 'links-differ');
  const leaf = toBase64Url(leafHash(event.entry));
  const signers = sigs.map(({ kid }) => kid);
  return { index: event.index, leaf, entry, sid: toBase64Url(sid), statement, signers };
}

function triplesOf({ index, statement, signatures }: BundleEvent, findings: Findings): StatementTriple[] {
  return signatures.flatMap(({ key, kid, sig }) => {
    if (!findings.expect(kidOf(key) === kid, 'attestation', placeOf(index), 'key-differs', { kid })) return [];
    return [{ index, kid, key, message: pae(statement), signature: sig }];
  });
}
