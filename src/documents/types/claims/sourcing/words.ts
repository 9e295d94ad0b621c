/** What a sourcing declaration is worded with. */
import type { Finding, FlagId } from '../../../../core/custody/diligence/statements.js';
import type { Campaign } from '../../../../core/custody/statements.js';
import type { PartInChain } from './actors.js';

type Table<Key extends string> = Readonly<Record<Key, { readonly en: string; readonly es: string }>>;

export const PART_WORDS: Table<PartInChain> = {
  producer: { en: 'took it in from miners', es: 'lo recibió de los mineros' },
  intermediary: { en: 'intermediary', es: 'intermediario' },
  carrier: { en: 'carried it sealed', es: 'lo llevó sellado' },
};

export const FINDING_WORDS: Table<Finding> = {
  cahra: { en: 'conflict-affected or high-risk', es: 'zona de conflicto o de alto riesgo' },
  transit: { en: 'known transit of such gold', es: 'tránsito conocido de ese oro' },
  clear: { en: 'neither', es: 'ninguno de los dos' },
};

/** The red flags of the OECD Supplement on Gold, as docs/rules.md counts them. */
export const FLAG_WORDS: Table<FlagId> = {
  R1: { en: 'mined in, or supplier in, a high-risk area', es: 'extraído en zona de alto riesgo, o proveedor en ella' },
  R2: { en: 'more than the site’s capacity in a month', es: 'más que la capacidad del sitio en un mes' },
  R3: { en: 'from where such gold passes through', es: 'de donde pasa oro de esas zonas' },
  R4: { en: 'recycled gold from such a place', es: 'oro reciclado de un lugar así' },
  R5: { en: 'supplier or owner with interests there', es: 'proveedor o dueño con intereses allí' },
  R6: { en: 'sourced there in the last 12 months', es: 'traído de allí en los últimos 12 meses' },
  R7: { en: 'anomalies not yet settled', es: 'anomalías sin resolver' },
};

/** Results of the parts of a file. */
export const RESULT_WORDS: Readonly<Record<string, { readonly en: string; readonly es: string }>> = {
  identified: { en: 'identified', es: 'identificado' },
  incomplete: { en: 'incomplete', es: 'incompleto' },
  clear: { en: 'clear', es: 'sin hallazgos' },
  'at-risk': { en: 'at risk', es: 'en riesgo' },
  none: { en: 'none', es: 'ninguna' },
  raised: { en: 'raised', es: 'levantadas' },
  planned: { en: 'planned', es: 'planeada' },
  improved: { en: 'improved', es: 'con mejora' },
  'not-improved': { en: 'not improved', es: 'sin mejora' },
  continue: { en: 'continue', es: 'continuar' },
  suspend: { en: 'suspended', es: 'suspendido' },
  stop: { en: 'stopped', es: 'terminado' },
};

export const TECHNIQUE_WORDS: Table<Campaign['technique']> = {
  amalgamation: { en: 'amalgamation', es: 'amalgamación' },
  cyanidation: { en: 'cyanidation', es: 'cianuración' },
  gravity: { en: 'gravity', es: 'gravimetría' },
  flotation: { en: 'flotation', es: 'flotación' },
};
