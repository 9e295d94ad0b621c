/** European Union. */
import { read, unread, type Destination } from '../needed.js';

const REGULATION = 'Regulation (EU) 2017/821';

/** Its members, as of 2020-02-01. */
export const EU_MEMBERS: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

export const TO_EU: Destination = {
  place: 'EU',
  papers: [],
  tariffs: [{ digits: '7108.12.00', ...unread('Combined Nomenclature') }],
  licences: [],
  limits: [
    {
      code: 'importer-volume',
      mostMgPerYear: 100_000_000,
      ...read('Beyond 100 kg a year an importer has duties of due diligence', REGULATION),
      from: '2021-01-01',
    },
  ],
};
