/** The form that a refiner wants filled for each consignment: kept once, and filled. */
import { EXPORTER, REFINER, type Chapter } from './story.js';

export const intakeForms: Chapter = async (story, { registrar }) => {
  const by = registrar[EXPORTER];
  const path = { name: 'refinery-intake' };
  await story.tell('Intake.keep', { by, path, body: { consignee: REFINER } });
  await story.tell('Intake.list', { by });
  await story.tell('Intake.view', { by, path });
  await story.tell('Intake.fill', { by, path: { ...path, code: 'EXP-2026-03' } });
};
