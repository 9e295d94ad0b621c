import type { Told } from '../sentences.js';

/** What a reading, a sample or a campaign cannot be. */
export const assays = {
  'more-than-whole': {
    en: [
      'More than a whole',
      'Gold and silver together are more than the whole[[: {goldPpm:permille} ‰ and {silverPpm:permille} ‰]]. Check both (“{at}”).',
    ],
    es: [
      'Más que el entero',
      'Oro y plata juntos pasan del entero[[: {goldPpm:permille} ‰ y {silverPpm:permille} ‰]]. Revise ambas leyes («{at}»).',
    ],
    fr: [
      'Plus que le tout',
      'L’or et l’argent ensemble dépassent le tout[[ : {goldPpm:permille} ‰ et {silverPpm:permille} ‰]]. Vérifiez les deux (« {at} »).',
    ],
  },
  'umpire-not-apart': {
    en: [
      'The umpire is a party',
      'An umpire is a third laboratory: not whoever made, holds or owns the lot[[ ({laboratory})]]. Name it, or choose another method (“{at}”).',
    ],
    es: [
      'El árbitro es parte',
      'El árbitro es un tercer laboratorio: no quien hizo, tiene o posee el lote[[ ({laboratory})]]. Nómbrelo, o elija otro método («{at}»).',
    ],
    fr: [
      'L’arbitre est partie',
      'L’arbitre est un troisième laboratoire : ni celui qui a fait le lot, ni celui qui le détient ou le possède[[ ({laboratory})]]. Nommez-le, ou choisissez une autre méthode (« {at} »).',
    ],
  },
  'unknown-assay': {
    en: [
      'No such assay to replace',
      'There is no assay of your own[[ of lot {lot}]] with that number that could be replaced (“{at}”). Take the number from the list of its assays.',
    ],
    es: [
      'No hay tal ensayo que reemplazar',
      'No hay un ensayo suyo[[ del lote {lot}]] con ese número que se pueda reemplazar («{at}»). Tome el número de la lista de sus ensayos.',
    ],
    fr: [
      'Pas d’essai à remplacer',
      'Aucun essai à vous[[ du lot {lot}]] ne porte ce numéro et ne peut être remplacé (« {at} »). Prenez le numéro dans la liste de ses essais.',
    ],
  },
  'assay-replaced': {
    en: [
      'Replaced already',
      'Another assay stands for that one already[[ (lot {lot})]]. Replace the newer one (“{at}”).',
    ],
    es: ['Ya reemplazado', 'Otro ensayo ya ocupa el lugar de ese[[ (lote {lot})]]. Reemplace el más nuevo («{at}»).'],
    fr: [
      'Déjà remplacé',
      'Un autre essai tient déjà lieu de celui-là[[ (lot {lot})]]. Remplacez le plus récent (« {at} »).',
    ],
  },
  'worse-method': {
    en: [
      'A worse method',
      'An assay is replaced by one at least as good[[: {before} is not replaced by {method}]]. Record it as an assay of its own (“{at}”).',
    ],
    es: [
      'Método inferior',
      'Un ensayo se reemplaza con uno al menos tan bueno[[: {before} no se reemplaza con {method}]]. Regístrelo como ensayo aparte («{at}»).',
    ],
    fr: [
      'Méthode moins sûre',
      'Un essai est remplacé par un autre au moins aussi bon[[ : {before} n’est pas remplacé par {method}]]. Inscrivez-le comme essai à part (« {at} »).',
    ],
  },
  'ore-not-milled': {
    en: [
      'Ore has not been milled',
      'This is ore[[: lot {lot}]] (“{at}”). It has a grade and no fineness, and only a mill takes it: record the milling campaign first.',
    ],
    es: [
      'Mineral sin moler',
      'Esto es mineral[[: lote {lot}]] («{at}»). Tiene tenor y no ley, y solo el molino lo recibe: registre primero la campaña de molienda.',
    ],
    fr: [
      'Minerai non broyé',
      'C’est du minerai[[ : lot {lot}]] (« {at} »). Il a une teneur et pas de titre, et seul le moulin le prend : inscrivez d’abord la campagne de broyage.',
    ],
  },
  'not-ore': {
    en: ['Not ore', 'A mill takes ore, and this is gold[[: lot {lot}, {form}]] (“{at}”). Melt it instead.'],
    es: ['No es mineral', 'El molino recibe mineral, y esto es oro[[: lote {lot}, {form}]] («{at}»). Fúndalo.'],
    fr: [
      'Pas du minerai',
      'Le moulin prend du minerai, et ceci est de l’or[[ : lot {lot}, {form}]] (« {at} »). Fondez-le.',
    ],
  },
  'owners-of-ore': {
    en: [
      'Whose is what the mill made',
      'Recovered gold has one lot for each owner of the ore, and each by-product one of them[[: {owners}]] (“{at}”). Name them.',
    ],
    es: [
      'De quién es lo que dio el molino',
      'El oro recuperado lleva un lote por cada dueño del mineral, y cada subproducto uno de ellos[[: {owners}]] («{at}»). Nómbrelos.',
    ],
    fr: [
      'À qui est ce qu’a donné le moulin',
      'L’or récupéré a un lot par propriétaire du minerai, et chaque sous-produit l’un d’eux[[ : {owners}]] (« {at} »). Nommez-les.',
    ],
  },
} satisfies Readonly<Record<string, Told>>;
