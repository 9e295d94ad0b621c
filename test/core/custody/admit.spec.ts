/** What somebody signs is admitted exactly as far as the desk would have recorded it, and not a milligram further. */
import * as fc from 'fast-check';
import { admit, decided, type AdmissionFacts } from '../../../src/core/custody/admission/admit.js';
import { Balance } from '../../../src/core/custody/balance.js';
import type { Json } from '../../../src/core/log/canonical-json.js';
import { statementBytes } from '../../../src/core/log/entry.js';
import type { SignedDraft, Statement } from '../../../src/core/log/statement.js';
import { Rejection } from '../../../src/core/rejection.js';
import { LittleLog, type Made } from '../../support/little-log.js';
import { oneCampaign } from '../../support/one-campaign.js';
import { oneDelivery } from '../../support/one-delivery.js';
import { played, season } from '../../support/random-season.js';

const AROUND = { sites: ['R-1'], scales: [] };

function factsOf(log: LittleLog): AdmissionFacts {
  return { ...log.amendable, keys: new Map(), statements: log.amendable.statements } as unknown as AdmissionFacts;
}

/** The statement as its author would have sent it: the same words, nothing attested. */
function resigned({ attested: _attested, ...own }: Statement, data: Statement['data'] = own.data): SignedDraft {
  const statement: Statement = { ...own, data };
  return { statement, bytes: statementBytes(statement), signatures: [], disclosures: [] };
}

/** What the desk attests by itself: registers, papers, and what follows from an act. */
const NOT_SIGNED = /^(organisation|site|scale|member|credential|lot\.held|lot\.registered)/;

/** Goes through a log again, every signable act as a signed one; returns the log that this makes. */
function again(log: LittleLog): LittleLog {
  const copy = new LittleLog();
  let following = 0;
  for (const { statement } of log.events) {
    const raw = { ...statement, attested: 'platform' as const };
    if (following > 0) following -= 1;
    else if (NOT_SIGNED.test(statement.type)) copy.append(raw);
    else {
      const arrival = { received: '2026-07-31T12:00:00.000Z', signers: [] };
      const [first, ...rest] = admit(factsOf(copy), resigned(statement), AROUND, arrival);
      if (first === undefined) throw new Error('nothing was admitted');
      expect(first.signed).toBeDefined();
      const { signed: _signed, ...plain } = first;
      // What follows is said when the act is taken in; here at the same instant, so that the logs are byte for byte alike.
      for (const one of [plain, ...rest]) copy.append({ ...one, at: statement.at, attested: 'platform' });
      following = rest.length;
    }
  }
  return copy;
}

const text = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'bigint' ? `${one}n` : one instanceof Map ? [...one] : one,
  );

/** One number of `data` moved by one: milligrams, parts per million or nanograms. */
function moved(value: Json, pick: { left: number }): Json {
  if (typeof value === 'number') return pick.left-- === 0 ? value + 1 : value;
  if (typeof value === 'string' && /^\d+$/.test(value)) return pick.left-- === 0 ? `${BigInt(value) + 1n}` : value;
  if (typeof value === 'boolean') return pick.left-- === 0 ? !value : value;
  if (Array.isArray(value)) return value.map((one: Json) => moved(one, pick));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, moved(one as Json, pick)]));
}

const bar = (): { before: LittleLog; melt: Statement } => {
  const log = oneDelivery();
  const before = new LittleLog();
  for (const { statement } of log.events) {
    if (statement.type === 'lots.transformed') return { before, melt: statement };
    before.append({ ...statement, attested: 'platform' });
  }
  throw new Error('no melt in this tale');
};
/** A number of an act moved by one: refused, or what comes of it the auditor finds nothing wrong with. */
function isHonestOrRefused(log: LittleLog, act: Made, left: number): void {
  const before = new LittleLog();
  const audit = new Balance();
  for (const one of log.events) {
    if (one === act) break;
    before.append({ ...one.statement, attested: 'platform' });
    audit.add(one.statement);
  }
  const data = moved(act.statement.data, { left }) as Statement['data'];
  try {
    const arrival = { received: act.statement.at, signers: [] };
    admit(factsOf(before), resigned(act.statement, data), AROUND, arrival);
  } catch (error) {
    expect(error).toBeInstanceOf(Rejection);
    return;
  }
  expect(audit.add({ ...act.statement, data })).toEqual([]);
}

