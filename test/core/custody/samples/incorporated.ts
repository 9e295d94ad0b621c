/** Accounts of incorporated gold. */
import { LOT, on, type Samples } from './sample.js';

const sale = { on, scheme: 'fairmined', from: 'joya', to: 'retail', fineNg: '1000000', sale: 'V-1' };
const answered = { ...sale, soldOn: '2026-01-04' };

export const incorporatedSamples: Samples = {
  'claim.incorporated': {
    lots: [LOT],
    data: { on, lot: LOT, scheme: 'fairmined', fineNg: '900000000', credential: 'FML-1' },
  },
  'incorporated.sold': { lots: [], data: { ...sale, credential: 'FML-1' }, may: ['to'] },
  'incorporated.accepted': { lots: [], data: { ...answered, credential: 'FML-2' } },
  'incorporated.declined': { lots: [], data: answered },
};
