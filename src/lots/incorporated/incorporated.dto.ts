/** What is said and asked of incorporated gold, and what is answered. */
import { SALE_OUTCOMES } from '../../core/custody/incorporated/fold.js';
import { MASS_BALANCE } from '../../core/custody/schemes/schemes.js';
import { day, fineNg, flag, object, oneOf, organisation, text, uuid, whole } from '../../http/answer.js';
import { Code, Day, OneOf, OrganisationId, Text } from '../../http/fields.js';
import { PageQuery } from '../../http/page.js';
import { FineNg, Note, Tag, Zone } from '../desk/fields.js';

const Scheme = () => OneOf(MASS_BALANCE, { description: 'That has a mass-balance model' });

export class EntryBody {
  @Tag() lot: string;
  @Scheme() scheme: string;
  @Day() on: string;
  @Zone() tz?: string;
}

/** To an organisation, or to somebody who is not in the ledger. */
export class SaleBody {
  @Scheme() scheme: string;
  @OrganisationId({ optional: true, description: 'Who buys, and will verify it' }) to?: string;
  @Text(200, { optional: true, example: 'Atelier Moreau', description: 'Who buys, by name; kept beside the ledger' })
  buyer?: string;
  @FineNg({ description: 'Fine gold, nanograms' }) fineNg: string;
  @Code({ example: 'F-2026-118', description: 'Number of the sale in your books' }) sale: string;
  @Day() on: string;
  @Zone() tz?: string;
}

export class SaleAnswerBody {
  @Day() on: string;
  @Zone() tz?: string;
}

export class SaleDeclineBody extends SaleAnswerBody {
  @Note() note?: string;
}

export class AccountsQuery {
  @Day({ optional: true, description: 'In whose balancing period; today where it is left out' }) on?: string;
}

export const SHOWN = ['incoming', 'outgoing', 'open'] as const;

export class SalesQuery extends PageQuery {
  @OneOf(SHOWN, { optional: true, description: 'Offered to you, sold by you, or waiting for an answer' })
  show?: (typeof SHOWN)[number];
}

const amount = (description: string) => text('1250000000', description);

export const ACCOUNT = object({
  scheme: text('fairmined'),
  from: day,
  until: day,
  unsold: oneOf(['lapses', 'carried-over']),
  openingNg: amount('Carried over from the period before'),
  inNg: amount('Entered and bought'),
  outNg: amount('Sold, what nobody answered yet among it'),
  closingNg: amount('opening + in − out'),
  heldNg: amount('Of what came in: rests on what is recalled'),
  leftNg: amount('What may be sold'),
  shortNg: amount('Sold, and resting on what is recalled since'),
});

export const ENTRY = object(
  { idx: whole(1_204), kind: oneOf(['entered', 'bought', 'sold']), day, fineNg, credential: text('FML-1'), held: flag },
  {
    lot: uuid,
    code: text('B-2026-014'),
    from: organisation,
    to: organisation,
    sale: text('F-2026-118'),
    outcome: oneOf(SALE_OUTCOMES),
  },
);

export const SALE = object(
  {
    idx: whole(1_204),
    sid: text('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'),
    from: organisation,
    sale: text('F-2026-118'),
    scheme: text('fairmined'),
    day,
    fineNg,
    credential: text('FML-1'),
    outcome: oneOf(SALE_OUTCOMES),
  },
  { to: organisation, buyer: text('Atelier Moreau', 'Shown to the seller alone'), answeredOn: day },
);
