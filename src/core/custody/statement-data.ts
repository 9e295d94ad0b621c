/**
 * Whether the `data` of a statement has the members its type promises. What our own decisions write always has; this is for
 * statements that come from outside, before they are folded into lots. Members beyond these are let through: a later
 * release may say more in the same statement.
 */
import type { Json } from '../log/canonical-json.js';
import { isDistinct } from '../log/shape.js';
import type { Statement } from '../log/statement.js';
import { own } from '../own.js';
import { movesGold, type StatementCorrected } from './amending/amended.js';
import { accessShapes } from './shapes/access.js';
import { ABOUT_STATEMENTS, amendmentsShapes } from './shapes/amendments.js';
import type { Shapes } from './shapes/checks.js';
import { credentialsShapes } from './shapes/credentials.js';
import { diligenceShapes } from './shapes/diligence.js';
import { doubtsShapes } from './shapes/doubts.js';
import { handoverShapes } from './shapes/handover.js';
import { goldShapes } from './shapes/gold.js';
import { incorporatedShapes } from './shapes/incorporated.js';
import { TRANSFORMATIONS } from './statements.js';
import { keysShapes } from './shapes/keys.js';
import { partiesShapes } from './shapes/parties.js';
import { tradeShapes } from './shapes/trade.js';

const SHAPES: Shapes = {
  ...goldShapes,
  ...handoverShapes,
  ...tradeShapes,
  ...accessShapes,
  ...partiesShapes,
  ...credentialsShapes,
  ...keysShapes,
  ...amendmentsShapes,
  ...doubtsShapes,
  ...diligenceShapes,
  ...incorporatedShapes,
};

export type DataReading = 'good' | 'malformed' | 'unknown-type';

/** Whether `data` is what the statement's type says, and speaks of exactly the lots the statement lists. */
export function readData({ type, data, lots }: Pick<Statement, 'type' | 'data' | 'lots'>): DataReading {
  const check = own(SHAPES, type);
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
  if (type === 'shipment.repacked') return [...lotsOf(data['lines']), ...(data['removed'] as string[])];
  if (type === 'document.captured') return (data['covers'] ?? []) as string[];
  if (type === 'shipment.exported' || ABOUT_STATEMENTS.has(type)) return undefined;
  return typeof data['lot'] === 'string' ? [data['lot']] : [];
}

function lotsOf(lines: Json | undefined): string[] {
  return (lines as { lot: string }[]).map(({ lot }) => lot);
}

function sameSet(named: readonly string[], lots: readonly string[]): boolean {
  return isDistinct(named) && named.length === lots.length && named.every((lot) => lots.includes(lot));
}
