/**
 * The trade's words for one thing, as books in Colombia, Peru, Honduras, Ecuador, Bolivia and Mongolia write them. A word
 * is known by its stem, without case or accents. Ranks come one after the other: what was done to the gold (refogado) says
 * more than where it lay (de veta); two stems of one rank in the same cell contradict each other, and no value comes of it.
 */
import type { CapturedKindId } from '../../../core/custody/papers/kinds.js';
import type { CredentialAct, PersonKind, Role } from '../../../core/custody/registry.js';
import type { Form, Method } from '../../../core/custody/statements.js';
import { KNOWN_COUNTRIES } from '../../../core/time-zones.js';

export type Words<Value extends string> = readonly { readonly [value in Value]?: string }[];

export const FORM_WORDS: Words<Form> = [
  { 'amalgam-sponge': 'amalgam, refog, esponja, sponge, retort, quemad' },
  { concentrate: 'concentr, gravimetr, jagua, arenilla, arenas negras, black sand' },
  { nugget: 'pepita, nugget, charpa' },
  { dore: 'dore, barra, bar, bars, boton, tejo, button' },
  { slag: 'escoria, slag', scrap: 'chatarra, scrap' },
  {
    alluvial: 'aluvi, alluvi, placer, lavad, barequ, polvo, playa, quebrada, corrido, rio, dust, shoro, шороо',
    vein: 'veta, filon, vein, lode, hard rock, roca, primari, socavon, pallaq, cachorreo, undsen, үндсэн',
  },
];

export const METHOD_WORDS: Words<Method> = [
  {
    'fire-assay': 'copel, al fuego, ensaye, fire assay, cupel, docimas',
    xrf: 'xrf, edxrf, frx, fluoresc, rayos x, x ray, pistola',
    touchstone: 'toque, touchstone, piedra',
    estimate: 'estima, estimate, densidad, density, peso en agua, visual, a ojo',
    calculated: 'calcula',
  },
];

export const DEPOSIT_WORDS: Words<'alluvial' | 'vein' | 'other'> = [
  {
    alluvial: 'aluvi, alluvi, placer, playa, terraza, rio, shoro, шороо',
    vein: 'veta, filon, vein, lode, hard rock, roca dura, primari, socavon, undsen, үндсэн',
  },
];

/** A member who pans is a panner: what the law asks of panners it asks of them. */
export const PERSON_WORDS: Words<PersonKind> = [
  {
    panner:
      'barequ, bateador, bateo, batea, mazamorr, chichiq, lavador, gambus, guiris, panner, gold pan, subsistencia',
  },
  { selector: 'seleccion, pallaq, pallak, janch, chatarr, selector' },
  { member: 'asociad, socia, socio, socias, socios, partner, miembr, member, cooperad, nukhur, nokhor, гишүүн' },
];

/** Words of the first rank alone name the books' owner where they are there; `OWNER_WORDS` is that rank. */
export const OWNER_WORDS: Words<Role> = [{ cooperative: 'cooperativ, precooperativ, coop, cooperative, omape, asmo' }];
export const ROLE_WORDS: Words<Role> = [
  ...OWNER_WORDS,
  {
    refiner: 'refin, afin, raffin',
    jeweller: 'joyer, jewel, orfebr, goldsmith, plater, taller',
    laboratory: 'laborat, lab',
  },
  { exporter: 'export, comerciali, acopi, trader, trading, compraventa, comprador, buyer' },
  {
    cooperative:
      'asociacion, association, empresa, sociedad, comunidad, community, partnership, nukhur, nokhor, нөхөрл',
  },
];

export const OUTCOME_WORDS: Words<'accepted' | 'accepted-with-difference' | 'refused'> = [
  { refused: 'rechaz, refus, reject, devuel, returned, no acept, no conform, no recib, not accept, inconform' },
  { 'accepted-with-difference': 'con dif, con reserv, con observ, with diff, with remark, with reserv' },
  { accepted: 'acept, accept, conform, recib, received' },
];

export type CredentialChange = Exclude<CredentialAct, 'granted'>;
export const CREDENTIAL_WORDS: Words<CredentialChange> = [
  {
    suspended: 'suspendid, suspended',
    reinstated: 'reactivad, reinstated',
    withdrawn: 'retirad, withdrawn',
    expired: 'vencid, expired',
  },
];

/** What was counted: deliveries not yet melted, bars, grain, or the whole safe. */
export const COUNTED_WORDS: Words<'unmelted' | 'dore' | 'grain' | 'all'> = [
  { unmelted: 'sin fundir, no fundid, unmelted, not melted' },
  { dore: 'dore, barra, bar, bars, fundid, melted', grain: 'grano, granalla, grain' },
  { unmelted: 'oro fisico, fisico, raw gold, as weighed, aluvi, alluvi, concentr, polvo' },
  { all: 'todo, total, all' },
];

/** A certificate of the mineral's origin comes before one of the goods'. */
export const PAPER_WORDS: Words<CapturedKindId> = [
  { 'mineral-origin': 'origen del mineral, origen mineral, mineral origin, explotador minero' },
  {
    'certificate-of-origin': 'certificado de origen, certificate of origin',
    'assay-certificate': 'certificado de ensay, certificado de analisis, assay cert',
    'air-waybill': 'guia aerea, air waybill, awb',
    'export-declaration': 'declaracion de exportacion, dex, dam, duca, export declaration',
    insurance: 'poliza, seguro, insurance',
    'royalty-receipt': 'regalia, royalty',
    outturn: 'outturn, resultado de refin',
  },
];

export const SCRAP_WORDS: Words<'scrap'> = [
  { scrap: 'bebedero, limadur, recort, scrap, filing, sprue, barredur, retal, viruta, retazo, sweep, cutting' },
];

export const YES_NO: Words<'yes' | 'no'> = [
  { yes: 'si, s, yes, y, 1, true, verdadero, intacto, tiim', no: 'no, n, 0, false, falso, roto, broken, ugui' },
];

/** Short stems (bar, si, lab) are whole words; longer ones may go on. */
const WHOLE_WORD = 4;

export function recognise<Value extends string>(cell: string, words: Words<Value>): Value | undefined {
  const text = ` ${fold(cell)} `;
  for (const rank of words) {
    const found = Object.entries<string | undefined>(rank).filter(([, stems]) =>
      (stems ?? '').split(', ').some((stem) => text.includes(stem.length < WHOLE_WORD ? ` ${stem} ` : ` ${stem}`)),
    );
    if (found.length > 1) return undefined;
    if (found[0] !== undefined) return found[0][0] as Value;
  }
  return undefined;
}

/** Lower case without accents, letters and digits only, single spaces. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}0-9]+/gu, ' ')
    .trim();
}

const countries = new Map<string, string>();

/** ISO 3166-1 alpha-2 code of a country written as `CO`, `co`, `Colombia` or `Switzerland`. */
export function countryOf(cell: string): string | undefined {
  const code = cell.trim().toUpperCase();
  if (/^[A-Z]{2}$/.test(code)) return code;
  if (countries.size === 0) {
    for (const names of ['es', 'en'].map((language) => new Intl.DisplayNames([language], { type: 'region' }))) {
      for (const known of KNOWN_COUNTRIES) countries.set(fold(names.of(known) ?? known), known);
    }
  }
  return countries.get(fold(cell));
}
