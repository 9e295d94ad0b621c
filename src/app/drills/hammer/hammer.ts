/**
 * `veta drill hammer`: an honest log under load is never accused. Many writers register deliveries at once while readers check
 * all the time what strangers check: that each checkpoint goes on from the one before, that what was acknowledged is there,
 * that bundles are good, that fsck finds nothing and the witness signs. One alarm is one too many.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { instantOf } from '../../../core/day.js';
import { parsePolicy, type Policy } from '../../../core/log/notes/policy.js';
import { formatVkey, parseVkey, type Vkey } from '../../../core/log/notes/vkey.js';
import { serveWitness } from '../../../ledger/witness/server.js';
import { WitnessStore } from '../../../ledger/witness/store.js';
import { Witness } from '../../../ledger/witness/witness.js';
import { digestOf } from '../../../lots/lots.js';
import { cosignersOf } from '../../log/cosigners.js';
import type { Finding } from '../../drill.js';
import { openHouse, type House } from '../../house.js';
import { progressBar } from '../../progress-bar.js';
import { oneDelivery } from '../one-delivery.js';
import { dice, numbersIn } from '../options.js';
import { configIn, inScratch } from '../scratch.js';
import { Readers } from './readers.js';

const ORG = 'drill-coop';
const ON = { date: '2026-01-20', tz: 'America/Bogota' };

export interface HammerFinding extends Finding {
  readonly drill: 'hammer';
  readonly node: string;
  readonly writers: number;
  readonly statements: number;
  readonly perSecond: number;
  /** From a writer's answer to the first checkpoint that covers it. */
  readonly integratedMs: { readonly p50: number; readonly p99: number };
  readonly checks: Readers['checks'];
  readonly falseAlarms: number;
  /** The first few, to look at. */
  readonly alarms: readonly string[];
  readonly seconds: number;
}

export function hammer(args: string[]): Promise<HammerFinding> {
  const { statements, writers, seed } = numbersIn(args, { statements: 10_000, writers: 64, seed: 1 });
  return inScratch(async (folder) => {
    const house = await openHouse(configIn(folder), { sample: true });
    try {
      await house.seasons.run(oneDelivery(), { asOf: ON.date });
      await house.ledger.checkpoint();
      const { policy, text, close } = await witnessed(house, folder);
      const cosigners = cosignersOf(policy, house.config, house.database.dataSource, house.ledger);
      const readers = new Readers(house, policy, text, cosigners, dice(seed));
      cosigners.start();
      try {
        return await strike(house, readers, statements, writers);
      } finally {
        await cosigners.close();
        await close();
      }
    } finally {
      await house.close();
    }
  });
}

async function strike(house: House, readers: Readers, wanted: number, writers: number): Promise<HammerFinding> {
  const began = performance.now();
  const bar = progressBar('Hammer');
  let [started, working] = [0, true];
  const write = async (): Promise<void> => {
    while (started < wanted) {
      started += 1;
      await register(house, readers);
      bar.to(readers.told.length, wanted);
    }
  };
  const reading = readers.read(() => working);
  await Promise.all(Array.from({ length: writers }, write)).finally(() => (working = false));
  const writtenMs = performance.now() - began;
  await reading;
  await house.ledger.checkpoint();
  await readers.checkpoint();
  await readers.atLast();
  bar.done();
  const { told, alarms, checks, integratedMs } = readers;
  return {
    drill: 'hammer',
    ok: alarms.length === 0 && told.length >= wanted && integratedMs.length === told.length,
    node: process.version,
    writers,
    statements: told.length,
    perSecond: Math.round((1000 * told.length) / writtenMs),
    integratedMs: { p50: at(integratedMs, 0.5), p99: at(integratedMs, 0.99) },
    checks,
    falseAlarms: alarms.length,
    alarms: alarms.slice(0, 10),
    seconds: Math.round((performance.now() - began) / 1000),
  };
}

async function register({ lots }: House, { told }: Readers): Promise<void> {
  const lot = randomUUID();
  const code = `H-${lot}`;
  const act = { org: ORG, on: ON, at: instantOf(ON.date, ON.tz), today: ON.date, attested: 'platform' as const };
  const { entries } = await lots.register(
    { act, actor: 'hammer', key: lot, digest: digestOf(lot) },
    {
      lot,
      code,
      origin: 'production',
      form: 'alluvial',
      site: 'P-1',
      grossMg: 2_400,
      reading: { ppm: 930_000, method: 'xrf' },
      member: 'M-1',
    },
  );
  const atMs = performance.now();
  told.push(...entries.map(({ idx, leaf }) => ({ lot, code, idx, leaf, atMs })));
}

/** A witness in this process, and the policies of who asks for it and of who is content with the log. */
async function witnessed({ ledger }: House, folder: string) {
  const key = { name: 'hammer.example/witness', seed: randomBytes(32) };
  const log = parseVkey(ledger.vkey) as Vkey;
  const witness = new Witness(key, new Map([[log.name, [log]]]), new WitnessStore(join(folder, 'witness'), key));
  const { url, close } = await serveWitness(witness, { host: '127.0.0.1', port: 0 });
  const line = `log ${ledger.vkey}\n`;
  const policy = parsePolicy(`${line}witness w ${formatVkey(witness.vkey)} ${url}\nquorum w\n`) as Policy;
  return { policy, text: `${line}quorum none\n`, close };
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
