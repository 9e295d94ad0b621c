/** Gold at the counter, in the mill, the furnace and the laboratory, and in the book. */
import { COOP, REFINER, type Chapter } from './story.js';

const DELIVERED = { member: 'LIM-003', finenessPpm: 940_000, method: 'touchstone' };

export const counter: Chapter = async (story, { registrar, manager }) => {
  const by = registrar[COOP];
  for (const [code, grossMg] of [
    ['E-00001', 12_340],
    ['E-00002', 20_010],
    ['E-00003', 8_120],
    ['E-00004', 3_330],
    ['E-00005', 2_770],
  ] as const) {
    const { body } = await story.tell('Lots.delivery', {
      by,
      body: { ...DELIVERED, code, grossMg, declaration: `DP-${code}` },
    });
    expect(body['held']).toEqual([]);
  }
  await story.tell('Lots.lots', { by, query: { form: 'alluvial', held: 'false', custodian: 'self', limit: '50' } });
  await story.tell('Lots.lot', { by, path: { code: 'E-00001' } });
  const shown = { to: REFINER, until: new Date(Date.now() + 86_400_000).toISOString() };
  await story.tell('Shown.show', { by: manager, path: { code: 'E-00002' }, body: shown });
  const outputs = [{ code: 'E-00003-A', grossMg: 4_000 }];
  await story.tell('Lots.split', { by, path: { code: 'E-00003' }, body: { outputs } });
};

export const furnace: Chapter = async (story, { registrar }) => {
  const by = registrar[COOP];
  const melt = {
    inputs: [{ lot: 'E-00001' }, { lot: 'E-00002' }],
    output: { code: 'B-2026-014', form: 'dore', grossMg: 32_300 },
  };
  await story.tell('Preview.melt', { by, body: melt });
  await story.tell('Lots.melt', { by, body: melt });
  const path = { code: 'B-2026-014' };
  await story.tell('Assays.assay', { by, path, body: { finenessPpm: 941_000, method: 'xrf', operator: 'op-7' } });
  await story.tell('Assays.assay', { by, path, body: { finenessPpm: 940_300, method: 'fire-assay', sampleMg: 100 } });
  await story.tell('Assays.assays', { by, path });
  const set = { code: 'B-2026-014-S1', grossMg: 500, seal: 'S-000123', holder: 'seller' };
  await story.tell('Assays.sample', { by, path, body: { samples: [set] } });
  await story.tell('Assays.samples', { by });
  await story.tell('Assays.bias', { by, query: { from: '2026-01-01' } });
};

export const mill: Chapter = async (story, { registrar }) => {
  const by = registrar[COOP];
  await story.tell('Ore.ore', {
    by,
    body: { code: 'O-00001', form: 'ore', gradeMgPerT: 15_000, member: 'LIM-003', declaration: 'DP-O-1' },
  });
  await story.tell('Ore.milling', {
    by,
    body: {
      technique: 'amalgamation',
      inputs: [{ lot: 'O-00001' }],
      recovered: { form: 'amalgam-sponge', grossMg: 9_000, lots: [{ code: 'SP-00001' }] },
      byProducts: [{ code: 'TL-00001', form: 'tailings', grossMg: 1_900_000_000 }],
    },
  });
};

export const book: Chapter = async (story, { registrar, manager }) => {
  const by = registrar[COOP];
  await story.tell('Lots.count', { by, body: { stock: 'all', countedMg: 50_000 } });
  await story.tell('Volumes.counts', { by });
  const query = { month: '2026-03' };
  await story.tell('Volumes.month', { by, query });
  await story.tell('Volumes.month', { by, query: { ...query, by: 'claim' } });
  await story.tell('Volumes.csv', { by, query });
  await story.tell('Volumes.site', { by, path: { code: 'LIM-A' }, query });
  await story.tell('Volumes.drawn', { by, path: { code: 'LIM-A' }, query });
  await story.tell('Volumes.member', { by, path: { code: 'LIM-003' }, query });
  await story.tell('Rules.set', { by: manager, body: { value: 700_000 } });
};
