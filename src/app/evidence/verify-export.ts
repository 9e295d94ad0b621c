/**
 * `veta verify --export DIR --policy POLICY`: everything in an export against itself and the log's signed tree, without
 * server, database or network. Every fault is listed; nothing in the folder is believed because it is there.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { equalBytes, fromBase64, fromBase64Url, toBase64Url, toHex } from '../../core/bytes.js';
import { formatCanonical, type Json } from '../../core/log/canonical-json.js';
import { parseCheckpoint, type Checkpoint } from '../../core/log/notes/checkpoint.js';
import { commitment, eventHash, parseEntry, parseStatement, sidOf } from '../../core/log/entry.js';
import { checkInclusion, leafHash } from '../../core/log/tree/merkle.js';
import { openNote } from '../../core/log/notes/note.js';
import { logSigned, parsePolicy, policyKeys, quorumMet } from '../../core/log/notes/policy.js';
import { verify } from '../../verifier/door.js';

export interface ExportReport {
  /** 0 good, 1 something is not what was recorded, 2 consistent but not trusted, 4 no export. */
  readonly exit: 0 | 1 | 2 | 4;
  readonly files: number;
  readonly statements: number;
  readonly values: number;
  readonly bundles: number;
  /** `statements/000001.jsonl line 3: …` */
  readonly faults: readonly string[];
}

type Line = Readonly<Record<string, Json>>;

/** Commitments of each statement of a part, by its sid in hex. */
type Committed = ReadonlyMap<string, readonly string[]>;

export function verifyExport(folder: string, policyText: string | undefined): ExportReport {
  const counts = { files: 0, statements: 0, values: 0, bundles: 0 };
  const faults: string[] = [];
  const paths = filesIn(folder);
  const sums = paths.filter((path) => /^SHA256SUMS-\d+$/.test(path));
  const checkpoint = paths.includes('checkpoint') ? checkpointOf(folder, policyText) : undefined;
  if (checkpoint === undefined || sums.length === 0) {
    return { exit: 4, ...counts, faults: ['there is no checkpoint, or no list of sums: this is no export'] };
  }
  const listed = checkSums(folder, sums, faults);
  counts.files = listed.size;
  for (const path of paths) if (!listed.has(path) && !sums.includes(path)) faults.push(`${path}: in no list of sums`);
  for (const path of paths.filter((one) => one.startsWith('statements/'))) {
    const committed = checkStatements(folder, path, checkpoint, faults);
    counts.statements += committed.size;
    counts.values += checkValues(folder, path.replace('statements/', 'private/'), committed, faults);
  }
  for (const path of paths.filter((one) => one.startsWith('evidence/'))) {
    if (sumOf(join(folder, path)) !== /^evidence\/([0-9a-f]{64})\.[a-z]+$/.exec(path)?.[1]) {
      faults.push(`${path}: not the file of that hash`);
    }
  }
  for (const path of paths.filter((one) => one.startsWith('bundles/'))) {
    const { exit } = verify(new Uint8Array(readFileSync(join(folder, path))), policyText);
    if (exit !== 0 && !(exit === 2 && !checkpoint.trusted)) faults.push(`${path}: the bundle does not hold (${exit})`);
    counts.bundles += 1;
  }
  return { exit: faults.length > 0 ? 1 : checkpoint.trusted ? 0 : 2, ...counts, faults };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => relative(folder, join(one.parentPath, one.name)).split(sep).join('/'))
    .sort();
}

function checkpointOf(folder: string, policyText = ''): (Checkpoint & { readonly trusted: boolean }) | undefined {
  const policy = parsePolicy(policyText);
  const note = readFileSync(join(folder, 'checkpoint'), 'utf8');
  const opened = policy === undefined ? undefined : openNote(note, policyKeys(policy));
  const checkpoint = parseCheckpoint(opened?.text ?? note.split('\n\n', 1)[0] + '\n');
  if (checkpoint === undefined) return undefined;
  const signed = policy !== undefined && opened !== undefined;
  const trusted = signed && logSigned(policy, checkpoint.origin, opened.verified) && quorumMet(policy, opened.verified);
  return { ...checkpoint, trusted };
}

