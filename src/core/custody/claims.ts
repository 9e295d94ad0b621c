/**
 * Claims of a lot, such as `fairmined`: granted by the producer's certificate on the delivery's day, kept only where every
 * hop's parties were authorised on the day title passed, and lost by mixing (ISO 22095: segregated model). A lost claim
 * keeps its reasons, so that every piece can say why.
 */
import { outside, type Outside, type Use } from './credentials/scope.js';
import type { Credential, Party } from './registry.js';
import { SCHEMES } from './schemes/bearers.js';
import type { Judged, Standing } from './statements.js';

export type WhyLost = 'production' | 'seller' | 'buyer' | 'unexplained-input' | 'never-carried' | 'incorporated';

export interface LostReason {
  readonly why: WhyLost;
  readonly party: string | null;
  readonly credential: string | null;
  readonly standing: Standing;
  /** The paper of that name was there and did not cover this gold. */
  readonly unfit?: Outside;
  /** First and last day on which the reason applied, and to how many lots before they were mixed. */
  readonly from: string;
  readonly to: string;
  readonly lots: number;
}

export interface Claim {
  readonly scheme: string;
  readonly carried: boolean;
  /** Credentials it rests on, `<party> <number>`; a number is absent where papers other than a credential gave it. */
  readonly basis: readonly string[];
  readonly lost: readonly LostReason[];
}

export type Claims = readonly Claim[];

/** How one credential stands on a local day; `until` is exclusive, an act counts from its own day. */
export function standingOf(credential: Credential, day: string): Standing {
  if (day < credential.from) return 'not-yet';
  let standing: Standing = 'valid';
  const acts = [...credential.acts].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const { act, from } of acts) {
    if (from > day) break;
    standing = act === 'granted' || act === 'reinstated' ? 'valid' : act;
  }
  if (standing === 'valid' && credential.until !== null && day >= credential.until) return 'expired';
  return standing;
}

/** Why a paper does not speak for this use of gold, whatever its days: its holder alone says so, or its scope ends before it. */
export function unfit(credential: Credential, use: Use): Outside | undefined {
  return credential.selfDeclared === true ? 'self-declared' : outside(credential.scope, use);
}

/**
 * How a party stood for a scheme on a day: any valid credential of the family that covers this gold decides, else the newest one's
 * fault. A party whose only papers do not cover it has none for it, and it is said which paper that was.
 */
export function judge(party: Party | undefined, id: string, scheme: string, use: Use, day: string): Judged {
  const family = SCHEMES[scheme]?.[use.activity === 'production' ? 'production' : 'party'] ?? [];
  const papers = (party?.credentials ?? [])
    .filter((credential) => family.includes(credential.scheme))
    .sort((a, b) => (a.from < b.from ? 1 : -1))
    .map((credential) => ({
      number: credential.number,
      standing: standingOf(credential, day),
      why: unfit(credential, use),
    }));
  const fit = papers.filter(({ why }) => why === undefined);
  const best = fit.find(({ standing }) => standing === 'valid');
  const lacking = papers.find(({ why, standing }) => why !== undefined && standing === 'valid');
  if (best === undefined && lacking?.why !== undefined) {
    return {
      scheme,
      party: id,
      credential: null,
      standing: 'none',
      unfit: { credential: lacking.number, why: lacking.why },
    };
  }
  const told = best ?? fit[0];
  return { scheme, party: id, credential: told?.number ?? null, standing: told?.standing ?? 'none' };
}

/** Schemes a producer's credentials could ever grant. */
export function schemesOf(producer: Party | undefined): string[] {
  const held = new Set((producer?.credentials ?? []).map(({ scheme }) => scheme));
  return Object.keys(SCHEMES).filter((scheme) => SCHEMES[scheme]?.production.some((name) => held.has(name)));
}

/** The claims of newly registered gold. */
export function granted(judged: readonly Judged[], day: string): Claims {
  return judged.map((one) => ({
    scheme: one.scheme,
    carried: one.standing === 'valid',
    basis: one.standing === 'valid' ? [basisOf(one)] : [],
    lost: one.standing === 'valid' ? [] : [reason('production', one, day)],
  }));
}

/** The claims left after title passed on `day`: both sides must have been authorised for each claim still carried. */
export function afterSale(
  claims: Claims,
  judged: readonly Judged[],
  seller: string,
  buyer: string,
  day: string,
): Claims {
  return claims.map((claim) => {
    if (!claim.carried) return claim;
    const sides = [
      { why: 'seller' as const, party: seller },
      { why: 'buyer' as const, party: buyer },
    ].map(({ why, party }) => {
      const found = judged.find((one) => one.scheme === claim.scheme && one.party === party);
      return { why, one: found ?? { scheme: claim.scheme, party, credential: null, standing: 'none' as const } };
    });
    const lost = sides.filter(({ one }) => one.standing !== 'valid').map(({ why, one }) => reason(why, one, day));
    if (lost.length > 0) return { ...claim, carried: false, lost };
    const basis = [...new Set([...claim.basis, ...sides.map(({ one }) => basisOf(one))])].sort();
    return { ...claim, basis };
  });
}

/** Claims of what is made from several inputs: the intersection, never the union; reasons of the losers are merged. */
export function intersect(inputs: readonly Claims[], day: string, unexplained: boolean): Claims {
  const schemes = [...new Set(inputs.flatMap((claims) => claims.map(({ scheme }) => scheme)))].sort();
  return schemes.map((scheme) => {
    const claims = inputs.map((input) => input.find((claim) => claim.scheme === scheme));
    const lost = claims.flatMap((claim) => {
      if (claim === undefined) return [lone('never-carried', day)];
      return claim.carried ? [] : claim.lost;
    });
    if (unexplained) lost.push(lone('unexplained-input', day));
    const basis = [...new Set(claims.flatMap((claim) => claim?.basis ?? []))].sort();
    return { scheme, carried: lost.length === 0, basis, lost: merge(lost) };
  });
}

/** The claims of gold that was counted in an account instead (mass balance): none, under whatever scheme. */
export function givenUp(claims: Claims, day: string): Claims {
  return claims.map((claim) =>
    claim.carried ? { ...claim, carried: false, lost: [lone('incorporated', day)] } : claim,
  );
}

function basisOf(one: Judged): string {
  return one.credential === null ? one.party : `${one.party} ${one.credential}`;
}

function reason(why: WhyLost, one: Judged, day: string): LostReason {
  const { party, credential, standing, unfit } = one;
  const reason = { why, party, credential: unfit?.credential ?? credential, standing, from: day, to: day, lots: 1 };
  return unfit === undefined ? reason : { ...reason, unfit: unfit.why };
}

function lone(why: WhyLost, day: string): LostReason {
  return { why, party: null, credential: null, standing: 'none', from: day, to: day, lots: 1 };
}

function merge(reasons: readonly LostReason[]): LostReason[] {
  const merged = new Map<string, LostReason>();
  for (const one of reasons) {
    const key = [
      one.why,
      one.party,
      one.credential,
      one.standing,
      ...(one.unfit === undefined ? [] : [one.unfit]),
    ].join(' ');
    const known = merged.get(key);
    merged.set(
      key,
      known === undefined
        ? one
        : {
            ...known,
            from: known.from < one.from ? known.from : one.from,
            to: known.to > one.to ? known.to : one.to,
            lots: known.lots + one.lots,
          },
    );
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
