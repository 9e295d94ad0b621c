/** What is said at the desk when gold changes hands or owner. */
import type { TitleTransferred } from '../../core/custody/handover/statements.js';
import { Code, Day, Flag, GrossMg, OneOf, OrganisationId, Text } from '../../http/fields.js';
import { Note, Zone } from '../desk/fields.js';

export class DispatchBody {
  @OrganisationId({ description: 'Who is to receive it' }) to: string;
  @GrossMg({ description: 'As weighed when it left' }) sentMg: number;
  @Code({ optional: true, example: 'S-000123' }) seal?: string;
  @Day() on: string;
  @Zone() tz?: string;
}

export class ReceiptBody {
  @GrossMg({ description: 'As weighed on arrival' }) receivedMg: number;
  @Flag() sealIntact: boolean;
  @Code({ optional: true, example: 'BAL-A1', description: 'Else one that reads to 10 mg' }) scale?: string;
  @Day() on: string;
  @Zone() tz?: string;
}

export class RefusalBody {
  @GrossMg({ description: 'As weighed on arrival' }) weighedMg: number;
  @Flag() sealIntact: boolean;
  @Note() note?: string;
  @Day() on: string;
  @Zone() tz?: string;
}

const BASES: readonly TitleTransferred['basis'][] = ['sale', 'agency', 'consignment', 'toll', 'advance'];

export class TitleBody {
  @OrganisationId({ description: 'Who owns it from now on' }) to: string;
  @OneOf(BASES) basis: TitleTransferred['basis'];
  @Text(60, { optional: true, example: 'F-900', description: 'Number of the invoice or contract' }) document?: string;
  @Day() on: string;
  @Zone() tz?: string;
}
