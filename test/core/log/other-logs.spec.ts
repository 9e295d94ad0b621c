import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCheckpoint } from '../../../src/core/log/notes/checkpoint.js';
import { formatNote, noteChecks, openNote, parseNote } from '../../../src/core/log/notes/note.js';
import { logSigned, parsePolicy, policyKeys, quorumMet, type Policy } from '../../../src/core/log/notes/policy.js';

const folder = join(import.meta.dirname, '../../fixtures/other-logs');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const policy = parsePolicy(read('policy.txt')) as Policy;
const keys = policyKeys(policy);
const witnessesOf = (note: string) =>
  openNote(note, keys)
    ?.verified.filter(({ type }) => type === 4)
    .map(({ name }) => name);

describe("other people's logs", () => {
  test('a policy with their published keys is read', () => {
    expect(policy.logs).toHaveLength(3);
    expect(policy.witnesses).toHaveLength(4);
  });

  test.each([
    ['arche2025h1.note', 'arche2025h1.staging.ct.transparency.dev', 1432088532, 4, 1],
    ['rekor-2025-1.note', 'log2025-1.rekor.sigstore.dev', 139911860, 1, 0],
    ['sum-golang-org.note', 'go.sum database tree', 49189689, 0, 0],
  ])('%s opens, down to the last signature', (file, origin, size, witnesses, unknown) => {
    const note = read(file);
    const opened = openNote(note, keys);
    expect(parseCheckpoint(opened?.text ?? '')).toMatchObject({ origin, size });
    expect(witnessesOf(note)).toHaveLength(witnesses);
    expect(opened?.unverified).toHaveLength(unknown);
    expect(formatNote(parseNote(note) ?? { text: '', signatures: [] })).toBe(note);
    // Of Go's log the key bears another name than the origin: as tlog-policy asks, that is nobody's log.
    expect(logSigned(policy, origin, opened?.verified ?? [])).toBe(origin !== 'go.sum database tree');
    expect(quorumMet(policy, opened?.verified ?? [])).toBe(witnesses === 4);
  });

  test('a digit more, or a second of a cosignature, and none of them opens', () => {
    for (const file of ['arche2025h1.note', 'rekor-2025-1.note', 'sum-golang-org.note']) {
      const note = read(file);
      const size = parseCheckpoint(parseNote(note)?.text ?? '')?.size;
      expect(openNote(note.replace(`\n${size}\n`, `\n${size}0\n`), keys)).toBeUndefined();
    }
    const later = read('rekor-2025-1.note').replace('Z/euoAAAAABqxF18', 'Z/euoAAAAABqxF19');
    expect(openNote(later, keys)).toBeUndefined();
  });

  test('their cosignatures say when', () => {
    const checks = noteChecks(read('arche2025h1.note'), keys)?.checks ?? [];
    const times = checks.flatMap(({ time }) => (time === undefined ? [] : [new Date(time * 1000).toISOString()]));
    expect(new Set(times)).toEqual(new Set(['2026-05-23T21:50:24.000Z']));
  });
});
