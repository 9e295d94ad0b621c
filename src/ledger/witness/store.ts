/**
 * A witness's memory: for each log a folder, named by the SHA-256 of its origin, with the newest note it cosigned and the
 * notes that contradict one. A file is replaced whole and synced before anybody is told (C2SP tlog-witness: persist first).
 *
 * It must never be restored from a backup: a witness that forgets would cosign a second history. Make a new one instead.
 */
import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '#crypto';
import { toHex, utf8 } from '../../core/bytes.js';
import { parseForeignCheckpoint } from '../../core/log/notes/checkpoint.js';
import { noteChecks, openNote } from '../../core/log/notes/note.js';
import { LedgerHalted } from '../append/log-state.js';
import { syncFolder } from '../signer/key/log-key.js';
import { vkeyOfWitness, type CosignerKey, type Seen } from './step.js';

/** Enough to prove a fork; a log that lies more often is not worth the disk. */
const CONTRADICTIONS_BYTES = 1_000_000;

/** The folder of a log, and its path in the address that monitors ask. */
export function folderOf(origin: string): string {
  return toHex(sha256(utf8(origin)));
}

export class WitnessStore {
  constructor(
    private readonly folder: string,
    private readonly key: CosignerKey,
  ) {}

  /** @throws LedgerHalted where there is a note that this witness did not cosign as it stands */
  async seen(origin: string): Promise<Seen | undefined> {
    const path = join(this.folder, folderOf(origin), 'checkpoint');
    const note = await readFile(path, 'utf8').catch(absent);
    if (note === undefined) return undefined;
    const own = [vkeyOfWitness(this.key)];
    const checkpoint = parseForeignCheckpoint(openNote(note, own)?.text ?? '');
    const time = noteChecks(note, own)?.checks[0]?.time;
    if (checkpoint?.origin !== origin || time === undefined) {
      throw new LedgerHalted(`${path} is not a note of ${origin} that this witness cosigned. Retire this witness.`);
    }
    return { size: checkpoint.size, root: checkpoint.root, time, note };
  }

  /** The newest cosigned note of a log, by the name of its folder. */
  async note(folder: string): Promise<string | undefined> {
    if (!/^[0-9a-f]{64}$/.test(folder)) return undefined;
    return readFile(join(this.folder, folder, 'checkpoint'), 'utf8').catch(absent);
  }

  /** Durable when it resolves. */
  async keep(origin: string, { note }: Seen): Promise<void> {
    const folder = await this.folderFor(origin);
    const draft = join(folder, `checkpoint.${randomUUID()}`);
    const file = await open(draft, 'wx', 0o644);
    await file.writeFile(note);
    await file.sync();
    await file.close();
    await rename(draft, join(folder, 'checkpoint'));
    await syncFolder(folder);
  }

  async keepContradiction(origin: string, note: string): Promise<void> {
    const path = join(await this.folderFor(origin), 'contradictions');
    const size = (await stat(path).catch(absent))?.size ?? 0;
    if (size < CONTRADICTIONS_BYTES) await appendFile(path, `${note}\n`);
  }

  private async folderFor(origin: string): Promise<string> {
    const folder = join(this.folder, folderOf(origin));
    if ((await mkdir(folder, { recursive: true, mode: 0o755 })) !== undefined) await syncFolder(this.folder);
    return folder;
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
