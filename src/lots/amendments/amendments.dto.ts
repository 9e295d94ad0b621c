/** What is said at the desk about an earlier act. */
import {
  day,
  flag,
  instant,
  listOf,
  object,
  oneOf,
  open,
  organisation,
  orNull,
  sha256,
  text,
  whole,
} from '../../http/answer.js';
import { CORRECTION_REASONS, DISPUTE_REASONS, WITHDRAWAL_REASONS } from '../../core/custody/amending/amend.js';
import { FORMS, METHODS, type Form, type Method } from '../../core/custody/statements.js';
import { Code, Day, FinenessPpm, GrossMg, Nested, OneOf, Text, TimeZone, Whole } from '../../http/fields.js';

const Note = () =>
  Text(500, {
    optional: true,
    example: 'Pesado dos veces, en presencia de la minera',
    description: 'Kept beside the ledger, which holds a commitment',
  });
const Zone = () =>
  TimeZone({ optional: true, description: "IANA zone of the day; else that of the organisation's country" });

export class RestatedFinenessBody {
  @FinenessPpm() ppm: number;
  @OneOf(METHODS) method: Method;
  @Whole({ optional: true, min: 0, max: 500_000, example: 15_000 }) uncertaintyPpm?: number;
}

/** Members of the act's data, as they should have been; which of them, depends on the act. */
export class RestatedBody {
  @GrossMg({ optional: true, description: 'Of a registration, while the lot is untouched' }) grossMg?: number;
  @Nested(RestatedFinenessBody, { optional: true, description: 'Of a registration, while the lot is untouched' })
  fineness?: RestatedFinenessBody;
  @OneOf(FORMS, { optional: true }) form?: Form;
  @Code({ optional: true, example: 'BAL-A1' }) scale?: string;
  @Text(60, { optional: true, example: 'C-1234', description: 'Of an assay' }) certificate?: string;
  @Code({ optional: true, example: 'S-000123', description: 'Of a dispatch' }) seal?: string;
  @Text(60, { optional: true, example: 'F-900', description: 'Of a sale' }) document?: string;
  @Text(40, { optional: true, example: 'BOX-1A', description: 'Of a packing' }) box?: string;
  @Text(40, { optional: true, example: 'CIP Zürich', description: 'Of a packing' }) incoterm?: string;
  @Text(20, { optional: true, example: '045-12345675', description: 'Of an export' }) airWaybill?: string;
}

export class CorrectionBody {
  @Nested(RestatedBody) fields: RestatedBody;
  @OneOf(CORRECTION_REASONS) reason: string;
  @Note() note?: string;
  @Day() on: string;
  @Zone() tz?: string;
}

export class DisputeBody {
  @OneOf(DISPUTE_REASONS) reason: string;
  @Note() note?: string;
  @Day() on: string;
  @Zone() tz?: string;
}

export class WithdrawalBody {
  @OneOf(WITHDRAWAL_REASONS) reason: string;
  @Note() note?: string;
  @Day() on: string;
  @Zone() tz?: string;
}

const key = object({ kid: sha256, organisation, holder: text('organisation'), custody: text('own') });

export const PAST_ACT = object(
  {
    sid: sha256,
    idx: whole(417),
    type: text('custody.dispatched'),
    org: organisation,
    on: orNull(object({ date: day, tz: text('America/Bogota') })),
    at: instant,
    received: instant,
    attested: object({ by: oneOf(['signed', 'platform', 'book']) }, { keys: listOf(key), book: open }),
    data: open,
    amendedBy: listOf(
      object(
        {
          sid: sha256,
          type: text('statement.corrected'),
          org: organisation,
          on: object({ date: day, tz: text('America/Bogota') }),
          reason: text('typing-error'),
        },
        { withdrawn: flag },
      ),
    ),
  },
  { effective: open },
);
