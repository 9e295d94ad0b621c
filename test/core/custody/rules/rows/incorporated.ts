/** P14: incorporated gold is sold from what came in, and by whom it may be. */
import { anExporter, as, credential, onDay } from '../../../../support/deeds.js';
import {
  accepted,
  aLabel,
  anAccount,
  bought,
  declined,
  incorporated,
  ng,
  soldFine,
} from '../../../../support/incorporated.js';
import { COOP, EXPORTER, JEWELLER } from '../../../../support/story.js';
import type { Row } from '../row.js';

const two = ng(2_000);
/** A sale on the last day of a supplier's paper, and a day after. */
const untilMay = anExporter(credential('fairmined-supplier', { until: '2026-05-01' }));

export const rows: readonly Row[] = [
  {
    rule: 'P14',
    says: 'all of what came in',
    boundary: true,
    given: anAccount(),
    when: soldFine('V-1', two),
    does: 'passes',
  },
  {
    rule: 'P14',
    says: 'a nanogram more',
    boundary: true,
    given: anAccount(),
    when: soldFine('V-1', two + 1n),
    does: 'refused',
    code: 'beyond-credit',
  },
  {
    rule: 'P14',
    says: 'the same gram a second time, before the first buyer has answered',
    given: [...anAccount(), soldFine('V-1', ng(1_500))],
    when: soldFine('V-2', ng(501)),
    does: 'refused',
    code: 'beyond-credit',
  },
  {
    rule: 'P14',
    says: 'what a buyer declined',
    given: [...anAccount(), soldFine('V-1', two), as(JEWELLER), declined('V-1'), as(EXPORTER)],
    when: soldFine('V-2', two),
    does: 'passes',
  },
  {
    rule: 'P14',
    says: 'by a licensee what it bought, to somebody outside the ledger',
    given: [...anAccount(), soldFine('V-1', ng(700)), as(JEWELLER), accepted('V-1')],
    when: soldFine('J-1', ng(700), { buyer: 'Ana Ring' }),
    does: 'passes',
  },
  {
    rule: 'P14',
    says: 'by a licensee what it was offered and has not accepted',
    given: [...anAccount(), soldFine('V-1', ng(700)), as(JEWELLER)],
    when: soldFine('J-1', 1n, { buyer: 'Ana Ring' }),
    does: 'refused',
    code: 'beyond-credit',
  },
  {
    rule: 'P14',
    says: 'on the last day of the period',
    boundary: true,
    given: [...anAccount(), onDay('2026-12-31'), (world) => void (world.today = '2027-01-31')],
    when: soldFine('V-1', two),
    does: 'passes',
  },
  {
    rule: 'P14',
    says: 'on the first day of the next, when what was not sold has lapsed',
    boundary: true,
    given: [...anAccount(), onDay('2027-01-01'), (world) => void (world.today = '2027-01-31')],
    when: soldFine('V-1', 1n),
    does: 'refused',
    code: 'beyond-credit',
  },
  {
    rule: 'P14',
    says: 'all but what rests on gold that was recalled since',
    boundary: true,
    given: anAccount(),
    when: soldFine('V-1', ng(1_400), JEWELLER, 'fairmined', 600),
    does: 'passes',
  },
  {
    rule: 'P14',
    says: 'a nanogram of that too',
    boundary: true,
    given: anAccount(),
    when: soldFine('V-1', ng(1_400) + 1n, JEWELLER, 'fairmined', 600),
    does: 'refused',
    code: 'beyond-credit',
  },
  {
    rule: 'P14',
    says: 'on the last day of the supplier’s paper',
    boundary: true,
    given: [...anAccount(), untilMay, onDay('2026-04-30')],
    when: soldFine('V-1', two),
    does: 'passes',
  },
  {
    rule: 'P14',
    says: 'the day after',
    boundary: true,
    given: [...anAccount(), untilMay, onDay('2026-05-01')],
    when: soldFine('V-1', two),
    does: 'refused',
    code: 'no-account',
  },
  {
    rule: 'P14',
    says: 'to the producer, whose paper lets it make the gold and keep no account',
    given: anAccount(),
    when: soldFine('V-1', two, COOP),
    does: 'refused',
    code: 'no-account',
  },
  {
    rule: 'P14',
    says: 'of a scheme that knows only the gold itself',
    given: [...aLabel(), ...bought('E-1', 2_000, 900_000)],
    when: incorporated('E-1', 'swiss-better-gold'),
    does: 'refused',
    code: 'no-mass-balance',
  },
];
