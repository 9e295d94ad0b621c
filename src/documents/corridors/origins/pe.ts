/** Peru. */
import { read, unread, type Origin } from '../needed.js';

export const FROM_PE: Origin = {
  country: 'PE',
  papers: [
    {
      kind: 'mineral-origin',
      level: 'required',
      by: 'producer',
      due: -5,
      ...unread('Evidence of REINFO or RECPO, with the record of origin'),
    },
    {
      kind: 'export-declaration',
      level: 'required',
      by: 'customs',
      due: -1,
      ...read('Declaración aduanera de mercancías (DAM), regime 40', 'SUNAT, DESPA-PG.02 v7'),
    },
  ],
  closed: [],
};
