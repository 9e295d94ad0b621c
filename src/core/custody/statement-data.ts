/**
 * Whether the `data` of a statement has the members its type promises. What our own decisions write always has; this is for
 * statements that come from outside, before they are folded into lots. Members beyond these are let through: a later
 * release may say more in the same statement.
 */
import { isDay } from '../day.js';
import { isList, isRecord, type Json } from '../log/canonical-json.js';
import { isBase64Url, isCount, isDistinct, isInstant, isUuid, isWord } from '../log/shape.js';
import type { Statement } from '../log/statement.js';
import { movesGold, type StatementCorrected } from './amended.js';
import { FORMS, METHODS } from './statements.js';

export type DataReading = 'good' | 'malformed' | 'unknown-type';

type Check = (value: Json | undefined) => boolean;

/** Whether `data` is what the statement's type says, and speaks of exactly the lots the statement lists. */
export function readData({ type, data, lots }: Pick<Statement, 'type' | 'data' | 'lots'>): DataReading {
  const check = Object.hasOwn(SHAPES, type) ? SHAPES[type] : undefined;
  if (check === undefined) return 'unknown-type';
  if (!check(data) || (ofOneLot(type, data) && lots.length !== 1)) return 'malformed';
  const named = lotsNamed(type, data);
  return named === undefined || sameSet(named, lots) ? 'good' : 'malformed';
}

/** What restates or voids a registration is about the one lot it made. */
function ofOneLot(type: string, data: Statement['data']): boolean {
  if (type === 'statement.voided') return data['with'] !== undefined;
  return type === 'statement.corrected' && movesGold(data as unknown as StatementCorrected);
}

/** The lots that `data` of a known type speaks of; `undefined` for a type whose lots only the statement lists. */
function lotsNamed(type: string, data: { readonly [name: string]: Json }): string[] | undefined {
  if (TRANSFORMATIONS.includes(type)) return [...lotsOf(data['inputs']), ...lotsOf(data['outputs'])];
  if (type === 'shipment.packed') return lotsOf(data['lines']);
  if (type === 'shipment.exported' || ABOUT_STATEMENTS.has(type)) return undefined;
  return typeof data['lot'] === 'string' ? [data['lot']] : [];
}

function lotsOf(lines: Json | undefined): string[] {
  return (lines as { lot: string }[]).map(({ lot }) => lot);
}

function sameSet(named: readonly string[], lots: readonly string[]): boolean {
  return isDistinct(named) && named.length === lots.length && named.every((lot) => lots.includes(lot));
}

const word: Check = (value) => isWord(value);
/** Empty where the books do not say. */
const label: Check = (value) => value === '' || isWord(value);
/** A signed note as it is. */
const noteText: Check = (value) => isWord(value, 32_768);
const count: Check = (value) => isCount(value, 0);
const flag: Check = (value) => typeof value === 'boolean';
const uuid: Check = (value) => isUuid(value);
const day: Check = (value) => typeof value === 'string' && isDay(value);
// A thousand tonnes is no lot; below it, all the masses one statement has room for add up without losing a milligram.
const MOST_MG = 1e12;
const mass: Check = (value) => isCount(value, 0) && value <= MOST_MG;
const somemass: Check = (value) => isCount(value, 1) && value <= MOST_MG;
const difference: Check = (value) => typeof value === 'number' && mass(Math.abs(value));
const ppm: Check = (value) => isCount(value, 0) && value <= 1_000_000;
const ng: Check = (value) => typeof value === 'string' && /^(0|[1-9]\d{0,29})$/.test(value);

function orNull(check: Check): Check {
  return (value) => value === null || check(value);
}

function oneOf(words: readonly string[]): Check {
  return (value) => typeof value === 'string' && words.includes(value);
}

function list(check: Check, least = 0): Check {
  return (value) => value !== undefined && isList(value) && value.length >= least && value.every((item) => check(item));
}

