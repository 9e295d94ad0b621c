/**
 * Who may be registered: pure decisions that make drafts, for the desk and for books
 * alike. Persons, tax numbers, addresses and coordinates are reveals: the statement holds commitments only.
 */
import { draft, type Act, type Facts } from '../core/custody/act.js';
import { settle } from '../core/custody/doubts.js';
import { outlineOf, type Position } from '../core/custody/outline.js';
import type {
  MemberRegistered,
  OrganisationRegistered,
  ScaleRegistered,
  SiteRegistered,
} from '../core/custody/registry.js';
import { siteWithinTitle } from '../core/custody/rules/intake/outline.js';
import type { Json } from '../core/log/canonical-json.js';
import type { Draft, Reveal } from '../core/log/statement.js';
import { PPM_WHOLE } from '../core/quantity.js';
import { Rejection } from '../core/rejection.js';
import { distinguishing, type Identifier, type Identity } from './members/person-index.js';
import type { Identifiers, Person } from './projections/members.projection.js';

export interface Organisation extends OrganisationRegistered {
  readonly taxNumber?: string;
  readonly address?: string;
}

/** `organisation.registered`, reveals `taxNumber` and `address`. */
export function registerOrganisation(facts: Pick<Facts, 'parties'>, act: Act, input: Organisation): Draft[] {
  const { organisation, name, role, country, taxNumber, address } = input;
  // Ids of facts are `<organisation>/<code>` and `code:<organisation>:<code>`.
  if (/[/:\s]/.test(organisation)) {
    throw new Rejection('malformed', 'organisation', { value: organisation, example: 'coop-limonal' });
  }
  if (facts.parties.has(organisation)) throw new Rejection('code-used', 'organisation', { code: organisation });
  const data: OrganisationRegistered = { organisation, name, role, country };
  const reveals = [...reveal('taxNumber', taxNumber), ...reveal('address', address)];
  return [draft(act, 'organisation.registered', [], data, reveals)];
}

export interface Site extends Omit<SiteRegistered, 'title'> {
  /** Absent where nobody knows it: what comes from there is held (P4). */
  readonly title?: string;
  readonly position?: Position;
  /** Of the title, as `outlineOf` reads it. */
  readonly outline?: string;
}

/** `site.registered`, reveals `position` and `outline`; a question where the one lies outside the other (P17). */
export function registerSite(facts: Pick<Facts, 'sites'>, act: Act, input: Site): Draft[] {
  const { site, name, municipality, region, country, deposit, minPpm, maxPpm, capacityMgPerMonth } = input;
  const { title = '' } = input;
  const data: SiteRegistered = {
    site,
    name,
    municipality,
    region,
    country,
    title,
    deposit,
    minPpm,
    maxPpm,
    capacityMgPerMonth,
  };
  const { position, outline } = input;
  if (outline !== undefined) outlineOf(outline);
  if (facts.sites.has(`${act.org}/${site}`)) throw new Rejection('code-used', 'site', { code: site });
  if (minPpm > maxPpm || minPpm < 0 || maxPpm > PPM_WHOLE) {
    throw new Rejection('out-of-range', 'minPpm', { value: `${minPpm}`, min: '0', max: `${maxPpm}` });
  }
  const where = position && { latitude: position.latitude, longitude: position.longitude };
  const reveals = [...(where ? [{ name: 'position', value: where }] : []), ...reveal('outline', outline)];
  return [
    draft(act, 'site.registered', [], data, reveals),
    ...settle(act, undefined, siteWithinTitle(data, where, outline)),
  ];
}

/** `scale.registered`. */
export function registerScale(facts: Pick<Facts, 'sites' | 'scales'>, act: Act, input: ScaleRegistered): Draft[] {
  if (facts.scales.has(`${act.org}/${input.scale}`)) throw new Rejection('code-used', 'scale', { code: input.scale });
  knownSite(facts, act, input.site);
  if (input.until <= input.calibrated) {
    throw new Rejection('chronology', 'until', { day: input.until, notBefore: input.calibrated });
  }
  const { scale, site, divisionMg, calibrated, until } = input;
  const data: ScaleRegistered = { scale, site, divisionMg, calibrated, until };
  return [draft(act, 'scale.registered', [], data)];
}

/** `member.registered`: the person is the reveal `member`; `identity`, `phone` and `account` are told apart from it. */
export function registerMember(
  facts: Pick<Facts, 'sites' | 'members'>,
  act: Act,
  person: Person & Identifiers,
): Draft[] {
  if (facts.members.has(`${act.org}/${person.code}`)) throw new Rejection('code-used', 'code', { code: person.code });
  knownSite(facts, act, person.site);
  if (person.from !== null && person.until !== null && person.until <= person.from) {
    throw new Rejection('chronology', 'until', { day: person.until, notBefore: person.from });
  }
  const { code, sex, kind, site, registration, from, until } = person;
  const value = { code, sex, kind, site, registration, from, until };
  const data: MemberRegistered = { site };
  const subject = `member:${act.org}/${code}`;
  const reveals = identifiersOf(person).map(([name, told]) => ({ name, value: told as Json, subject }));
  return [draft(act, 'member.registered', [], data, [{ name: 'member', value, subject }, ...reveals])];
}

function identifiersOf({ identity, phone, account }: Identifiers): [Identifier, string | Identity][] {
  if (identity !== undefined) distinguishing('identity', identity.number);
  if (phone !== undefined) distinguishing('phone', phone);
  if (account !== undefined) distinguishing('account', account);
  return [
    ...(identity === undefined ? [] : ([['identity', { ...identity }]] as [Identifier, Identity][])),
    ...(phone === undefined ? [] : ([['phone', phone]] as [Identifier, string][])),
    ...(account === undefined ? [] : ([['account', account]] as [Identifier, string][])),
  ];
}

/** An empty site is none: a scale in the office, a member of no one place. */
function knownSite(facts: Pick<Facts, 'sites'>, act: Act, site: string): void {
  if (site !== '' && !facts.sites.has(`${act.org}/${site}`)) throw new Rejection('unknown-site', 'site', { site });
}

function reveal(name: string, value: string | undefined): Reveal[] {
  return value === undefined ? [] : [{ name, value }];
}
