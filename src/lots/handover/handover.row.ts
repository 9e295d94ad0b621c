/** A handover as it lies in its table, and the statements it is folded from. */
import type { Bags, HandoverTerms } from '../../core/custody/handover/statements.js';

export const TYPES: ReadonlySet<string> = new Set([
  'custody.dispatched',
  'custody.received',
  'custody.refused',
  'custody.relayed',
  'custody.declined',
  'lot.lost',
  'lot.seized',
  'statement.disputed',
  'statement.voided',
]);

export const OUTCOMES = [
  'under-way',
  'accepted',
  'accepted-with-difference',
  'refused',
  'relayed',
  'declined',
  'lost',
  'robbed',
  'seized',
] as const;

export interface HandoverState {
  /** Sid of the dispatch, by which it is disputed. */
  readonly dispatch: string;
  readonly day: string;
  readonly sentMg: number;
  readonly seal?: string;
  readonly sealed?: Bags;
  readonly terms?: HandoverTerms;
  readonly due?: string;
  readonly purpose?: 'return';
  readonly answer?: {
    readonly sid: string;
    readonly day: string;
    readonly sealIntact?: boolean;
    readonly receivedMg?: number;
    readonly weighedMg?: number;
    readonly differenceMg?: number;
    readonly toleranceMg?: number;
    readonly bags?: number;
    readonly seals?: readonly string[];
  };
  readonly differs: boolean;
  readonly disputes: readonly {
    readonly sid: string;
    readonly of: string;
    readonly org: string;
    readonly reason: string;
    readonly day: string;
  }[];
}

export interface Handover {
  /** Entry of the dispatch. */
  readonly idx: number;
  readonly lot: string;
  readonly from: string;
  readonly to: string;
  readonly outcome: (typeof OUTCOMES)[number];
  readonly tz: string;
  readonly state: HandoverState;
}

export interface HandoverRow extends Handover {
  readonly from_org: string;
  readonly to_org: string;
}
