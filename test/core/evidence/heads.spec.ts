/** A bundle without its end: what the log signs of each lot, paper and key convicts whoever leaves the newest entries out. */
import { draft } from '../../../src/core/custody/act.js';
import { subjectOf, type Head } from '../../../src/core/log/heads.js';
import { parseNote, signNote } from '../../../src/core/log/notes/note.js';
import { verify } from '../../../src/verifier/door.js';
import { edited, version1 } from '../../support/edited.js';
import { LittleLog } from '../../support/little-log.js';
import { actOf, AT, BAR, DELIVERY, fact, oneDelivery, RING } from '../../support/one-delivery.js';

const suspension = fact('fm', '2026-02-01', 'credential.suspended', {
  holder: 'coop',
  scheme: 'fairmined',
  number: 'FM-1',
  from: '2026-01-04',
});

interface Fault {
  readonly what: string;
  readonly at: string;
  readonly check: string;
}

function judged(bytes: Uint8Array, { policy }: LittleLog): { exit: number; faults: Fault[] } {
  const { exit, lines, summary } = verify(bytes, policy);
  for (const { detail } of lines) expect(detail).not.toMatch(/\{\w+\}/);
  if (exit === 1) expect(summary).toBeUndefined();
  return { exit, faults: lines.filter(({ ok }) => !ok).map(({ what, at, check }) => ({ what, at, check })) };
}

/** The ring after it was held: an entry that somebody would rather not show. */
function heldRing(): LittleLog {
  const data = { on: actOf('joya', '2026-01-09').on, lot: RING, reasons: [{ rule: 'P4', code: 'other', at: 'lot' }] };
  return oneDelivery().append(draft(actOf('joya', '2026-01-09'), 'lot.held', [RING], data));
}

/** The needed heads with those of one subject changed before the log signs them. */
function headsBut(log: LittleLog, name: string, change: (head: Head) => Head | Head[]): string[] {
  const heads = log.headsOf(log.needed(RING));
  return log.headNotes(heads.flatMap((head) => (subjectOf(head) === name ? change(head) : head)));
}

const lied = (name: string): object => ({ exit: 1, faults: [{ what: 'log-lied', at: name, check: 'head' }] });

test('an honest bundle says that nothing came after', () => {
  const log = oneDelivery();
  const { exit, summary } = verify(log.bundle(RING), log.policy);
  expect(exit).toBe(0);
  expect(summary?.isNewest).toBe(true);
  expect(log.needed(RING).map(subjectOf).sort()).toEqual([
    'keys coop',
    'keys joya',
    `lot ${RING}`,
    `lot ${BAR}`,
    `lot ${DELIVERY}`,
    'papers coop',
    'papers joya',
  ]);
});

describe('left out', () => {
  test('the newest entry of the lot itself', () => {
    const log = heldRing();
    expect(judged(log.bundle(RING, { without: [AT.ring + 1] }), log)).toEqual({
      exit: 3,
      faults: [{ what: 'tail-missing', at: `lot ${RING}`, check: 'history' }],
    });
  });

  test('the newest entry of what it was made from', () => {
    const log = oneDelivery().append(
      draft(actOf('joya', '2026-01-09'), 'bar.photographed', [BAR], { on: actOf('joya', '2026-01-09').on }),
    );
    expect(judged(log.bundle(RING, { without: [AT.ring + 1] }), log)).toEqual({
      exit: 3,
      faults: [{ what: 'tail-missing', at: `lot ${BAR}`, check: 'history' }],
    });
  });

  test('the suspension of a certificate', () => {
    const log = oneDelivery().append(suspension);
    expect(judged(log.bundle(RING, { without: [AT.ring + 1] }), log)).toEqual({
      exit: 3,
      faults: [{ what: 'tail-missing', at: 'papers coop', check: 'history' }],
    });
  });

  test('the head of a subject, or all of them, or the version that has them', () => {
    const log = heldRing();
    for (const name of log.needed(RING).map(subjectOf)) {
      const heads = headsBut(log, name, () => []);
      const faults = [{ what: 'head-absent', at: name, check: 'completeness' }];
      expect(judged(log.bundle(RING, { heads }), log)).toEqual({ exit: 3, faults });
    }
    expect(judged(log.bundle(RING, { heads: [] }), log).exit).toBe(3);
    const bare = version1(log.bundle(RING, { without: [AT.ring + 1] }));
    expect(judged(bare, log)).toEqual({ exit: 3, faults: [{ what: 'no-heads', at: '', check: 'completeness' }] });
    expect(verify(bare, log.policy).summary?.isNewest).toBe(false);
  });
});

describe('a log that lies in its heads is convicted by its own signatures', () => {
  test('fewer entries than are proven', () => {
    const log = heldRing();
    const before = oneDelivery().headsOf([{ kind: 'lot', id: RING }]);
    const heads = headsBut(log, `lot ${RING}`, () => before);
    expect(judged(log.bundle(RING, { heads }), log)).toEqual(lied(`lot ${RING}`));
  });

  test('no papers where there are some', () => {
    const log = oneDelivery();
    const heads = headsBut(log, 'papers coop', (head) => ({ ...head, count: 0, leaf: null }));
    expect(judged(log.bundle(RING, { heads }), log)).toEqual(lied('papers coop'));
  });

  test('another newest entry', () => {
    const log = oneDelivery();
    const other = log.headsOf([{ kind: 'lot', id: BAR }])[0]?.leaf ?? null;
    const heads = headsBut(log, `lot ${DELIVERY}`, (head) => ({ ...head, leaf: other }));
    expect(judged(log.bundle(RING, { heads }), log)).toEqual(lied(`lot ${DELIVERY}`));
  });

  test('of a subject that nobody asked for, too', () => {
    const paper = { holder: 'lab', scheme: 'iso-17025', number: 'L-1', from: '2026-01-09' };
    const log = oneDelivery().append(draft(actOf('coop', '2026-01-09'), 'credential.granted', [], paper));
    const unasked: Head = { kind: 'papers', id: 'lab', count: 0, leaf: null };
    const heads = log.headNotes([...log.headsOf(log.needed(RING)), unasked]);
    expect(judged(log.bundle(RING, { heads }), log)).toEqual(lied('papers lab'));
  });

  test('in one of two notes that contradict each other', () => {
    const log = heldRing();
    const honest = log.headNotes(log.headsOf(log.needed(RING)));
    const old = log.headNotes(oneDelivery().headsOf([{ kind: 'lot', id: RING }]));
    expect(judged(log.bundle(RING, { heads: [...honest, ...old] }), log)).toEqual(lied(`lot ${RING}`));
  });
});

