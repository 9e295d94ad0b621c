/** Lies that only one check stands against: every other proof, signature and count of the bundle holds. */
import { publicKeyOf, signEd25519 } from '#crypto';
import { fromBase64Url, toBase64, text, toBase64Url, utf8 } from '../../../src/core/bytes.js';
import { fineNgOf } from '../../../src/core/custody/lot.js';
import type { LotRegistered } from '../../../src/core/custody/statements.js';
import type { BundleSignature } from '../../../src/core/evidence/bundle.js';
import { formatJcs, type Json } from '../../../src/core/log/canonical-json.js';
import { eventHash, kidOf, pae, sidOf } from '../../../src/core/log/entry.js';
import type { Draft } from '../../../src/core/log/statement.js';
import { verify } from '../../../src/verifier/door.js';
import { edited } from '../../support/edited.js';
import type { LittleLog, Made } from '../../support/little-log.js';
import { signatureOf } from '../../support/little-secrets.js';
import { AT, BAR, fact, oneDelivery, RING, until } from '../../support/one-delivery.js';

const [coop, thief] = [{ seed: new Uint8Array(32).fill(3) }, { seed: new Uint8Array(32).fill(4) }];
const engraved = fact('coop', '2026-01-09', 'ring.engraved', {});

function judged(bytes: Uint8Array, { policy } = oneDelivery()): { exit: number; faults: string[] } {
  const { exit, lines } = verify(bytes, policy);
  const faults = lines.filter(({ ok }) => !ok).map(({ check, what }) => `${check}: ${what}`);
  return { exit, faults: [...new Set(faults)] };
}

/** The newest event with other signatures, as an operator would record it. */
function resigned(log: LittleLog, signatures: BundleSignature[]): LittleLog {
  const event = log.events.at(-1) as Made;
  const sigs = signatures.map(({ kid, sig }) => ({ alg: 'Ed25519' as const, kid, sig }));
  const entry = JSON.parse(text(event.entry) ?? '') as Record<string, Json>;
  event.signatures = signatures;
  event.entry = utf8(formatJcs({ ...entry, event: toBase64Url(eventHash(sidOf(event.bytes), sigs)) }));
  return log;
}

describe('who signed', () => {
  test("a thief's good signature under the id of the organisation's key", () => {
    const log = oneDelivery().key('coop', coop).signed(engraved, coop);
    const { bytes } = log.events.at(-1) as Made;
    const sig = toBase64Url(signEd25519(thief.seed, pae(bytes)));
    const forged = { kid: kidOf(publicKeyOf(coop.seed)), key: publicKeyOf(thief.seed), sig };
    expect(judged(resigned(log, [forged]).bundle(RING), log)).toEqual({
      exit: 1,
      faults: ['attestation: key-differs'],
    });
  });

  test('a statement that the platform attests and somebody signs besides', () => {
    const log = oneDelivery().key('coop', coop).append(engraved);
    const { bytes } = log.events.at(-1) as Made;
    expect(judged(resigned(log, [signatureOf(bytes, coop)]).bundle(RING), log)).toEqual({
      exit: 1,
      faults: ['attestation: signed-and-attested'],
    });
  });

  test('a line of the log that is no signature of its key spoils the note', () => {
    const log = oneDelivery();
    const cut = edited(log.bundle(RING), (raw) => {
      const [, base64 = ''] = /([A-Za-z0-9+/=]+)\n$/.exec(raw.checkpoint) ?? [];
      const bytes = Buffer.from(base64, 'base64');
      raw.checkpoint = raw.checkpoint.replace(base64, toBase64(new Uint8Array(bytes.subarray(0, -1))));
    });
    expect(judged(cut)).toEqual({ exit: 1, faults: ['checkpoint: bad-note'] });
  });
});

describe('which log', () => {
  test('a checkpoint that is none proves nothing', () => {
    const none = edited(oneDelivery().bundle(RING), (raw) => (raw.checkpoint = 'trust me\n'));
    expect(judged(none)).toEqual({ exit: 1, faults: ['checkpoint: not-a-checkpoint'] });
  });

  test("another log's name on a bundle is told of its checkpoint and of each statement", () => {
    const other = edited(oneDelivery().bundle(RING), (raw) => (raw['log'] = 'other.example/log'));
    expect(judged(other).faults).toEqual(expect.arrayContaining(['checkpoint: other-log', 'log: other-log']));
  });

  test('a statement that cannot be read', () => {
    const bad = edited(oneDelivery().bundle(RING), ({ events }) => {
      const event = events[AT.site] ?? { i: 0, e: '', s: '' };
      event.s = toBase64Url(utf8(` ${text(fromBase64Url(event.s) ?? new Uint8Array()) ?? ''}`));
    });
    expect(judged(bad).faults).toContain('statement: statement-malformed');
  });
});

