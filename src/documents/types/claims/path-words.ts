/** Steps of the way from the mine to the box, in words. */
import type { Language } from '../../payload.js';
import { word } from '../parts/labels.js';
import type { Months, StepAct, StepOnPaper } from './facts/path.js';

const ACTS: Readonly<Record<StepAct, { readonly en: string; readonly es: string }>> = {
  mill: { en: 'milled by', es: 'molido por' },
  melt: { en: 'melted by', es: 'fundido por' },
  refine: { en: 'refined by', es: 'refinado por' },
  alloy: { en: 'alloyed by', es: 'aleado por' },
  manufacture: { en: 'worked by', es: 'trabajado por' },
  aggregate: { en: 'put together by', es: 'reunido por' },
  split: { en: 'parted by', es: 'dividido por' },
  assayed: { en: 'assayed by', es: 'ensayado por' },
  relayed: { en: 'carried sealed by', es: 'llevado sellado por' },
  received: { en: 'received by', es: 'recibido por' },
  sold: { en: 'bought by', es: 'comprado por' },
  packed: { en: 'packed by', es: 'empacado por' },
  exported: { en: 'exported by', es: 'exportado por' },
};

export function stepText({ act }: StepOnPaper, language: Language): string {
  return word(ACTS, act, language);
}

export function monthsText({ from, to }: Months): string {
  return from === to ? from : `${from} – ${to}`;
}
