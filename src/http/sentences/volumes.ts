import type { Told } from '../sentences.js';

/** Volumes and what is paid on them. */
export const volumes = {
  'royalty-short': {
    en: [
      'Royalty does not cover the gold',
      'The receipts of royalty captured for this shipment cover less fine gold than leaves (rule P21, “{at}”)[[: {proven:fine} g of {exported:fine} g]]. Accepted: a further receipt[[ for {short:fine} g]], captured before the export.',
    ],
    es: [
      'La regalía no cubre el oro',
      'Los recibos de regalía capturados para este embarque cubren menos oro fino del que sale (regla P21, «{at}»)[[: {proven:fine} g de {exported:fine} g]]. Se acepta otro recibo[[ por {short:fine} g]], capturado antes de exportar.',
    ],
    fr: [
      'La redevance ne couvre pas l’or',
      'Les reçus de redevance saisis pour cet envoi couvrent moins d’or fin qu’il n’en part (règle P21, « {at} »)[[ : {proven:fine} g sur {exported:fine} g]]. Accepté : un autre reçu[[ pour {short:fine} g]], saisi avant l’exportation.',
    ],
  },
} as const satisfies Record<string, Told>;
