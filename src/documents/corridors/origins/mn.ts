/** Mongolia: the formal way of a partnership's gold is its sale to the Bank of Mongolia. */
import { read, unread, type Origin } from '../needed.js';

export const FROM_MN: Origin = {
  country: 'MN',
  papers: [
    {
      kind: 'royalty-receipt',
      level: 'required',
      by: 'mining-authority',
      due: -5,
      ...unread('Royalty on gold', 'Minerals Law'),
    },
    { kind: 'export-declaration', level: 'required', by: 'customs', due: -1, ...unread('Customs declaration') },
  ],
  closed: [read('Sale to the Bank of Mongolia, with the state’s assay, is the formal way', 'asmhub.mn')],
};
