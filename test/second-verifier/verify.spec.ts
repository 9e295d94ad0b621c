/** Evidence, judged twice: by the verifier, and by a program in another language that was written from docs/ledger-format.md alone. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verify } from '../../src/verifier/door.js';
import { edited, version1, type Raw } from '../support/edited.js';
import { LittleLog } from '../support/little-log.js';
import { GRAIN, INGOT, oneCampaign, SAMPLE, TAILINGS, type Change } from '../support/one-campaign.js';
import { oneBarOfTwo, TWO } from '../support/one-bar-of-two.js';
import { countedAndCorrected, MISCOUNTED, oneAccount } from '../support/one-account.js';
import { BAGS, FORGED, oneConsignment, SEIZED } from '../support/one-consignment.js';
import { BAR, DELIVERY, oneDelivery, RING } from '../support/one-delivery.js';
import { onePaper, PAPERS } from '../support/one-paper.js';
import { SHIPMENTS } from '../support/one-shipment.js';
import { describeTool, type Tool } from '../support/tools.js';

const PROGRAM = fileURLToPath(new URL('verify.py', import.meta.url));
const RELEASED = new URL('../fixtures/demo-0.1.0/', import.meta.url);
const SEED = 20261122;

interface Case {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A verdict: its exit, and the checks that failed, ascending. */
interface Found {
  readonly exit: number;
  readonly failed: readonly string[];
}

function ours(bytes: Uint8Array, policy: string | undefined): Found {
  const { exit, lines } = verify(bytes, policy);
  const failed = lines.filter(({ ok }) => !ok).map(({ check }) => check);
  return { exit, failed: [...new Set<string>(failed)].toSorted() };
}

