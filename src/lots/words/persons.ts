/** Questions about persons: P19. They withhold nothing, and say so. */
import type { DoubtWords } from './doubts.js';

export const personsDoubts: DoubtWords = {
  'account-shared': {
    en: 'P19: the account of this person is also that of[[ {others}]] others: please look who is paid. A family or a savings group is a good reason. [[Up to {most} pass without a question. ]]The gold is taken in and paid.',
    es: 'P19: la cuenta de esta persona es también la de otras[[ {others}]]: revise a quién se paga. Una familia o un grupo de ahorro es buena razón. [[Hasta {most} pasan sin pregunta. ]]El oro se ingresa y se paga.',
    fr: 'P19 : le compte de cette personne est aussi celui d’autres personnes[[ ({others})]] : vérifiez qui est payé. Une famille ou un groupe d’épargne est une bonne raison. [[Jusqu’à {most}, rien n’est demandé. ]]L’or est pris et payé.',
  },
  'phone-shared': {
    en: 'P19: the telephone of this person is also that of[[ {others}]] others: please look whose it is. One telephone for a camp is a good reason. [[Up to {most} pass without a question. ]]The gold is taken in and paid.',
    es: 'P19: el teléfono de esta persona es también el de otras[[ {others}]]: revise de quién es. Un solo teléfono en el campamento es buena razón. [[Hasta {most} pasan sin pregunta. ]]El oro se ingresa y se paga.',
    fr: 'P19 : le téléphone de cette personne est aussi celui d’autres personnes[[ ({others})]] : vérifiez à qui il est. Un seul téléphone au campement est une bonne raison. [[Jusqu’à {most}, rien n’est demandé. ]]L’or est pris et payé.',
  },
  'weights-alike': {
    en: 'P19: deliveries of this site[[, {count} of them,]] weighed the same on one day, to the milligram[[ ({found:g} g)]]: please look whether one parcel was split. The gold is taken in and paid.',
    es: 'P19: entregas de este sitio[[, {count} en total,]] pesaron lo mismo el mismo día, al miligramo[[ ({found:g} g)]]: revise si se partió un solo lote. El oro se ingresa y se paga.',
    fr: 'P19 : des livraisons de ce site[[, {count} en tout,]] ont pesé autant le même jour, au milligramme près[[ ({found:g} g)]] : vérifiez si un seul lot a été partagé. L’or est pris et payé.',
  },
  'just-under-limit': {
    en: 'P19: month after month[[ ({months} running)]] this person’s gold ends just under the limit[[ ({found:fine} g fine of {limit:fine} g)]]: please look whether it is all their own. The gold is taken in and paid.',
    es: 'P19: mes tras mes[[ ({months} seguidos)]] el oro de esta persona termina justo bajo el tope[[ ({found:fine} g finos de {limit:fine} g)]]: revise si todo es suyo. El oro se ingresa y se paga.',
    fr: 'P19 : mois après mois[[ ({months} de suite)]] l’or de cette personne finit juste sous la limite[[ ({found:fine} g fins sur {limit:fine} g)]] : vérifiez si tout est à elle. L’or est pris et payé.',
  },
};
