import type { PastAct } from '../../src/lots/amendments/lot.history.js';
import { verify } from '../../src/verifier/door.js';
import { openTown, type Page, type Town } from './town.js';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const pageOf = (language: string): Promise<Page> => town.page(`/verify/${town.codes.get('ANILLO-1')}?lang=${language}`);

async function did(key: string, path: string, body: object): Promise<{ entries: { sid: string }[] }> {
  const { status, text, body: told } = await town.desk.post(`/api/${path}`, { key, body });
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
  return told as unknown as { entries: { sid: string }[] };
}

test('a piece without corrections says nothing of them', async () => {
  const { text } = await pageOf('es');
  expect(text).not.toMatch(/corrigió|impugna|Corregido/);
});

test('what was corrected or is disputed on the way to the piece is told, by month and kind, to every reader', async () => {
  const { body } = await town.desk.get('/api/lots/BARRA-9/history', { key: town.jewellerKey });
  const dispatch = (body['items'] as unknown as PastAct[]).find(({ type }) => type === 'custody.dispatched')?.sid ?? '';
  const on = '2026-03-03';
  const said = { on, note: 'Lo dijo Ana María' };
  const fields = { seal: 'PRECINTO-78' };
  await did(town.cooperativeKey, `statements/${dispatch}/correction`, { ...said, fields, reason: 'typing-error' });
  const { entries } = await did(town.jewellerKey, `statements/${dispatch}/dispute`, { ...said, reason: 'mass' });
  await town.desk.ledger.checkpoint();

  const spanish = await pageOf('es');
  expect(spanish.text).toContain(
    'corrigió el registro de un envío (número de precinto) en marzo de 2026. Motivo: error de digitación.',
  );
  expect(spanish.text).toContain('impugna el registro de un envío desde marzo de 2026. Se impugna: el peso.');
  expect(spanish.text).not.toContain('fue retirada');
  expect(spanish.html).not.toMatch(/Ana María|PRECINTO|3 de marzo/);
  expect((await pageOf('en')).text).toContain('corrected the record of a dispatch (seal number) in March 2026.');
  expect((await pageOf('fr')).text).toContain('conteste l’enregistrement d’un envoi depuis mars 2026.');

  await did(town.jewellerKey, `statements/${entries[0]?.sid}/withdrawal`, { on, reason: 'settled' });
  await town.desk.ledger.checkpoint();
  const after = await pageOf('es');
  expect(after.text).toContain('Se impugna: el peso. La impugnación fue retirada.');
  // The claim stands as it stood: none of this touches it.
  expect(after.text).toContain('Oro Fairmined, segregado');

  // And a stranger's verifier reads the same from the proof alone.
  const bundle = await town.app.inject({ method: 'GET', url: `/api/lots/${town.codes.get('ANILLO-1')}/bundle` });
  const { lines, summary } = verify(new Uint8Array(bundle.rawPayload));
  expect(lines.filter(({ ok, check }) => !ok && check !== 'policy')).toEqual([]);
  expect(summary?.amendments.map(({ act, of }) => [act, of.type])).toEqual([
    ['corrected', 'custody.dispatched'],
    ['disputed', 'custody.dispatched'],
    ['voided', 'statement.disputed'],
  ]);
});
