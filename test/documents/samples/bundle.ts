/** The cover over the papers of one shipment of invented parties. */
import type { BundleCoverPayload } from '../../../src/documents/types/bundle/bundle-cover.js';
import { packingList } from '../papers.js';

const KINDS = [
  ['commercial-invoice', 'INV', 'Provisional commercial invoice', 'Factura comercial provisional'],
  ['packing-list', 'PKL', 'Packing list and bar weight list', 'Lista de empaque y de pesos de barras'],
] as const;

export function bundleCover(sample = true): BundleCoverPayload {
  const { bars: _, ...envelope } = packingList(1, sample);
  return {
    ...envelope,
    template: 2,
    kind: 'bundle-cover',
    number: 'BDL-EXP-PACIFICO-2026-000001',
    papers: KINDS.map(([kind, prefix, en, es], index) => ({
      document: `7a0e2f64-95f0-4e5e-b6b3-00000000000${index}`,
      kind,
      title: { en, es },
      number: `${prefix}-EXP-PACIFICO-2026-000001`,
      version: index + 1,
      payloadSha256: String(index).repeat(64),
      files: [{ name: `${prefix}-EXP-PACIFICO-2026-000001.pdf`, sha256: 'ab'.repeat(32) }],
    })),
    captured: [
      {
        kind: 'certificate-of-origin',
        title: { en: 'Certificate of origin', es: 'Certificado de origen' },
        number: 'CO-2026-118',
        issuer: 'Cámara de Comercio del Pacífico',
        until: '2026-08-13',
        sha256: 'cd'.repeat(32),
        name: 'captured/certificate-of-origin-CO-2026-118.pdf',
      },
    ],
  };
}
