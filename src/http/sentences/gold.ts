import type { Told } from '../sentences.js';

/** Gold that is not there, not yours, or does not add up. */
export const gold = {
  'unknown-lot': {
    en: ['Unknown lot', 'There is no such lot[[: {lot}]]. Check the code on its tag (“{at}”).'],
    es: ['Lote desconocido', 'No existe ese lote[[: {lot}]]. Revise el código de su etiqueta («{at}»).'],
    fr: ['Lot inconnu', 'Ce lot n’existe pas[[ : {lot}]]. Vérifiez le code de son étiquette (« {at} »).'],
  },
  'code-used': {
    en: [
      'Number used already',
      'This number is in use already[[: {code}]] (“{at}”). Each number may be used once: take the next free one.',
    ],
    es: [
      'Número ya usado',
      'Ese número ya está en uso[[: {code}]] («{at}»). Cada número se usa una sola vez: tome el siguiente libre.',
    ],
    fr: [
      'Numéro déjà utilisé',
      'Ce numéro est déjà utilisé[[ : {code}]] (« {at} »). Chaque numéro sert une fois : prenez le prochain libre.',
    ],
  },
  'estimate-not-exportable': {
    en: [
      'An estimate is no assay',
      'Gold does not leave the country on an estimate (“{at}”)[[: lot {lot} has only one]]. Have it assayed by touchstone, XRF or fire, record that, and pack it then.',
    ],
    es: [
      'Una estimación no es un ensayo',
      'El oro no sale del país con una ley estimada («{at}»)[[: el lote {lot} solo tiene una]]. Hágalo ensayar con piedra de toque, XRF o fuego, regístrelo y empáquelo después.',
    ],
    fr: [
      'Une estimation n’est pas un essai',
      'L’or ne quitte pas le pays sur une estimation (« {at} »)[[ : le lot {lot} n’a qu’elle]]. Faites-le essayer à la touche, au XRF ou au feu, inscrivez-le, puis emballez-le.',
    ],
  },
  overspent: {
    en: [
      'Not enough gold in the lot',
      'More is taken than the lot has left (“{at}”)[[: lot {lot} has {leftMg:g} g left]][[, {takeMg:g} g asked]].',
    ],
    es: [
      'No queda tanto oro en el lote',
      'Se toma más de lo que queda en el lote («{at}»)[[: en el lote {lot} quedan {leftMg:g} g]][[, se piden {takeMg:g} g]].',
    ],
    fr: [
      'Pas assez d’or dans le lot',
      'On prend plus que ce qui reste du lot (« {at} »)[[ : du lot {lot} il reste {leftMg:g} g]][[, demandé {takeMg:g} g]].',
    ],
  },
  'outputs-exceed-inputs': {
    en: [
      'More comes out than went in',
      'More mass comes out than went in (“{at}”).[[ In: {inMg:g} g. Out: {outMg:g} g.]] Weigh again or add the missing input.',
    ],
    es: [
      'Sale más de lo que entró',
      'Sale más peso del que entró («{at}»).[[ Entró: {inMg:g} g. Salió: {outMg:g} g.]] Vuelva a pesar o agregue lo que falta.',
    ],
    fr: [
      'Il sort plus qu’il n’est entré',
      'Il sort plus de masse qu’il n’en est entré (« {at} »).[[ Entré : {inMg:g} g. Sorti : {outMg:g} g.]] Pesez à nouveau ou ajoutez ce qui manque.',
    ],
  },
  'fine-gold-gained': {
    en: [
      'More fine gold comes out than went in',
      'More fine gold comes out than went in (“{at}”).[[ In: {inNg:fine} g. Out: {outNg:fine} g.]] Check each fineness.',
    ],
    es: [
      'Sale más oro fino del que entró',
      'Sale más oro fino del que entró («{at}»).[[ Entró: {inNg:fine} g. Salió: {outNg:fine} g.]] Revise cada ley.',
    ],
    fr: [
      'Il sort plus d’or fin qu’il n’en est entré',
      'Il sort plus d’or fin qu’il n’en est entré (« {at} »).[[ Entré : {inNg:fine} g. Sorti : {outNg:fine} g.]] Vérifiez chaque titre.',
    ],
  },
  'lot-held': {
    en: [
      'Lot on hold',
      'The lot is on hold[[: {lot}]][[, rule {rule}]] (“{at}”). Someone with the right to decide must release it first.',
    ],
    es: [
      'Lote en revisión',
      'El lote está en revisión[[: {lot}]][[, regla {rule}]] («{at}»). Primero debe liberarlo quien tiene el derecho de decidir.',
    ],
    fr: [
      'Lot en attente',
      'Le lot est en attente[[ : {lot}]][[, règle {rule}]] (« {at} »). Une personne habilitée doit d’abord le libérer.',
    ],
  },
  'not-held': {
    en: ['Lot not on hold', 'The lot is not on hold[[: {lot}]] (“{at}”). There is nothing to release.'],
    es: ['Lote sin revisión pendiente', 'El lote no está en revisión[[: {lot}]] («{at}»). No hay nada que liberar.'],
    fr: ['Lot non retenu', 'Le lot n’est pas en attente[[ : {lot}]] (« {at} »). Il n’y a rien à libérer.'],
  },
  'lot-in-transit': {
    en: ['Lot on its way', 'The lot is on its way[[: {lot}, to {to}]] (“{at}”). It must be received or refused first.'],
    es: [
      'Lote en camino',
      'El lote va en camino[[: {lot}, hacia {to}]] («{at}»). Primero debe ser recibido o rechazado.',
    ],
    fr: ['Lot en route', 'Le lot est en route[[ : {lot}, vers {to}]] (« {at} »). Il doit d’abord être reçu ou refusé.'],
  },
  'lot-not-in-transit': {
    en: [
      'Lot not on its way',
      'The lot was not sent[[: {lot}]] (“{at}”). It must be dispatched before it can be received or refused.',
    ],
    es: [
      'El lote no va en camino',
      'El lote no fue enviado[[: {lot}]] («{at}»). Debe despacharse antes de recibirlo o rechazarlo.',
    ],
    fr: [
      'Lot pas en route',
      'Le lot n’a pas été expédié[[ : {lot}]] (« {at} »). Il doit l’être avant d’être reçu ou refusé.',
    ],
  },
  'lot-not-in-your-custody': {
    en: [
      'Lot in other hands',
      'The lot is in other hands[[: {lot}, held by {custodian}]] (“{at}”). Only whoever holds it can do this.',
    ],
    es: [
      'Lote en otras manos',
      'El lote está en otras manos[[: {lot}, lo tiene {custodian}]] («{at}»). Solo quien lo tiene puede hacer esto.',
    ],
    fr: [
      'Lot en d’autres mains',
      'Le lot est en d’autres mains[[ : {lot}, détenu par {custodian}]] (« {at} »). Seul son détenteur peut faire cela.',
    ],
  },
  'lot-not-yours': {
    en: [
      'Lot of another owner',
      'The lot is not yours[[: {lot}, owned by {owner}]] (“{at}”). Only its owner can do this.',
    ],
    es: [
      'Lote de otro dueño',
      'El lote no es suyo[[: {lot}, es de {owner}]] («{at}»). Solo su propietario puede hacer esto.',
    ],
    fr: [
      'Lot d’un autre propriétaire',
      'Le lot n’est pas à vous[[ : {lot}, il est à {owner}]] (« {at} »). Seul son propriétaire peut faire cela.',
    ],
  },
  'lot-exported': {
    en: [
      'Packed or exported already',
      'The lot or shipment is packed or exported already[[: {lot}]] (“{at}”). It leaves once, and as it was packed.',
    ],
    es: [
      'Ya empacado o exportado',
      'El lote o embarque ya está empacado o exportado[[: {lot}]] («{at}»). Sale una sola vez, y tal como se empacó.',
    ],
    fr: [
      'Déjà emballé ou exporté',
      'Le lot ou l’envoi est déjà emballé ou exporté[[ : {lot}]] (« {at} »). Il part une seule fois, tel qu’il fut emballé.',
    ],
  },
  'not-packed': {
    en: [
      'Not packed',
      'The lot or shipment is not packed yet[[: {lot}]][[, shipment {shipment}]] (“{at}”). Pack it first.',
    ],
    es: [
      'Sin empacar',
      'El lote o embarque aún no está empacado[[: {lot}]][[, embarque {shipment}]] («{at}»). Empáquelo primero.',
    ],
    fr: [
      'Pas emballé',
      'Le lot ou l’envoi n’est pas encore emballé[[ : {lot}]][[, envoi {shipment}]] (« {at} »). Emballez-le d’abord.',
    ],
  },
  'too-many-lots': {
    en: ['Too many lots', 'Too many lots in one act (“{at}”).[[ At most {max}.]] Divide it into parts.'],
    es: ['Demasiados lotes', 'Demasiados lotes en un solo acto («{at}»).[[ Máximo {max}.]] Divídalo en partes.'],
    fr: ['Trop de lots', 'Trop de lots en un seul acte (« {at} »).[[ Au plus {max}.]] Divisez-le en parties.'],
  },
  'lot-void': {
    en: [
      'Lot void',
      'The lot was declared void[[: {lot}]] (“{at}”). It was registered in error and can never be used.',
    ],
    es: ['Lote anulado', 'El lote fue anulado[[: {lot}]] («{at}»). Se registró por error y nunca se podrá usar.'],
    fr: [
      'Lot annulé',
      'Le lot a été annulé[[ : {lot}]] (« {at} »). Il a été enregistré par erreur et ne pourra jamais servir.',
    ],
  },
} as const satisfies Record<string, Told>;
