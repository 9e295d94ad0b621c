/** Peru. */
import { ALWAYS } from '../rules/thresholds/dated.js';
import { isDigits, isRuc } from './check-digits.js';
import type { Profile } from './profile.js';

const PROCEDURE = { text: 'Exportación definitiva', ref: 'SUNAT, DESPA-PG.02' };
const OWN = 'own knowledge of the trade';

export const PE: Profile = {
  country: 'PE',
  name: { en: 'Peru', es: 'Perú', fr: 'Pérou' },
  documents: [
    {
      kind: 'gold-origin-record',
      title: 'Constancia de origen del oro (pallaqueo, cachorreo)',
      covers: 'delivery',
      issuer: 'title-holder',
      fields: ['person', 'quantity', 'concession', 'date'],
      source: { text: 'The issuer keeps a copy', ref: 'RM 410-2014-MEM/DM' },
      status: 'confirmed',
    },
    {
      kind: 'purchase-settlement',
      title: 'Liquidación de compra',
      covers: 'delivery',
      issuer: 'buyer',
      fields: ['series and number', 'date', 'seller', 'quantity', 'value'],
      source: { text: OWN },
      status: 'to-be-confirmed',
    },
    {
      kind: 'waybill',
      title: 'Guía de remisión (remitente, transportista)',
      covers: 'lot',
      issuer: 'title-holder',
      fields: ['series and number', 'date', 'sender', 'recipient', 'route', 'mass'],
      source: { text: OWN },
      status: 'to-be-confirmed',
    },
    {
      kind: 'export-declaration',
      title: 'Declaración aduanera de mercancías (DAM)',
      covers: 'shipment',
      issuer: 'customs',
      fields: ['customs office', 'year', 'regime 40', 'number', 'exporter', 'FOB value'],
      source: PROCEDURE,
      status: 'confirmed',
    },
  ],
  identities: [
    { kind: 'RUC', of: 'organisation', example: '20131312955', holds: isRuc, status: 'confirmed' },
    { kind: 'DNI', of: 'person', example: '40123456', holds: isDigits(8), status: 'to-be-confirmed' },
  ],
  pannerLimits: { month: [], year: [] },
  traderRegisters: [
    {
      from: ALWAYS,
      value: ['recpo', 'reinfo'],
      source: 'RM 249-2012-MEM/DM (RECPO); REINFO, Ley 32537',
      status: 'confirmed',
    },
  ],
  registered: ['panner'],
  capacityBinds: [],
  permits: [
    {
      category: 'small producer (PPM)',
      hectares: 2_000,
      tonnesPerDay: 350,
      source: { text: 'Certificate valid two years', ref: 'dremsm.gob.pe' },
      status: 'confirmed',
    },
    {
      category: 'small producer (PPM), placer',
      placerCubicMetresPerDay: 3_000,
      source: { text: OWN },
      status: 'to-be-confirmed',
    },
    {
      category: 'artisanal producer (PMA)',
      hectares: 1_000,
      tonnesPerDay: 25,
      source: { text: OWN },
      status: 'to-be-confirmed',
    },
    {
      category: 'artisanal producer (PMA), placer',
      placerCubicMetresPerDay: 200,
      source: { text: OWN },
      status: 'to-be-confirmed',
    },
  ],
  taxes: [],
  exportSteps: [
    { step: 'Numbering of the customs declaration (DAM)', by: 'exporter', source: PROCEDURE, status: 'confirmed' },
    { step: 'Control of the goods', by: 'customs', source: PROCEDURE, status: 'confirmed' },
    { step: 'Single window (VUCE)', by: 'exporter', source: { text: OWN }, status: 'to-be-confirmed' },
  ],
};
