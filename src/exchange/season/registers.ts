/** The books of who and where: parties, mine sites, scales, miners, certificates and licences. */
import { book } from './sheet/book.js';
import {
  capacity,
  code,
  country,
  credentialEvents,
  day,
  decimal,
  fineness,
  mass,
  optional,
  organisationCode,
  phrase,
  scheme,
  sex,
  text,
  wordOr,
} from './sheet/columns.js';
import { DEPOSIT_WORDS, PERSON_WORDS, ROLE_WORDS } from './sheet/words.js';
import { Wrong } from './wrong.js';

export const organisations = book({
  file: 'organisations.csv',
  columns: {
    code: code('codigo'),
    name: phrase('razon_social'),
    role: wordOr('rol', ROLE_WORDS, 'other'),
    country: country('pais'),
    taxNumber: optional(text('nit')),
    address: optional(text('direccion')),
  },
  key: ['code'],
});

export const sites = book({
  file: 'sites.csv',
  columns: {
    code: code('codigo'),
    name: phrase('nombre'),
    municipality: optional(phrase('municipio')),
    region: optional(phrase('departamento')),
    country: country('pais'),
    latitude: optional(decimal('latitud')),
    longitude: optional(decimal('longitud')),
    title: optional(phrase('titulo')),
    deposit: wordOr('yacimiento', DEPOSIT_WORDS, 'other'),
    lowestPpm: optional(fineness('ley_min')),
    highestPpm: optional(fineness('ley_max')),
    capacityMgPerMonth: optional(capacity('capacidad_g_mes')),
  },
  key: ['code'],
});

export const scales = book({
  file: 'scales.csv',
  columns: {
    code: code('balanza'),
    site: optional(code('sitio')),
    divisionMg: mass('division_g'),
    calibrated: optional(day('calibrada')),
    /** Last day the calibration holds. */
    validTo: optional(day('vence')),
  },
  key: ['code'],
});

export const members = book({
  file: 'members.csv',
  columns: {
    code: code('codigo'),
    sex: sex('sexo'),
    kind: wordOr('tipo', PERSON_WORDS, 'other'),
    site: optional(code('sitio')),
    registration: optional(code('registro')),
    validFrom: optional(day('vigente_desde')),
    /** Last day of the registration; absent where it has no end. */
    validTo: optional(day('vigente_hasta')),
  },
  key: ['code'],
});

export const credentials = book({
  file: 'credentials.csv',
  columns: {
    holder: organisationCode('titular'),
    scheme: scheme('esquema'),
    number: optional(code('numero')),
    from: day('desde'),
    /** Last day it holds; absent where it has no end. */
    to: optional(day('hasta')),
    events: optional(credentialEvents('eventos')),
    note: optional(text('nota')),
  },
  key: ['holder', 'scheme', 'number'],
  check: ({ from, to }) =>
    from !== undefined && to !== undefined && to < from
      ? ['to', new Wrong('chronology', `es anterior a desde (${from}); escriba el último día de vigencia`)]
      : undefined,
});
