/** The words of the verifier's report, in the three languages it speaks. */
import { CHECKS, fill, type Check, type Exit, type Line } from '../core/evidence/findings.js';
import type { Amendment } from '../core/evidence/lot/amendments.js';
import type { WhyLost } from '../core/custody/claims.js';
import type { Standing } from '../core/custody/statements.js';
import type { What } from '../core/evidence/sentences.js';
import { CHECKS_ES, SENTENCES_ES } from './sentences.es.js';
import { CHECKS_FR, SENTENCES_FR } from './sentences.fr.js';
import { WORDS_FR } from './words.fr.js';

export type Language = 'en' | 'es' | 'fr';

export interface Words {
  readonly verdicts: Readonly<Record<Exit, string>>;
  readonly weight: string;
  readonly fineness: string;
  readonly fine: string;
  readonly unassayed: string;
  readonly holder: string;
  readonly owner: string;
  readonly held: string;
  readonly carries: string;
  readonly lost: string;
  readonly why: Readonly<Record<WhyLost, string>>;
  readonly standing: Readonly<Record<Standing, string>>;
  readonly origin: string;
  readonly opening: string;
  readonly unexplained: string;
  readonly path: string;
  readonly received: string;
  readonly sold: string;
  readonly attested: string;
  readonly platform: string;
  readonly signed: string;
  /** Signed with a key that the operator keeps for somebody. */
  readonly kept: string;
  readonly book: string;
  /** What was said later of what had been said. */
  readonly recalled: string;
  readonly lifted: string;
  readonly amended: Readonly<Record<Amendment['act'], string>>;
  readonly instead: string;
  readonly shown: string;
  readonly withheld: string;
  readonly asOf: string;
  readonly newest: string;
}

const EN: Words = {
  verdicts: {
    0: 'GOOD: every check holds, under a log your policy trusts.',
    1: 'BAD: a proof or a signature does not hold. Nothing in this file is to be believed.',
    2: 'NOT TRUSTED: it is consistent with itself, but your policy does not vouch for it.',
    3: 'INCOMPLETE: what is here holds, but something it rests on is missing.',
    4: 'NOT A BUNDLE: this file cannot be read as one.',
  },
  weight: 'Weight',
  fineness: 'Fineness',
  fine: 'Fine gold',
  unassayed: 'not yet assayed',
  holder: 'Held by',
  owner: 'Owned by',
  held: 'On hold: under review.',
  carries: 'carried',
  lost: 'not carried',
  why: {
    production: 'at production',
    seller: 'at a sale, by the seller',
    buyer: 'at a sale, by the buyer',
    'unexplained-input': 'gold of no known origin went in',
    'never-carried': 'gold without it went in',
    incorporated: 'counted in a mass-balance account instead',
  },
  standing: {
    valid: 'in force',
    suspended: 'suspended',
    withdrawn: 'withdrawn',
    expired: 'expired',
    'not-yet': 'not yet in force',
    none: 'no certificate',
  },
  origin: 'Where it came from',
  opening: 'opening stock',
  unexplained: 'unexplained',
  path: 'Hand to hand',
  received: 'received from',
  sold: 'bought from',
  attested: 'Who stands behind the records',
  platform: 'the platform',
  signed: 'signed by key',
  kept: 'signed by a key the operator keeps',
  book: "somebody's books, telling acts of",
  recalled: 'RECALLED since; what it was sold as on its day stays as it was',
  lifted: 'lifted',
  amended: { corrected: 'Corrected', disputed: 'DISPUTED', voided: 'VOID' },
  instead: 'instead of',
  shown: 'Shown by whoever gave this file',
  withheld: 'Private values: {withheld} withheld, {erased} erased.',
  newest: 'Newest record of this lot: {index}. The log {log} signs that among its {size} there is none after it.',
  asOf: 'Newest record of this lot here: {index}, of {size} in the log {log}. Later ones would not show in this file.',
};

