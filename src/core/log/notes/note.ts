/**
 * C2SP signed notes: a text ending in LF, an empty line, then signatures `— name base64(key id ‖ signature)`.
 *
 * Signatures of keys the reader does not know are left unverified; one bad signature of a known key spoils the whole note,
 * and so does the lack of any good one. Where signatures are checked elsewhere, `noteChecks` lists what is to be checked.
 */
import { publicKeyOf, signEd25519, verifyEd25519 } from '#crypto';
import { concat, fromBase64, fromHex, text as textOf, toBase64, toHex, utf8 } from '../../bytes.js';
import { cosignatureMessage, decodeCosignature, encodeCosignature } from './cosignature.js';
import { COSIGNATURE, ED25519, isKeyName, vkeyOf, type Vkey } from './vkey.js';

/** Characters, or bytes, of a whole note. */
export const NOTE_LIMIT = 1_000_000;
const SIGNATURE_LIMIT = 100;

export interface NoteSignature {
  readonly name: string;
  /** Key id: four bytes, lowercase hex. */
  readonly id: string;
  /** What follows the id: 64 bytes of type 0x01, time and 64 bytes of type 0x04, or something of a type not known here. */
  readonly signature: Uint8Array;
}

export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** One Ed25519 check that is still to be made; `time` (POSIX seconds) is there for a cosignature. */
export interface NoteCheck {
  readonly vkey: Vkey;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  readonly time?: number;
}

export interface NoteChecks {
  readonly text: string;
  /** All must hold for the note to be accepted, and there is at least one. */
  readonly checks: readonly NoteCheck[];
  readonly unknown: readonly NoteSignature[];
}

export interface OpenedNote {
  readonly text: string;
  /** Keys that signed, each once. */
  readonly verified: readonly Vkey[];
  readonly unverified: readonly NoteSignature[];
}

export function formatNote({ text, signatures }: Note): string {
  const note = `${text}\n${signatures.map(formatSignature).join('')}`;
  if (parseNote(note)?.text !== text) throw new Error(`bug: not a note: ${note}`);
  return note;
}

export function parseNote(note: string | Uint8Array): Note | undefined {
  if (note.length > NOTE_LIMIT) return undefined;
  const whole = typeof note === 'string' ? note : textOf(note);
  if (whole === undefined || /[\0-\x09\x0b-\x1f]|\p{Surrogate}/u.test(whole)) return undefined; // eslint-disable-line no-control-regex
  const split = whole.lastIndexOf('\n\n');
  if (split < 0 || !whole.endsWith('\n')) return undefined;
  const lines = whole.slice(split + 2, -1).split('\n');
  if (lines.length > SIGNATURE_LIMIT) return undefined;
  const signatures = lines.map(parseSignature);
  return signatures.every((signature) => signature !== undefined)
    ? { text: whole.slice(0, split + 1), signatures }
    : undefined;
}

/** What must be checked before this note may be believed; `undefined` where it is malformed or known to be bad already. */
export function noteChecks(note: string | Uint8Array, vkeys: readonly Vkey[]): NoteChecks | undefined {
  const parsed = parseNote(note);
  if (parsed === undefined) return undefined;
  const checks = new Map<string, NoteCheck>();
  const unknown = new Map<string, NoteSignature>();
  for (const signature of parsed.signatures) {
    const line = `${signature.name} ${signature.id} ${toHex(signature.signature)}`;
    const known = vkeys.filter((vkey) => vkey.name === signature.name && vkey.id === signature.id);
    if (known.length > 1) return undefined; // two keys answer to this name and id: ambiguous
    const check = known[0] && checkOf(parsed.text, signature, known[0]);
    if (known[0] === undefined) unknown.set(line, signature);
    else if (check === undefined) return undefined;
    else checks.set(line, check);
  }
  return checks.size === 0
    ? undefined
    : { text: parsed.text, checks: [...checks.values()], unknown: [...unknown.values()] };
}

export function openNote(note: string | Uint8Array, vkeys: readonly Vkey[]): OpenedNote | undefined {
  const found = noteChecks(note, vkeys);
  const good = found?.checks.every(({ vkey, message, signature }) => verifyEd25519(vkey.publicKey, message, signature));
  if (found === undefined || good !== true) return undefined;
  return { text: found.text, verified: [...new Set(found.checks.map(({ vkey }) => vkey))], unverified: found.unknown };
}

/** The text signed by one key of type 0x01. */
export function signNote(text: string, name: string, seed: Uint8Array): string {
  const { id } = vkeyOf(name, ED25519, publicKeyOf(seed));
  return formatNote({ text, signatures: [{ name, id, signature: signEd25519(seed, utf8(text)) }] });
}

/** A cosigner's signature (type 0x04) of a checkpoint's text at a time in POSIX seconds. */
export function cosign(checkpointText: string, name: string, seed: Uint8Array, time: number): NoteSignature {
  const { id } = vkeyOf(name, COSIGNATURE, publicKeyOf(seed));
  const signature = signEd25519(seed, cosignatureMessage(time, checkpointText));
  return { name, id, signature: encodeCosignature({ time, signature }) };
}

/** The signature as it stands in a note, LF included: what a witness answers. */
export function formatSignature({ name, id, signature }: NoteSignature): string {
  const keyId = fromHex(id);
  if (keyId?.length !== 4) throw new Error(`bug: ${id} is not a key id`);
  return `— ${name} ${toBase64(concat(keyId, signature))}\n`;
}

function parseSignature(line: string): NoteSignature | undefined {
  const [, name, base64] = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? [];
  const bytes = base64 === undefined ? undefined : fromBase64(base64);
  if (name === undefined || !isKeyName(name) || bytes === undefined || bytes.length < 5) return undefined;
  return { name, id: toHex(bytes.slice(0, 4)), signature: bytes.slice(4) };
}

function checkOf(text: string, { signature }: NoteSignature, vkey: Vkey): NoteCheck | undefined {
  if (vkey.type === ED25519) return signature.length === 64 ? { vkey, message: utf8(text), signature } : undefined;
  const cosignature = decodeCosignature(signature);
  return cosignature && { vkey, message: cosignatureMessage(cosignature.time, text), ...cosignature };
}
