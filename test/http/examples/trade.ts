/** Gold that is sold, packed, exported, refined and worked, with its papers and its public page. */
import { createHash } from 'node:crypto';
import { COOP, EXPORTER, REFINER, type Chapter } from './story.js';

const BAR = { code: 'B-2026-014' };
const SHIPMENT = { code: 'EXP-2026-03' };

export const sale: Chapter = async (story, { registrar }) => {
  const [coop, exporter] = [registrar[COOP], registrar[EXPORTER]];
  await story.tell('Preview.sale', { by: coop, path: BAR, body: { to: EXPORTER } });
  const { body: bar } = await story.tell('Lots.lot', { by: coop, path: BAR });
  const sentMg = Number(bar['grossMg']);
  await story.tell('Handover.dispatch', { by: coop, path: BAR, body: { to: EXPORTER, sentMg } });
  await story.tell('Handover.receive', { by: exporter, path: BAR, body: { receivedMg: sentMg } });
  await story.tell('Handover.title', { by: coop, path: BAR, body: { to: EXPORTER, basis: 'sale', document: 'F-900' } });
  const later = { to: EXPORTER, basis: 'consignment', until: '2026-06-30' };
  await story.tell('Handover.title', { by: coop, path: { code: 'E-00005' }, body: later });
  await story.tell('Handover.declineTitle', { by: exporter, path: { code: 'E-00005' } });
};

export const shipment: Chapter = async (story, { registrar }) => {
  const by = registrar[EXPORTER];
  const packing = { consignee: REFINER, bars: [{ lot: BAR.code, seal: 'S-000301' }] };
  await story.tell('Preview.pack', { by, body: packing });
  await story.tell('Shipments.packing', { by, body: packing });
  const again = { bars: [{ lot: BAR.code, seal: 'S-000302' }] };
  await story.tell('Shipments.repacking', { by, path: SHIPMENT, body: again });
  await story.tell('Corridors.plan', { by, path: SHIPMENT, body: { on: '2026-03-17' } });
  await story.tell('Shipments.departure', { by, path: SHIPMENT, body: { airWaybill: '045-12345675' } });
};

/** Papers that others issue for it, and what it still lacks. */
export const othersPapers: Chapter = async (story, { registrar }) => {
  const by = registrar[EXPORTER];
  await story.tell('Captured.kinds');
  await story.tell('Corridors.corridors');
  const { body: kept } = await story.tell('Evidence.keep', { by, path: { sha256: INSURANCE } });
  const fields = {
    assured: 'Exportadora del Pacífico SAS',
    sumInsured: { amount: '139900.90', currency: 'USD' },
    voyage: 'Vault to vault',
    conveyance: 'Armoured road and air',
    conditions: 'All risks',
  };
  const paper = { kind: 'insurance', number: 'PS-4401', fields, file: kept['sha256'], on: '2026-03-17' };
  const other = { exporter: undefined, fineNg: undefined, lots: undefined, replaces: undefined, member: undefined };
  const issued = { issuer: 'Aseguradora del Lago', issuedOn: '2026-03-10', until: '2026-06-10' };
  const body = { ...paper, ...other, ...issued };
  const { body: told } = await story.tell('Captured.capture', { by, path: SHIPMENT, body });
  const [entry] = told['entries'] as unknown as { sid: string }[];
  await story.tell('Captured.list', { by, path: SHIPMENT });
  await story.tell('Captured.file', { by, path: { ...SHIPMENT, sid: entry?.sid ?? '' } });
  await story.tell('Corridors.of', { by, path: SHIPMENT });
  await story.tell('Corridors.deadlines', { by });
};

/** SHA-256 of the file that the document shows. */
const INSURANCE = createHash('sha256').update('%PDF-1.7').digest('hex');

export const papers: Chapter = async (story, { registrar }) => {
  const by = registrar[EXPORTER];
  await story.tell('Requests.ofShipment', { by, path: SHIPMENT, body: {} });
  await story.tell('Drafts.draft', { by, path: { ...SHIPMENT, kind: 'packing-list' } });
  await story.tell('Requests.receipt', { by: registrar[COOP], path: { code: 'E-00001' } });
  const list = async (): Promise<Paper[]> => {
    const { body } = await story.tell('Documents.ofShipment', { by, path: SHIPMENT });
    return body['items'] as unknown as Paper[];
  };
  const { id, name } = await issued(list);
  await story.tell('Documents.file', { by, path: { id, name } });
  const officer = await story.key(EXPORTER, 'compliance');
  await story.tell('Holds.set', { by: officer, path: { id } });
  await story.tell('Holds.lift', { by: officer, path: { id } });
  await story.tell('Amend.supersede', { by, path: { id } });
  const other = await issued(async () => (await list()).filter((paper) => paper.id !== id && paper.version === 1));
  await story.tell('Amend.void', { by, path: { id: other.id } });
};

