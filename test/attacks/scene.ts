/**
 * A log with everybody around it who may notice an attack: its signer's folder, a witness, a web server on its public files,
 * and a partner who keeps what it was handed: a receipt of an entry under a cosigned checkpoint.
 */
import { createServer, type Server } from 'node:http';
import { Client } from 'pg';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { parseCheckpoint } from '../../src/core/log/notes/checkpoint.js';
import { parseNote } from '../../src/core/log/notes/note.js';
import type { Policy } from '../../src/core/log/notes/policy.js';
import { checkTlogProof, type TlogProof, type TlogProofVerdict } from '../../src/core/log/tree/tlog-proof.js';
import { cosignersOf } from '../../src/app/log/cosigners.js';
import { newestCosigned } from '../../src/ledger/cosigners/kept.js';
import { fsck } from '../../src/ledger/fsck.js';
import { fsckPublic } from '../../src/ledger/fsck/public.js';
import { PublicLog } from '../../src/ledger/fsck/public-log.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { Proofs } from '../../src/ledger/tree/proofs.js';
import { jarDatabase, openTestLedger, put } from '../ledger/counters.js';
import type { TestDatabase } from '../support/database.js';
import { copyOf } from './backup.js';
import { policyOf, startWitness, type Running } from '../support/witnesses.js';

/** The lock that signers take in turn (src/ledger/signer/turns.ts). */
const SIGNERS_TURN = 5_633_002;

/** What a partner keeps of one entry: nothing of it can be taken back. */
export interface Receipt {
  readonly leaf: Uint8Array;
  readonly proof: TlogProof;
}

export class Scene {
  readonly lot = randomUUID();
  private files: Server | undefined;
  private address = '';

  private constructor(
    public database: TestDatabase,
    public ledger: Ledger,
    readonly folder: string,
    readonly witness: Running,
    readonly policy: Policy,
  ) {}

