/**
 * Figures that an organisation may make stricter for its own acts: of the catalogue's thresholds those that are `proposed`, and
 * only where it is plain which of two values is the stricter. A count of days of readings, or a method's own uncertainty, is no
 * limit: more of it is neither stricter nor looser.
 */
import { CAPACITY_NEAR_PPM } from '../thresholds/caps.js';
import type { Table } from '../thresholds/dated.js';
import { MELT_LOSS_PPM } from '../thresholds/furnace.js';
import { FASTEST_KM_PER_HOUR, SAME_PLACE_KM } from '../thresholds/handover.js';
import { LATE_DAYS } from '../thresholds/instruments.js';
import { ALIKE_BEFORE, JUST_UNDER_MONTHS, JUST_UNDER_PPM, SHARED_BY_OTHERS } from '../thresholds/patterns.js';
import { DEPOSIT_BAND, DRIFT_LEAST, DRIFT_PPM } from '../thresholds/sites.js';
import { COUNT_TOLERANCE } from '../thresholds/volumes.js';

/** What a warning may be raised to. */
export const RAISED = ['ask', 'hold'] as const;
export type Raised = (typeof RAISED)[number];

export interface Adjustable {
  readonly rule: string;
  readonly unit: string;
  /** Whole numbers, by day and key. */
  readonly figures: Table<number>;
  /** Which way is stricter, and the last value that still makes sense. */
  readonly stricter: 'less' | 'more';
  readonly last: number;
  /** What may be made of the warning it gives; empty where it asks already, and `ask` alone where no one lot is meant. */
  readonly raises: readonly Raised[];
}

const less = { stricter: 'less', last: 0 } as const;
/** Of nothing there is always one: a figure below it would doubt every act. */
const counted = { stricter: 'less', last: 1 } as const;

const ENTRIES = {
  'near-capacity': { rule: 'P6', unit: 'ppm', figures: CAPACITY_NEAR_PPM, ...less, raises: RAISED },
  'usual-fineness-least': {
    rule: 'P8',
    unit: 'ppm',
    figures: of(DEPOSIT_BAND, ({ minPpm }) => minPpm),
    stricter: 'more',
    last: 1_000_000,
    raises: RAISED,
  },
  'usual-fineness-most': {
    rule: 'P8',
    unit: 'ppm',
    figures: of(DEPOSIT_BAND, ({ maxPpm }) => maxPpm),
    ...less,
    raises: RAISED,
  },
  'fineness-drift': { rule: 'P9', unit: 'ppm', figures: DRIFT_PPM, ...less, raises: RAISED },
  'drift-readings': { rule: 'P9', unit: 'readings', figures: DRIFT_LEAST, ...counted, raises: [] },
  'melt-loss': { rule: 'P11', unit: 'ppm', figures: MELT_LOSS_PPM, ...less, raises: RAISED },
  'sent-late': { rule: 'P16', unit: 'days', figures: LATE_DAYS, ...less, raises: ['ask'] },
  'fastest-travel': { rule: 'P17', unit: 'km/h', figures: FASTEST_KM_PER_HOUR, ...counted, raises: [] },
  'same-place': { rule: 'P17', unit: 'km', figures: SAME_PLACE_KM, ...less, raises: [] },
  'shared-by-others': { rule: 'P19', unit: 'persons', figures: SHARED_BY_OTHERS, ...counted, raises: [] },
  'weights-alike': { rule: 'P19', unit: 'deliveries', figures: ALIKE_BEFORE, ...counted, raises: [] },
  'just-under-limit': { rule: 'P19', unit: 'ppm', figures: JUST_UNDER_PPM, ...less, raises: [] },
  'months-just-under': { rule: 'P19', unit: 'months', figures: JUST_UNDER_MONTHS, ...counted, raises: [] },
  'count-tolerance-ppm': {
    rule: 'P24',
    unit: 'ppm',
    figures: of(COUNT_TOLERANCE, ({ ppm }) => ppm),
    ...less,
    raises: ['ask'],
  },
  'count-tolerance-mg': {
    rule: 'P24',
    unit: 'mg',
    figures: of(COUNT_TOLERANCE, ({ leastMg }) => leastMg),
    ...less,
    raises: ['ask'],
  },
} as const satisfies Readonly<Record<string, Adjustable>>;

export type AdjustableId = keyof typeof ENTRIES;

export const ADJUSTABLE: Readonly<Record<AdjustableId, Adjustable>> = ENTRIES;
export const ADJUSTABLE_IDS = Object.keys(ENTRIES) as readonly AdjustableId[];

function of<Value>(table: Table<Value>, figure: (value: Value) => number): Table<number> {
  return table.map((row) => ({ ...row, value: figure(row.value) }));
}
