/** signed.log on a disk that fails, and after a process that was killed between writing a line and syncing it. */
import { open, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { LedgerHalted } from '../../src/ledger/append/log-state.js';
import { readSigned, SignedLog, type Signed } from '../../src/ledger/signer/signed-log.js';
import { signerFolder } from './counters.js';

const line = (size: number): Signed => ({ size, root: `root-${size}`, receivedMs: size, note: `note ${size}\n` });

/** From here on the disk says no to every file that shall stay on it, until the function it gives is called. */
const failingDisk = async (folder: string): Promise<() => void> => {
  const handle = await open(join(folder, 'any'), 'w');
  const files = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const { sync } = files;
  files.sync = async function (this: FileHandle) {
    if ((await this.stat()).isFile()) throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
    await sync.call(this);
  };
  return () => {
    files.sync = sync;
  };
};

describe('signed.log', () => {
  let folder: string;
  let mend: (() => void) | undefined;

  beforeEach(async () => {
    folder = await signerFolder();
  });

  afterEach(() => {
    mend?.();
    mend = undefined;
  });

  test('given a disk that fails, when a checkpoint is signed, then the line is there and is not believed', async () => {
    const log = await SignedLog.open(folder);
    await log.append(line(1));
    mend = await failingDisk(folder);
    await expect(log.append(line(2))).rejects.toThrow(LedgerHalted);
    await expect(log.refresh()).rejects.toThrow(/signed\.log is not on the disk \(EIO\): the disk fails, replace it\./);
    expect([...(await readSigned(folder)).keys()]).toEqual([1, 2]);
    expect(log.latest).toEqual(line(1));
    await log.close();
  });

  test('given a line whose writer was killed before it was synced, when it is read, then it is synced first', async () => {
    await (await SignedLog.open(folder)).close();
    await writeFile(join(folder, 'signed.log'), `${JSON.stringify(line(7))}\n`);
    mend = await failingDisk(folder);
    await expect(SignedLog.open(folder)).rejects.toThrow(LedgerHalted);
    mend?.();
    const healthy = await SignedLog.open(folder);
    await healthy.append(line(8));
    await healthy.close();
    expect([...(await readSigned(folder)).keys()]).toEqual([7, 8]);
  });
});