function members(required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check {
  const [must, may] = [Object.entries(required), Object.entries(optional)];
  return (value) =>
    isRecord(value) &&
    must.every(([name, check]) => Object.hasOwn(value, name) && check(value[name])) &&
    may.every(([name, check]) => !Object.hasOwn(value, name) || check(value[name]));
}

const on = members({ date: day, tz: word });
const fineness = members({ ppm, method: oneOf(METHODS), uncertaintyPpm: mass });
const judged = members({
  scheme: word,
  party: word,
  credential: orNull(word),
  standing: oneOf(['valid', 'suspended', 'withdrawn', 'expired', 'not-yet', 'none']),
});
/** One judgement per scheme and party, or a later one could contradict the first. */
const judgements: Check = (value) =>
  list(judged)(value) &&
  isDistinct(
    (value as { scheme: string; party: string }[]).map(({ scheme, party }) => JSON.stringify([scheme, party])),
  );
const rebasing = members({ lot: orNull(uuid), fromNg: ng, toNg: ng, uncertaintyNg: ng, within: flag });
const take = members({ lot: uuid, grossMg: somemass }, { fineNg: ng, countedPpm: ppm });
const output = members(
  { lot: uuid, code: word, form: oneOf(FORMS), grossMg: somemass },
  { name: word, fineness, fineNg: ng },
);
const loss = members({ cause: word, grossMg: mass, fineNg: ng }, { lot: uuid });

const made = members(
  {
    on,
    process: oneOf(['melt', 'refine', 'alloy', 'manufacture', 'aggregate', 'split']),
    inputs: list(take),
    additions: list(members({ material: word, grossMg: somemass })),
    rebasings: list(rebasing),
    outputs: list(output, 1),
    losses: list(loss),
  },
  { unexplained: members({ grossMg: mass }, { fineNg: ng }) },
);
/** Nothing is made of nothing: a bar without a known delivery is made of unexplained gold, and says so. */
const transformation: Check = (value) =>
  made(value) && isRecord(value) && (list(take, 1)(value['inputs']) || Object.hasOwn(value, 'unexplained'));
/** Their lots are those of the statements they are about, which only the log tells. */
const ABOUT_STATEMENTS = new Set([
  'statement.corrected',
  'statement.disputed',
  'statement.voided',
  'personal-data.erased',
]);
const TRANSFORMATIONS = ['lots.aggregated', 'lot.split', 'lots.transformed'];

const base64Url =
  (length: number): Check =>
  (value) =>
    isBase64Url(value, length);
const instant: Check = (value) => isInstant(value);
const sid: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
/** What a correction says instead; the members that move gold have the shape they had in the registration. */
const restated: Check = (value) =>
  isRecord(value) &&
  Object.keys(value).length > 0 &&
  members({}, { grossMg: somemass, fineness, form: oneOf(FORMS), scale: word })(value);

const handover = { on, lot: uuid, from: word, to: word, sentMg: somemass };
const credential = members({ holder: word, scheme: word, number: word, from: day }, { until: orNull(day) });

const SHAPES: Readonly<Record<string, Check>> = {
  'lot.registered': members(
    {
      on,
      lot: uuid,
      code: word,
      origin: oneOf(['production', 'purchase', 'opening']),
      form: oneOf(FORMS),
      site: word,
      grossMg: somemass,
      custodian: word,
      owner: word,
      claims: judgements,
    },
    { fineness, scale: word },
  ),
  'lot.assayed': members(
    { on, lot: uuid, laboratory: word, fineness, sampleMg: mass, governs: flag },
    { silverPpm: ppm, certificate: word, rebasing },
  ),
  ...Object.fromEntries(TRANSFORMATIONS.map((type) => [type, transformation])),
  'lot.held': members({ on, lot: uuid, reasons: list(members({ rule: word, code: word, at: word }), 1) }),
  'lot.released': members({ on, lot: uuid, reason: word }),
  'custody.dispatched': members(handover, { seal: word }),
  'custody.received': members({
    ...handover,
    receivedMg: somemass,
    differenceMg: difference,
    toleranceMg: mass,
    sealIntact: flag,
    outcome: oneOf(['accepted', 'accepted-with-difference']),
    oneSided: flag,
  }),
  'custody.refused': members({ ...handover, weighedMg: somemass, sealIntact: flag }),
  'title.transferred': members(
    {
      on,
      lot: uuid,
      from: word,
      to: word,
      basis: oneOf(['sale', 'agency', 'consignment', 'toll', 'advance']),
      claims: judgements,
    },
    { document: word },
  ),
  'shipment.packed': members({
    on,
    shipment: word,
    lines: list(
      members(
        { lot: uuid, code: word, grossMg: somemass, finenessPpm: ppm, method: oneOf(METHODS), fineNg: ng },
        { seal: word },
      ),
    ),
  }),
  'shipment.exported': members({ on, shipment: word }, { airWaybill: word }),
  'access.granted': members({ lot: uuid, audience: oneOf(['public']) }),
  'credential.granted': credential,
  'credential.suspended': credential,
  'credential.reinstated': credential,
  'credential.withdrawn': credential,
  'credential.expired': credential,
  'organisation.registered': members({ organisation: word, name: word, role: word, country: word }),
  'site.registered': members({ site: word, name: word, municipality: label, region: label, country: word }),
  'scale.registered': members({ scale: word }),
  'member.registered': members({ site: label }),
  'key.added': members(
    {
      organisation: word,
      key: base64Url(32),
      kid: base64Url(16),
      holder: oneOf(['organisation', 'device', 'log']),
      custody: oneOf(['own', 'operator']),
      proof: base64Url(64),
    },
    { name: word, scope: list(word, 1), until: instant },
  ),
  'key.revoked': members({
    organisation: word,
    kid: base64Url(16),
    reason: oneOf(['lost', 'stolen', 'replaced', 'retired']),
  }),
  'policy.set': members({ organisation: word, attested: oneOf(['refused', 'accepted']) }, { reason: word }),
  'event.anchored': members({ log: word, size: count, root: base64Url(32), note: noteText, reason: word }),
  'statement.corrected': members({ of: sid, on, reason: word, fields: restated }),
  'statement.disputed': members({ of: sid, on, reason: word }),
  'statement.voided': members({ of: sid, on, reason: word }, { with: word }),
  'personal-data.erased': members({
    digests: list(base64Url(32), 1),
    of: list(sid, 1),
    basis: word,
    requestedBy: word,
    approvedBy: word,
  }),
  'stock.counted': members({ on, custodian: word, countedMg: mass, bookMg: mass, differenceMg: difference }),
  'document.captured': members({ on, shipment: word, kind: word, number: word }),
  'document.issued': members({ document: word, shipment: word, kind: word, number: word, payloadSha256: word }),
};