  static async open(): Promise<Scene> {
    const database = await jarDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'veta-attack-'));
    const ledger = await openTestLedger(database, folder);
    const witness = await startWitness(ledger.vkey, 'buyer');
    const scene = new Scene(database, ledger, folder, witness, policyOf(ledger.vkey, 'all', witness));
    await scene.publish();
    return scene;
  }

  private async publish(): Promise<void> {
    this.files = createServer((request, response) => {
      const path = normalize(new URL(request.url ?? '/', 'http://log').pathname).slice('/log/'.length);
      readFile(join(this.publicFolder, path)).then(
        (bytes) => response.end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((done) => this.files?.listen(0, '127.0.0.1', done));
    this.address = `http://127.0.0.1:${(this.files.address() as AddressInfo).port}`;
  }

  get publicFolder(): string {
    return join(this.folder, 'log', 'public');
  }

  /** So many entries of the lot, signed and cosigned; gives the newest note that has its quorum. */
  async grow(entries: number): Promise<string> {
    await Promise.all(Array.from({ length: entries }, () => this.ledger.append(put({ lots: [this.lot] }))));
    await this.ledger.checkpoint();
    await this.ask();
    return (await newestCosigned(this.database.dataSource))?.note ?? '';
  }

  /** Puts the newest checkpoint before the witness; what is then to be looked at, in its sentence. */
  async ask(): Promise<string | undefined> {
    const logDir = join(this.folder, 'log');
    const asking = cosignersOf(this.policy, { logDir }, this.database.dataSource, this.ledger);
    await asking.round();
    await asking.close();
    return asking.warning;
  }

  /** While the signer is kept waiting, as it is anyway for a moment after every commit. */
  async beforeItIsSigned(work: () => Promise<unknown>): Promise<void> {
    const client = new Client(this.database.ownerConnection);
    await client.connect();
    try {
      await client.query('SELECT pg_advisory_lock($1)', [SIGNERS_TURN]);
      await work();
    } finally {
      await client.end();
    }
  }

  async receiptOf(index: number): Promise<Receipt> {
    const cosigned = await newestCosigned(this.database.dataSource);
    const [row] = await this.database.ownerQuery<{ leaf: Buffer }>('SELECT leaf FROM entry WHERE idx = $1', [index]);
    if (cosigned === undefined || row === undefined) throw new Error(`no cosigned entry ${index}`);
    const [path = []] = await new Proofs(this.database.dataSource).inclusion([index], cosigned.size);
    return { leaf: Uint8Array.from(row.leaf), proof: { index, path, checkpoint: cosigned.note } };
  }

  /** What anybody says of the partner's receipt, with nothing but the policy. */
  judge({ leaf, proof }: Receipt): TlogProofVerdict {
    return checkTlogProof(proof, leaf, this.policy);
  }

  async fsck(): Promise<string[]> {
    const { dataSource } = this.database;
    return (await fsck({ dataSource, signerDir: this.folder })).faults.map(({ idx, what }) => `${idx}: ${what}`);
  }

  /** fsck from outside, by somebody who kept a note. */
  async fsckUrl(since: string): Promise<string[]> {
    const log = new PublicLog(this.address);
    const { faults } = await fsckPublic({ log, policy: this.policy, since: Buffer.from(since) });
    return faults.map(({ idx, what }) => `${idx}: ${what}`);
  }

  /** The sentence with which the running signer refuses. */
  signer(): Promise<string> {
    return refusal(this.ledger.checkpoint());
  }

  /** The sentence with which the next start refuses; afterwards the ledger that ran before is closed. */
  async startUp(): Promise<string> {
    await this.ledger.close();
    const opened = openTestLedger(this.database, this.folder);
    const said = await refusal(opened);
    if (said === '') this.ledger = await opened;
    return said;
  }

  /** What a superuser runs later to have the database end where it ends now, with nothing left hanging loose. */
  async cut(): Promise<string[]> {
    const [state] = await this.database.ownerQuery<{ size: string; root: string; frontier: string }>(
      `SELECT size, encode(root, 'hex') AS root, encode(frontier, 'hex') AS frontier FROM log_state`,
    );
    const beyond = ['cosigned_checkpoint', 'cosignature', 'checkpoint'];
    return [
      `DELETE FROM idempotency WHERE first_idx >= ${state?.size}`,
      ...without(`idx >= ${state?.size}`),
      ...beyond.flatMap((table) => [
        `ALTER TABLE ${table} DISABLE TRIGGER USER`,
        `DELETE FROM ${table} WHERE size > ${state?.size}`,
        `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_append_only`,
      ]),
      `UPDATE log_state SET size = ${state?.size}, root = '\\x${state?.root}', frontier = '\\x${state?.frontier}'`,
    ];
  }

  /** The database as it is now, and how to have it again as a restored backup: a database of its own. */
  async backup(): Promise<() => Promise<void>> {
    const held = await copyOf(this.database);
    return async () => {
      await this.ledger.close();
      const before = this.database;
      this.database = await held();
      await before.drop();
    };
  }

  /** The signer's folder with its files, too: as in one snapshot of the whole machine. */
  async backupSigner(): Promise<() => Promise<void>> {
    const kept = `${this.folder}-kept`;
    await cp(this.folder, kept, { recursive: true });
    return async () => {
      await rm(this.folder, { recursive: true });
      await cp(kept, this.folder, { recursive: true });
      await rm(kept, { recursive: true });
    };
  }

  async reopen(): Promise<void> {
    this.ledger = await openTestLedger(this.database, this.folder);
  }

  async close(): Promise<void> {
    await this.ledger.close();
    await this.witness.close();
    this.files?.closeAllConnections();
    await new Promise((done) => this.files?.close(done));
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** What it is refused with; empty where it is not. */
export async function refusal(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => '',
    (error: unknown) => String((error as Error).message),
  );
}

export function sizeOf(note: string): number {
  return parseCheckpoint(parseNote(note)?.text ?? '')?.size ?? -1;
}

/** As a superuser deletes entries: their links and statements too. */
export function without(which: string): string[] {
  return ['lot_link', 'entry', 'statement'].map((table) => `DELETE FROM ${table} WHERE ${which}`);
}
