/**
 * A signed statement as it comes in: a DSSE envelope, with the private values it is committed to beside it. Read strictly
 * and only read here; nothing is written again, so that what is kept is what was signed.
 */
import { fromBase64, toBase64Url } from '../../core/bytes.js';
import { CANONICAL_LIMIT, isList, isRecord, type Json } from '../../core/log/canonical-json.js';
import { commitment, parseStatement, PAYLOAD_TYPE, type StatementSignature } from '../../core/log/entry.js';
import { hasMembers, isAscending, isBase64Url, isWord } from '../../core/log/shape.js';
import type { Disclosure, SignedDraft, Statement } from '../../core/log/statement.js';
import { Rejection } from '../../core/rejection.js';

const MEMBERS: ReadonlySet<string> = new Set(['payload', 'payloadType', 'signatures', 'disclosures']);
const MOST_SIGNATURES = 8;

/** @throws Rejection `malformed`, `too-large`, `other-log` or `unknown-field`, naming the member */
export function readEnvelope(body: unknown, origin: string): SignedDraft {
  const value = body as Json;
  if (!isRecord(value ?? null)) throw new Rejection('malformed', 'body', { example: '{ … }' });
  const members = value as { readonly [name: string]: Json };
  const stranger = Object.keys(members).find((name) => !MEMBERS.has(name));
  if (stranger !== undefined) throw new Rejection('unknown-field', stranger.slice(0, 60));
  if (members['payloadType'] !== PAYLOAD_TYPE)
    throw new Rejection('malformed', 'payloadType', { choices: PAYLOAD_TYPE });
  const bytes = payloadIn(members['payload']);
  const statement = statementIn(bytes, origin);
  const signatures = signaturesIn(members['signatures']);
  return { bytes, statement, signatures, disclosures: disclosuresIn(members['disclosures'], statement) };
}

function payloadIn(value: Json | undefined): Uint8Array {
  if (value === undefined) throw new Rejection('missing', 'payload');
  const bytes = typeof value === 'string' ? fromBase64(value) : undefined;
  if (bytes === undefined) throw new Rejection('malformed', 'payload');
  if (bytes.length > CANONICAL_LIMIT) throw new Rejection('too-large', 'payload', { max: `${CANONICAL_LIMIT}` });
  return bytes;
}

/** Only the one spelling that RFC 8785 gives, so that no two readers can read two things from one signature. */
function statementIn(bytes: Uint8Array, origin: string): Statement {
  const statement = parseStatement(bytes);
  if (statement === undefined) throw new Rejection('malformed', 'payload');
  if (statement.log !== origin) {
    throw new Rejection('other-log', 'payload.log', { value: statement.log.slice(0, 100), origin });
  }
  // Whoever signs speaks for itself: what is attested or read from a book is said by the ledger, not to it.
  if (statement.attested !== undefined) throw new Rejection('malformed', 'payload.attested');
  return statement;
}

function signaturesIn(value: Json | undefined): StatementSignature[] {
  if (value === undefined) throw new Rejection('missing', 'signatures');
  if (!isList(value) || value.length === 0 || value.length > MOST_SIGNATURES)
    throw new Rejection('malformed', 'signatures');
  const signatures = value.map((one, i): StatementSignature => {
    if (!hasMembers(one, ['keyid', 'sig'])) throw new Rejection('malformed', `signatures[${i}]`);
    const { keyid, sig } = one;
    const bytes = typeof sig === 'string' ? fromBase64(sig) : undefined;
    if (!isBase64Url(keyid, 16)) throw new Rejection('malformed', `signatures[${i}].keyid`);
    if (bytes?.length !== 64) throw new Rejection('malformed', `signatures[${i}].sig`);
    return { alg: 'Ed25519', kid: keyid, sig: toBase64Url(bytes) };
  });
  signatures.sort((a, b) => (a.kid < b.kid ? -1 : 1));
  if (!isAscending(signatures.map(({ kid }) => kid))) throw new Rejection('malformed', 'signatures');
  return signatures;
}

/** Each opens one commitment of the statement, and no two the same; what stays closed stays with its author. */
function disclosuresIn(value: Json | undefined, { sd = [] }: Statement): Disclosure[] {
  if (value === undefined) return [];
  if (!isList(value)) throw new Rejection('malformed', 'disclosures');
  const open = new Set(sd);
  return value.map((one, i) => {
    const at = `disclosures[${i}]`;
    if (!hasMembers(one, ['name', 'salt', 'value'])) throw new Rejection('malformed', at);
    const { name, salt, value } = one;
    if (!isWord(name) || !isBase64Url(salt, 32) || value === undefined) throw new Rejection('malformed', at);
    if (!open.delete(digestOf(salt, name, value))) throw new Rejection('malformed', at, { value: name.slice(0, 60) });
    return { salt, name, value };
  });
}

function digestOf(salt: string, name: string, value: Json): string {
  try {
    return commitment(salt, name, value);
  } catch {
    return ''; // a value outside the profile: nobody was ever committed to it
  }
}
