/** Renders a paper of every kind in a process of its own and prints their hashes; for a test that changes its surroundings. */
import { createHash } from 'node:crypto';
import { DOCUMENT_KINDS } from '../../src/documents/types/document-types.js';
import { render } from '../../src/documents/types/render.js';
import { sampleOf } from './samples/every-kind.js';

const hashes: string[] = [];
for (const kind of [...DOCUMENT_KINDS].reverse()) {
  for (const { name, bytes } of await render(sampleOf(kind))) {
    hashes.push(`${name} ${createHash('sha256').update(bytes).digest('hex')}`);
  }
}
process.stdout.write(JSON.stringify({ hashes: hashes.sort(), zone: new Date(0).toString() }));
