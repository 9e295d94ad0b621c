/** Readiness, deadlines and corridors in the words of whoever reads them. */
import { capturedKind } from '../../../core/custody/papers/kinds.js';
import type { Language } from '../../../http/sentences.js';
import { isDocumentKind, typeOf } from '../../types/document-types.js';
import { DESTINATIONS, ORIGINS, corridorOn, type Corridor } from '../corridor.js';
import type { Item, Judged, State } from './judge.js';
import { UNWROUGHT_GOLD, type Tariff } from '../needed.js';
import { foundSentence, SUPPLIER_WORDS } from './words.js';

export interface ItemView {
  readonly kind: string;
  readonly title: string;
  readonly mode: 'generated' | 'captured';
  readonly level: 'required' | 'advised';
  readonly state: State;
  readonly what: string;
  readonly who: string;
  readonly due: string;
  readonly unconfirmed?: true;
  readonly document?: { readonly id: string; readonly number: string };
}

export interface ReadinessView {
  readonly shipment: string;
  readonly corridor: string;
  readonly hs: readonly { readonly digits: string; readonly key?: string; readonly unconfirmed?: true }[];
  readonly departs: string;
  readonly assumed?: true;
  readonly open: boolean;
  readonly ready: boolean;
  readonly complete: boolean;
  readonly items: readonly ItemView[];
  readonly warnings: readonly { readonly code: string; readonly sentence: string }[];
}

/** Where nobody wrote down a country's own digits: those of all countries. */
const EVERYWHERE: readonly Pick<Tariff, 'digits'>[] = [{ digits: UNWROUGHT_GOLD }];

export function readinessIn(shipment: string, judged: Judged, language: Language): ReadinessView {
  const { corridor, open, ready, complete, departs, assumed, items, warnings } = judged;
  return {
    shipment,
    corridor: nameOf(corridor),
    hs: corridor.tariffs.length === 0 ? EVERYWHERE : corridor.tariffs.map(digitsOf),
    departs,
    ...(assumed && { assumed }),
    open,
    ready,
    complete,
    items: items.map((item) => itemIn(item, language)),
    warnings: warnings.map((one) => ({ code: one.code, sentence: foundSentence(one, language) })),
  };
}

export function itemIn({ needed, state, what, due, document }: Item, language: Language): ItemView {
  const { kind, level, by, status, source } = needed;
  const title = titleOf(kind, language);
  const who = SUPPLIER_WORDS[by][language];
  return {
    kind,
    title,
    mode: isDocumentKind(kind) ? 'generated' : 'captured',
    level,
    state,
    what: foundSentence(what, language, { title, who, ground: source.ref ?? source.text }),
    who,
    due,
    ...(status !== 'confirmed' && { unconfirmed: true }),
    ...(document !== undefined && { document }),
  };
}

export function nameOf({ from, to }: Pick<Corridor, 'from' | 'to'>): string {
  return `${from}>${to}`;
}

/** Every way from a country that is known to a place that is, as it is on that day. */
export function corridorsIn(day: string, language: Language): { readonly items: readonly object[] } {
  const ways = ORIGINS.flatMap(({ country }) => DESTINATIONS.map(({ place }) => corridorOn(country, place, day)));
  return {
    items: ways.map(({ papers, tariffs, licences, limits, closed, ...ends }) => ({
      corridor: nameOf(ends),
      open: closed.length === 0,
      papers: papers.map((row) => ({
        ...row,
        title: titleOf(row.kind, language),
        mode: isDocumentKind(row.kind) ? 'generated' : 'captured',
      })),
      hs: tariffs,
      licences,
      limits,
      closed,
    })),
  };
}

function digitsOf({ digits, key, status }: Tariff): ReadinessView['hs'][number] {
  return { digits, ...(key !== undefined && { key }), ...(status !== 'confirmed' && { unconfirmed: true }) };
}

function titleOf(kind: string, language: Language): string {
  const title = isDocumentKind(kind) ? typeOf(kind).title : capturedKind(kind)?.title;
  if (title === undefined) throw new Error(`bug: no paper is called ${kind}`);
  return title[language];
}
