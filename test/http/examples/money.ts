/** Prices and rates of exchange that one person enters and another confirms. */
import { EXPORTER, type Chapter } from './story.js';

export const money: Chapter = async (story, { registrar }) => {
  const by = registrar[EXPORTER];
  const nils = await story.somebody(story.operator, 'registrar', 'nils@exp-pacifico.example', EXPORTER);
  const { body: fixing } = await story.tell('Quotations.fixing', { by, body: { session: 'PM', evidence: undefined } });
  await story.tell('Quotations.confirmFixing', { by: nils.cookie, path: { id: String(fixing['id']) } });
  await story.tell('Quotations.fixings', { by });
  const { body: rate } = await story.tell('Quotations.rate', { by, body: { evidence: undefined } });
  await story.tell('Quotations.confirmRate', { by: nils.cookie, path: { id: String(rate['id']) } });
  await story.tell('Quotations.rates', { by });
  await story.tell('Price.price', { by, path: { code: 'EXP-2026-03' } });
};
