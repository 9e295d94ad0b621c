/** Gold that is held apart, questions, and what a second person decides. */
import { COOP, EXPORTER, type Chapter } from './story.js';

export const holds: Chapter = async (story, { registrar, approver }) => {
  const by = registrar[COOP];
  for (const [code, grossMg] of [
    ['H-00001', 2_400],
    ['H-00002', 2_500],
    ['H-00003', 2_600],
  ] as const) {
    await story.tell('Lots.delivery', { by, body: { code, grossMg, member: 'LIM-004', declaration: `DP-${code}` } });
  }
  await story.tell('Holds.holds', { by, query: { rule: 'P4' } });
  await story.tell('Holds.receipt', { by, path: { code: 'H-00001' } });
  await story.tell('Holds.release', { by: approver, path: { code: 'H-00001' } });
  await story.tell('Holds.refuse', { by: approver, path: { code: 'H-00002' } });
  await story.tell('Holds.giveBack', { by: approver, path: { code: 'H-00003' } });
  // What arrived lighter than it left is asked of whoever took it in.
  const asked = await story.tell('Holds.questions', { by: registrar[EXPORTER], query: { open: 'true' } });
  const [question] = asked.body['items'] as unknown as { sid: string }[];
  const sol = await story.somebody(story.operator, 'approver', 'sol@exp-pacifico.example', EXPORTER);
  await story.tell('Holds.answer', { by: sol.cookie, path: { sid: question?.sid ?? '' } });
};
