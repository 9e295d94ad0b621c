/** The cooperative's own books: gold in, melted, assayed, counted, and handed over bar by bar. */
import { book } from './sheet/book.js';
import {
  code,
  count,
  factDay,
  fineness,
  mass,
  massOrNone,
  optional,
  organisationCode,
  permille,
  phrase,
  scheme,
  siteCode,
  text,
  word,
  wordOr,
  yesNo,
} from './sheet/columns.js';
import { COUNTED_WORDS, FORM_WORDS, METHOD_WORDS, OUTCOME_WORDS } from './sheet/words.js';

const FORMS = 'oro de aluvión, oro de veta, concentrado, oro refogado o pepita';

export const deliveries = book({
  file: 'deliveries.csv',
  columns: {
    number: code('entrega'),
    day: factDay('fecha'),
    /** Gold whose bringer nobody wrote down is weighed and held. */
    member: optional(code('minero')),
    site: siteCode('sitio'),
    form: word('forma', FORM_WORDS, FORMS),
    grossMg: mass('peso_g'),
    finenessPpm: optional(fineness('ley_milesimas')),
    /** A method we do not know is an estimate. */
    method: optional(wordOr('metodo', METHOD_WORDS, 'estimate')),
    scale: optional(code('balanza')),
    declaration: optional(code('declaracion')),
    note: optional(text('observaciones')),
  },
  key: ['number'],
  place: ['site'],
});

export const opening = book({
  file: 'opening.csv',
  columns: {
    day: factDay('fecha'),
    bar: code('barra'),
    site: siteCode('sitio'),
    grossMg: mass('peso_g'),
    finenessPpm: optional(fineness('ley_au')),
    method: optional(wordOr('metodo', METHOD_WORDS, 'estimate')),
    scheme: optional(scheme('esquema')),
    note: optional(text('nota')),
  },
  key: ['bar'],
  place: ['site'],
});

export const melts = book({
  file: 'melts.csv',
  columns: {
    day: factDay('fecha'),
    bar: code('barra'),
    site: siteCode('sitio'),
    firstDelivery: code('entrega_desde'),
    lastDelivery: code('entrega_hasta'),
    deliveries: count('entregas'),
    inMg: mass('peso_entrada_g'),
    outMg: mass('peso_salida_g'),
    lossCause: optional(phrase('causa_merma')),
    furnace: optional(text('horno')),
  },
  key: ['bar'],
  place: ['site'],
});

export const assays = book({
  file: 'assays.csv',
  columns: {
    day: factDay('fecha'),
    bar: code('barra'),
    laboratory: code('laboratorio'),
    method: word('metodo', METHOD_WORDS, 'copelación, XRF, piedra de toque o densidad'),
    goldPpm: fineness('ley_au'),
    silverPpm: optional(permille('ley_ag')),
    uncertaintyPpm: optional(permille('incertidumbre')),
    sampleMg: optional(massOrNone('muestra_g')),
    certificate: optional(code('certificado')),
  },
  key: ['bar', 'day', 'method', 'laboratory'],
  place: ['laboratory'],
});

export const counts = book({
  file: 'counts.csv',
  columns: {
    day: factDay('fecha'),
    custodian: organisationCode('custodio'),
    counted: word('forma', COUNTED_WORDS, 'oro físico sin fundir, barras o todo'),
    grossMg: massOrNone('contado_g'),
  },
  key: ['day', 'custodian', 'counted'],
  place: ['custodian'],
});

export const handovers = book({
  file: 'handovers.csv',
  columns: {
    day: factDay('fecha'),
    bar: code('barra'),
    from: organisationCode('entrega'),
    to: organisationCode('recibe'),
    sentMg: mass('peso_enviado_g'),
    receivedMg: mass('peso_recibido_g'),
    seal: optional(code('sello')),
    sealIntact: optional(yesNo('sello_intacto')),
    outcome: word('resultado', OUTCOME_WORDS, 'aceptado, aceptado con diferencia o rechazado'),
    note: optional(text('nota')),
  },
  key: ['bar', 'day', 'from', 'to'],
  place: ['to'],
});
