/** Gold that changes hands: weighed at both ends, or carried by count in sealed bags; and what can happen on the way. */
import { CARRIER, COOP, EXPORTER, type Chapter, type Story } from './story.js';

async function sent(story: Story, by: string, code: string, grossMg: number, more: object = {}): Promise<void> {
  await story.tell('Lots.delivery', { by, body: { code, grossMg, member: 'LIM-003', declaration: `DP-${code}` } });
  await story.tell('Handover.dispatch', { by, path: { code }, body: { to: EXPORTER, sentMg: grossMg, ...more } });
}

export const handover: Chapter = async (story, { registrar, noted }) => {
  const [coop, exporter] = [registrar[COOP], registrar[EXPORTER]];
  await sent(story, coop, 'E-00011', 3_010);
  const received = await story.tell('Handover.receive', {
    by: exporter,
    path: { code: 'E-00011' },
    body: { receivedMg: 2_900 },
  });
  const [entry] = received.body['entries'] as unknown as { sid: string }[];
  noted.set('receipt', entry?.sid ?? '');
  await sent(story, coop, 'E-00012', 3_020, { seal: 'S-000124' });
  await story.tell('Handover.refuse', { by: exporter, path: { code: 'E-00012' }, body: { weighedMg: 2_000 } });
  await story.tell('Handover.handovers', { by: coop });
  await story.tell('Handover.handovers', { by: exporter, query: { show: 'outgoing' } });
};

export const bags: Chapter = async (story, { registrar }) => {
  const sealed = { bags: 2, seals: ['S-000201', 'S-000202'] };
  await sent(story, registrar[COOP], 'E-00013', 3_030, { to: CARRIER, sealed });
  await story.tell('Handover.decline', { by: registrar[CARRIER], path: { code: 'E-00013' }, body: sealed });
  await sent(story, registrar[COOP], 'E-00014', 3_040, { to: CARRIER, sealed });
  await story.tell('Handover.relay', { by: registrar[CARRIER], path: { code: 'E-00014' }, body: sealed });
};

export const incidents: Chapter = async (story, { registrar }) => {
  const by = registrar[COOP];
  await sent(story, by, 'E-00015', 3_050, { seal: 'S-000125' });
  const [road, seal] = [{ code: 'E-00015' }, { broken: 'S-000125', applied: 'S-000126' }];
  await story.tell('Handover.seal', {
    by,
    path: road,
    body: { ...seal, why: 'opened-by-authority', authority: 'DIAN Bogotá' },
  });
  await story.tell('Handover.detain', { by, path: road });
  await story.tell('Handover.clear', { by, path: road });
  await story.tell('Handover.lose', { by, path: road, body: { cause: 'robbed', report: 'NUNC-2026-00417' } });
  await story.tell('Handover.seize', { by, path: { code: 'E-00004' } });
};

/** Seen by two people, who have keys of their own. */
export const plan: Chapter = async (story, { registrar }) => {
  const ana = await story.somebody(story.operator, 'registrar', 'ana.plan@coop-limonal.example', COOP);
  const luz = await story.somebody(story.operator, 'registrar', 'luz.plan@exp-pacifico.example', EXPORTER);
  await sent(story, registrar[COOP], 'E-00016', 3_060);
  const path = { code: 'E-00016' };
  await story.tell('Plans.keep', { by: ana.cookie, path, body: { readers: [ana.id, luz.id] } });
  await story.tell('Plans.read', { by: luz.cookie, path });
};
