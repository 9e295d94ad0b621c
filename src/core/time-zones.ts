/**
 * The time zone a country's books are kept in, by ISO 3166-1 alpha-2 code: countries where small mines, refiners or
 * jewellers of their gold work. Where a country has several zones, the one of its capital; a site may state its own.
 */
import { own } from './own.js';

const ZONES: Readonly<Record<string, string>> = {
  // Mined: Latin America
  BO: 'America/La_Paz',
  BR: 'America/Sao_Paulo',
  CL: 'America/Santiago',
  CO: 'America/Bogota',
  CR: 'America/Costa_Rica',
  CU: 'America/Havana',
  DO: 'America/Santo_Domingo',
  EC: 'America/Guayaquil',
  GT: 'America/Guatemala',
  GY: 'America/Guyana',
  HN: 'America/Tegucigalpa',
  MX: 'America/Mexico_City',
  NI: 'America/Managua',
  PA: 'America/Panama',
  PE: 'America/Lima',
  PY: 'America/Asuncion',
  SR: 'America/Paramaribo',
  SV: 'America/El_Salvador',
  VE: 'America/Caracas',
  // Mined: Africa
  BF: 'Africa/Ouagadougou',
  BI: 'Africa/Bujumbura',
  CD: 'Africa/Kinshasa',
  CI: 'Africa/Abidjan',
  CM: 'Africa/Douala',
  ET: 'Africa/Addis_Ababa',
  GH: 'Africa/Accra',
  GN: 'Africa/Conakry',
  KE: 'Africa/Nairobi',
  LR: 'Africa/Monrovia',
  MG: 'Indian/Antananarivo',
  ML: 'Africa/Bamako',
  MZ: 'Africa/Maputo',
  NG: 'Africa/Lagos',
  RW: 'Africa/Kigali',
  SD: 'Africa/Khartoum',
  SL: 'Africa/Freetown',
  SN: 'Africa/Dakar',
  TZ: 'Africa/Dar_es_Salaam',
  UG: 'Africa/Kampala',
  ZA: 'Africa/Johannesburg',
  ZM: 'Africa/Lusaka',
  ZW: 'Africa/Harare',
  // Mined: Asia and Oceania
  ID: 'Asia/Jakarta',
  KG: 'Asia/Bishkek',
  LA: 'Asia/Vientiane',
  MN: 'Asia/Ulaanbaatar',
  PG: 'Pacific/Port_Moresby',
  PH: 'Asia/Manila',
  // Refined, traded, worked
  AE: 'Asia/Dubai',
  AT: 'Europe/Vienna',
  AU: 'Australia/Sydney',
  BE: 'Europe/Brussels',
  CA: 'America/Toronto',
  CH: 'Europe/Zurich',
  CN: 'Asia/Shanghai',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  ES: 'Europe/Madrid',
  FI: 'Europe/Helsinki',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  HK: 'Asia/Hong_Kong',
  IE: 'Europe/Dublin',
  IN: 'Asia/Kolkata',
  IT: 'Europe/Rome',
  JP: 'Asia/Tokyo',
  KR: 'Asia/Seoul',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo',
  NZ: 'Pacific/Auckland',
  PL: 'Europe/Warsaw',
  PT: 'Europe/Lisbon',
  SE: 'Europe/Stockholm',
  SG: 'Asia/Singapore',
  TH: 'Asia/Bangkok',
  TR: 'Europe/Istanbul',
  US: 'America/New_York',
};

/** Unknown country: `UTC`. */
export function timeZoneOf(country: string): string {
  return own(ZONES, country) ?? 'UTC';
}

export const KNOWN_COUNTRIES: readonly string[] = Object.keys(ZONES);
