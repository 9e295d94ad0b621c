import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { DocumentsModule } from '../../src/documents/documents.module.js';
import { ExchangeModule } from '../../src/exchange/exchange.module.js';
import { LotsModule } from '../../src/lots/lots.module.js';
import { ProvenanceModule } from '../../src/provenance/provenance.module.js';
import { openDesk } from '../parties/desk.js';

const GOLDEN = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));

test('docs/openapi.json says what the server says', async () => {
  const desk = await openDesk({ modules: [LotsModule, DocumentsModule, ProvenanceModule, ExchangeModule] });
  const { body } = await desk.get('/openapi.json');
  await desk.close();
  const text = await format(JSON.stringify(body), { parser: 'json', printWidth: 120 });
  if (process.env['VETA_GOLDEN'] === 'write') writeFileSync(GOLDEN, text);
  // `npm run golden` writes it anew; what changed is then read in review.
  expect(text).toBe(readFileSync(GOLDEN, 'utf8'));
});
