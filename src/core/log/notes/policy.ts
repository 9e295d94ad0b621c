/**
 * C2SP tlog-policy: whom a verifier trusts. Lines `log <vkey> [url]`, `witness <name> <vkey> [url]`,
 * `group <name> any|all|<k> <member>…` and exactly one `quorum <name>|none`; `#` begins a comment line. Names stand only for
 * what lines before them defined and are a member once, so groups form trees and a witness counts in one way.
 * Keys of types 0x01 (log) and 0x04 (witness); a policy that names another type is refused, not half-enforced.
 */
import { equalBytes, text as textOf } from '../../bytes.js';
import { COSIGNATURE, ED25519, parseVkey, type KeyType, type Vkey } from './vkey.js';

const POLICY_LIMIT = 65536;
const LINE_LIMIT = 1000;

export interface Witness {
  readonly name: string;
  readonly vkey: Vkey;
  readonly url?: string;
}

export interface Group {
  readonly name: string;
  /** How many members must have witnessed. */
  readonly threshold: number;
  readonly members: readonly string[];
}

export interface Policy {
  readonly logs: readonly { readonly vkey: Vkey; readonly url?: string }[];
  readonly witnesses: readonly Witness[];
  readonly groups: readonly Group[];
  /** A witness, a group, or `none`. */
  readonly quorum: string;
}

interface Draft {
  logs: { vkey: Vkey; url?: string }[];
  witnesses: Witness[];
  groups: Group[];
  quorum?: string;
}

export function parsePolicy(policy: string | Uint8Array): Policy | undefined {
  if (policy.length > POLICY_LIMIT) return undefined;
  const text = typeof policy === 'string' ? policy : textOf(policy);
  if (text === undefined || /[\0-\x08\x0b-\x1f\x7f]/.test(text)) return undefined; // eslint-disable-line no-control-regex
  const lines = text.split('\n');
  if (lines.length > LINE_LIMIT) return undefined;
  const draft: Draft = { logs: [], witnesses: [], groups: [] };
  for (const line of lines) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    if (words[0] === undefined || words[0].startsWith('#')) continue;
    if (!readLine(draft, words)) return undefined;
  }
  const { quorum, ...rest } = draft;
  return quorum === undefined ? undefined : { ...rest, quorum };
}

/** The keys with which a checkpoint's note is opened under this policy. */
export function policyKeys(policy: Policy): Vkey[] {
  return [...policy.logs, ...policy.witnesses].map(({ vkey }) => vkey);
}

/** Whether one of the policy's logs, named as the checkpoint's origin, is among the keys that verified. */
export function logSigned(policy: Policy, origin: string, verified: readonly Vkey[]): boolean {
  return policy.logs.some(({ vkey }) => vkey.name === origin && verified.some((key) => sameKey(key, vkey)));
}

/** Whether the cosigners that verified are enough. */
export function quorumMet(policy: Policy, verified: readonly Vkey[]): boolean {
  const witnessed = new Set(['none']);
  for (const { name, vkey } of policy.witnesses) {
    if (verified.some((key) => sameKey(key, vkey))) witnessed.add(name);
  }
  for (const { name, threshold, members } of policy.groups) {
    if (members.filter((member) => witnessed.has(member)).length >= threshold) witnessed.add(name);
  }
  return witnessed.has(policy.quorum);
}

function readLine(draft: Draft, [keyword, ...words]: string[]): boolean {
  if (keyword === 'log') return readLog(draft, words);
  if (keyword === 'witness') return readWitness(draft, words);
  if (keyword === 'group') return readGroup(draft, words);
  if (keyword !== 'quorum' || words.length !== 1 || draft.quorum !== undefined) return false;
  const [quorum] = words as [string];
  draft.quorum = quorum;
  return quorum === 'none' || isDefined(draft, quorum);
}

function readLog(draft: Draft, [text, url, ...more]: string[]): boolean {
  const vkey = keyOf(text, ED25519, draft.logs);
  if (vkey === undefined || more.length > 0) return false;
  draft.logs.push({ vkey, ...(url !== undefined && { url }) });
  return true;
}

function readWitness(draft: Draft, [name, text, url, ...more]: string[]): boolean {
  const vkey = keyOf(text, COSIGNATURE, draft.witnesses);
  if (name === undefined || vkey === undefined || more.length > 0 || isTaken(draft, name)) return false;
  draft.witnesses.push({ name, vkey, ...(url !== undefined && { url }) });
  return true;
}

function readGroup(draft: Draft, [name, rule, ...members]: string[]): boolean {
  if (name === undefined || rule === undefined || isTaken(draft, name) || members.length === 0) return false;
  const used = new Set(draft.groups.flatMap((group) => group.members));
  if (new Set(members).size !== members.length) return false;
  if (members.some((member) => used.has(member) || !isDefined(draft, member))) return false;
  const numeric = /^[1-9]\d{0,3}$/.test(rule) ? Number(rule) : undefined;
  const threshold = rule === 'any' ? 1 : rule === 'all' ? members.length : numeric;
  if (threshold === undefined || threshold > members.length) return false;
  draft.groups.push({ name, threshold, members });
  return true;
}

/** A key of the right type, not a second line for a key that is already there, whatever it is called. */
function keyOf(text: string | undefined, type: KeyType, before: readonly { vkey: Vkey }[]): Vkey | undefined {
  const vkey = parseVkey(text ?? '');
  if (vkey?.type !== type || before.some((other) => equalBytes(other.vkey.publicKey, vkey.publicKey))) return undefined;
  return vkey;
}

function isTaken(draft: Draft, name: string): boolean {
  return name === 'none' || isDefined(draft, name);
}

function isDefined({ witnesses, groups }: Draft, name: string): boolean {
  return witnesses.some((witness) => witness.name === name) || groups.some((group) => group.name === name);
}

function sameKey(a: Vkey, b: Vkey): boolean {
  return a.name === b.name && a.type === b.type && equalBytes(a.publicKey, b.publicKey);
}
