/** What is said of the past: corrections, disputes, withdrawals, recalls, erasure. */
import { COOP, EXPORTER, type Chapter, type Story } from './story.js';

const firstSid = ({ body }: { body: Record<string, never> }): string =>
  (body['entries'] as unknown as { sid: string }[])[0]?.sid ?? '';

export const amendments: Chapter = async (story, { registrar, noted }) => {
  const by = registrar[COOP];
  const body = { code: 'E-00021', grossMg: 3_100, member: 'LIM-003', declaration: 'DP-00021' };
  const sid = firstSid(await story.tell('Lots.delivery', { by, body }));
  await story.tell('Amendments.correction', { by, path: { sid }, body: { fields: { grossMg: 3_010 } } });
  await story.tell('Amendments.lotHistory', { by, path: { code: 'E-00021' } });
  const dispute = { by, path: { sid: noted.get('receipt') ?? '' }, body: { reason: 'mass' } };
  const disputed = firstSid(await story.tell('Amendments.dispute', dispute));
  await story.tell('Amendments.withdrawal', { by, path: { sid: disputed } });
};

export const recalls: Chapter = async (story, { registrar, operators: [operator, other] }) => {
  await story.tell('Recalls.open', { by: operator, body: { lot: await idOf(story, registrar[COOP], 'E-00003-A') } });
  const { body } = await story.tell('RecallViews.list', { by: operator, query: { open: 'true' } });
  const [recall] = body['items'] as unknown as { id: string }[];
  const path = { id: recall?.id ?? '' };
  await story.tell('RecallViews.find', { by: operator, path });
  await story.tell('RecallViews.lots', { by: registrar[COOP], path });
  await story.tell('RecallViews.picture', { by: operator, path });
  await story.tell('Recalls.lift', { by: other, path });
};

async function idOf(story: Story, by: string, code: string): Promise<string> {
  return String((await story.tell('Lots.lot', { by, path: { code } })).body['id']);
}

export const erasure: Chapter = async (story, { registrar, operators: [operator] }) => {
  const by = registrar[COOP];
  const receipt = await story.tell('Amendments.lotHistory', { by, path: { code: 'E-00011' } });
  const [first] = receipt.body['items'] as unknown as { sid: string }[];
  await story.tell('Erasures.disclosures', { by, path: { sid: first?.sid ?? '' } });
  const asked = await story.tell('Erasures.request', { by, body: { member: 'LIM-004' } });
  await story.tell('Erasures.list', { by });
  await story.tell('Erasures.approve', { by: operator, path: { id: String(asked.body['id']) } });
};

export const diligence: Chapter = async (story, { registrar, compliance }) => {
  const path = { organisation: COOP };
  const identity = { legalForm: 'cooperative', kind: 'NIT', number: '800197268-4' };
  await story.tell('Diligence.assess', { by: compliance, path, body: { step: 'kyc', identity } });
  await story.tell('Diligence.suppliers', { by: compliance });
  await story.tell('Diligence.file', { by: compliance, path });
  await story.tell('Diligence.exported', { by: compliance, path });
  const own = await story.key(COOP, 'compliance');
  const period = { from: '2025-07-01', until: '2026-06-30' };
  await story.tell('Diligence.report', { by: own, body: { period, from: '2026-07-01', until: '2027-06-30' } });
  await story.tell('Diligence.of', { by: registrar[EXPORTER], path });
};
