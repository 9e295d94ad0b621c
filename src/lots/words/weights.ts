/** Doubts about masses, finenesses, seals and owners: P1, P3, P8, P10 and P25. */
import type { DoubtWords } from './doubts.js';

export const weightsDoubts: DoubtWords = {
  'owners-mixed': {
    en: 'P25: gold of several owners went in[[ ({owners})]] and no title had passed between them: what came out is kept apart until a second person says which of them owns it. Accepted: gold of one owner, or title transferred first.',
    es: 'P25: entró oro de varios dueños[[ ({owners})]] sin que la propiedad pasara entre ellos: lo que salió se aparta hasta que una segunda persona diga de cuál es. Se acepta oro de un solo dueño, o transferir antes la propiedad.',
    fr: 'P25 : de l’or de plusieurs propriétaires est entré[[ ({owners})]] sans transfert de propriété entre eux : ce qui en est sorti est mis à part jusqu’à ce qu’une seconde personne dise auquel il est. Accepté : l’or d’un seul propriétaire, ou la propriété transférée d’abord.',
  },
  'fineness-outside-site': {
    en: 'P8: the gold of that site does not have this fineness[[ ({found:permille} ‰; {least:permille} to {most:permille} ‰ is accepted)]]: it is kept apart until a better assay.',
    es: 'P8: la ley no es la del oro de ese sitio[[ ({found:permille} ‰; se acepta de {least:permille} a {most:permille} ‰)]]: el oro se aparta hasta un mejor ensayo.',
    fr: 'P8 : l’or de ce site n’a pas ce titre[[ ({found:permille} ‰ ; accepté de {least:permille} à {most:permille} ‰)]] : il est mis à part jusqu’à un meilleur essai.',
  },
  'melt-disagrees': {
    en: 'P1: the deliveries found do not make the number or the weight of the melt record[[ ({count} deliveries and {found:g} g found, {declaredCount} and {declared:g} g recorded)]]: the bar is kept apart, uncertified, until record and deliveries agree.',
    es: 'P1: las entregas halladas no dan el número o el peso del acta[[ (se hallaron {count} entregas y {found:g} g; el acta dice {declaredCount} y {declared:g} g)]]: la barra se aparta, sin certificado, hasta que acta y entregas coincidan.',
    fr: 'P1 : les livraisons trouvées ne font ni le nombre ni le poids du procès-verbal[[ ({count} livraisons et {found:g} g trouvés, {declaredCount} et {declared:g} g inscrits)]] : le lingot est mis à part, sans certificat, jusqu’à ce que les deux concordent.',
  },
  'difference-beyond-tolerance': {
    en: 'P10: the difference is more than both sides bear[[ ({difference:g} g; up to {tolerance:g} g is accepted)]]: both see it, and somebody answers what explains it, or disputes it.',
    es: 'P10: la diferencia pasa de lo que ambas partes admiten[[ ({difference:g} g; se acepta hasta {tolerance:g} g)]]: ambas la ven, y alguien responde qué la explica, o la disputa.',
    fr: 'P10 : l’écart dépasse ce que les deux parties admettent[[ ({difference:g} g ; accepté jusqu’à {tolerance:g} g)]] : les deux le voient, et quelqu’un répond de ce qui l’explique, ou le conteste.',
  },
  'seal-broken': {
    en: 'P10: the seal came broken: both sides see it, and somebody answers what happened. Accepted: a seal that is whole, or whose change was recorded on the way.',
    es: 'P10: el precinto llegó roto: ambas partes lo ven, y alguien responde qué pasó. Se acepta un precinto intacto, o uno cuyo cambio se registró en el camino.',
    fr: 'P10 : le scellé est arrivé rompu : les deux parties le voient, et quelqu’un répond de ce qui s’est passé. Accepté : un scellé intact, ou dont le changement fut inscrit en route.',
  },
  'count-differs': {
    en: 'P10: the bags or seals counted are not those that were sent[[ ({came} bags, {sent} sent)]][[; seals {sealsCame}, sent {sealsSent}]]: both sides see it, and somebody answers what happened on the way.',
    es: 'P10: las bolsas o precintos contados no son los enviados[[ ({came} bolsas, se enviaron {sent})]][[; precintos {sealsCame}, se enviaron {sealsSent}]]: ambas partes lo ven, y alguien responde qué pasó en el camino.',
    fr: 'P10 : les sacs ou scellés comptés ne sont pas ceux envoyés[[ ({came} sacs, {sent} envoyés)]][[ ; scellés {sealsCame}, envoyés {sealsSent}]] : les deux parties le voient, et quelqu’un répond de ce qui s’est passé en route.',
  },
  'handover-overdue': {
    en: 'This gold was expected by {due} and is not answered yet: where is it? The receiver accepts or refuses it, or its sender records what befell it.',
    es: 'Este oro se esperaba a más tardar el {due} y nadie ha respondido: ¿dónde está? Quien recibe lo acepta o lo rechaza, o quien envió registra qué le pasó.',
    fr: 'Cet or était attendu au plus tard le {due} et reste sans réponse : où est-il ? Qui reçoit l’accepte ou le refuse, ou l’expéditeur inscrit ce qui lui est arrivé.',
  },
  'impossible-travel': {
    en: 'P17: the same person handed over gold at two places that nobody travels between in that time[[ ({km} km in {minutes} minutes; up to {fastest} km an hour is accepted)]]: somebody answers who was where.',
    es: 'P17: la misma persona entregó oro en dos lugares entre los que nadie viaja en ese tiempo[[ ({km} km en {minutes} minutos; se aceptan hasta {fastest} km por hora)]]: alguien responde quién estuvo dónde.',
    fr: 'P17 : la même personne a remis de l’or en deux lieux entre lesquels nul ne voyage en ce temps[[ ({km} km en {minutes} minutes ; accepté jusqu’à {fastest} km par heure)]] : quelqu’un répond de qui était où.',
  },
  'seal-used': {
    en: 'P3: that seal[[ ({seal})]] is already on other gold[[ ({other})]]: the bar travels on, but kept apart, until it bears a seal of its own.',
    es: 'P3: ese precinto[[ ({seal})]] ya está en otro oro[[ ({other})]]: la barra viaja, pero se aparta hasta llevar un precinto propio.',
    fr: 'P3 : ce scellé[[ ({seal})]] est déjà sur un autre or[[ ({other})]] : le lingot voyage, mais à part, jusqu’à ce qu’il porte son propre scellé.',
  },
};
