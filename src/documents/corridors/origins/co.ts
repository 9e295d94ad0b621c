/** Colombia. */
import { read, type Origin } from '../needed.js';

const RUCOM = 'anh.gov.co, Sección 1 RUCOM';

export const FROM_CO: Origin = {
  country: 'CO',
  papers: [
    {
      kind: 'mineral-origin',
      level: 'required',
      by: 'producer',
      due: -5,
      ...read('Certificado de origen: lawful source of the mineral', 'Decreto 1666 de 2016; Decreto 2234 de 2023'),
    },
    {
      kind: 'royalty-receipt',
      level: 'required',
      by: 'mining-authority',
      due: -5,
      ...read('Proof of royalty before export', `${RUCOM}; Consejo de Estado 2008-00017`),
    },
    {
      kind: 'export-declaration',
      level: 'required',
      by: 'customs',
      due: -1,
      ...read('Declaración de exportación (DEX)', RUCOM),
    },
  ],
  closed: [],
};
