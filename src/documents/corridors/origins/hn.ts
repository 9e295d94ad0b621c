/** Honduras: none of it was read in the law itself. */
import { unread, type Origin } from '../needed.js';

const LAW = 'Ley General de Minería';

export const FROM_HN: Origin = {
  country: 'HN',
  papers: [
    {
      kind: 'mineral-origin',
      level: 'required',
      by: 'producer',
      due: -5,
      ...unread('Certificado de Origen of the holder of the right, authenticated', `${LAW}, art. 35`),
    },
    {
      kind: 'royalty-receipt',
      level: 'required',
      by: 'mining-authority',
      due: -5,
      ...unread('Charges on the FOB value', `${LAW}, Decreto 238-2012`),
    },
    { kind: 'export-declaration', level: 'required', by: 'customs', due: -1, ...unread('DUCA-D') },
  ],
  closed: [],
};