/** Numbers below `n` from one seed (mulberry32). */
function chance(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

function damaged(bundle: Uint8Array): Case[] {
  const draw = chance(SEED);
  const cases: Case[] = [{ name: 'version 1', bytes: version1(bundle) }];
  const add = (name: string, change: (raw: Raw) => void): void => {
    cases.push({ name, bytes: edited(bundle, change) });
  };
  const { length } = (JSON.parse(Buffer.from(bundle).toString()) as Raw).events;
  for (let n = 0; n < 80; n += 1) {
    const bytes = Uint8Array.from(bundle);
    const at = draw(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << draw(8));
    cases.push({ name: `bit at ${at}`, bytes });
  }
  for (let i = 0; i < length; i += 1) {
    const other = draw(length);
    const bit = draw(8);
    add(`without ${i}`, ({ events }) => events.splice(i, 1));
    add(`twice ${i}`, ({ events }) => events.splice(i, 0, ...events.slice(i, i + 1)));
    add(`${i} and ${other} swapped`, ({ events }) => {
      [events[i], events[other]] = [events[other]!, events[i]!];
    });
    add(`statement of ${other} for ${i}`, ({ events }) => {
      events[i]!.s = events[other]!.s;
    });
    for (const part of ['s', 'e'] as const) {
      add(`a bit of ${part} of ${i}`, ({ events }) => {
        const bytes = Buffer.from(events[i]![part], 'base64url');
        const at = draw(bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        events[i]![part] = bytes.toString('base64url');
      });
    }
    add(`unsigned ${i}`, ({ events }) => delete events[i]!.g);
  }
  return cases.filter(({ bytes }) => Buffer.compare(bytes, bundle) !== 0);
}

/** What the statement says instead, in a log that was made so. */
const FORGERIES: Readonly<Record<string, Readonly<Record<string, Change>>>> = {
  'a campaign called a melt': { 'lots.transformed': (data) => ({ ...data, process: 'melt' }) },
  'ore counted as gold': {
    'lots.transformed': (data) => ({ ...data, inputs: data.inputs.map((one) => Object.assign({ fineNg: '1' }, one)) }),
  },
  'a campaign that lost fine gold': {
    'lots.transformed': (data) => ({
      ...data,
      losses: data.losses.map((one) => Object.assign({}, one, { fineNg: '1' })),
    }),
  },
  'what the mill gave is a stranger’s': {
    'lots.transformed': (data) => ({
      ...data,
      outputs: data.outputs.map((one) => Object.assign({}, one, { owner: 'joya' })),
    }),
  },
  'ore with a fineness': {
    'lot.registered': (data) => ({ ...data, fineness: { ppm: 1, method: 'xrf', uncertaintyPpm: 1 } }),
  },
  'ore of which nothing is said': { 'lot.registered': ({ ore: _, ...data }) => data },
  'an assay that governs and says it does not': { 'lot.assayed': (data) => ({ ...data, governs: false }) },
  'a replacement of nothing that governs': {
    'lot.assayed': (data) =>
      'replaces' in data ? { ...data, replaces: { of: '0'.repeat(64), reason: 'wrong-lot' } } : data,
  },
  'a sample of another fineness': {
    'sample.taken': (data) => ({
      ...data,
      outputs: data.outputs.map((one) => Object.assign({}, one, { fineness: { ...one.fineness, ppm: 1 } })),
    }),
  },
  'a sample without its seal': {
    'sample.taken': (data) => ({ ...data, outputs: data.outputs.map((one) => Object.assign({}, one, { kept: {} })) }),
  },
};

function theirs(run: Tool, folder: string, policy: string | undefined, cases: readonly Case[]): Found[] {
  const paths = cases.map(({ bytes }, n) => {
    const path = join(folder, `${n}.json`);
    writeFileSync(path, bytes);
    return path;
  });
  const named = join(folder, 'policy.txt');
  if (policy !== undefined) writeFileSync(named, policy);
  const trust = policy === undefined ? [] : ['--policy', named];
  const { stdout, text } = run('python3', ['-B', PROGRAM, ...paths, ...trust]);
  const lines = stdout.toString().trimEnd().split('\n');
  if (lines.length !== cases.length) throw new Error(text);
  return lines.map((line) => {
    const { exit, failed } = JSON.parse(line) as Found;
    return { exit, failed: failed.toSorted() };
  });
}

function suite(run: Tool): void {
  const folder = mkdtempSync(join(tmpdir(), 'veta-second-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const log = oneDelivery(new LittleLog());
  const ring = log.bundle(RING);
  const agree = (cases: readonly Case[], policy: string | undefined): number[] => {
    const found = cases.map(({ bytes }) => ours(bytes, policy));
    const named = (all: readonly Found[]): string[] =>
      all.map(({ exit, failed }, n) => `${cases[n]?.name}: ${exit} ${failed.join(' ')}`);
    expect(named(theirs(run, folder, policy, cases))).toEqual(named(found));
    return found.map(({ exit }) => exit);
  };

  test('both find good bundles good, and none good without a policy or under another', () => {
    const cases = [RING, BAR].map((lot) => ({ name: lot, bytes: log.bundle(lot) }));
    expect(agree(cases, log.policy)).toEqual([0, 0]);
    expect(agree(cases, undefined)).toEqual([2, 2]);
    expect(agree(cases, oneDelivery(new LittleLog(log.origin, new Uint8Array(32).fill(1))).policy)).toEqual([2, 2]);
  });

  test('both find a released bundle of version 1 incomplete', () => {
    const released = { name: 'released', bytes: readFileSync(new URL('J-0001.json', RELEASED)) };
    expect(agree([released], readFileSync(new URL('policy.txt', RELEASED), 'utf8'))).toEqual([3]);
  });

  test('both follow ore through the mill, samples, a replaced assay and an umpire to the grain', () => {
    const campaign = oneCampaign();
    const cases = [GRAIN, SAMPLE, TAILINGS].map((lot) => ({ name: lot, bytes: campaign.bundle(lot) }));
    expect(agree(cases, campaign.policy)).toEqual([0, 0, 0]);
  });

  test('both refuse what no mill and no laboratory can say', () => {
    const cases = Object.entries(FORGERIES).map(([name, forge]) => {
      return { name, bytes: oneCampaign(forge).bundle(INGOT) };
    });
    const exits = agree(cases, oneCampaign().policy);
    expect(exits).toEqual(cases.map(() => 1));
  });

  test('both know whose a bar of two owners is, and that a stranger is not', () => {
    const said = { of: oneBarOfTwo, nobody: (): LittleLog => oneBarOfTwo(({ owner: _, ...data }) => data) };
    const thief = oneBarOfTwo((data) => ({ ...data, owner: 'thief' }));
    const cases = [said.of(), oneBarOfTwo(null), said.nobody(), thief].map((one, n) => {
      return { name: `bar ${n}`, bytes: one.bundle(TWO) };
    });
    expect(agree(cases, said.of().policy)).toEqual([0, 0, 1, 1]);
  });

  test('both know that gold counted in an account carries no claim, and when it could not be counted', () => {
    const honest = [RING, BAR].map((lot) => ({ name: lot, bytes: oneAccount().bundle(lot) }));
    expect(agree(honest, oneAccount().policy)).toEqual([0, 0]);
    const cases = Object.entries(MISCOUNTED).map(([name, [, ...told]]) => {
      return { name, bytes: oneAccount(...told).bundle(BAR) };
    });
    cases.push({ name: 'corrected after it was counted', bytes: countedAndCorrected().bundle(DELIVERY) });
    expect(agree(cases, oneAccount().policy)).toEqual(cases.map(() => 1));
  });

  test('both know what is in a shipment that was packed anew', () => {
    const logs = SHIPMENTS.map(([name, exit, tale]) => ({ name, exit, log: tale() }));
    const cases = logs.map(({ name, log }) => ({ name, bytes: log.bundle(BAR) }));
    expect(agree(cases, oneDelivery(new LittleLog()).policy)).toEqual(logs.map(({ exit }) => exit));
  });

  test('both know what a paper can say of a bar, and who may say it', () => {
    const logs = PAPERS.map(([name, exit, tale]) => ({ name, exit, log: tale() }));
    const cases = logs.map(({ name, log }) => ({ name, bytes: log.bundle(BAR) }));
    expect(agree(cases, oneDelivery(new LittleLog()).policy)).toEqual(logs.map(({ exit }) => exit));
  });

  test('both follow closed bags from hand to hand to their buyer', () => {
    const consignment = oneConsignment();
    const cases = [BAGS, SEIZED].map((lot) => ({ name: lot, bytes: consignment.bundle(lot) }));
    expect(agree(cases, consignment.policy)).toEqual([0, 0]);
  });

  test('both refuse what nobody can say of gold on the road', () => {
    const cases = Object.entries(FORGED).flatMap(([name, forge]) => {
      const consignment = oneConsignment(forge);
      return [BAGS, SEIZED].map((lot) => ({ name, bytes: consignment.bundle(lot) }));
    });
    const exits = agree(cases, oneConsignment().policy);
    const stood = cases.filter((_, n) => n % 2 === 0 && exits[n] !== 1 && exits[n + 1] !== 1);
    expect(stood.map(({ name }) => name)).toEqual([]);
  });

  test.each([
    ['', ring],
    [', papers of its shipment too', onePaper().bundle(BAR)],
  ])('both say the same of everything that was damaged%s', (_, bundle) => {
    const exits = agree(damaged(bundle), log.policy);
    expect(exits).not.toContain(0);
    expect([...new Set(exits)].sort()).toEqual([1, 3, 4]);
  });
}

const library = spawnSync('python3', ['-c', 'import cryptography']).status === 0;
if (library) describeTool(['python3'], suite);
else describeTool(['python3-cryptography'], suite);
