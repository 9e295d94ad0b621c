/** What an attacker can do to a bundle's proofs, done. Exit 1 is a bad proof, 3 missing history, 4 no bundle at all. */
import { draft } from '../../../src/core/custody/act.js';
import { fromBase64Url, text, toBase64Url, utf8 } from '../../../src/core/bytes.js';
import { formatJcs, type Json } from '../../../src/core/log/canonical-json.js';
import { verify } from '../../../src/verifier/door.js';
import { edited, type RawEvent } from '../../support/edited.js';
import { LittleLog, type Made } from '../../support/little-log.js';
import { actOf, AT, BAR, fact, oneDelivery, RING } from '../../support/one-delivery.js';

const log = oneDelivery();
const bundle = log.bundle(RING);

/** Exit and the distinct faults, under the log's own policy. */
function judged(bytes: Uint8Array, { policy } = log): { exit: number; faults: string[] } {
  const { exit, lines } = verify(bytes, policy);
  for (const { detail } of lines) expect(detail).not.toMatch(/\{\w+\}/);
  return { exit, faults: [...new Set(lines.filter(({ ok }) => !ok).map(({ what }) => what))] };
}

/** The log with one event's entry or statement replaced before the tree is signed: the operator as attacker. */
function rewritten(at: number, change: (event: Made) => void): LittleLog {
  const bad = oneDelivery();
  change(bad.events[at] as Made);
  return bad;
}

function json(bytes: Uint8Array): Record<string, Json> {
  return JSON.parse(text(bytes) ?? '') as Record<string, Json>;
}

describe('what is no bundle', () => {
  test.each([
    ['nothing', new Uint8Array()],
    ['noise', Uint8Array.from({ length: 999 }, (_, i) => (i * 7919) & 255)],
    ['a list', utf8('[]')],
    ['a space after it', utf8(`${text(bundle)} `)],
    ['another version', edited(bundle, (raw) => (raw['v'] = 3))],
    ['version 2 without heads', edited(bundle, (raw) => Reflect.deleteProperty(raw, 'heads'))],
    ['version 1 with heads', edited(bundle, (raw) => (raw['v'] = 1))],
    ['heads that are no text', edited(bundle, (raw) => Object.assign(raw, { heads: [7] }))],
    [
      'more notes of heads than a hundred',
      edited(bundle, (raw) => (raw['heads'] = Array(101).fill(raw['checkpoint']))),
    ],
    ['an empty list of disclosures', edited(bundle, (raw) => (raw['disclosures'] = []))],
    ['a member nobody checks', edited(bundle, (raw) => (raw['note'] = 'trust me'))],
    ['an empty history', edited(bundle, (raw) => (raw.events = []))],
    ['a member of an event nobody checks', edited(bundle, (raw) => Object.assign(raw.events[0] ?? {}, { x: 1 }))],
    ['an empty list of signatures', edited(bundle, (raw) => Object.assign(raw.events[0] ?? {}, { g: [] }))],
    ['deep nesting', utf8('['.repeat(100_000) + ']'.repeat(100_000))],
    ['a prototype', utf8('{"__proto__":{"v":1}}')],
  ])('%s', (_, bytes) => {
    expect(judged(bytes)).toEqual({ exit: 4, faults: ['not-a-bundle'] });
  });
});

describe('the place in the log', () => {
  test('a hash of the proof exchanged, left out or added leads elsewhere', () => {
    const few = log.bundle(RING, { without: [AT.site] });
    expect(judged(few).exit).toBe(0);
    const hash = toBase64Url(new Uint8Array(32));
    expect(judged(edited(few, (raw) => (raw.subtrees = [hash]))).faults).toEqual(['root-differs']);
    expect(judged(edited(few, (raw) => (raw.subtrees = []))).faults).toEqual(['root-differs']);
    expect(judged(edited(few, (raw) => raw.subtrees.push(hash))).faults).toEqual(['root-differs']);
  });

  test('events that do not ascend, or stand at one place twice', () => {
    const swapped = edited(bundle, (raw) => raw.events.reverse());
    expect(judged(swapped).faults).toContain('index-order');
    const doubled = edited(bundle, (raw) => raw.events.splice(1, 0, { ...(raw.events[0] as RawEvent) }));
    expect(judged(doubled)).toMatchObject({ exit: 1 });
    expect(judged(doubled).faults).toEqual(expect.arrayContaining(['index-order', 'said-twice']));
  });

  test('an index beyond the tree, or as large as numbers go', () => {
    for (const i of [11, 2 ** 31, Number.MAX_SAFE_INTEGER]) {
      expect(judged(edited(bundle, (raw) => Object.assign(raw.events.at(-1) ?? {}, { i }))).exit).toBe(1);
    }
  });

  test('a checkpoint that claims a tree of 2^53 − 1 leaves is answered, not waited for', () => {
    const huge = edited(bundle, (raw) => {
      raw.checkpoint = raw.checkpoint.replace('\n11\n', `\n${Number.MAX_SAFE_INTEGER}\n`);
    });
    expect(judged(huge).exit).toBe(1);
  });
});

