/** What is said of shipments. */
import { Code, Day, Each, Nested, OrganisationId, Text } from '../../http/fields.js';
import { Tag, Zone } from '../desk/fields.js';
import { TermsBody } from './terms.dto.js';

/** A statement holds at most 48 KiB: so many bars fit however long their codes and numbers are. */
const MOST_PACKED = 80;

export class PackedBarBody {
  @Tag() lot: string;
  @Code({ optional: true, example: 'S-000123' }) seal?: string;
}

export class PackingBody {
  @Code({ example: 'EXP-2026-03' }) code: string;
  @OrganisationId() consignee: string;
  @Text(40, { example: 'CIP Zürich' }) incoterm: string;
  @Text(20, { example: 'CO>CH', description: 'Countries of origin and destination' }) corridor: string;
  @Text(40, { example: 'BOX-1A' }) box: string;
  @Each(PackedBarBody, MOST_PACKED) bars: PackedBarBody[];
  @Nested(TermsBody) terms: TermsBody;
  @Day() on: string;
  @Zone() tz?: string;
}

/** What stays in a shipment; the others of it are taken out. */
export class RepackBody {
  @Text(40, { example: 'BOX-1B' }) box: string;
  @Each(PackedBarBody, MOST_PACKED) bars: PackedBarBody[];
  @Day() on: string;
  @Zone() tz?: string;
}

export class ExportBody {
  @Text(20, { optional: true, example: '045-12345675' }) airWaybill?: string;
  @Day() on: string;
  @Zone() tz?: string;
}
