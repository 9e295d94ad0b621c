/** Colombia. Read: gold-standards of the trade as cited; what no source of ours says is marked to be confirmed. */
import { ALWAYS } from '../rules/thresholds/dated.js';
import { isDigits, isNit } from './check-digits.js';
import type { Profile } from './profile.js';

const RUCOM = { text: 'Registro único de comercializadores de minerales', ref: 'Decreto 1073 de 2015, RUCOM' };
const CAP = 'Resolución 40103 de 2017 (that it applies is confirmed; its figures are not)';
const ROYALTY = { text: 'Regalías', ref: 'Ley 141 de 1994, art. 16; Ley 756 de 2002' };
const MINISTRY_FORM = { text: 'Declaración de producción, minero de subsistencia', ref: 'Resolución 40103 de 2017' };
const FAIRALLOY = { text: 'A Colombian exporter’s account of its steps', ref: 'fairalloy.eco, 15 April 2024' };

export const CO: Profile = {
  country: 'CO',
  name: { en: 'Colombia', es: 'Colombia', fr: 'Colombie' },
  documents: [
    {
      kind: 'production-declaration',
      title: 'Declaración de producción – minero de subsistencia',
      covers: 'delivery',
      issuer: 'miner',
      fields: [
        'consecutive number',
        'names',
        'identity number',
        'RUT',
        'municipality and department of origin',
        'mineral',
        'quantity sold',
        'unit',
        'declared quarter, month and year',
        'buyer and its RUCOM',
        'date of sale',
        'signature',
      ],
      source: MINISTRY_FORM,
      status: 'confirmed',
    },
    {
      kind: 'subsistence-registration',
      title: 'Inscripción del minero de subsistencia (alcaldía, Génesis)',
      covers: 'person',
      issuer: 'municipality',
      fields: ['names', 'identity number', 'municipality', 'mineral', 'validity'],
      validity: '1 year',
      source: { text: 'Record kept by the mayor', ref: 'Ley 685 de 2001; Ley 1955 de 2019, art. 327' },
      status: 'confirmed',
    },
    {
      kind: 'origin-certificate',
      title: 'Certificado de origen – explotador minero autorizado',
      covers: 'lot',
      issuer: 'title-holder',
      fields: [
        'consecutive number',
        'date',
        'class of miner',
        'RUCOM',
        'identity number',
        'department and municipality',
        'mineral',
        'quantity',
        'unit',
        'buyer, its identity number and its RUCOM',
      ],
      source: { text: 'Certificado de origen', ref: 'Decreto 1666 de 2016; Decreto 2234 de 2023' },
      status: 'confirmed',
    },
    {
      kind: 'export-declaration',
      title: 'Declaración de exportación (DEX)',
      covers: 'shipment',
      issuer: 'customs',
      fields: ['number', 'date', 'exporter', 'tariff heading', 'gross and net mass', 'FOB value'],
      source: { text: 'DIAN', ref: 'Decreto 1165 de 2019' },
      status: 'to-be-confirmed',
    },
  ],
  identities: [
    { kind: 'NIT', of: 'organisation', example: '800197268-4', holds: isNit, status: 'confirmed' },
    { kind: 'CC', of: 'person', example: '52123456', holds: isDigits(6, 10), status: 'to-be-confirmed' },
    { kind: 'DIVIPOLA', of: 'place', example: '19001', holds: isDigits(5), status: 'to-be-confirmed' },
  ],
  pannerLimits: {
    month: [{ from: '2017-02-09', value: 35_000_000_000n, source: CAP, status: 'to-be-confirmed' }],
    year: [{ from: '2017-02-09', value: 420_000_000_000n, source: CAP, status: 'to-be-confirmed' }],
  },
  traderRegisters: [{ from: ALWAYS, value: ['rucom'], source: RUCOM.ref, status: 'confirmed' }],
  registered: ['panner'],
  capacityBinds: [
    {
      from: ALWAYS,
      value: true,
      source: 'Decreto 1073 de 2015: capacity is the most that the title’s works plan (PTO, PTI) gives',
      status: 'confirmed',
    },
  ],
  permits: [],
  taxes: [
    {
      name: 'royalty-alluvial',
      base: 'mean-london-price',
      ratePpm: 60_000,
      sharePpm: 800_000,
      forms: ['alluvial', 'nugget'],
      from: ALWAYS,
      source: ROYALTY,
      status: 'to-be-confirmed',
    },
    {
      name: 'royalty-vein',
      base: 'mean-london-price',
      ratePpm: 40_000,
      sharePpm: 800_000,
      forms: ['vein', 'concentrate', 'amalgam-sponge'],
      from: ALWAYS,
      source: ROYALTY,
      status: 'to-be-confirmed',
    },
  ],
  exportSteps: [
    {
      step: 'Authorisation of the mining authority (ANM)',
      by: 'exporter',
      days: 5,
      source: FAIRALLOY,
      status: 'confirmed',
    },
    {
      step: 'Customs inspects papers and witnesses the assay',
      by: 'customs',
      days: 7,
      source: FAIRALLOY,
      status: 'confirmed',
    },
    {
      step: 'Report to the financial intelligence unit',
      by: 'exporter',
      source: { text: 'UIAF', ref: 'Resolución 363 de 2008' },
      status: 'confirmed',
    },
  ],
};
