/** A log whose key is changed, and witnesses who are named: what stands under a checkpoint, and what it is worth. */
import { publicKeyOf } from '#crypto';
import { formatSignature, parseNote, signNote } from '../../../src/core/log/notes/note.js';
import { ED25519, formatVkey, vkeyOf } from '../../../src/core/log/notes/vkey.js';
import { verify } from '../../../src/verifier/door.js';
import { witnessLine } from '../../support/little-log.js';
import { oneDelivery, RING } from '../../support/one-delivery.js';

const log = oneDelivery();
const next = new Uint8Array(32).fill(70);
const nextVkey = formatVkey(vkeyOf(log.origin, ED25519, publicKeyOf(next)));
const old = `log ${log.vkey}\n`;
const young = `log ${nextVkey}\n`;

/** The note with the line of the log's next key after its own. */
function bothSign(note: string): string {
  const { text = '' } = parseNote(note) ?? {};
  const line = parseNote(signNote(text, log.origin, next))?.signatures[0];
  return line === undefined ? note : note + formatSignature(line);
}

const heads = log.headNotes(log.headsOf(log.needed(RING)));
const overlap = log.bundle(RING, { checkpoint: bothSign(log.checkpoint()), heads: heads.map(bothSign) });

function faults(bundle: Uint8Array, policy: string): string[] {
  return verify(bundle, `${policy}quorum none\n`)
    .lines.filter(({ ok }) => !ok)
    .map(({ what, at }) => `${what} ${at}`.trim());
}

describe('while both keys sign', () => {
  test('whoever trusts the old, the new or both is satisfied', () => {
    for (const policy of [old, young, old + young]) expect(faults(overlap, policy)).toEqual([]);
  });

  test('both lines are checked by whoever knows both keys', () => {
    const elsewhere = parseNote(signNote('other\n1\nAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n', log.origin, next));
    const stray = elsewhere?.signatures[0];
    const forged = log.bundle(RING, {
      checkpoint: log.checkpoint() + (stray === undefined ? '' : formatSignature(stray)),
      heads,
    });
    expect(faults(forged, old)).toEqual([]);
    expect(faults(forged, old + young)).toEqual(['log-signature-bad']);
  });
});

test('the old key alone does not satisfy who trusts the new one alone', () => {
  expect(faults(log.bundle(RING), young)).toEqual(['log-not-in-policy', 'heads-not-in-policy heads 0']);
});

test('a key of the policy that is of another log signs neither checkpoint nor heads', () => {
  const other = formatVkey(vkeyOf('other.example', ED25519, publicKeyOf(next)));
  const text = parseNote(heads[0] ?? '')?.text ?? '';
  const theirs = signNote(text, 'other.example', next);
  const bundle = log.bundle(RING, { heads: [theirs] });
  expect(faults(bundle, `${old}log ${other}\n`)).toEqual(['heads-not-in-policy heads 0']);
});

test('a quorum that is met names who signed, and when', () => {
  const certifier = { name: 'certifier.example', seed: new Uint8Array(32).fill(9) };
  const policy = `${old}${witnessLine(certifier.name, certifier.seed)}\nquorum ${certifier.name}\n`;
  const { exit, lines } = verify(log.bundle(RING, { checkpoint: log.checkpoint(certifier) }), policy);
  expect(exit).toBe(0);
  expect(lines.find(({ what }) => what === 'quorum-met')?.values).toEqual({
    quorum: 'certifier.example',
    witnesses: 'certifier.example (2026-09-21T14:13:20.000Z)',
  });
  expect(verify(log.bundle(RING), log.policy).lines.some(({ what }) => what === 'quorum-met')).toBe(false);
});
