/** The registers: who takes part, where they dig, what they weigh on, who the miners are, and their papers. */
import { addDays } from '../../core/day.js';
import type {
  CredentialChanged,
  MemberRegistered,
  OrganisationRegistered,
  ScaleRegistered,
  SiteRegistered,
} from '../../core/custody/registry.js';
import type { Reveal } from '../../core/log/statement.js';
import type { Row } from '../season/season.js';
import type { CredentialEvent } from '../season/columns.js';
import type { Desk } from './desk.js';

export function organisation(desk: Desk, row: Row<'organisations'>, day: string): void {
  const org = desk.org(row.code);
  const data: OrganisationRegistered = { organisation: org, name: row.name, role: row.role, country: row.country };
  const reveals: Reveal[] = [
    { name: 'contact', value: { taxNumber: row.taxNumber ?? '', address: row.address ?? '' } },
  ];
  const request = desk.request(row, desk.placeOf(org, day));
  desk.submit(
    row,
    { organisation: 'codigo' },
    desk.record(request, 'organisation.registered', data, reveals, { parties: [org] }),
  );
}

export function site(desk: Desk, row: Row<'sites'>, day: string): void {
  const data: SiteRegistered = {
    site: row.code,
    name: row.name,
    municipality: row.municipality ?? '',
    region: row.region ?? '',
    country: row.country,
    title: row.title ?? '',
    deposit: row.deposit,
    minPpm: row.lowestPpm ?? 0,
    maxPpm: row.highestPpm ?? 1_000_000,
    capacityMgPerMonth: row.capacityMgPerMonth ?? 0,
  };
  const { latitude, longitude } = row;
  const reveals =
    latitude === undefined || longitude === undefined ? [] : [{ name: 'place', value: { latitude, longitude } }];
  const request = desk.request(row, desk.placeOf(desk.owner, day));
  const needs = { sites: [`${desk.owner}/${row.code}`] };
  desk.submit(row, { site: 'codigo' }, desk.record(request, 'site.registered', data, reveals, needs));
}

export function scale(desk: Desk, row: Row<'scales'>, day: string): void {
  const data: ScaleRegistered = {
    scale: row.code,
    site: row.site ?? '',
    divisionMg: row.divisionMg,
    calibrated: row.calibrated ?? day,
    until: row.validTo === undefined ? '9999-12-31' : addDays(row.validTo, 1),
  };
  const request = desk.request(row, desk.placeOf(desk.owner, day));
  const needs = { scales: [`${desk.owner}/${row.code}`] };
  desk.submit(row, { scale: 'balanza' }, desk.record(request, 'scale.registered', data, [], needs));
}

/** The person stays beside the ledger; the statement says only that somebody was registered for a site. */
export function member(desk: Desk, row: Row<'members'>, day: string): void {
  const data: MemberRegistered = { site: row.site ?? '' };
  const person = {
    code: row.code,
    sex: row.sex ?? '',
    kind: row.kind,
    site: row.site ?? '',
    registration: row.registration ?? '',
    from: row.validFrom ?? null,
    until: row.validTo === undefined ? null : addDays(row.validTo, 1),
  };
  const request = desk.request(row, desk.placeOf(desk.owner, day));
  const needs = { members: [`${desk.owner}/${row.code}`] };
  desk.submit(
    row,
    { member: 'codigo' },
    desk.record(request, 'member.registered', data, [{ name: 'member', value: person }], needs),
  );
}

export function credential(desk: Desk, row: Row<'credentials'>): void {
  const data: CredentialChanged = {
    holder: desk.org(row.holder),
    scheme: row.scheme,
    number: numberOf(row),
    from: row.from,
    until: row.to === undefined ? null : addDays(row.to, 1),
  };
  const reveals = row.note === undefined ? [] : [{ name: 'note', value: row.note }];
  changed(desk, row, row.from, 'granted', data, reveals);
}

export function credentialChange(desk: Desk, row: Row<'credentials'>, { day, change }: CredentialEvent): void {
  const data: CredentialChanged = {
    holder: desk.org(row.holder),
    scheme: row.scheme,
    number: numberOf(row),
    from: day,
  };
  changed(desk, row, day, change, data, []);
}

function changed(
  desk: Desk,
  row: Row<'credentials'>,
  day: string,
  act: string,
  data: CredentialChanged,
  reveals: Reveal[],
): void {
  const request = desk.request(row, desk.placeOf(data.holder, day), `${act}:${day}`);
  const answer = desk.record(request, `credential.${act}`, data, reveals, { parties: [data.holder] });
  desk.submit(row, { scheme: 'esquema' }, answer);
}

/** A paper without a number is known by its scheme alone. */
function numberOf(row: Row<'credentials'>): string {
  return row.number ?? row.scheme;
}
