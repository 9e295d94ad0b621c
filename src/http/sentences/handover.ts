import type { Told } from '../sentences.js';

/** Gold on the road: bags and seals, authorities, promises of title, routes. */
export const handover = {
  'lot-detained': {
    en: [
      'Detained by an authority',
      'An authority keeps this lot[[: {lot}]][[, {authority}, act {paper}]]. Nothing is done with it until that is cleared, or the seizure is recorded.',
    ],
    es: [
      'Retenido por una autoridad',
      'Una autoridad retiene este lote[[: {lot}]][[, {authority}, acta {paper}]]. No se hace nada con él hasta que se libere o se registre el decomiso.',
    ],
    fr: [
      'Retenu par une autorité',
      'Une autorité retient ce lot[[ : {lot}]][[, {authority}, acte {paper}]]. Rien ne s’en fait avant la levée, ou l’inscription de la saisie.',
    ],
  },
  'not-detained': {
    en: ['Not detained', 'No authority keeps this lot[[: {lot}]]. Record the detention first.'],
    es: ['No está retenido', 'Ninguna autoridad retiene este lote[[: {lot}]]. Registre primero la retención.'],
    fr: ['Pas retenu', 'Aucune autorité ne retient ce lot[[ : {lot}]]. Inscrivez d’abord la rétention.'],
  },
  'lot-sealed': {
    en: [
      'In closed bags',
      'This lot came in closed bags that nobody has weighed[[: {lot}]]. Hand it on as it is, or let the consignee weigh it in.',
    ],
    es: [
      'En bolsas cerradas',
      'Este lote vino en bolsas cerradas que nadie ha pesado[[: {lot}]]. Entréguelo como está, o que el destinatario lo reciba pesándolo.',
    ],
    fr: [
      'En sacs fermés',
      'Ce lot est venu en sacs fermés que personne n’a pesés[[ : {lot}]]. Transmettez-le tel quel, ou que le destinataire le reçoive en le pesant.',
    ],
  },
  'not-sealed': {
    en: [
      'Not sent as closed bags',
      'This lot was not sent as closed bags that are counted[[: {lot}]]. Weigh it and record what the scale reads.',
    ],
    es: [
      'No se envió en bolsas cerradas',
      'Este lote no se envió en bolsas cerradas para contar[[: {lot}]]. Péselo y registre lo que marca la balanza.',
    ],
    fr: [
      'Pas envoyé en sacs fermés',
      'Ce lot n’a pas été envoyé en sacs fermés à compter[[ : {lot}]]. Pesez-le et inscrivez ce que lit la balance.',
    ],
  },
  'said-otherwise': {
    en: [
      'Other bags than came',
      'Whoever carries closed bags hands on what came (“{at}”)[[: {lot}, {bags} bags, said to contain {saidMg:g} g]][[, seals {seals}]]. If a seal was changed, record that first.',
    ],
    es: [
      'No son las bolsas que llegaron',
      'Quien lleva bolsas cerradas entrega lo que recibió («{at}»)[[: {lot}, {bags} bolsas que dicen contener {saidMg:g} g]][[, precintos {seals}]]. Si cambió un precinto, regístrelo primero.',
    ],
    fr: [
      'Pas les sacs reçus',
      'Qui porte des sacs fermés transmet ce qu’il a reçu (« {at} »)[[ : {lot}, {bags} sacs, dits contenir {saidMg:g} g]][[, scellés {seals}]]. Si un scellé a changé, inscrivez-le d’abord.',
    ],
  },
  'unknown-seal': {
    en: ['No such seal on it', 'This lot bears no such seal[[: {seal}]][[. It bears {choices}]].'],
    es: ['No lleva ese precinto', 'Este lote no lleva ese precinto[[: {seal}]][[. Lleva {choices}]].'],
    fr: ['Pas ce scellé', 'Ce lot ne porte pas ce scellé[[ : {seal}]][[. Il porte {choices}]].'],
  },
  'lot-promised': {
    en: [
      'Promised to another buyer',
      'P2: this lot is promised to a buyer[[: {lot}, {buyer}]][[, until {until}]]. It is offered to one buyer at a time: that buyer gives it up first.',
    ],
    es: [
      'Prometido a otro comprador',
      'P2: este lote está prometido a un comprador[[: {lot}, {buyer}]][[, hasta el {until}]]. Se ofrece a un comprador a la vez: ese comprador debe renunciar primero.',
    ],
    fr: [
      'Promis à un autre acheteur',
      'P2 : ce lot est promis à un acheteur[[ : {lot}, {buyer}]][[, jusqu’au {until}]]. Il s’offre à un acheteur à la fois : que celui-ci y renonce d’abord.',
    ],
  },
  'not-promised': {
    en: ['Not promised to you', 'Nothing was agreed with you about this lot[[: {lot}]] that you could give up.'],
    es: ['No le fue prometido', 'Con usted no se acordó nada sobre este lote[[: {lot}]] a lo que pueda renunciar.'],
    fr: ['Pas promis à vous', 'Rien n’a été convenu avec vous sur ce lot[[ : {lot}]] à quoi renoncer.'],
  },
  'role-not-allowed': {
    en: [
      'Not for such a party',
      'P18: the law does not let this party do this with gold of this form[[: {party}, {country}, {form}]][[ ({law})]][[. Accepted: {choices}]].',
    ],
    es: [
      'No le corresponde',
      'P18: la ley no deja que esta parte haga esto con oro de esta forma[[: {party}, {country}, {form}]][[ ({law})]][[. Se acepta: {choices}]].',
    ],
    fr: [
      'Pas pour cette partie',
      'P18 : la loi ne laisse pas cette partie faire cela avec de l’or de cette forme[[ : {party}, {country}, {form}]][[ ({law})]][[. Accepté : {choices}]].',
    ],
  },
  'unknown-plan': {
    en: [
      'No such plan',
      'There is no transport plan of this lot[[: {lot}]] for you: only the two people named in it see one, and it is gone once the gold has arrived.',
    ],
    es: [
      'No existe ese plan',
      'No hay plan de transporte de este lote[[: {lot}]] para usted: solo lo ven las dos personas nombradas, y se borra cuando el oro llega.',
    ],
    fr: [
      'Pas de tel plan',
      'Il n’y a pas de plan de transport de ce lot[[ : {lot}]] pour vous : seules les deux personnes nommées le voient, et il disparaît à l’arrivée de l’or.',
    ],
  },
} as const satisfies Record<string, Told>;
