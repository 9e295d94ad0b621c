/** How delivered gold stands and why, in sentences; the words are those of the receipt on the screen. */
import type { Figures } from '../../../core/custody/doubts.js';
import { asksAuthority } from '../../../core/custody/holds/settling.js';
import type { Lot } from '../../../core/custody/lot.js';
import { filled } from '../../../http/sentences.js';
import type { PrivateValue } from '../../../ledger/private/values.js';
import {
  SETTLES,
  SETTLES_BY_AUTHORITY,
  STANDS,
  stateOf,
  type ReceiptState,
} from '../../../lots/holds/receipt.words.js';
import { doubtSentence } from '../../../lots/words/doubts.js';
import type { Language } from '../../payload.js';

/** In both languages of the paper, as it was told when the paper was asked for. */
export type Told = Readonly<Record<Language, string>>;

export interface Standing {
  readonly is: ReceiptState;
  readonly said: Told;
  /** Why it is kept apart, and who settles it; empty where it is not. */
  readonly reasons: readonly Told[];
}

/** @param values those of the statements that held it: the figures of its doubts, where they were not erased */
export function standingOf(lot: Lot, values: readonly PrivateValue[]): Standing {
  const is = stateOf(lot);
  const gaps = { ended: lot.returned ?? lot.refused ?? '', gross: String(lot.initialMg) };
  const said = inBoth((language) => filled(STANDS[is][language], gaps, language));
  if (is !== 'held' && is !== 'refused') return { is, said, reasons: [] };
  const figures = values.filter(({ name }) => name === 'figures').flatMap(({ value }) => value as unknown as Figures[]);
  const reasons = lot.holds.map(({ code }) => {
    const found = figures.find((one) => one.code === code);
    return inBoth((language) => plain(doubtSentence(code, language, found)));
  });
  return { is, said, reasons: is === 'held' ? [...reasons, ...whoSettles(lot)] : reasons };
}

function whoSettles({ holds }: Lot): Told[] {
  const codes = holds.map(({ code }) => code).filter(asksAuthority);
  const settles = codes.length > 0 ? [SETTLES, SETTLES_BY_AUTHORITY] : [SETTLES];
  return settles.map((one) => inBoth((language) => filled(one[language], { codes: codes.join(', ') }, language)));
}

/** The number of the rule says nothing to whoever reads this paper. */
function plain(sentence: string): string {
  const said = sentence.replace(/^P\d+\s?:\s/u, '');
  return said.charAt(0).toUpperCase() + said.slice(1);
}

function inBoth(say: (language: Language) => string): Told {
  return { en: say('en'), es: say('es') };
}
