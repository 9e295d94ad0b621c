/** Why a claim was lost, for the person who reads it. */
import type { LostReason } from '../../core/custody/claims.js';
import type { Standing } from '../../core/custody/statements.js';
import type { Language } from '../../http/sentences.js';

type Said = Readonly<Record<Language, string>>;

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

/** Reasons that are about the gold itself and nobody's certificate. */
const OF_THE_GOLD: Readonly<Record<Exclude<LostReason['why'], keyof typeof SIDES>, Said>> = {
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
  incorporated: {
    en: 'Its weight was counted in an account of incorporated gold instead (mass balance), and gold counts once.',
    es: 'Su peso se contó en una cuenta de oro incorporado (balance de masas), y el oro cuenta una sola vez.',
    fr: 'Son poids a été compté dans un compte d’or incorporé (bilan massique), et l’or ne compte qu’une fois.',
  },
};

/** Names no party: fit for the public page too. */
export function lostSentence({ why, standing }: Pick<LostReason, 'why' | 'standing'>, language: Language): string {
  if (why !== 'production' && why !== 'seller' && why !== 'buyer') return OF_THE_GOLD[why][language];
  const [when, certificate, holder] = SIDES[why][language];
  if (standing === 'valid' || standing === 'none') return `${when}, ${holder} ${NO_CERTIFICATE[language]}.`;
  return `${when}, ${certificate} ${STANDINGS[standing][language]}.`;
}