describe('whose gold, and where', () => {
  test('a claim judged by a paper that nobody granted', () => {
    const log = until(AT.delivery, (data) => {
      const { claims } = data as unknown as LotRegistered;
      return { ...data, claims: claims.map((claim) => Object.assign({}, claim, { credential: 'FM-9' })) };
    });
    const lot = log.events.at(-1)?.statement.lots[0] ?? '';
    expect(judged(log.bundle(lot), log)).toEqual({ exit: 1, faults: ['standing: never-granted'] });
  });

  test('a claim judged by a paper that was suspended, though nobody granted it', () => {
    const paper = { holder: 'coop', scheme: 'fairmined', number: 'FM-9', from: '2025-07-01', until: '2026-07-01' };
    const log = until(AT.licence).append(fact('coop', '2026-01-03', 'credential.suspended', paper));
    const { type, org, lots, data } = (oneDelivery().events[AT.delivery] as Made).statement;
    const [claim] = data['claims'] as Draft['data'][];
    const claims = [{ ...claim, credential: 'FM-9' }];
    log.append({ ...fact(org, '2026-01-05', type, { ...data, claims }), lots });
    expect(judged(log.bundle(lots[0] ?? ''), log)).toEqual({ exit: 1, faults: ['standing: never-granted'] });
  });

  test("a bar sent in another's name", () => {
    const log = until(AT.dispatch, (data) => ({ ...data, from: 'joya' }));
    expect(judged(log.bundle(BAR), log)).toEqual({ exit: 1, faults: ['custody: not-custodian'] });
  });

  test('a bar sent again while it travels', () => {
    const log = until(AT.dispatch);
    const { type, org, lots, data } = (log.events.at(-1) as Made).statement;
    log.append({ ...fact(org, '2026-01-08', type, data), lots });
    expect(judged(log.bundle(BAR), log)).toEqual({ exit: 1, faults: ['custody: while-travelling'] });
  });

  const on = { date: '2026-01-08', tz: 'America/Bogota' };
  const packed = (log: LittleLog, more: object = {}): LittleLog => {
    const bar = log.facts.lots.get(BAR);
    const { ppm = 0, method = 'touchstone' } = bar?.fineness ?? {};
    const { code = '', grossMg = 0 } = bar ?? {};
    const line = { lot: BAR, code, grossMg, finenessPpm: ppm, method, fineNg: `${bar && fineNgOf(bar)}`, ...more };
    return log.append({
      ...fact('coop', on.date, 'shipment.packed', { on, shipment: 'X-1', lines: [line] }),
      lots: [BAR],
    });
  };

  test('a bar packed as it is, and exported, is in order', () => {
    const log = packed(until(AT.melt));
    log.append({ ...fact('coop', on.date, 'shipment.exported', { on, shipment: 'X-1' }), lots: [BAR] });
    expect(judged(log.bundle(BAR), log)).toEqual({ exit: 0, faults: [] });
  });

  const PPM = BigInt(oneDelivery().facts.lots.get(BAR)?.fineness?.ppm ?? 0);
  test.each<[string, object]>([
    ['code', { code: 'B-2' }],
    ['mass', { grossMg: 1_000, fineNg: `${1_000n * PPM}` }],
    ['fineness', { finenessPpm: 999_000, fineNg: `${10_301n * 999_000n}` }],
    ['method', { method: 'fire-assay' }],
    ['fine gold', { fineNg: '1' }],
  ])('a bar packed with another %s', (_, more) => {
    const log = packed(until(AT.melt), more);
    expect(judged(log.bundle(BAR), log)).toEqual({ exit: 1, faults: ['custody: packed-otherwise'] });
  });

  test('a bar packed by who sold it', () => {
    const log = until(AT.melt);
    const sale = (oneDelivery().events[AT.sale] as Made).statement;
    log.append({ ...fact('coop', on.date, sale.type, sale.data), lots: sale.lots });
    expect(judged(packed(log).bundle(BAR), log)).toEqual({ exit: 1, faults: ['custody: not-owner'] });
  });

  test('a bar exported with a shipment it was not packed in', () => {
    const log = packed(until(AT.melt));
    log.append({ ...fact('coop', on.date, 'shipment.exported', { on, shipment: 'X-2' }), lots: [BAR] });
    expect(judged(log.bundle(BAR), log)).toEqual({ exit: 1, faults: ['custody: not-packed'] });
  });
});
