/** Who pays and does what under the named rule of the Incoterms® 2020. */
import { isRule, ruleOf, sellerInsures, sellerPaysFreight } from '../../../core/custody/terms/incoterm.js';
import type { Words } from '../document-type.js';

export type Share = 'freight' | 'insurance' | 'export' | 'import';
/** `open`: the term is none of the eleven rules, or leaves it to whoever wants it. */
export type Bearer = 'exporter' | 'consignee' | 'open';

/** `insurance` is an obligation towards the other side under CIP and CIF alone; elsewhere whoever bears the risk sees to it. */
export function sharesOf(incoterm: string): Readonly<Record<Share, Bearer>> {
  const rule = ruleOf(incoterm);
  if (!isRule(rule)) return { freight: 'open', insurance: 'open', export: 'open', import: 'open' };
  return {
    freight: side(sellerPaysFreight(incoterm)),
    insurance: side(sellerInsures(incoterm)),
    export: side(rule !== 'EXW'),
    import: side(rule === 'DDP'),
  };
}

function side(exporter: boolean): Bearer {
  return exporter ? 'exporter' : 'consignee';
}

export const SHARES: Readonly<Record<Share, Omit<Words, 'fr'>>> = {
  freight: { en: 'Freight', es: 'Flete' },
  insurance: { en: 'Insurance', es: 'Seguro' },
  export: { en: 'Export', es: 'Exportación' },
  import: { en: 'Import', es: 'Importación' },
};

export const BEARERS: Readonly<Record<Bearer, Omit<Words, 'fr'>>> = {
  exporter: { en: 'exporter', es: 'exportador' },
  consignee: { en: 'consignee', es: 'consignatario' },
  open: { en: 'as agreed in writing', es: 'según acuerdo escrito' },
};
