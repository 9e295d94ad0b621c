/** Forms of gold as papers name them; see docs/glossary.md. */
import type { Form } from '../../../core/custody/statements.js';

export const FORM_WORDS: Readonly<Record<Form, { readonly en: string; readonly es: string }>> = {
  alluvial: { en: 'alluvial gold', es: 'oro de aluvión' },
  concentrate: { en: 'concentrate', es: 'concentrado' },
  'amalgam-sponge': { en: 'retorted gold', es: 'oro refogado' },
  vein: { en: 'vein gold', es: 'oro de veta' },
  nugget: { en: 'nugget', es: 'pepita' },
  dore: { en: 'doré bar', es: 'barra doré' },
  grain: { en: 'gold grain', es: 'granalla de oro' },
  alloy: { en: 'alloyed gold', es: 'oro ligado' },
  piece: { en: 'jewel', es: 'joya' },
  scrap: { en: 'scrap', es: 'recorte' },
  slag: { en: 'slag', es: 'escoria' },
  ore: { en: 'ore', es: 'mineral' },
  tailings: { en: 'tailings', es: 'relaves' },
  sample: { en: 'sealed sample', es: 'muestra testigo' },
};
