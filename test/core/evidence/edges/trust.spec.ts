/** Lines under a note that are almost those of the log, heads of almost this tree, and a reader who leaves at the first fault. */
import { publicKeyOf } from '#crypto';
import { utf8 } from '../../../../src/core/bytes.js';
import { rootFromLeaves } from '../../../../src/core/evidence/inclusion.js';
import { parseCheckpoint } from '../../../../src/core/log/notes/checkpoint.js';
import { headsTexts, subjectOf, type Head } from '../../../../src/core/log/heads.js';
import { leafHash } from '../../../../src/core/log/tree/merkle.js';
import { cosign, formatNote, formatSignature, parseNote, signNote } from '../../../../src/core/log/notes/note.js';
import { COSIGNATURE, ED25519, formatVkey, vkeyOf } from '../../../../src/core/log/notes/vkey.js';
import { parseBundle } from '../../../../src/core/evidence/bundle.js';
import { isIntact, verify } from '../../../../src/verifier/door.js';
import { edited } from '../../../support/edited.js';
import { LittleLog, ORIGIN, witnessLine } from '../../../support/little-log.js';
import { BAR, fact, oneDelivery, RING } from '../../../support/one-delivery.js';

const log = oneDelivery();
const own = vkeyOf(ORIGIN, ED25519, publicKeyOf(log.seed));
const witness = { name: 'certifier.example', seed: new Uint8Array(32).fill(9) };
const other = { name: 'buyer.example', seed: new Uint8Array(32).fill(10) };

const engraved = fact('coop', '2026-01-09', 'ring.engraved', {});

function faults(bytes: Uint8Array, policy = log.policy): string[] {
  const { lines } = verify(bytes, policy);
  return [...new Set(lines.filter(({ ok }) => !ok).map(({ check, what }) => `${check}: ${what}`))];
}

/** The note with one line under it: of a stranger's name and with the id of the log's key. */
function strangers(note: string): string {
  const { text = '' } = parseNote(note) ?? {};
  return formatNote({ text, signatures: [{ name: 'other.example', id: own.id, signature: new Uint8Array(64) }] });
}

describe('a line by a stranger with the id of the log’s key is a stranger’s', () => {
  test('under a checkpoint', () => {
    const forged = log.bundle(RING, { checkpoint: strangers(log.checkpoint()) });
    expect(faults(forged)).toEqual(['policy: log-not-in-policy']);
  });
  test('under heads', () => {
    const heads = log.headNotes(log.headsOf(log.needed(RING))).map(strangers);
    expect(faults(log.bundle(RING, { heads }))).toEqual(['policy: heads-not-in-policy']);
  });
});

test('a witness of the log’s own name does not sign heads', () => {
  const heads = log.headNotes(log.headsOf(log.needed(RING))).map((note) => {
    const { text = '' } = parseNote(note) ?? {};
    return `${text}\n${formatSignature(cosign(text, ORIGIN, witness.seed, 1_790_000_000))}`;
  });
  const named = formatVkey(vkeyOf(ORIGIN, COSIGNATURE, publicKeyOf(witness.seed)));
  const policy = `log ${log.vkey}\nwitness w ${named}\nquorum none\n`;
  expect(faults(log.bundle(RING, { heads }), policy)).toEqual(['policy: heads-not-in-policy']);
});

test('a quorum of two is not said to be met by one', () => {
  const policy = `log ${log.vkey}\n${witnessLine(witness.name, witness.seed)}\n${witnessLine(other.name, other.seed)}\ngroup both all ${witness.name} ${other.name}\nquorum both\n`;
  const { lines } = verify(log.bundle(RING, { checkpoint: log.checkpoint(witness) }), policy);
  const said = lines.map(({ what }) => what);
  expect(said).toContain('quorum-unmet');
  expect(said).not.toContain('quorum-met');
});

describe('heads', () => {
  const { root = new Uint8Array(), size = 0 } = parseCheckpoint(parseNote(log.checkpoint())?.text ?? '') ?? {};
  const heads = log.headsOf(log.needed(RING));
  const signed = (change: (heads: readonly Head[]) => readonly Head[], at = size): Uint8Array => {
    const texts = headsTexts({ origin: ORIGIN, size: at, root, heads: change(heads) });
    return log.bundle(RING, { heads: texts.map((text) => signNote(text, ORIGIN, log.seed)) });
  };

  test('of a smaller tree with the same root are of no tree', () => {
    expect(faults(signed((all) => all))).toEqual([]);
    expect(faults(signed((all) => all, size - 1))).toContain('head: heads-elsewhere');
  });
  test('that count fewer entries up to the same newest one lie', () => {
    const fewer = signed((all) => all.map((head) => (head.id === BAR ? { ...head, count: head.count - 1 } : head)));
    expect(faults(fewer)).toContain('head: log-lied');
  });
  test('of what the bundle does not rest on may tell of more than it shows', () => {
    const extra: Head = { kind: 'papers', id: 'stranger', count: 3, leaf: heads[0]?.leaf ?? null };
    const all = (known: readonly Head[]): Head[] =>
      [...known, extra].sort((a, b) => (subjectOf(a) < subjectOf(b) ? -1 : 1));
    expect(faults(signed(all))).toEqual([]);
  });
});

describe('a tree', () => {
  const leaf = { index: 0, hash: leafHash(utf8('a')) };
  test('is not proven by no leaf, nor by two in one place', () => {
    expect(rootFromLeaves([leaf], 1, [])).toEqual(leaf.hash);
    expect(rootFromLeaves([], 1, [leaf.hash])).toBeUndefined();
    expect(rootFromLeaves([leaf, { ...leaf, hash: leafHash(utf8('b')) }], 1, [])).toBeUndefined();
  });
});

describe('a bundle', () => {
  const whole = log.bundle(RING);
  test('whose bytes are not base64url, or that is not canonical, is none', () => {
    for (const member of ['e', 's'] as const)
      expect(
        parseBundle(edited(whole, ({ events }) => Object.assign(events[0] as object, { [member]: '*' }))),
      ).toBeUndefined();
    expect(parseBundle(utf8('{'))).toBeUndefined();
  });

  test('is intact where nothing is wrong with it, and only there', () => {
    expect(isIntact(whole, log.policy)).toBe(true);
    expect(isIntact(whole, new LittleLog('other.example/log').policy)).toBe(false);
    const bent = edited(whole, ({ events }) => Object.assign(events[3] as object, { s: 'AAAA' }));
    expect(isIntact(bent, log.policy)).toBe(false);
  });

  test.each<[string, Uint8Array, string]>([
    ['of its checkpoint', edited(whole, (raw) => (raw['log'] = 'other.example/log')), 'inclusion'],
    ['of its tree', edited(whole, ({ subtrees, events }) => void (events.pop(), subtrees.reverse())), 'entry'],
    ['of an event', edited(whole, ({ events }) => Object.assign(events[3] as object, { s: 'AAAA' })), 'chain'],
    ['of a signer', oneDelivery().signed(engraved, other).bundle(RING), 'balance'],
  ])('of which only its soundness is asked is not read past a fault %s', (_, bytes, unread) => {
    const checks = (intact: boolean): string[] => verify(bytes, log.policy, { intact }).lines.map(({ check }) => check);
    expect(checks(false)).toContain(unread);
    expect(checks(true)).not.toContain(unread);
  });
});
