/** Doubts about what a site gives, where gold comes from and goes to, scales and clocks: P6, P7, P8, P9, P16, P20 and P22. */
import type { DoubtWords } from './doubts.js';

export const sitesDoubts: DoubtWords = {
  'site-outside-title': {
    en: 'P17: the position of the site[[ {site}]] lies outside the outline of its title[[ ({title})]]. Accepted: a position within it or on its edge, or the title that the site lies in.',
    es: 'P17: la posición del sitio[[ {site}]] queda fuera del contorno de su título[[ ({title})]]. Se acepta una posición dentro de él o en su borde, o el título en que está el sitio.',
    fr: 'P17 : la position du site[[ {site}]] est hors du contour de son titre[[ ({title})]]. Accepté : une position à l’intérieur ou sur son bord, ou le titre où se trouve le site.',
  },
  'dug-outside-title': {
    en: 'P17: this gold is said to have been dug outside the outline of the title[[ {title}]] of its site[[ {site}]]. Accepted: a place within it or on its edge, or the site it was dug at.',
    es: 'P17: se dice que este oro se sacó fuera del contorno del título[[ {title}]] de su sitio[[ {site}]]. Se acepta un lugar dentro de él o en su borde, o el sitio del que salió.',
    fr: 'P17 : cet or aurait été extrait hors du contour du titre[[ {title}]] de son site[[ {site}]]. Accepté : un lieu à l’intérieur ou sur son bord, ou le site d’où il vient.',
  },
  'over-capacity': {
    en: 'P6: with this delivery the site[[ {site}]] gives more than its registered capacity[[: {found:fine} g fine in {month}, the capacity is {limit:fine} g]]. Accepted: up to the capacity[[ ({left:fine} g more this month)]], or a higher one that its works plan or permit shows.',
    es: 'P6: con esta entrega el sitio[[ {site}]] da más que su capacidad registrada[[: {found:fine} g finos en {month}, la capacidad es de {limit:fine} g]]. Se acepta hasta la capacidad[[ ({left:fine} g más este mes)]], o una mayor que muestre su plan de trabajos o permiso.',
    fr: 'P6 : avec cette livraison le site[[ {site}]] donne plus que sa capacité enregistrée[[ : {found:fine} g fins en {month}, la capacité est de {limit:fine} g]]. Accepté : jusqu’à la capacité[[ (encore {left:fine} g ce mois)]], ou une capacité plus grande que montre son plan de travaux ou son permis.',
  },
  'near-capacity': {
    en: 'P6: the site[[ {site}]] has given most of what it can this month[[: {found:fine} g fine of {limit:fine} g in {month}; {left:fine} g were left before this delivery]][[; told from {near:fine} g on]].',
    es: 'P6: el sitio[[ {site}]] ya dio casi todo lo que puede este mes[[: {found:fine} g finos de {limit:fine} g en {month}; antes de esta entrega quedaban {left:fine} g]][[; se avisa desde {near:fine} g]].',
    fr: 'P6 : le site[[ {site}]] a donné presque tout ce qu’il peut ce mois[[ : {found:fine} g fins sur {limit:fine} g en {month} ; il restait {left:fine} g avant cette livraison]][[ ; signalé à partir de {near:fine} g]].',
  },
  'form-not-of-deposit': {
    en: 'P7: a deposit of this kind does not give gold in this form[[ ({deposit} gives {forms}; this is {form})]]: the gold is kept apart until its form or its site is put right.',
    es: 'P7: un yacimiento así no da oro en esta forma[[ ({deposit} da {forms}; esto es {form})]]: el oro se aparta hasta corregir la forma o el sitio.',
    fr: 'P7 : un tel gisement ne donne pas d’or sous cette forme[[ ({deposit} donne {forms} ; ceci est {form})]] : l’or est mis à part jusqu’à ce que sa forme ou son site soit rectifié.',
  },
  'fineness-unusual-for-deposit': {
    en: 'P8: this fineness is unusual for such a deposit[[ ({found:permille} ‰; {deposit} gold is mostly of {min:permille} to {max:permille} ‰)]]. An assay by a better method settles it.',
    es: 'P8: esta ley es rara en un yacimiento así[[ ({found:permille} ‰; en {deposit} suele ser de {min:permille} a {max:permille} ‰)]]. Un ensayo por mejor método lo aclara.',
    fr: 'P8 : ce titre est inhabituel pour un tel gisement[[ ({found:permille} ‰ ; en {deposit} il est d’ordinaire de {min:permille} à {max:permille} ‰)]]. Un essai par une meilleure méthode tranche.',
  },
  'fineness-drifts': {
    en: 'P9: this fineness is far from what the site[[ {site}]] gave of late[[ ({found:permille} ‰; the median of {days} days is {median:permille} ‰, up to {limit:permille} ‰ either way is usual)]].',
    es: 'P9: esta ley está lejos de lo que el sitio[[ {site}]] dio últimamente[[ ({found:permille} ‰; la mediana de {days} días es {median:permille} ‰; hasta {limit:permille} ‰ de diferencia es lo usual)]].',
    fr: 'P9 : ce titre est loin de ce que le site[[ {site}]] a donné récemment[[ ({found:permille} ‰ ; la médiane de {days} jours est {median:permille} ‰, un écart jusqu’à {limit:permille} ‰ est usuel)]].',
  },
  'site-abroad': {
    en: 'P20: the site[[ {site}]] lies in another country than the books its gold is entered in[[ ({found}; the books are kept in {country})]]: the gold is kept apart until papers of its export and import are seen.',
    es: 'P20: el sitio[[ {site}]] está en otro país que los libros en que entra su oro[[ ({found}; los libros son de {country})]]: el oro se aparta hasta ver los papeles de su exportación e importación.',
    fr: 'P20 : le site[[ {site}]] se trouve dans un autre pays que les livres où son or est inscrit[[ ({found} ; les livres sont tenus en {country})]] : l’or est mis à part jusqu’à présentation des papiers d’exportation et d’importation.',
  },
  'recycled-as-mined': {
    en: 'P20: no mine gives gold in this form[[ ({form})]]: it is kept apart until it is known whether it is recycled. Accepted: gold as it is dug, washed or melted at the mine.',
    es: 'P20: ninguna mina da oro en esta forma[[ ({form})]]: se aparta hasta saber si es reciclado. Se acepta oro como sale de la mina, lavado o fundido en ella.',
    fr: 'P20 : aucune mine ne donne d’or sous cette forme[[ ({form})]] : il est mis à part jusqu’à ce qu’on sache s’il est recyclé. Accepté : l’or tel qu’il sort de la mine, lavé ou fondu sur place.',
  },
  'corridor-elsewhere': {
    en: 'P20: the corridor is not from the exporter’s country to the consignee’s[[ ({corridor}; exporter in {exporter}, consignee in {consignee})]]: somebody answers why the gold leaves from elsewhere or goes elsewhere.',
    es: 'P20: el corredor no va del país del exportador al del consignatario[[ ({corridor}; exportador en {exporter}, consignatario en {consignee})]]: alguien responde por qué el oro sale de otro lado o va a otro lado.',
    fr: 'P20 : le corridor ne va pas du pays de l’exportateur à celui du destinataire[[ ({corridor} ; exportateur en {exporter}, destinataire en {consignee})]] : quelqu’un répond pourquoi l’or part d’ailleurs ou va ailleurs.',
  },
  'corridor-unreadable': {
    en: 'P20: the corridor names no two countries[[ ({corridor})]], so origin and destination cannot be compared. Accepted: two country codes, such as CO>CH.',
    es: 'P20: el corredor no nombra dos países[[ ({corridor})]], así que origen y destino no se pueden comparar. Se aceptan dos códigos de país, como CO>CH.',
    fr: 'P20 : le corridor ne nomme pas deux pays[[ ({corridor})]], origine et destination ne peuvent donc être comparées. Accepté : deux codes de pays, comme CO>CH.',
  },
  'scale-unknown': {
    en: 'P22: this scale[[ ({scale})]] is not in the register. Accepted: a scale registered with its calibration.',
    es: 'P22: esta balanza[[ ({scale})]] no está en el registro. Se acepta una balanza registrada con su calibración.',
    fr: 'P22 : cette balance[[ ({scale})]] n’est pas au registre. Accepté : une balance enregistrée avec son étalonnage.',
  },
  'scale-out-of-calibration': {
    en: 'P22: the scale’s calibration does not cover the day[[ ({scale} on {day}; calibrated from {from} until {until})]]: have it calibrated, and register that.',
    es: 'P22: la calibración de la balanza no cubre el día[[ ({scale} el {day}; calibrada desde {from} hasta {until})]]: hágala calibrar y regístrelo.',
    fr: 'P22 : l’étalonnage de la balance ne couvre pas le jour[[ ({scale} le {day} ; étalonnée du {from} au {until})]] : faites-la étalonner, et enregistrez-le.',
  },
  'sent-late': {
    en: 'P16: this was said in the field and sent long after[[ (said {said}, received {received}; up to {days} days is usual)]]. The time that counts is that of its receipt.',
    es: 'P16: esto se dijo en el campo y se envió mucho después[[ (dicho {said}, recibido {received}; lo usual es hasta {days} días)]]. El tiempo que cuenta es el de su recepción.',
    fr: 'P16 : ceci fut dit sur le terrain et envoyé longtemps après[[ (dit le {said}, reçu le {received} ; jusqu’à {days} jours est usuel)]]. Le temps qui compte est celui de la réception.',
  },
  'clock-wrong': {
    en: 'P16: the device’s clock cannot be right[[ (it said {said}; received {received})]]: what it says of the time is not believed. Set the clock; the time that counts is that of receipt.',
    es: 'P16: el reloj del aparato no puede estar bien[[ (dijo {said}; recibido {received})]]: no se le cree la hora. Ajuste el reloj; cuenta la hora de recepción.',
    fr: 'P16 : l’horloge de l’appareil ne peut être juste[[ (elle disait {said} ; reçu le {received})]] : on ne croit pas l’heure qu’elle dit. Réglez l’horloge ; le temps qui compte est celui de la réception.',
  },
};
