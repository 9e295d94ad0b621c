/** Witnesses of a test's log on ports of their own: true ones, and strangers who answer as they like. */
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePolicy, type Policy } from '../../src/core/log/notes/policy.js';
import { formatVkey, parseVkey, type Vkey } from '../../src/core/log/notes/vkey.js';
import { serveWitness } from '../../src/ledger/witness/server.js';
import { vkeyOfWitness, type CosignerKey } from '../../src/ledger/witness/step.js';
import { WitnessStore } from '../../src/ledger/witness/store.js';
import { Witness } from '../../src/ledger/witness/witness.js';

export interface Running {
  readonly name: string;
  readonly vkey: Vkey;
  readonly url: string;
  close(): Promise<void>;
}

export function keyOf(name: string): CosignerKey {
  return { name: `${name}.example/w1`, seed: randomBytes(32) };
}

/** A true witness of the log with this verifier key, its memory in an empty folder. */
export async function startWitness(logVkey: string, name: string, key = keyOf(name), port = 0): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'veta-witness-'));
  const log = parseVkey(logVkey) as Vkey;
  const witness = new Witness(key, new Map([[log.name, [log]]]), new WitnessStore(folder, key));
  const { url, close } = await serveWitness(witness, { host: '127.0.0.1', port });
  return { name, vkey: witness.vkey, url, close };
}

/** Somebody at a witness's address; `asked` counts. */
export async function startStranger(
  name: string,
  answer: RequestListener,
  key = keyOf(name),
): Promise<Running & { asked(): number }> {
  let count = 0;
  const server = createServer((request, response) => {
    count++;
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    name,
    vkey: vkeyOfWitness(key),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => count,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

export function policyOf(logVkey: string, quorum: string, ...witnesses: readonly Running[]): Policy {
  return parsePolicy(policyTextOf(logVkey, quorum, ...witnesses)) as Policy;
}

export function policyTextOf(logVkey: string, quorum: string, ...witnesses: readonly Running[]): string {
  const lines = witnesses.map(({ name, vkey, url }) => `witness ${name} ${formatVkey(vkey)} ${url}`);
  const group = `group enough ${quorum} ${witnesses.map(({ name }) => name).join(' ')}`;
  return [`log ${logVkey}`, ...lines, group, 'quorum enough', ''].join('\n');
}
