/** Renders the three papers in a process of its own and prints their hashes; for a test that changes its surroundings. */
import { createHash } from 'node:crypto';
import { render } from '../../src/documents/types/render.js';
import { custodyTransfer, invoice, packingList } from './papers.js';

const hashes: string[] = [];
for (const payload of [packingList(30), custodyTransfer(), invoice()]) {
  for (const { name, bytes } of await render(payload)) {
    hashes.push(`${name} ${createHash('sha256').update(bytes).digest('hex')}`);
  }
}
process.stdout.write(JSON.stringify({ hashes: hashes.sort(), zone: new Date(0).toString() }));
