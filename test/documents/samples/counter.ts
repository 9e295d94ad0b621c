/** The receipt of a delivery to an invented cooperative. */
import type { DeliveryReceiptPayload } from '../../../src/documents/types/counter/delivery-receipt.js';
import { packingList } from '../papers.js';

export function deliveryReceipt(sample = true): DeliveryReceiptPayload {
  const { bars: _, exporter, consignee: __, shipment: ___, ...envelope } = packingList(1, sample);
  return {
    ...envelope,
    kind: 'delivery-receipt',
    number: 'RCP-COOP-LIMONAL-2026-000001',
    issuer: {
      ...exporter,
      organisation: 'coop-limonal',
      name: 'Cooperativa Minera El Limonal',
      role: 'cooperative',
      address: 'San Isidro del Río, Cauca',
      taxId: '900.000.001-1',
      credentials: [],
    },
    lot: { id: '0b9d0c4e-5a60-4c39-9d5e-000000000001', code: 'LIM-E00041', on: '2026-02-05', tz: 'America/Bogota' },
    form: 'alluvial',
    grossMg: 20_930,
    fineness: { ppm: 930_000, method: 'touchstone' },
    fineNg: (20_930n * 930_000n).toString(),
    ore: null,
    scale: { code: 'BAL-02', calibratedOn: '2025-11-20' },
    site: { code: 'LIM-A', name: 'Playa El Limonal', municipality: 'San Isidro del Río', region: 'CO-CAU' },
    member: 'LIM-017',
    declaration: 'DP-00412',
    standing: {
      is: 'held',
      said: {
        en: 'The gold is a deposit to be put in order: it is kept apart, unmixed and unsold, and stays yours to claim until the points below are settled. Then it is taken in, or it is returned to you.',
        es: 'El oro queda como depósito por regularizar: se guarda aparte, sin mezclar ni vender, y puede reclamarlo hasta que se resuelvan los puntos siguientes. Entonces se ingresa o se le devuelve.',
      },
      reasons: [
        {
          en: 'The registration had lapsed on that day (2026-02-05; it held until 2026-01-31): the gold is kept apart until a renewal that covers the day is seen.',
          es: 'El registro estaba vencido ese día (2026-02-05; valía hasta el 2026-01-31): el oro se aparta hasta ver la renovación que cubra ese día.',
        },
        {
          en: 'A second person of the organisation decides: whoever received the gold cannot.',
          es: 'Decide una segunda persona de la organización: quien recibió el oro no puede.',
        },
      ],
    },
  };
}