test('heads may be spread over notes, and may tell of more than is needed', () => {
  const log = oneDelivery();
  const heads = log
    .headsOf([...log.needed(RING), { kind: 'keys', id: 'nobody' }])
    .flatMap((one) => log.headNotes([one]));
  expect(heads).toHaveLength(8);
  expect(judged(log.bundle(RING, { heads }), log)).toEqual({ exit: 0, faults: [] });
});

describe('heads of a later tree than the checkpoint', () => {
  const stranger = draft(actOf('joya', '2026-01-09'), 'bar.photographed', [], { on: actOf('joya', '2026-01-09').on });

  test('say that there was nothing more when it was smaller, where they count no more', () => {
    const grown = oneDelivery().append(stranger);
    const heads = grown.headNotes(grown.headsOf(grown.needed(RING)));
    const log = oneDelivery();
    expect(judged(log.bundle(RING, { heads }), log)).toEqual({ exit: 0, faults: [] });
  });

  test('say what has come since', () => {
    const grown = heldRing();
    const heads = grown.headNotes(grown.headsOf(grown.needed(RING)));
    const log = oneDelivery();
    expect(judged(log.bundle(RING, { heads }), log)).toEqual({
      exit: 3,
      faults: [{ what: 'tail-missing', at: `lot ${RING}`, check: 'history' }],
    });
  });
});

describe('notes of heads that do not belong here', () => {
  test('of the same log when it was smaller', () => {
    const young = oneDelivery();
    const old = young.headNotes(young.headsOf(young.needed(RING)));
    const log = heldRing();
    const { exit, faults } = judged(log.bundle(RING, { heads: old, without: [AT.ring + 1] }), log);
    expect(exit).toBe(1);
    expect(faults[0]).toEqual({ what: 'heads-elsewhere', at: 'heads 0', check: 'head' });
  });

  test('of another history of the same size', () => {
    const other = oneDelivery(new LittleLog()).append(suspension);
    const heads = other.headNotes(other.headsOf(other.needed(RING)));
    const log = heldRing();
    expect(judged(log.bundle(RING, { heads }), log).faults[0]?.what).toBe('heads-elsewhere');
  });

  test('of another log with the same key', () => {
    const log = oneDelivery();
    const [own = ''] = log.headNotes(log.headsOf(log.needed(RING)));
    const theirs = (parseNote(own)?.text ?? '').replace(`\n${log.origin}\n`, '\nother.example\n');
    const note = signNote(theirs, log.origin, log.seed);
    expect(judged(log.bundle(RING, { heads: [note] }), log).faults[0]?.what).toBe('heads-elsewhere');
  });

  test('a checkpoint in the place of heads, or no note at all', () => {
    const log = oneDelivery();
    const heads = log.headNotes(log.headsOf(log.needed(RING)));
    const both = { heads: [...heads, log.checkpoint()] };
    expect(judged(log.bundle(RING, both), log)).toEqual({
      exit: 1,
      faults: [{ what: 'not-heads', at: 'heads 1', check: 'head' }],
    });
    expect(judged(log.bundle(RING, { heads: [...heads, 'trust me'] }), log).faults.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['not-heads', 'heads-not-in-policy']),
    );
  });

  test('signed by somebody else under the name of the log', () => {
    const log = oneDelivery();
    const heads = log.headNotes(log.headsOf(log.needed(RING)), new Uint8Array(32).fill(99));
    expect(judged(log.bundle(RING, { heads }), log)).toEqual({
      exit: 2,
      faults: [{ what: 'heads-not-in-policy', at: 'heads 0', check: 'policy' }],
    });
  });

  test('with a number changed after they were signed', () => {
    const log = heldRing();
    const forged = edited(log.bundle(RING, { without: [AT.ring + 1] }), (raw) => {
      const old = oneDelivery().headsOf([{ kind: 'lot', id: RING }])[0];
      raw.heads = raw.heads.map((note) => note.replace(/lot 00000012.*/, `lot ${RING} 1 ${old?.leaf}`));
    });
    expect(judged(forged, log)).toEqual({
      exit: 1,
      faults: [{ what: 'log-signature-bad', at: 'heads 0', check: 'log-signature' }],
    });
  });

  test('with a signature cut short', () => {
    const log = oneDelivery();
    const forged = edited(log.bundle(RING), (raw) => {
      raw.heads = raw.heads.map((note) => note.replace(/(— \S+ \S{40}).*\n$/, '$1\n'));
    });
    expect(judged(forged, log)).toEqual({ exit: 1, faults: [{ what: 'bad-note', at: 'heads 0', check: 'head' }] });
  });
});
