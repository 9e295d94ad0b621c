/** Doubts about persons and papers: P3, P4 and P5. */
import type { DoubtWords } from './doubts.js';

export const papersDoubts: DoubtWords = {
  'unknown-member': {
    en: 'P4: this person[[, “{member}”,]] is not in the register: the gold is weighed and kept apart until the person is registered, or it is known whose it is.',
    es: 'P4: la persona[[ «{member}»]] no está en el registro: el oro se pesa y se aparta hasta saber de quién es; registre a la persona.',
    fr: 'P4 : cette personne[[, « {member} »,]] n’est pas au registre : l’or est pesé et mis à part jusqu’à ce qu’elle soit inscrite ou qu’on sache à qui il est.',
  },
  'registration-lapsed': {
    en: 'P4: the registration had lapsed on that day[[ ({day}; it held until {until})]]: the gold is kept apart until a renewal that covers the day is seen.',
    es: 'P4: el registro estaba vencido ese día[[ ({day}; valía hasta el {until})]]: el oro se aparta hasta ver la renovación que cubra ese día.',
    fr: 'P4 : l’inscription avait expiré ce jour-là[[ ({day} ; elle valait jusqu’au {until})]] : l’or est mis à part jusqu’à présentation d’un renouvellement qui couvre ce jour.',
  },
  'registration-not-yet': {
    en: 'P4: the registration was not yet in force on that day[[ ({day}; it holds from {from})]]: the gold is kept apart until a registration that covers the day is seen.',
    es: 'P4: el registro aún no estaba vigente ese día[[ ({day}; vale desde el {from})]]: el oro se aparta hasta ver un registro que cubra ese día.',
    fr: 'P4 : l’inscription n’était pas encore en vigueur ce jour-là[[ ({day} ; elle vaut à partir du {from})]] : l’or est mis à part jusqu’à présentation d’une inscription qui couvre ce jour.',
  },
  'declaration-elsewhere': {
    en: 'P3: a declaration with that number[[ ({declaration})]] covers gold that another organisation took in: the gold is kept apart until it is known which of the two it covers, or it has its own.',
    es: 'P3: una declaración con ese número[[ ({declaration})]] cubre oro que recibió otra organización: el oro se aparta hasta saber cuál de los dos cubre, o hasta tener la suya.',
    fr: 'P3 : une déclaration de ce numéro[[ ({declaration})]] couvre de l’or qu’une autre organisation a reçu : l’or est mis à part jusqu’à ce qu’on sache lequel des deux elle couvre, ou qu’il ait la sienne.',
  },
  'paper-elsewhere': {
    en: 'P3: a paper of that kind and number[[ ({kind} {number})]] is already named for a shipment of another organisation. Accepted: the number as the authority gave it, or its word that both are right.',
    es: 'P3: un documento de ese tipo y número[[ ({kind} {number})]] ya consta en un embarque de otra organización. Se acepta el número tal como lo dio la autoridad, o su constancia de que ambos son correctos.',
    fr: 'P3 : un document de ce type et de ce numéro[[ ({kind} {number})]] figure déjà pour un envoi d’une autre organisation. Accepté : le numéro tel que l’autorité l’a donné, ou sa confirmation que les deux sont justes.',
  },
  'paper-used': {
    en: 'P3: a paper of that kind and number[[ ({kind} {number})]] is already named for another shipment[[ ({other})]]. Accepted: a paper of its own, or a reason why one covers both.',
    es: 'P3: un documento de ese tipo y número[[ ({kind} {number})]] ya consta en otro embarque[[ ({other})]]. Se acepta uno propio, o una razón por la que cubre ambos.',
    fr: 'P3 : un document de ce type et de ce numéro[[ ({kind} {number})]] figure déjà pour un autre envoi[[ ({other})]]. Accepté : un document propre, ou une raison pour laquelle il couvre les deux.',
  },
  'title-unknown': {
    en: 'P4: the title of the site[[ {site}]] is not known[[ (“{title}” is not among the titles the register keeps of whoever works it)]]: the gold is kept apart until the title is seen and registered.',
    es: 'P4: no se conoce el título del sitio[[ {site}]][[ («{title}» no está entre los títulos que el registro tiene de quien lo explota)]]: el oro se aparta hasta ver el título y registrarlo.',
    fr: 'P4 : le titre du site[[ {site}]] n’est pas connu[[ (« {title} » n’est pas parmi les titres que le registre a de qui l’exploite)]] : l’or est mis à part jusqu’à ce que le titre soit vu et enregistré.',
  },
  'declaration-used': {
    en: 'P3: that declaration[[ ({declaration})]] already covers another delivery[[ ({other})]]: the gold is kept apart until it has its own.',
    es: 'P3: esa declaración[[ ({declaration})]] ya cubre otra entrega[[ ({other})]]: el oro se aparta hasta tener la suya.',
    fr: 'P3 : cette déclaration[[ ({declaration})]] couvre déjà une autre livraison[[ ({other})]] : l’or est mis à part jusqu’à ce qu’il ait la sienne.',
  },
  'declaration-exceeded': {
    en: 'P3: with this delivery that declaration[[ ({declaration})]] covers more gold than it states[[: {found:g} g delivered under it, it states {limit:g} g]]: the gold is kept apart. Accepted: up to what it states[[ ({left:g} g are left)]], or a declaration of its own.',
    es: 'P3: con esta entrega esa declaración[[ ({declaration})]] cubre más oro del que dice[[: {found:g} g entregados con ella, dice {limit:g} g]]: el oro se aparta. Se acepta hasta lo que dice[[ (quedan {left:g} g)]], o una declaración propia.',
    fr: 'P3 : avec cette livraison cette déclaration[[ ({declaration})]] couvre plus d’or qu’elle n’en indique[[ : {found:g} g livrés avec elle, elle indique {limit:g} g]] : l’or est mis à part. Accepté : jusqu’à ce qu’elle indique[[ (il reste {left:g} g)]], ou sa propre déclaration.',
  },
  'photo-used': {
    en: 'P3: this photograph was shown for another delivery[[ ({other})]]: the gold is kept apart until it is weighed again and photographed.',
    es: 'P3: esta foto ya se mostró para otra entrega[[ ({other})]]: el oro se aparta hasta pesarlo y fotografiarlo de nuevo.',
    fr: 'P3 : cette photo fut montrée pour une autre livraison[[ ({other})]] : l’or est mis à part jusqu’à ce qu’il soit pesé et photographié de nouveau.',
  },
  'over-monthly-limit': {
    en: 'P5: with this delivery the person passes the monthly limit for panners[[: {found:fine} g fine in {month}, the limit is {limit:fine} g]]: the gold is kept apart. Accepted: up to the limit[[ ({left:fine} g more this month)]], or more with the number of an authority’s permission.',
    es: 'P5: con esta entrega la persona pasa el tope de gramos finos del mes[[: {found:fine} g finos en {month}, el tope es de {limit:fine} g]]; el oro se aparta. Se acepta hasta el tope[[ ({left:fine} g más este mes)]], o más con el número del permiso de una autoridad.',
    fr: 'P5 : avec cette livraison la personne dépasse la limite mensuelle des orpailleurs[[ : {found:fine} g fins en {month}, la limite est de {limit:fine} g]] ; l’or est mis à part. Accepté : jusqu’à la limite[[ (encore {left:fine} g ce mois)]], ou davantage avec le numéro de l’autorisation d’une autorité.',
  },
  'over-yearly-limit': {
    en: 'P5: with this delivery the person passes the yearly limit for panners[[: {found:fine} g fine in {month}, the limit is {limit:fine} g]]: the gold is kept apart. Accepted: up to the limit[[ ({left:fine} g more this year)]], or more with the number of an authority’s permission.',
    es: 'P5: con esta entrega la persona pasa el tope de gramos finos del año[[: {found:fine} g finos en {month}, el tope es de {limit:fine} g]]; el oro se aparta. Se acepta hasta el tope[[ ({left:fine} g más este año)]], o más con el número del permiso de una autoridad.',
    fr: 'P5 : avec cette livraison la personne dépasse la limite annuelle des orpailleurs[[ : {found:fine} g fins en {month}, la limite est de {limit:fine} g]] ; l’or est mis à part. Accepté : jusqu’à la limite[[ (encore {left:fine} g cette année)]], ou davantage avec le numéro de l’autorisation d’une autorité.',
  },
  'title-not-in-force': {
    en: 'P4: the mining title of the site was not in force on that day[[ ({title} on {day})]]: the gold is kept apart until a title that covers the day is seen.',
    es: 'P4: el título minero del sitio no estaba vigente ese día[[ ({title} el {day})]]: el oro se aparta hasta ver un título que cubra ese día.',
    fr: 'P4 : le titre minier du site n’était pas en vigueur ce jour-là[[ ({title} le {day})]] : l’or est mis à part jusqu’à présentation d’un titre qui couvre ce jour.',
  },
  'buyer-not-registered': {
    en: 'P4: whoever buys gold here must be in the register of traders on that day[[ ({wanted} on {day})]]: the gold is kept apart until the entry is seen.',
    es: 'P4: quien compra oro aquí debe estar en el registro de comercializadores ese día[[ ({wanted} el {day})]]: el oro se aparta hasta ver la inscripción.',
    fr: 'P4 : qui achète de l’or ici doit être au registre des négociants ce jour-là[[ ({wanted} le {day})]] : l’or est mis à part jusqu’à présentation de l’inscription.',
  },
  'registration-unknown': {
    en: 'P4: no number of the registration of this person is known[[ ({kind})]]: the gold is kept apart until the registration is seen.',
    es: 'P4: no se conoce el número de registro de esta persona[[ ({kind})]]: el oro se aparta hasta ver el registro.',
    fr: 'P4 : on ne connaît pas le numéro d’inscription de cette personne[[ ({kind})]] : l’or est mis à part jusqu’à présentation de l’inscription.',
  },
  'corrected-upwards': {
    en: 'P5: the correction makes this delivery more than was counted in the person’s month[[ ({counted:fine} g counted, {found:fine} g now, fine)]]: the gold is kept apart until somebody has looked at why.',
    es: 'P5: la corrección deja esta entrega por encima de lo contado en el mes de la persona[[ ({counted:fine} g contados, {found:fine} g ahora, finos)]]: el oro se aparta hasta que alguien revise por qué.',
    fr: 'P5 : la rectification porte cette livraison au-delà de ce qui fut compté dans le mois de la personne[[ ({counted:fine} g comptés, {found:fine} g maintenant, fins)]] : l’or est mis à part jusqu’à ce que quelqu’un ait vérifié pourquoi.',
  },
};
