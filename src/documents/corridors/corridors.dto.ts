import { REMARKS } from '../../core/custody/papers/remarks.js';
import { day, flag, listOf, object, oneOf, text } from '../../http/answer.js';
import { Day } from '../../http/fields.js';
import { STATES } from './readiness/judge.js';
import { SUPPLIERS } from './needed.js';

/** The day a shipment is to leave. */
export class DepartureBody {
  @Day() on: string;
}

const mode = oneOf(['generated', 'captured']);
const level = oneOf(['required', 'advised']);
const status = oneOf(['confirmed', 'to-be-confirmed', 'proposed']);
const source = object({ text: text('Declaración de exportación (DEX)') }, { ref: text('Decreto 1165 de 2019') });
const dated = { from: day, source, status };

const WARNING = object({
  code: text(REMARKS[0]),
  sentence: text('The air waybill 045-12345670 ends in a wrong check digit: 5 would be right.'),
});

const ITEM_MEMBERS = {
  kind: text('export-declaration'),
  title: text('Customs export declaration'),
  mode,
  level,
  state: oneOf(STATES),
  what: text('Customs export declaration is missing: it comes from customs or your broker.'),
  who: text('customs or your broker'),
  due: day,
};
const ITEM_MAY = {
  unconfirmed: { ...flag, description: 'Nobody has read in its source that it is asked for' },
  document: object({ id: text('3f2b8c1e-0d4a-4c6b-9a57-1e2d3c4b5a69'), number: text('DEX-604401') }),
};

export const READINESS = object(
  {
    shipment: text('EXP-2026-03'),
    corridor: text('CO>CH'),
    hs: listOf(
      object(
        { digits: text('7108.1200') },
        { key: text('911'), unconfirmed: { ...flag, description: 'Not read in its source' } },
      ),
    ),
    departs: day,
    open: { ...flag, description: 'Gold may go this way, as far as is known' },
    ready: { ...flag, description: 'Nothing that somebody must bring by the day of departure is missing' },
    complete: { ...flag, description: 'Nothing that is required is missing' },
    items: listOf(object(ITEM_MEMBERS, ITEM_MAY)),
    warnings: listOf(WARNING),
  },
  { assumed: { ...flag, description: 'Nobody has said when it leaves' } },
);

export const DEADLINE = object(
  { shipment: text('EXP-2026-03'), corridor: text('CO>CH'), ...ITEM_MEMBERS, late: flag },
  ITEM_MAY,
);

const PAPER = object(
  {
    kind: text('export-declaration'),
    title: text('Customs export declaration'),
    mode,
    level,
    by: oneOf(SUPPLIERS),
    due: { type: 'integer', example: -1 },
    ...dated,
  },
  { scheme: text('fairmined'), insured: flag, until: day },
);

export const CORRIDOR = object({
  corridor: text('CO>CH'),
  open: flag,
  papers: listOf(PAPER),
  hs: listOf(object({ digits: text('7108.1200'), ...dated }, { key: text('911'), until: day })),
  licences: listOf(
    object({ roles: listOf(text('refiner')), schemes: listOf(text('trade-assayer')), ...dated }, { until: day }),
  ),
  limits: listOf(
    object(
      { code: text('bar-too-light'), ...dated },
      {
        leastMg: { type: 'integer', example: 5_000_000 },
        mostPpm: { type: 'integer', example: 950_000 },
        mostMgPerYear: { type: 'integer', example: 100_000_000 },
        until: day,
      },
    ),
  ),
  closed: listOf(object(dated, { until: day })),
});
