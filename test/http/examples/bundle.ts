/** Every paper of a shipment at once, with its cover; and one that could not be made, tried once more. */
import { EXPORTER, type Chapter } from './story.js';

const SHIPMENT = { code: 'EXP-2026-03' };

export const bundle: Chapter = async (story, { registrar }) => {
  const by = registrar[EXPORTER];
  const { body: asked } = await story.tell('Bundles.ask', { by, path: SHIPMENT });
  const path = { id: String(asked['id']) };
  await story.tell('Bundles.events', { by, path });
  await story.tell('Bundles.view', { by, path });
  await story.tell('Bundles.files', { by, path });
  const [broken] = await story.desk.database.ownerQuery<{ id: string }>(
    `INSERT INTO document (id, org, shipment, kind, number, version, sample, payload, payload_sha256, sealed, status, error)
     VALUES (gen_random_uuid(), $1, 'EXP-2026-99', 'packing-list', 'PKL-2026-99', 1, true, '{}', sha256('{}'), true, 'failed', 'torn')
     RETURNING id`,
    [EXPORTER],
  );
  await story.tell('Failed.list', { by });
  await story.tell('Failed.retry', { by, path: { id: String(broken?.id) } });
};
