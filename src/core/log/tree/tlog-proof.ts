/**
 * C2SP tlog-proof: one file, read offline, that an entry stands at an index of a log's signed (and cosigned) checkpoint.
 *
 * Lines: `c2sp.org/tlog-proof@v1`, `extra <base64>` where there is any, `index <decimal>`, the hashes of the inclusion path
 * from the leaf's sibling up (RFC 6962 §2.1.1), an empty line, the checkpoint's note as it is. What is in `extra` is signed by
 * nobody. A text has one reading and a proof one text: other spellings of a number or of base64 are refused.
 */
import { fromBase64, toBase64 } from '../../bytes.js';
import { parseCheckpoint } from '../notes/checkpoint.js';
import { checkInclusion } from './merkle.js';
import { openNote, parseNote } from '../notes/note.js';
import { logSigned, policyKeys, quorumMet, type Policy } from '../notes/policy.js';

const HEADER = 'c2sp.org/tlog-proof@v1';
/** More hashes than a tree of 2^63 leaves has levels. */
const PATH_LIMIT = 63;
const EXTRA_LIMIT = 65_536;
/** The limit of a note, and the lines before it. */
const PROOF_LIMIT = 1_100_000;

export interface TlogProof {
  /** Of the entry, from 0. */
  readonly index: number;
  /** 32 bytes each, the leaf's sibling first. */
  readonly path: readonly Uint8Array[];
  /** Signed note of the checkpoint, signatures included. */
  readonly checkpoint: string;
  /** What the application needs beside it; not empty, and authenticated by nothing. */
  readonly extra?: Uint8Array;
}

/** Why a proof is not believed; `ok` where it is. */
export type TlogProofVerdict = 'ok' | 'bad-note' | 'log-not-trusted' | 'quorum-unmet' | 'bad-path';

export function formatTlogProof({ index, path, checkpoint, extra }: TlogProof): string {
  const lines = [
    HEADER,
    ...(extra === undefined ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...path.map(toBase64),
  ];
  const text = `${lines.join('\n')}\n\n${checkpoint}`;
  if (parseTlogProof(text) === undefined) throw new Error(`bug: not a tlog-proof: ${text}`);
  return text;
}

export function parseTlogProof(text: string): TlogProof | undefined {
  if (text.length > PROOF_LIMIT) return undefined;
  const split = text.indexOf('\n\n');
  if (split < 0) return undefined;
  const checkpoint = text.slice(split + 2);
  const [header, ...lines] = text.slice(0, split).split('\n');
  if (header !== HEADER || !isCheckpoint(checkpoint)) return undefined;
  const extra = lines[0]?.startsWith('extra ') === true ? extraOf(lines.shift() ?? '') : undefined;
  if (extra === null) return undefined;
  const index = indexOf(lines.shift() ?? '');
  const path = lines.map(hashOf);
  if (index === undefined || path.length > PATH_LIMIT || !path.every((hash) => hash !== undefined)) return undefined;
  return { index, path, checkpoint, ...(extra !== undefined && { extra }) };
}

/** The proof's own steps, for a leaf whose hash the caller has computed from the entry it holds. */
export function checkTlogProof(proof: TlogProof, leaf: Uint8Array, policy: Policy): TlogProofVerdict {
  const keys = policyKeys(policy);
  const named = parseNote(proof.checkpoint)?.signatures ?? [];
  const known = named.some(({ name, id }) => keys.some((key) => key.name === name && key.id === id));
  const opened = openNote(proof.checkpoint, keys);
  if (opened === undefined) return known ? 'bad-note' : 'log-not-trusted';
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint === undefined) return 'bad-note';
  const { origin, size, root } = checkpoint;
  if (!logSigned(policy, origin, opened.verified)) return 'log-not-trusted';
  if (!checkInclusion(proof.index, size, leaf, proof.path, root)) return 'bad-path';
  return quorumMet(policy, opened.verified) ? 'ok' : 'quorum-unmet';
}

function isCheckpoint(note: string): boolean {
  return parseCheckpoint(parseNote(note)?.text ?? '') !== undefined;
}

/** `null` where the line is there but says nothing, or says it in another spelling. */
function extraOf(line: string): Uint8Array | null {
  const bytes = fromBase64(line.slice('extra '.length));
  return bytes === undefined || bytes.length === 0 || bytes.length > EXTRA_LIMIT ? null : bytes;
}

function indexOf(line: string): number | undefined {
  const [, decimal] = /^index (0|[1-9]\d{0,15})$/.exec(line) ?? [];
  const index = Number(decimal ?? Number.NaN);
  return Number.isSafeInteger(index) ? index : undefined;
}

function hashOf(line: string): Uint8Array | undefined {
  const hash = fromBase64(line);
  return hash?.length === 32 ? hash : undefined;
}
