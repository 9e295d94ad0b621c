/** What is said at the desk when gold changes hands or owner. */
import {
  LOSSES,
  MASSES,
  PASSES,
  SEAL_REASONS,
  WEIGHERS,
  type HandoverTerms,
  type LotLost,
  type Passes,
  type SealChanged,
  type TitleTransferred,
} from '../../core/custody/handover/statements.js';
import {
  Code,
  Day,
  Degrees,
  Flag,
  GrossMg,
  Nested,
  OneOf,
  OrganisationId,
  Text,
  Whole,
  Words,
} from '../../http/fields.js';
import { PageQuery } from '../../http/page.js';
import { MilligramsOrNone, Note, Zone } from '../desk/fields.js';
import { PriceBody } from '../shipments/terms.dto.js';

const MOST_BAGS = 200;
const Seal = (description?: string) =>
  Code({ optional: true, example: 'S-000123', ...(description !== undefined && { description }) });
const Bags = () => Whole({ min: 1, max: MOST_BAGS, example: 2, description: 'Counted, closed' });
const Seals = () => Words(MOST_BAGS, { example: 'S-000123', description: 'Their numbers, each once' });
const Place = () =>
  Nested(PlaceBody, { optional: true, description: 'Where it is said; kept beside the ledger, and only the last' });

export class PlaceBody {
  @Degrees(90) latitude: string;
  @Degrees(180) longitude: string;
}

/** Whoever accepts the gold accepts them. */
export class HandoverTermsBody implements HandoverTerms {
  @MilligramsOrNone({ optional: true, description: 'Difference both sides bear' }) toleranceMg?: number;
  @Whole({ optional: true, min: 0, max: 100_000, example: 1_000, description: 'The same of the mass sent, ppm' })
  tolerancePpm?: number;
  @OneOf(WEIGHERS, { optional: true, description: 'Whose weighing counts' }) weighs?: (typeof WEIGHERS)[number];
  @OneOf(MASSES, { optional: true, description: 'Masses compared as they are, or dry' }) mass?: (typeof MASSES)[number];
  @Text(60, { optional: true, example: 'LAB-ACRED-1', description: 'Who decides where both stay apart' })
  umpire?: string;
}

export class SealedBody {
  @Bags() bags: number;
  @Seals() seals: string[];
}

export class DispatchBody {
  @OrganisationId({ description: 'Who is to receive it' }) to: string;
  @GrossMg({ description: 'As weighed when it left, or as the bags are said to contain' }) sentMg: number;
  @Seal() seal?: string;
  @Code({ optional: true, example: 'BAL-A1', description: 'Scale it was weighed on' }) scale?: string;
  @Day({ optional: true, description: 'By which it is expected' }) due?: string;
  @Nested(HandoverTermsBody, { optional: true, description: 'How a difference is judged' }) terms?: HandoverTermsBody;
  @Nested(SealedBody, { optional: true, description: 'Carried by count: nobody weighs until the consignee does' })
  sealed?: SealedBody;
  @OneOf(['return'], { optional: true, description: 'It goes back to whoever sent it' }) purpose?: 'return';
  @Place() place?: PlaceBody;
  @Day() on: string;
  @Zone() tz?: string;
}

export class ReceiptBody {
  @GrossMg({ description: 'As weighed on arrival' }) receivedMg: number;
  @Flag() sealIntact: boolean;
  @Code({ optional: true, example: 'BAL-A1', description: 'Else one that reads to 10 mg' }) scale?: string;
  @Place() place?: PlaceBody;
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

export class RelayBody extends SealedBody {
  @Flag() sealIntact: boolean;
  @Place() place?: PlaceBody;
  @Day() on: string;
  @Zone() tz?: string;
}

export class DeclineBody extends SealedBody {
  @Flag() sealIntact: boolean;
  @Note() note?: string;
  @Day() on: string;
  @Zone() tz?: string;
}

export class SealBody {
  @Code({ example: 'S-000123', description: 'The seal it bore' }) broken: string;
  @Seal('The seal it bears now') applied?: string;
  @OneOf(SEAL_REASONS) why: SealChanged['why'];
  @Text(80, { optional: true, example: 'DIAN Bogotá', description: 'Who opened it' }) authority?: string;
  @Text(200, {
    optional: true,
    example: 'Ana Ruiz, guarda del turno',
    description: 'Who saw it; kept beside the ledger',
  })
  witness?: string;
  @Day() on: string;
  @Zone() tz?: string;
}

export class AuthorityBody {
  @Text(80, { example: 'DIAN Bogotá' }) authority: string;
  @Text(60, { example: 'ACTA-2026-114', description: 'Number of its paper' }) act: string;
  @Day() on: string;
  @Zone() tz?: string;
}

export class LossBody {
  @OneOf(LOSSES) cause: LotLost['cause'];
  @Text(60, { optional: true, example: 'NUNC-2026-00417', description: 'Report to the police; kept beside the ledger' })
  report?: string;
  @Day() on: string;
  @Zone() tz?: string;
}

const BASES: readonly TitleTransferred['basis'][] = ['sale', 'agency', 'consignment', 'toll', 'advance'];

export class TitleBody {
  @OrganisationId({ description: 'Who owns it from then on' }) to: string;
  @OneOf(BASES) basis: TitleTransferred['basis'];
  @Text(60, { optional: true, example: 'F-900', description: 'Number of the invoice or contract' }) document?: string;
  @OneOf(['now', ...PASSES], {
    optional: true,
    description: 'When title passes; else at once, of consignment with the settlement, of toll never',
  })
  passes?: 'now' | Passes;
  @Day({ optional: true, description: 'First day you are free again, where title does not pass at once' })
  until?: string;
  @Nested(PriceBody, { optional: true, description: 'Price; kept beside the ledger' }) terms?: PriceBody;
  @Day() on: string;
  @Zone() tz?: string;
}

export class TitleDeclineBody {
  @Day() on: string;
  @Zone() tz?: string;
}

export const SIDES = ['incoming', 'outgoing', 'overdue', 'differing', 'disputed'] as const;

export class HandoversQuery extends PageQuery {
  @OneOf(SIDES, { optional: true, description: 'Under way to you or from you; late; with a difference; disputed' })
  show?: (typeof SIDES)[number];
}
