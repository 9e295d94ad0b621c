import type { DoubtWords } from './doubts.js';

/** What readings, samples, furnaces and mills leave in doubt. */
export const assaysDoubts: DoubtWords = {
  'assays-apart': {
    en: 'P12: two assays of this gold lie too far apart[[ ({before:permille} ‰ and {found:permille} ‰; up to {limit:permille} ‰ is settled between the parties)]]: an umpire’s assay of the retained sample decides.',
    es: 'P12: dos ensayos de este oro se apartan demasiado[[ ({before:permille} ‰ y {found:permille} ‰; hasta {limit:permille} ‰ lo arreglan las partes)]]: decide el ensayo de un árbitro sobre la muestra testigo.',
    fr: 'P12 : deux essais de cet or sont trop éloignés[[ ({before:permille} ‰ et {found:permille} ‰ ; jusqu’à {limit:permille} ‰ les parties s’accordent)]] : l’essai d’un arbitre sur l’échantillon conservé décide.',
  },
  'sample-kept-still': {
    en: 'P12: this retained sample[[ ({sample}, of the {holder})]] was to be kept[[ until {until}]]: once it is used, no umpire can read it. Say why, or keep it.',
    es: 'P12: esta muestra testigo[[ ({sample}, de: {holder})]] debía guardarse[[ hasta el {until}]]: una vez usada, ningún árbitro podrá ensayarla. Diga por qué, o guárdela.',
    fr: 'P12 : cet échantillon[[ ({sample}, pour : {holder})]] devait être conservé[[ jusqu’au {until}]] : une fois utilisé, aucun arbitre ne pourra l’essayer. Dites pourquoi, ou gardez-le.',
  },
  'melt-loss-beyond-limit': {
    en: 'P11: this melt lost more than gold of that form does[[ ({lost:g} g of {in:g} g; up to {limit:g} g is usual)]]. Look for slag, spills and the weights, and say what it was.',
    es: 'P11: esta fundición perdió más de lo que pierde el oro de esa forma[[ ({lost:g} g de {in:g} g; lo usual es hasta {limit:g} g)]]. Revise escoria, derrames y pesos, y diga qué fue.',
    fr: 'P11 : cette fonte a perdu plus que l’or de cette forme[[ ({lost:g} g sur {in:g} g ; jusqu’à {limit:g} g est usuel)]]. Cherchez scorie, pertes et pesées, et dites ce que c’était.',
  },
  'melt-loss-unusual': {
    en: 'P11: this melt lost more than gold of that form does[[ ({lost:g} g of {in:g} g; up to {limit:g} g is usual)]]. Look for slag, spills and the weights, and say what it was.',
    es: 'P11: esta fundición perdió más de lo que pierde el oro de esa forma[[ ({lost:g} g de {in:g} g; lo usual es hasta {limit:g} g)]]. Revise escoria, derrames y pesos, y diga qué fue.',
    fr: 'P11 : cette fonte a perdu plus que l’or de cette forme[[ ({lost:g} g sur {in:g} g ; jusqu’à {limit:g} g est usuel)]]. Cherchez scorie, pertes et pesées, et dites ce que c’était.',
  },
  'recovered-more-than-contained': {
    en: 'P1: the mill gave more gold than its ore holds by the grade[[ ({recovered:fine} g recovered, {contained:fine} g in the ore)]]: correct grade or moisture, or say where the gold is from.',
    es: 'P1: el molino dio más oro del que el mineral tiene según su tenor[[ ({recovered:fine} g recuperados, {contained:fine} g en el mineral)]]: corrija tenor o humedad, o diga de dónde viene el oro.',
    fr: 'P1 : le moulin a donné plus d’or que le minerai n’en contient selon sa teneur[[ ({recovered:fine} g récupérés, {contained:fine} g dans le minerai)]] : corrigez teneur ou humidité, ou dites d’où vient l’or.',
  },
  'recovery-below-band': {
    en: 'P11: the campaign recovered less than its technique does[[ ({recovered:fine} g of {contained:fine} g; usual is {least:fine} g to {most:fine} g)]]. Look at grade, tailings and weights.',
    es: 'P11: la campaña recuperó menos de lo que da su técnica[[ ({recovered:fine} g de {contained:fine} g; lo usual es de {least:fine} g a {most:fine} g)]]. Revise tenor, relaves y pesos.',
    fr: 'P11 : la campagne a récupéré moins que sa technique[[ ({recovered:fine} g sur {contained:fine} g ; l’usuel va de {least:fine} g à {most:fine} g)]]. Voyez teneur, résidus et pesées.',
  },
  'recovery-above-band': {
    en: 'P11: the campaign recovered more than its technique does[[ ({recovered:fine} g of {contained:fine} g; usual is {least:fine} g to {most:fine} g)]]. Look at the grade, and whether the mill was clean before.',
    es: 'P11: la campaña recuperó más de lo que da su técnica[[ ({recovered:fine} g de {contained:fine} g; lo usual es de {least:fine} g a {most:fine} g)]]. Revise el tenor, y si el molino estaba limpio antes.',
    fr: 'P11 : la campagne a récupéré plus que sa technique[[ ({recovered:fine} g sur {contained:fine} g ; l’usuel va de {least:fine} g à {most:fine} g)]]. Voyez la teneur, et si le moulin était propre avant.',
  },
  'not-a-selector': {
    en: 'P4: ore picked from waste rock is brought by registered selectors[[, and {member} is none]]: it is kept apart until the register is put right.',
    es: 'P4: el mineral escogido del desmonte lo traen seleccionadoras registradas[[, y {member} no lo es]]: se aparta hasta corregir el registro.',
    fr: 'P4 : le minerai trié dans les stériles est apporté par des trieuses inscrites[[, et {member} n’en est pas]] : il est mis à part jusqu’à ce que le registre soit corrigé.',
  },
};