describe('whatever the desk records, signed by its author', () => {
  test('from the river to the ring is admitted and gives the same lots', () => {
    const log = oneDelivery();
    expect(text(again(log).facts.lots)).toBe(text(log.facts.lots));
  });

  test('from the shaft to the grain too: ore, mill, samples, a replaced assay, an umpire', () => {
    const log = oneCampaign();
    expect(text(again(log).facts.lots)).toBe(text(log.facts.lots));
  });

  test('in any season is admitted and gives the same lots', () => {
    fc.assert(
      fc.property(season, (s) => {
        const { log } = played(s);
        expect(text(again(log).facts.lots)).toBe(text(log.facts.lots));
      }),
      { numRuns: 150 },
    );
  });
});

describe('a signature over other numbers', () => {
  test('is refused, or is another honest act: the auditor never finds a milligram more or less', () => {
    fc.assert(
      fc.property(season, fc.nat(60), fc.nat(20), (s, which, left) => {
        const { log } = played(s);
        const acts = log.events.filter(({ statement }) => !NOT_SIGNED.test(statement.type));
        const act = acts[which % Math.max(1, acts.length)];
        if (act !== undefined) isHonestOrRefused(log, act, left);
      }),
      { numRuns: 300 },
    );
  });

  test('of a campaign, its samples and its assays likewise, number by number', () => {
    const log = oneCampaign();
    for (const act of log.events.filter(({ statement }) => !NOT_SIGNED.test(statement.type))) {
      for (let left = 0; left < 30; left += 1) isHonestOrRefused(log, act, left);
    }
  });

  const arrival = { received: '2026-03-01T12:00:00.000Z', signers: [] };

  test('names the member that is not what the act comes to, and what would be right', () => {
    const { before, melt } = bar();
    const [output] = melt.data['outputs'] as unknown as { fineNg: string }[];
    const outputs = [{ ...output, fineNg: `${BigInt(output?.fineNg ?? 0) + 1n}` }] as unknown as Json;
    const forged = resigned(melt, { ...melt.data, outputs });
    expect(() => admit(factsOf(before), forged, AROUND, arrival)).toThrow(
      expect.objectContaining({
        code: 'act-differs',
        at: 'data.outputs[0].fineNg',
        detail: { value: `"${BigInt(output?.fineNg ?? 0) + 1n}"`, right: `"${output?.fineNg}"` },
      }) as Error,
    );
  });

  test('with words that the rules do not know is refused by their path', () => {
    const { before, melt } = bar();
    const forged = resigned(melt, { ...melt.data, blessedBy: 'nobody' });
    expect(() => admit(factsOf(before), forged, AROUND, arrival)).toThrow(
      expect.objectContaining({ code: 'act-differs', at: 'data.blessedBy' }) as Error,
    );
  });

  test('of a kind that is not signed says which are', () => {
    const { before, melt } = bar();
    const forged = resigned({ ...melt, type: 'lot.held' });
    expect(() => admit(factsOf(before), forged, AROUND, arrival)).toThrow(
      expect.objectContaining({ code: 'not-signable', at: 'type' }) as Error,
    );
    expect(() => decided(factsOf(before), { ...melt, type: 'toString' }, [], AROUND, arrival)).toThrow(Rejection);
  });

  test.each([
    ['a list for a lot', { inputs: 'all of it' }, 'data.inputs'],
    [
      'a word for a mass',
      { inputs: [{ lot: '00000000-0000-4000-8000-000000000000', grossMg: 'much' }] },
      'data.inputs[0].grossMg',
    ],
    ['no process', { process: 7 }, 'data.process'],
    ['a day that is none', { on: { date: '2026-02-30', tz: 'America/Bogota' } }, 'data.on.date'],
    ['a zone that is none', { on: { date: '2026-02-10', tz: 'Moon/Tranquility' } }, 'data.on.tz'],
  ])('with %s is malformed there', (_, member, at) => {
    const { before, melt } = bar();
    const forged = resigned(melt, { ...melt.data, ...(member as unknown as Statement['data']) });
    expect(() => admit(factsOf(before), forged, AROUND, arrival)).toThrow(
      expect.objectContaining({ code: 'malformed', at }) as Error,
    );
  });
});