function checkSums(folder: string, sums: readonly string[], faults: string[]): Set<string> {
  const listed = new Set<string>();
  for (const list of sums) {
    for (const line of readFileSync(join(folder, list), 'utf8').split('\n')) {
      const [, sum, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
      if (sum === undefined || path === undefined || path.split('/').includes('..')) {
        if (line !== '') faults.push(`${list}: a line that is none`);
        continue;
      }
      listed.add(path);
      if (sumOf(join(folder, path)) !== sum) faults.push(`${path}: missing, or not what it was`);
    }
  }
  return listed;
}

function sumOf(path: string): string | undefined {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return undefined;
  }
}

function checkStatements(folder: string, path: string, { size, root }: Checkpoint, faults: string[]): Committed {
  const committed = new Map<string, readonly string[]>();
  for (const [n, line] of linesOf(folder, path, faults)) {
    const read = readLine(line);
    const at = `${path} line ${n}`;
    if (read === undefined) {
      faults.push(`${at}: cannot be read`);
      continue;
    }
    const { idx, sid, leaf, entry, statement, signatures, hashes } = read;
    const said = parseEntry(entry);
    const isItself = equalBytes(sid, sidOf(statement)) && said?.event === toBase64Url(eventHash(sid, signatures));
    if (!isItself) faults.push(`${at}: the statement is not the one of its entry`);
    const inLog = equalBytes(leaf, leafHash(entry)) && checkInclusion(idx, size, leaf, hashes, root);
    if (!inLog) faults.push(`${at}: the entry is not in the signed tree`);
    committed.set(toHex(sid), parseStatement(statement)?.sd ?? []);
  }
  return committed;
}

function bytes(value: Json | undefined): Uint8Array | undefined {
  return fromBase64(String(value));
}

function readLine(line: Line) {
  const [entry, statement, leaf] = [
    bytes(line['entry']),
    bytes(line['statement']),
    fromBase64Url(String(line['leaf'])),
  ];
  const sid = Buffer.from(String(line['sid']), 'hex');
  const { idx, path, signatures } = line;
  const hashes = Array.isArray(path) ? path.flatMap((one) => bytes(one as Json) ?? []) : [];
  if (!entry || !statement || !leaf || typeof idx !== 'number' || !Array.isArray(signatures)) return undefined;
  const signed = (signatures as unknown as { kid: string; sig: string }[]).map(({ kid, sig }) => {
    return { alg: 'Ed25519' as const, kid: String(kid), sig: String(sig) };
  });
  return { idx, sid: Uint8Array.from(sid), leaf, entry, statement, signatures: signed, hashes };
}

function checkValues(folder: string, path: string, committed: Committed, faults: string[]): number {
  let values = 0;
  for (const [n, line] of linesOf(folder, path, faults)) {
    const { sid, digest, salt, name, value } = line;
    values += 1;
    const isItself = isJson(value) && commitment(String(salt), String(name), value) === digest;
    if (isItself && committed.get(String(sid))?.includes(String(digest)) === true) continue;
    faults.push(`${path} line ${n}: no statement of this part is committed to this value`);
  }
  return values;
}

function isJson(value: Json | undefined): value is Json {
  try {
    return value !== undefined && formatCanonical(value) !== '';
  } catch {
    return false;
  }
}

function* linesOf(folder: string, path: string, faults: string[]): Generator<[number: number, line: Line]> {
  const text = sumOf(join(folder, path)) === undefined ? '' : readFileSync(join(folder, path), 'utf8');
  for (const [i, line] of text.split('\n').entries()) {
    if (line === '') continue;
    try {
      yield [i + 1, JSON.parse(line) as Line];
    } catch {
      faults.push(`${path} line ${i + 1}: is not JSON`);
    }
  }
}
