/** Why gold is held and why a claim was lost, for the person who reads it. `docs/glossary.md`: a hold is "en revisión". */
import type { LostReason } from '../core/custody/claims.js';
import type { Standing } from '../core/custody/statements.js';
import type { Language } from '../http/sentences.js';

type Said = Readonly<Record<Language, string>>;

/** By the code of a HoldReason (core/custody/rules). */
export const HELD: Readonly<Record<string, Said>> = {
  'unknown-member': {
    en: 'This person is not in the register: the gold is weighed and kept apart until it is known whose it is.',
    es: 'La persona no está en el registro: el oro se pesa y se aparta hasta saber de quién es; registre a la persona.',
    fr: 'Cette personne n’est pas au registre : l’or est pesé et mis à part jusqu’à ce qu’on sache à qui il est.',
  },
  'registration-lapsed': {
    en: 'The registration had lapsed on that day: the gold is kept apart until its renewal is seen.',
    es: 'El registro estaba vencido ese día: el oro se aparta hasta ver la renovación.',
    fr: 'L’inscription avait expiré ce jour-là : l’or est mis à part jusqu’à présentation du renouvellement.',
  },
  'registration-not-yet': {
    en: 'The registration was not yet in force on that day: the gold is kept apart until this is cleared up.',
    es: 'El registro aún no estaba vigente ese día: el oro se aparta hasta aclararlo.',
    fr: 'L’inscription n’était pas encore en vigueur ce jour-là : l’or est mis à part jusqu’à éclaircissement.',
  },
  'declaration-used': {
    en: 'That declaration already covers another delivery: the gold is kept apart until it has its own.',
    es: 'Esa declaración ya cubre otra entrega: el oro se aparta hasta tener la suya.',
    fr: 'Cette déclaration couvre déjà une autre livraison : l’or est mis à part jusqu’à ce qu’il ait la sienne.',
  },
  'over-monthly-limit': {
    en: 'With this delivery the person passes the monthly limit for panners: the gold is kept apart.',
    es: 'Con esta entrega la persona pasa el tope de gramos finos del mes: el oro se aparta.',
    fr: 'Avec cette livraison la personne dépasse la limite mensuelle des orpailleurs : l’or est mis à part.',
  },
  'corrected-upwards': {
    en: 'The correction makes this delivery more than was counted in the person’s month: the gold is kept apart until somebody has looked.',
    es: 'La corrección deja esta entrega por encima de lo contado en el mes de la persona: el oro se aparta hasta que alguien lo revise.',
    fr: 'La rectification porte cette livraison au-delà de ce qui fut compté dans le mois de la personne : l’or est mis à part jusqu’à vérification.',
  },
  'fineness-outside-site': {
    en: 'The gold of that site does not have this fineness: it is kept apart until an assay.',
    es: 'La ley no es la del oro de ese sitio: el oro se aparta hasta un ensayo.',
    fr: 'L’or de ce site n’a pas ce titre : il est mis à part jusqu’à un essai.',
  },
  'melt-disagrees': {
    en: 'The deliveries found do not make the number or the weight of the melt record: the bar is kept apart, uncertified.',
    es: 'Las entregas halladas no dan el número o el peso del acta: la barra se aparta, sin certificado.',
    fr: 'Les livraisons trouvées ne font ni le nombre ni le poids du procès-verbal : le lingot est mis à part, sans certificat.',
  },
  'difference-beyond-tolerance': {
    en: 'The difference is more than two scales explain: the gold is kept apart until this is cleared up.',
    es: 'La diferencia pasa de lo que dos balanzas explican: el oro se aparta hasta aclararla.',
    fr: 'L’écart dépasse ce que deux balances expliquent : l’or est mis à part jusqu’à éclaircissement.',
  },
  'seal-used': {
    en: 'That seal is already on other gold: the bar travels on, but kept apart.',
    es: 'Ese precinto ya está en otro oro: la barra viaja, pero se aparta.',
    fr: 'Ce scellé est déjà sur un autre or : le lingot voyage, mais à part.',
  },
};

/** A code of a later rule stands for itself until it has its sentence here. */
export function heldSentence(code: string, language: Language): string {
  return HELD[code]?.[language] ?? code;
}

/** When it counted, whose certificate, and who had none. */
type Side = readonly [when: string, certificate: string, holder: string];

const SIDES: Readonly<Record<'production' | 'seller' | 'buyer', Readonly<Record<Language, Side>>>> = {
  production: {
    en: ['On the day of delivery', 'the producer’s certificate', 'the producer'],
    es: ['El día de la entrega', 'el certificado del productor', 'el productor'],
    fr: ['Le jour de la livraison', 'le certificat du producteur', 'le producteur'],
  },
  seller: {
    en: ['On the day of sale', 'the seller’s certificate', 'the seller'],
    es: ['El día de la venta', 'el certificado de quien vendió', 'quien vendió'],
    fr: ['Le jour de la vente', 'le certificat du vendeur', 'le vendeur'],
  },
  buyer: {
    en: ['On the day of sale', 'the buyer’s certificate', 'the buyer'],
    es: ['El día de la venta', 'el certificado de quien compró', 'quien compró'],
    fr: ['Le jour de la vente', 'le certificat de l’acheteur', 'l’acheteur'],
  },
};

const STANDINGS: Readonly<Record<Exclude<Standing, 'valid' | 'none'>, Said>> = {
  suspended: { en: 'was suspended', es: 'estaba suspendido', fr: 'était suspendu' },
  withdrawn: { en: 'had been withdrawn', es: 'había sido retirado', fr: 'avait été retiré' },
  expired: { en: 'had expired', es: 'estaba vencido', fr: 'avait expiré' },
  'not-yet': { en: 'was not yet in force', es: 'aún no estaba vigente', fr: 'n’était pas encore en vigueur' },
};

const NO_CERTIFICATE: Said = {
  en: 'had no certificate for it',
  es: 'no tenía certificado para ello',
  fr: 'n’avait pas de certificat pour cela',
};

const MIXED: Readonly<Record<'unexplained-input' | 'never-carried', Said>> = {
  'unexplained-input': {
    en: 'Gold went into the melt that the books do not explain.',
    es: 'En la fundición entró oro que los libros no explican.',
    fr: 'Il est entré dans la fonte de l’or que les livres n’expliquent pas.',
  },
  'never-carried': {
    en: 'It was mixed with gold that never carried this claim.',
    es: 'Se mezcló con oro que nunca llevó este certificado.',
    fr: 'Il a été mêlé à de l’or qui n’a jamais porté ce certificat.',
  },
};

/** Names no party: fit for the public page too. */
export function lostSentence({ why, standing }: Pick<LostReason, 'why' | 'standing'>, language: Language): string {
  if (why === 'unexplained-input' || why === 'never-carried') return MIXED[why][language];
  const [when, certificate, holder] = SIDES[why][language];
  if (standing === 'valid' || standing === 'none') return `${when}, ${holder} ${NO_CERTIFICATE[language]}.`;
  return `${when}, ${certificate} ${STANDINGS[standing][language]}.`;
}
