/** What stands behind it: statements and their signatures, proofs, bundles, everything in one archive; and what all may read. */
import { proofOf, sealed, wallet, type Prepared } from '../../lots/wallet.js';
import { COOP, REFINER, type Chapter } from './story.js';

export const open: Chapter = async (story) => {
  await story.tell('Health.live');
  await story.tell('Health.ready');
  await story.tell('Problems.type', { path: { code: 'overspent' } });
  for (const list of ['Rules.rules', 'Rules.profiles', 'Rules.schemes']) {
    await story.tell(list, { headers: { 'accept-language': 'es' } });
  }
};

export const signed: Chapter = async (story, { registrar, operators: [operator] }) => {
  const own = wallet(9);
  const proof = proofOf(own, story.desk.ledger.origin, COOP);
  await story.tell('SigningKeys.add', { by: operator, path: { organisation: COOP }, body: { key: own.key, proof } });
  const data = {
    on: { date: '2026-03-15', tz: 'America/Bogota' },
    code: 'E-00031',
    form: 'alluvial',
    site: 'LIM-A',
    grossMg: 3_131,
  };
  const disclosures = [{ name: 'member', value: 'LIM-003' }];
  const prepared = await story.tell('Statements.prepare', {
    by: registrar[COOP],
    body: { type: 'lot.registered', data, disclosures },
  });
  const said = prepared.body as unknown as Prepared;
  const envelope = sealed(said.payload, [own], said.disclosures);
  await story.tell('Statements.record', { body: { ...envelope } });
  await story.tell('Statements.record', { body: { ...envelope } });
  await story.desk.ledger.checkpoint();
  await story.tell('Statements.statement', { by: registrar[COOP], path: { sid: said.sid } });
};

export const proofs: Chapter = async (story, { registrar }) => {
  await story.desk.ledger.checkpoint();
  await story.tell('Proofs.inclusion', { query: { idx: '3' } });
  await story.tell('Proofs.consistency', { query: { from: '2' } });
  await story.tell('Proofs.tlogProof', { query: { idx: '3' } });
  const [by, path] = [registrar[REFINER], { code: 'B-2026-014' }];
  await story.tell('Provenance.view', { by, path });
  await story.tell('Provenance.head', { by, path });
  await story.tell('Provenance.bundle', { by, path });
};

export const everything: Chapter = async (story, { manager }) => {
  await story.tell('Export.export', { by: manager });
};
