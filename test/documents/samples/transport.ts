/** The papers of transport of one shipment of invented parties. */
import type { PackingListPayload } from '../../../src/documents/types/packing/packing-list.js';
import type { InstructionLetterPayload } from '../../../src/documents/types/transport/instruction-letter.js';
import type { SafetyStatementPayload } from '../../../src/documents/types/transport/safety-statement.js';
import type { ShipmentAdvicePayload } from '../../../src/documents/types/transport/shipment-advice.js';
import { packingList } from '../papers.js';

function handled({ exporter, consignee, shipment }: Omit<PackingListPayload, 'bars'>) {
  const { code, airWaybill, incoterm, box, hs } = shipment;
  return {
    exporter: { ...exporter, credentials: [] },
    consignee: { ...consignee, credentials: [] },
    shipment: { code, airWaybill, incoterm, box, hs },
  };
}

export function instructionLetter(seals = 6, sample = true): InstructionLetterPayload {
  const { bars, ...envelope } = packingList(seals, sample);
  return {
    ...envelope,
    ...handled(envelope),
    kind: 'instruction-letter',
    number: 'SIL-EXP-PACIFICO-2026-000001',
    pieces: bars.length,
    grossMg: bars.reduce((sum, { grossMg }) => sum + grossMg, 0),
    seals: bars.flatMap(({ seal }) => seal ?? []),
    shares: { freight: 'exporter', insurance: 'exporter', export: 'exporter', import: 'consignee' },
    notify: 'Agencia Aduanera del Lago, Zürich',
    attached: [
      { kind: 'commercial-invoice', number: 'INV-EXP-PACIFICO-2026-000001', issuer: null },
      { kind: 'packing-list', number: 'PKL-EXP-PACIFICO-2026-000001', issuer: null },
      { kind: 'custody-transfer', number: 'COC-EXP-PACIFICO-2026-000001', issuer: null },
      { kind: 'export-declaration', number: 'DEX-6007-118', issuer: 'Aduana de Bogotá' },
      { kind: 'insurance', number: 'OC-7-0031', issuer: 'Aseguradora del Lago' },
    ],
  };
}

export function shipmentAdvice(bars = 6, sample = true): ShipmentAdvicePayload {
  return {
    ...packingList(bars, sample),
    kind: 'shipment-advice',
    number: 'ADV-EXP-PACIFICO-2026-000001',
    expectedOn: '2026-02-18',
    contract: 'CV-2026-014',
    notify: 'Agencia Aduanera del Lago, Zürich',
  };
}

export function safetyStatement(bars = 6, sample = true): SafetyStatementPayload {
  const { bars: packed, ...envelope } = packingList(bars, sample);
  const codes = packed.map(({ code }) => code);
  return {
    ...envelope,
    ...handled(envelope),
    kind: 'safety-statement',
    number: 'SAF-EXP-PACIFICO-2026-000001',
    groups: [
      {
        form: 'dore',
        solid: true,
        bars: codes.slice(0, -2),
        residues: { mercury: { is: 'not-recorded' }, cyanide: { is: 'used', by: ['technique', 'addition'] } },
      },
      {
        form: 'amalgam-sponge',
        solid: false,
        bars: codes.slice(-2, -1),
        residues: { mercury: { is: 'used', by: ['form'] }, cyanide: { is: 'not-recorded' } },
      },
      {
        form: 'dore',
        solid: true,
        bars: codes.slice(-1),
        residues: {
          mercury: { is: 'declared-none', scheme: 'fairmined-ecological' },
          cyanide: { is: 'declared-none', scheme: 'fairmined-ecological' },
        },
      },
    ],
    analyses: [{ certificate: 'LAB-2026-118', issuer: 'Laboratorio del Norte', found: ['Pb 120 ppm', 'Hg 15 ppm'] }],
  };
}