interface Paper {
  readonly id: string;
  readonly version: number;
  readonly files: readonly { readonly name: string }[];
}

/** Papers are made in the background: the first that has a file. */
async function issued(list: () => Promise<readonly Paper[]>): Promise<{ id: string; name: string }> {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    for (const { id, files } of await list()) if (files[0] !== undefined) return { id, name: files[0].name };
    await new Promise((go) => setTimeout(go, 500));
  }
  throw new Error('no paper was issued within a minute');
}

export const refinery: Chapter = async (story, { registrar }) => {
  const by = registrar[REFINER];
  const { body: bar } = await story.tell('Lots.lot', { by, path: BAR });
  const receivedMg = Number(bar['grossMg']);
  const dispatch = { to: REFINER, sentMg: receivedMg };
  await story.tell('Handover.dispatch', { by: registrar[EXPORTER], path: BAR, body: dispatch });
  await story.tell('Handover.receive', { by, path: BAR, body: { receivedMg } });
  const sold = { to: REFINER, basis: 'sale' };
  await story.tell('Handover.title', { by: registrar[EXPORTER], path: BAR, body: sold });
  const meltMg = receivedMg - 20;
  const grainMg = Math.floor((meltMg * 940) / 1_000);
  const bars = [{ lot: BAR.code, meltMg, finenessPpm: 940_100, method: 'fire-assay', creditedMg: grainMg, grainMg }];
  await story.tell('Lots.refining', { by, body: { bars, grain: { code: 'G-00001', finenessPpm: 999_900 } } });
  const output = { code: 'RING-1', form: 'piece', name: 'ring', grossMg: 4_000, finenessPpm: 749_925 };
  await story.tell('Lots.working', {
    by,
    body: { process: 'alloy', lot: 'G-00001', grossMg: 3_000, alloyMg: 1_000, output: { ...output, form: 'alloy' } },
  });
  await story.tell('Lots.release', { by, path: { code: 'RING-1' } });
};

/** Gold whose claim is sold apart from it: the exporter may, and so may a licensee. */
export const incorporated: Chapter = async (story, { registrar, operators: [operator] }) => {
  const [by, buyer] = [registrar[EXPORTER], registrar[REFINER]];
  const licence = {
    act: 'granted',
    holder: REFINER,
    scheme: 'fairmined-licensee',
    number: 'FML-1',
    from: '2025-07-01',
  };
  await story.tell('Credentials.change', { by: operator, body: { ...licence, until: '2027-07-01' } });
  await story.tell('Lots.delivery', {
    by: registrar[COOP],
    body: {
      code: 'E-00041',
      grossMg: 5_010,
      member: 'LIM-003',
      declaration: 'DP-00041',
      finenessPpm: 940_000,
      method: 'xrf',
    },
  });
  const path = { code: 'E-00041' };
  await story.tell('Handover.dispatch', { by: registrar[COOP], path, body: { to: EXPORTER, sentMg: 5_010 } });
  await story.tell('Handover.title', { by: registrar[COOP], path, body: { to: EXPORTER, basis: 'sale' } });
  await story.tell('Handover.receive', { by, path, body: { receivedMg: 5_010 } });
  const scheme = { scheme: 'fairmined' };
  await story.tell('Incorporated.enter', { by, body: { ...scheme, lot: 'E-00041' } });
  for (const sale of ['F-2026-118', 'F-2026-119']) {
    await story.tell('Incorporated.sell', { by, body: { ...scheme, sale, to: REFINER, fineNg: '1250000000' } });
  }
  await story.tell('Incorporated.accept', { by: buyer, path: { from: EXPORTER, sale: 'F-2026-118' } });
  await story.tell('Incorporated.decline', { by: buyer, path: { from: EXPORTER, sale: 'F-2026-119' } });
  await story.tell('Incorporated.accounts', { by, query: { on: '2026-03-15' } });
  await story.tell('Incorporated.sales', { by: buyer, query: { show: 'incoming' } });
  await story.tell('Incorporated.entries', { by, path: scheme });
};
