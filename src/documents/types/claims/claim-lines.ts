/** A bar's claims as papers tell them: carried on the strength of which certificates, or lost to what and when. */
import type { LostReason, WhyLost } from '../../../core/custody/claims.js';
import { own } from '../../../core/own.js';
import type { ClaimOnPaper, Language } from '../../payload.js';
import { INKS } from '../../pdf/ink.js';
import type { Line } from '../../pdf/table.js';
import { both, schemeName, STANDING_WORDS, word } from '../parts/labels.js';

/** A reason with the days or months on which it held; null where they could tell of one person's delivery. */
export interface LostOnPaper extends Pick<LostReason, 'why' | 'party' | 'credential' | 'standing'> {
  readonly from: string | null;
  readonly to: string | null;
}

/** Organisations by their names. */
export type Names = Readonly<Record<string, string>>;

type Told = Pick<ClaimOnPaper, 'scheme' | 'carried' | 'basis'> & { readonly lost: readonly LostOnPaper[] };

export function claimLines(claims: readonly Told[], names: Names, language: Language): Line[] {
  if (claims.length === 0) {
    return [{ text: both(language, 'No claim', 'Sin certificación').join(' / '), ink: INKS.cell }];
  }
  return claims.flatMap((claim) => {
    const status = claim.carried
      ? both(language, 'carried', 'conservada')
      : both(language, 'not carried', 'no se conserva');
    const why = claim.carried
      ? claim.basis.map((basis) => basisText(basis, names))
      : claim.lost.map((reason) => lostText(reason, names, language));
    return [
      { text: `${schemeName(claim.scheme)}: ${status.join(' / ')}`, ink: INKS.cellStrong },
      ...why.map((text) => ({ text, ink: INKS.fine })),
    ];
  });
}

/** `<party> <number>`, the party by its name. */
function basisText(basis: string, names: Names): string {
  const [party = '', ...number] = basis.split(' ');
  return [own(names, party) ?? party, ...number].join(' ');
}

const WHY: Readonly<Record<WhyLost, { readonly en: string; readonly es: string }>> = {
  production: { en: 'at production', es: 'en la producción' },
  seller: { en: 'seller, at the sale', es: 'vendedor, en la venta' },
  buyer: { en: 'buyer, at the sale', es: 'comprador, en la venta' },
  'unexplained-input': { en: 'gold of unknown origin in the melt', es: 'oro sin origen conocido en la fundición' },
  'never-carried': { en: 'mixed with gold that never carried it', es: 'mezclado con oro que nunca la tuvo' },
  incorporated: { en: 'counted in a mass-balance account', es: 'contado en una cuenta de balance de masas' },
};

function lostText(
  { why, party, credential, standing, from, to }: LostOnPaper,
  names: Names,
  language: Language,
): string {
  const when = from === null || to === null ? [] : [from === to ? from : `${from} – ${to}`];
  const reason = word(WHY, why, language);
  if (party === null) return [reason, ...when].join(' · ');
  const who = [own(names, party) ?? party, credential].filter((part) => part !== null).join(' ');
  return [`${who}: ${word(STANDING_WORDS, standing, language)}`, reason, ...when].join(' · ');
}
