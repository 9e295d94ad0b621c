/**
 * Doubts in the words of whoever reads them: the rule, what was found, the limit, and what would be accepted. A sentence has the
 * gaps of `http/sentences.ts`, filled from a doubt's figures; what has no figure, because it was erased or is not the reader's to
 * see, is left out with its `[[…]]`. `docs/glossary.md`: a hold is "en revisión".
 */
import { own } from '../../core/own.js';
import { filled, type Language } from '../../http/sentences.js';
import { assaysDoubts } from './assays.js';
import { mixingDoubts } from './mixing.js';
import { papersDoubts } from './papers.js';
import { personsDoubts } from './persons.js';
import { sitesDoubts } from './sites.js';
import { volumesDoubts } from './volumes.js';
import { weightsDoubts } from './weights.js';

/** Per code of a doubt its sentence; each subject has a file of its own. */
export type DoubtWords = Readonly<Record<string, Readonly<Record<Language, string>>>>;

export const DOUBTS: DoubtWords = {
  ...volumesDoubts,
  ...assaysDoubts,
  ...mixingDoubts,
  ...papersDoubts,
  ...personsDoubts,
  ...sitesDoubts,
  ...weightsDoubts,
};

/** A code that has no sentence here stands for itself: it may come from a ledger of a later version. */
export function doubtSentence(
  code: string,
  language: Language,
  figures: Readonly<Record<string, string>> = {},
): string {
  const sentence = own(DOUBTS, code)?.[language];
  return sentence === undefined ? code : filled(sentence, figures, language);
}
