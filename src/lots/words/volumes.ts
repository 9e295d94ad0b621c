/** Doubts about volumes, counts, prices and what is paid on gold: P6, P15, P21 and P24. */
import type { DoubtWords } from './doubts.js';

export const volumesDoubts: DoubtWords = {
  'sold-beyond-paper': {
    en: 'P6: with this sale more gold was sold under a paper[[, {paper},]] than it covers[[: {found:fine} g fine in {period}, it covers {limit:fine} g]]. Accepted: up to what it covers[[ ({left:fine} g more in that period)]], or a paper for more.',
    es: 'P6: con esta venta se vendió más oro bajo un documento[[, {paper},]] del que cubre[[: {found:fine} g finos en {period}, cubre {limit:fine} g]]. Se acepta hasta lo que cubre[[ ({left:fine} g más en ese período)]], o un documento por más.',
    fr: 'P6 : avec cette vente plus d’or fut vendu sous un document[[, {paper},]] qu’il n’en couvre[[ : {found:fine} g fins en {period}, il couvre {limit:fine} g]]. Accepté : jusqu’à ce qu’il couvre[[ (encore {left:fine} g sur cette période)]], ou un document pour davantage.',
  },
  'over-paper-volume': {
    en: 'P6: with this there is more gold under a paper[[, {paper},]] than it covers[[: {found:fine} g fine in {period}, it covers {limit:fine} g]]. Accepted: up to what it covers[[ ({left:fine} g more in that period)]], or a paper for more.',
    es: 'P6: con esto hay más oro bajo un documento[[, {paper},]] del que cubre[[: {found:fine} g finos en {period}, cubre {limit:fine} g]]. Se acepta hasta lo que cubre[[ ({left:fine} g más en ese período)]], o un documento por más.',
    fr: 'P6 : avec ceci il y a plus d’or sous un document[[, {paper},]] qu’il n’en couvre[[ : {found:fine} g fins en {period}, il couvre {limit:fine} g]]. Accepté : jusqu’à ce qu’il couvre[[ (encore {left:fine} g sur cette période)]], ou un document pour davantage.',
  },
  'closing-count-differs': {
    en: 'P24: at the end of {month} the safe does not hold what the book says[[: {counted:g} g counted, {book:g} g in the book; up to {tolerance:g} g is accepted]]. Accepted: a second count, or a reason for the difference.',
    es: 'P24: a fin de {month} la caja no tiene lo que dice el libro[[: se contaron {counted:g} g, el libro dice {book:g} g; se acepta hasta {tolerance:g} g]]. Se acepta un segundo conteo o una razón de la diferencia.',
    fr: 'P24 : fin {month}, le coffre ne contient pas ce que dit le livre[[ : {counted:g} g comptés, {book:g} g au livre ; accepté jusqu’à {tolerance:g} g]]. Accepté : un second comptage, ou une raison de l’écart.',
  },
  'below-price-floor': {
    en: 'P15: the price is under the scheme’s floor[[ (discount {discount} %; at least {floor} % of the LBMA price is paid)]]. Accepted: a discount that leaves the floor, or gold sold without the claim.',
    es: 'P15: el precio queda bajo el mínimo del sello[[ (descuento {discount} %; se paga al menos el {floor} % del precio LBMA)]]. Se acepta un descuento que respete el mínimo, o vender sin el sello.',
    fr: 'P15 : le prix est sous le minimum du label[[ (remise {discount} % ; on paie au moins {floor} % du prix LBMA)]]. Accepté : une remise qui respecte le minimum, ou une vente sans le label.',
  },
  'premium-below-table': {
    en: 'P15: the premium is less than the scheme’s table gives[[ (US$ {paid}; US$ {due} are due)]]. Accepted: the rest of it, or a reason.',
    es: 'P15: la prima es menor que la de la tabla del sello[[ (US$ {paid}; corresponden US$ {due})]]. Se acepta el saldo o una razón.',
    fr: 'P15 : la prime est inférieure à celle du barème du label[[ (US$ {paid} ; US$ {due} sont dus)]]. Accepté : le solde, ou une raison.',
  },
  'royalty-unproven': {
    en: 'P21: no receipt shows that royalty or tax was paid on all the fine gold that leaves[[ ({proven:fine} g of {exported:fine} g)]]. Accepted: a receipt of the authority for the rest[[, {short:fine} g]].',
    es: 'P21: ningún recibo muestra que la regalía o el impuesto se pagó por todo el oro fino que sale[[ ({proven:fine} g de {exported:fine} g)]]. Se acepta un recibo de la autoridad por el resto[[, {short:fine} g]].',
    fr: 'P21 : aucun reçu ne montre que la redevance ou l’impôt fut payé sur tout l’or fin qui part[[ ({proven:fine} g sur {exported:fine} g)]]. Accepté : un reçu de l’autorité pour le reste[[, {short:fine} g]].',
  },
};