describe('entry and statement', () => {
  test('two statements exchanged', () => {
    const swapped = edited(bundle, ({ events }) => {
      const [a, b] = [events[AT.delivery] as RawEvent, events[AT.melt] as RawEvent];
      [a.s, b.s] = [b.s, a.s];
    });
    expect(judged(swapped).faults).toEqual(expect.arrayContaining(['event-differs', 'links-differ']));
  });

  test('one gram more in a statement', () => {
    const richer = edited(bundle, ({ events }) => {
      const event = events[AT.delivery] as RawEvent;
      const said = text(fromBase64Url(event.s) as Uint8Array) as string;
      event.s = toBase64Url(utf8(said.replace('"grossMg":10417', '"grossMg":11417')));
    });
    expect(judged(richer).exit).toBe(1);
    expect(judged(richer).faults).toContain('event-differs');
  });

  test('an entry of a kind nobody taught it fails closed, though it is in the tree', () => {
    const bad = rewritten(AT.ring, (event) => {
      event.entry = utf8(formatJcs({ ...json(event.entry), k: 'erasure' }));
    });
    expect(judged(bad.bundle(RING), bad)).toMatchObject({ exit: 1 });
    expect(judged(bad.bundle(RING), bad).faults).toContain('entry-unknown-kind');
  });

  test('a statement of an unknown type is proven, and reported as not understood', () => {
    const newer = oneDelivery().append({
      ...fact('joya', '2026-01-09', 'ring.engraved', { motto: 'oro' }),
      lots: [RING],
    });
    const { exit, lines } = verify(newer.bundle(RING), newer.policy);
    expect(exit).toBe(0);
    expect(lines.find(({ what }) => what === 'not-understood')?.values).toEqual({ type: 'ring.engraved', count: 1 });
  });

  test('a statement of another log, replayed into this one', () => {
    const other = oneDelivery(new LittleLog('other.example/log'));
    const bad = edited(bundle, (raw) => (raw['log'] = other.origin));
    expect(judged(bad).faults).toEqual(expect.arrayContaining(['other-log']));
    expect(judged(bad).exit).toBe(1);
  });

  test('the same statement recorded twice', () => {
    const bad = oneDelivery();
    bad.events.push({ ...(bad.events[AT.coop] as Made) });
    expect(judged(bad.bundle(RING), bad).faults).toContain('said-twice');
  });

  test('a clock that went back', () => {
    const bad = rewritten(AT.ring, (event) => {
      event.entry = utf8(formatJcs({ ...json(event.entry), received: '2026-01-10T11:00:00.000Z' }));
    });
    expect(judged(bad.bundle(RING), bad).faults).toEqual(['time-order']);
  });
});

describe('who stands behind a statement', () => {
  const seed = new Uint8Array(32).fill(3);
  const said = fact('lab', '2026-01-09', 'ring.engraved', {});

  test('a good signature is counted as signed', () => {
    const good = oneDelivery().key('lab', { seed }).signed(said, { seed });
    expect(judged(good.bundle(RING), good).exit).toBe(0);
    expect(verify(good.bundle(RING), good.policy).summary?.attested).toMatchObject({ platform: 12, signed: 1 });
  });

  test('a signature by another key, or over other words, does not hold', () => {
    const bad = oneDelivery().signed(said, { seed });
    const other = oneDelivery().signed({ ...said, org: 'other' }, { seed });
    const forged = edited(bad.bundle(RING), (raw) => {
      const theirs = JSON.parse(text(other.bundle(RING)) ?? '') as { events: RawEvent[] };
      Object.assign(raw.events[11] ?? {}, { g: theirs.events[11]?.g });
    });
    expect(judged(forged, bad).faults).toEqual(expect.arrayContaining(['event-differs', 'signature-bad']));
  });

  test('a statement that nobody signed and nobody attests', () => {
    const { attested: _, ...orphan } = said;
    const bad = oneDelivery().append(orphan);
    expect(judged(bad.bundle(RING), bad)).toEqual({ exit: 1, faults: ['nobody-attests'] });
  });
});

describe('the chain of each lot', () => {
  test('an entry left out of the middle is missing history', () => {
    for (const at of [AT.delivery, AT.melt, AT.dispatch, AT.sale]) {
      expect(judged(log.bundle(RING, { without: [at] })).exit).toBe(3);
    }
  });

  test('a fork: two entries claim the same place', () => {
    const bad = rewritten(AT.sale, (event) => {
      const entry = json(event.entry);
      const links = entry['links'] as { lot: string; seq: number; prev: string }[];
      event.entry = utf8(
        formatJcs({ ...entry, links: links.map(({ seq, ...link }) => Object.assign(link, { seq: seq - 1 })) }),
      );
    });
    expect(judged(bad.bundle(RING), bad).faults).toEqual(expect.arrayContaining(['lot-forks']));
    expect(judged(bad.bundle(RING), bad).exit).toBe(1);
  });

  test('an entry that does not follow the one before it', () => {
    const bad = rewritten(AT.ring, (event) => {
      const entry = json(event.entry);
      const links = entry['links'] as { lot: string; seq: number; prev: string | null }[];
      const bent = links.map(({ prev, ...link }) =>
        Object.assign(link, { prev: prev && toBase64Url(new Uint8Array(32)) }),
      );
      event.entry = utf8(formatJcs({ ...entry, links: bent }));
    });
    expect(judged(bad.bundle(RING), bad)).toEqual({ exit: 1, faults: ['prev-differs'] });
  });

  test('an author who saw what this lot never held', () => {
    const bad = oneDelivery().append(draft(actOf('joya', '2026-01-09'), 'ring.engraved', [RING], {}));
    const ghost = bad.events.at(-1) as Made;
    ghost.bytes = utf8(formatJcs({ ...json(ghost.bytes), seen: [toBase64Url(new Uint8Array(32))] }));
    expect(judged(bad.bundle(RING), bad).faults).toEqual(expect.arrayContaining(['seen-differs']));
  });
});

test('the lot it is about must be in it, under its own code', () => {
  expect(judged(edited(bundle, (raw) => (raw['lot'] = RING.replace('12', '34'))))).toMatchObject({ exit: 1 });
  expect(judged(edited(bundle, (raw) => (raw['lot'] = BAR))).faults).toEqual(['code-differs']);
  expect(judged(edited(bundle, (raw) => (raw.code = 'J-2')))).toEqual({ exit: 1, faults: ['code-differs'] });
});
