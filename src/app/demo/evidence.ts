/** What the demo leaves in a folder: papers, a bundle for every piece, the checkpoint, and a policy to verify them by. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCheckpoint } from '../../core/log/notes/checkpoint.js';
import { parseNote } from '../../core/log/notes/note.js';
import { toBase64 } from '../../core/bytes.js';
import { PaperFiles } from '../../documents/store/paper-files.js';
import { IssuedPapers } from '../../documents/issued-papers.js';
import { isIntact } from '../../verifier/door.js';
import type { House } from '../house.js';

export interface Evidence {
  readonly bundles: number;
  readonly verified: number;
  readonly checkpoint: { readonly size: number; readonly root: string };
}

export async function writeEvidence(house: House, folder: string): Promise<Evidence> {
  const [documents, bundles] = [join(folder, 'documents'), join(folder, 'bundles')];
  await Promise.all([documents, bundles].map((one) => mkdir(one, { recursive: true })));
  await writeDocuments(house, documents);
  const note = await house.ledger.checkpoint();
  const policy = `log ${house.ledger.vkey}\nquorum none\n`;
  await writeFile(join(folder, 'checkpoint'), note);
  await writeFile(join(folder, 'policy.txt'), policy);
  const checkpoint = parseCheckpoint(parseNote(note)?.text ?? '');
  if (checkpoint === undefined) throw new Error('bug: our own checkpoint cannot be read');
  const counts = await writeBundles(house, bundles, policy);
  return { ...counts, checkpoint: { size: checkpoint.size, root: toBase64(checkpoint.root) } };
}

async function writeDocuments({ database, ledger, blobs }: House, folder: string): Promise<void> {
  const store = new IssuedPapers(database.dataSource, new PaperFiles(database.dataSource, ledger, blobs));
  for await (const { name, bytes } of store.everything()) await writeFile(join(folder, name), bytes);
}

/** Every bundle is verified as a stranger would: from its file's bytes and the policy alone. */
async function writeBundles(
  { database, provenance }: House,
  folder: string,
  policy: string,
): Promise<{ bundles: number; verified: number }> {
  const pieces: { id: string; code: string }[] = await database.dataSource.query(
    `SELECT id, code FROM lot WHERE form = 'piece' AND released ORDER BY registrar, code`,
  );
  let verified = 0;
  for (const piece of pieces) {
    const bytes = await provenance.bundleOf(piece);
    if (bytes === undefined) throw new Error(`bug: no checkpoint covers ${piece.code}`);
    await writeFile(join(folder, `${piece.code.replaceAll('/', '_')}.json`), bytes);
    if (isIntact(bytes, policy)) verified += 1;
  }
  return { bundles: pieces.length, verified };
}