const ES: Words = {
  verdicts: {
    0: 'BUENO: todo se cumple, en un registro en el que su política confía.',
    1: 'MALO: una prueba o una firma no se sostiene. No crea nada de este archivo.',
    2: 'SIN CONFIANZA: es coherente, pero su política no responde por él.',
    3: 'INCOMPLETO: lo que hay se sostiene, pero falta algo en lo que se apoya.',
    4: 'NO ES UN EXPEDIENTE: este archivo no se puede leer como tal.',
  },
  weight: 'Oro físico',
  fineness: 'Ley',
  fine: 'Oro fino',
  unassayed: 'sin ley',
  holder: 'Lo tiene',
  owner: 'Es de',
  held: 'En revisión.',
  carries: 'la lleva',
  lost: 'no la lleva',
  why: {
    production: 'en la producción',
    seller: 'en una venta, por quien vende',
    buyer: 'en una venta, por quien compra',
    'unexplained-input': 'entró oro de origen desconocido',
    'never-carried': 'entró oro que no la llevaba',
    incorporated: 'pasó a una cuenta de balance de masas',
  },
  standing: {
    valid: 'vigente',
    suspended: 'suspendido',
    withdrawn: 'retirado',
    expired: 'vencido',
    'not-yet': 'aún no vigente',
    none: 'sin certificado',
  },
  origin: 'De dónde viene',
  opening: 'existencia inicial',
  unexplained: 'sin explicar',
  path: 'De mano en mano',
  received: 'recibe de',
  sold: 'compra a',
  attested: 'Quién responde por las anotaciones',
  platform: 'la plataforma',
  signed: 'firmadas con llave',
  kept: 'firmadas con llave que guarda el operador',
  book: 'libros de alguien, que cuentan actos de',
  recalled: 'RETIRADO después; lo que valía el día de la venta queda como fue',
  lifted: 'levantado',
  amended: { corrected: 'Corregido', disputed: 'IMPUGNADO', voided: 'ANULADO' },
  instead: 'en lugar de',
  shown: 'Lo muestra quien dio este archivo',
  withheld: 'Datos privados: {withheld} no se muestran, {erased} se borraron.',
  newest: 'Última anotación de este lote: {index}. El registro {log} firma que entre sus {size} no hay otra después.',
  asOf: 'Última anotación de este lote aquí: {index}, de {size} en el registro {log}. Las posteriores no se verían.',
};

const CHECKS_EN: Readonly<Record<Check, string>> = {
  bundle: 'Readable bundle',
  checkpoint: 'Checkpoint of the log',
  policy: 'Your policy',
  'log-signature': 'Signature of the log',
  cosignature: 'Signatures of cosigners',
  quorum: 'Enough cosigners',
  order: 'Order and time',
  entry: 'Entries',
  statement: 'Statements',
  log: 'Of this log',
  event: 'Statement and entry',
  attestation: 'Who attests',
  signature: 'Signatures',
  key: 'Keys present',
  'key-standing': 'Keys in force',
  device: 'Devices and times',
  links: 'Lots linked',
  inclusion: 'In the log',
  chain: 'Chain of each lot',
  history: 'Whole history',
  head: 'Heads of the log',
  completeness: 'To the very end',
  disclosure: 'Private values',
  understood: 'Understood',
  data: 'Data',
  amendment: 'Amendments',
  custody: 'Custody and title',
  balance: 'The gold balances',
  credential: 'Certificates present',
  standing: 'Certificates on the day',
  shares: 'Shares of origin',
  piece: 'The lot itself',
};

interface Tongue {
  readonly words: Words;
  readonly checks: Readonly<Record<Check, string>>;
  /** English sentences stand in the lines themselves. */
  readonly sentences?: Readonly<Record<What, string>>;
}

const TONGUES: Readonly<Record<Language, Tongue>> = {
  en: { words: EN, checks: CHECKS_EN },
  es: { words: ES, checks: CHECKS_ES, sentences: SENTENCES_ES },
  fr: { words: WORDS_FR, checks: CHECKS_FR, sentences: SENTENCES_FR },
};

/** `es-CO` is Spanish; a language we do not speak is none. */
export function languageNamed(tag: string): Language | undefined {
  const name = tag.slice(0, 2).toLowerCase();
  return Object.hasOwn(TONGUES, name) ? (name as Language) : undefined;
}

export function wordsIn(language: Language): Words {
  return TONGUES[language].words;
}

export function nameOf(check: Check, language: Language): string {
  return TONGUES[language].checks[check];
}

export function sentenceOf(line: Line, language: Language): string {
  const { words, sentences } = TONGUES[language];
  return sentences === undefined ? line.detail : fill(sentences[line.what], worded(line, words));
}

/** What a judgement said and what the papers give are standings, which have their words. */
function worded({ check, values }: Line, { standing }: Words): Line['values'] {
  if (check !== 'standing') return values;
  const wordOf = (word: string): string => (Object.hasOwn(standing, word) ? standing[word as Standing] : word);
  const inWords = Object.entries(values).map(([name, value]) =>
    name === 'said' || name === 'found' ? [name, String(value).split(' / ').map(wordOf).join(' / ')] : [name, value],
  );
  // A scheme, which stands in the same gap, has no such word and keeps its name.
  return Object.fromEntries(inWords) as Line['values'];
}

/** Length of the longest name of a check, for a straight column. */
export function widestName(language: Language): number {
  return Math.max(...(Object.keys(CHECKS) as Check[]).map((check) => nameOf(check, language).length));
}
