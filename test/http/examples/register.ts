/** Who takes part: organisations, their papers, sites, scales, members and signing keys. */
import { createHash } from 'node:crypto';
import { proofOf, wallet } from '../../lots/wallet.js';
import { CARRIER, COOP, EXPORTER, REFINER, type Chapter, type Story } from './story.js';

/** Before anybody can act for one. */
export async function organisations(story: Story): Promise<void> {
  const by = story.operator;
  await story.tell('Parties.organisation', { by, body: { role: 'cooperative' } });
  for (const [organisation, name, role, country] of [
    [EXPORTER, 'Exportadora del Pacífico', 'exporter', 'CO'],
    [REFINER, 'Affinerie du Lac', 'refiner', 'CH'],
    [CARRIER, 'Transvalor', 'other', 'CO'],
  ]) {
    await story.tell('Parties.organisation', { by, body: { organisation, name, role, country } });
  }
}

export const register: Chapter = async (story, { registrar, manager, operators: [operator] }) => {
  await story.tell('Parties.organisations', { by: registrar[COOP], query: { limit: '50' } });

  const grant = { act: 'granted', from: '2025-07-01', until: '2027-07-01' };
  await story.tell('Credentials.change', { by: operator, body: grant });
  await story.tell('Credentials.change', {
    by: operator,
    body: { ...grant, holder: EXPORTER, scheme: 'rucom', number: 'R-1' },
  });
  const supplier = { ...grant, holder: EXPORTER, scheme: 'fairmined-supplier', number: 'FMS-1' };
  await story.tell('Credentials.change', { by: operator, body: supplier });
  const title = { ...grant, scheme: 'mining-title', number: 'ARE-000-CAU' };
  await story.tell('Credentials.change', { by: operator, body: title });
  await story.tell('Credentials.list', { by: registrar[COOP], query: { holder: COOP } });

  const by = registrar[COOP];
  await story.tell('Parties.site', { by, body: { title: 'ARE-000-CAU' } });
  await story.tell('Parties.sites', { by });
  await story.tell('Parties.scale', { by, body: { calibrated: '2025-11-12', until: '2026-12-01' } });
  await story.tell('Parties.scales', { by });
  await story.tell('Parties.member', { by, body: { kind: 'member' } });
  const lapsed = { code: 'LIM-004', kind: 'panner', from: '2025-01-01', until: '2026-02-15', registration: 'SM-1' };
  await story.tell('Parties.member', { by, body: lapsed });
  await story.tell('Parties.members', { by });
  await story.tell('Expiries.list', { by });

  const file = { path: { sha256: sha256('%PDF-1.7') } };
  await story.tell('Evidence.keep', { by, ...file, query: { member: 'LIM-003' } });
  await story.tell('Evidence.list', { by });
  await story.tell('Evidence.file', { by, ...file });
  const stricter = { threshold: 'usual-fineness-most', key: 'alluvial', value: 975_000, level: 'ask' };
  await story.tell('Rules.set', { by: manager, body: stricter });
  await story.tell('Rules.rules', { by });
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const signingKeys: Chapter = async (story, { registrar, operators: [operator] }) => {
  const { key, kid, seed } = wallet(3);
  const path = { organisation: CARRIER };
  const proof = proofOf({ key, kid, seed }, story.desk.ledger.origin, CARRIER);
  await story.tell('SigningKeys.add', { by: operator, path, body: { key, proof } });
  await story.tell('SigningKeys.list', { by: registrar[CARRIER], path });
  await story.tell('SigningKeys.revoke', { by: operator, path: { ...path, kid } });
};
