/** The registers: who takes part, where they dig, what they weigh on, who the miners are, and their papers. */
import { changeCredential } from '../../core/custody/credentials/decide.js';
import { addDays } from '../../core/day.js';
import { PPM_WHOLE } from '../../core/quantity.js';
import type { CredentialAct } from '../../core/custody/registry.js';
import { registerMember, registerOrganisation, registerScale, registerSite } from '../../parties/decisions.js';
import type { CredentialEvent } from '../season/sheet/columns.js';
import type { Row } from '../season/season.js';
import type { Desk } from './desk.js';

/** A scale or registration without a last day. */
const OPEN_ENDED = '9999-12-31';

/** An organisation that another book registered already is not registered again. */
export function organisation(desk: Desk, row: Row<'organisations'>, day: string): void {
  const id = desk.org(row.code);
  const request = desk.request(row, desk.placeOf(id, day));
  const { name, role, country, taxNumber, address } = row;
  const answer = desk.record(request, { parties: [id] }, (facts) =>
    facts.parties.has(id)
      ? []
      : registerOrganisation(facts, request.act, {
          organisation: id,
          name,
          role,
          country,
          ...(taxNumber !== undefined && { taxNumber }),
          ...(address !== undefined && { address }),
        }),
  );
  desk.submit(row, { organisation: 'codigo' }, answer);
}

export function site(desk: Desk, row: Row<'sites'>, day: string): void {
  const request = desk.request(row, desk.placeOf(desk.owner, day));
  const { latitude, longitude } = row;
  const position = latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
  const input = {
    site: row.code,
    name: row.name,
    municipality: row.municipality ?? '',
    region: row.region ?? '',
    country: row.country,
    title: row.title ?? '',
    deposit: row.deposit,
    minPpm: row.lowestPpm ?? 0,
    maxPpm: row.highestPpm ?? PPM_WHOLE,
    capacityMgPerMonth: row.capacityMgPerMonth ?? 0,
    ...(position && { position }),
  };
  const needs = { sites: [`${desk.owner}/${row.code}`] };
  const answer = desk.record(request, needs, (facts) => registerSite(facts, request.act, input));
  desk.submit(row, { site: 'codigo', minPpm: 'ley_min' }, answer);
}

export function scale(desk: Desk, row: Row<'scales'>, day: string): void {
  const request = desk.request(row, desk.placeOf(desk.owner, day));
  const input = {
    scale: row.code,
    site: row.site ?? '',
    divisionMg: row.divisionMg,
    calibrated: row.calibrated ?? day,
    until: row.validTo === undefined ? OPEN_ENDED : addDays(row.validTo, 1),
  };
  const needs = { scales: [`${desk.owner}/${row.code}`], sites: [`${desk.owner}/${input.site}`] };
  const answer = desk.record(request, needs, (facts) => registerScale(facts, request.act, input));
  desk.submit(row, { scale: 'balanza', site: 'sitio', until: 'vence' }, answer);
}

/** The person stays beside the ledger; the statement says only that somebody was registered for a site. */
export function member(desk: Desk, row: Row<'members'>, day: string): void {
  const request = desk.request(row, desk.placeOf(desk.owner, day));
  const person = {
    code: row.code,
    sex: row.sex ?? '',
    kind: row.kind,
    site: row.site ?? '',
    registration: row.registration ?? '',
    from: row.validFrom ?? null,
    until: row.validTo === undefined ? null : addDays(row.validTo, 1),
  };
  const needs = { members: [`${desk.owner}/${row.code}`], sites: [`${desk.owner}/${person.site}`] };
  const answer = desk.record(request, needs, (facts) => registerMember(facts, request.act, person));
  desk.submit(row, { code: 'codigo', site: 'sitio', until: 'vigente_hasta' }, answer);
}

export function credential(desk: Desk, row: Row<'credentials'>): void {
  const until = row.to === undefined ? null : addDays(row.to, 1);
  change(desk, row, 'granted', row.from, { until, ...(row.note !== undefined && { note: row.note }) });
}

export function credentialChange(desk: Desk, row: Row<'credentials'>, event: CredentialEvent): void {
  change(desk, row, event.change, event.day, {});
}

/** A paper without a number is known by its scheme alone; one that another book granted already is not granted again. */
function change(
  desk: Desk,
  row: Row<'credentials'>,
  act: CredentialAct,
  day: string,
  rest: { readonly until?: string | null; readonly note?: string },
): void {
  const holder = desk.org(row.holder);
  const { scheme } = row;
  const number = row.number ?? scheme;
  const request = desk.request(row, desk.placeOf(holder, day), `${act} ${day}`);
  const answer = desk.record(request, { parties: [holder] }, (facts) => {
    const known = facts.parties.get(holder)?.credentials.some((one) => one.scheme === scheme && one.number === number);
    if (act === 'granted' && known === true) return [];
    return changeCredential(facts, request.act, act, { holder, scheme, number, from: day, ...rest });
  });
  desk.submit(row, { number: 'numero', holder: 'titular', from: 'desde', until: 'hasta' }, answer);
}
