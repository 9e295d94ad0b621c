/** What every kind of paper comes out as, byte for byte, on every Node there is. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DOCUMENT_KINDS } from '../../src/documents/types/document-types.js';
import { render } from '../../src/documents/types/render.js';
import { sampleOf } from '../documents/samples/every-kind.js';

const GOLDEN = fileURLToPath(new URL('./papers.txt', import.meta.url));

test('test/golden/papers.txt says what each kind of paper comes out as', async () => {
  const lines: string[] = [];
  for (const kind of DOCUMENT_KINDS) {
    for (const { name, bytes } of await render(sampleOf(kind))) {
      lines.push(`${kind} ${name} ${createHash('sha256').update(bytes).digest('hex')}\n`);
    }
  }
  const text = lines.sort().join('');
  if (process.env['VETA_GOLDEN'] === 'write') writeFileSync(GOLDEN, text);
  expect(text).toBe(readFileSync(GOLDEN, 'utf8'));
});
