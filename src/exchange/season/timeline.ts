/**
 * The season in the order in which its rows are taken: by day; within a day by what must come before what; then by file
 * and line. Registers have no day and come before all; the money books are not part of the gold's history.
 */
import { compareDays } from '../../core/day.js';
import type { CredentialEvent } from './sheet/columns.js';
import type { Row, Season } from './season.js';

/** Kinds in their order within one day. */
export const KINDS = [
  'credential',
  'credential-change',
  'opening',
  'delivery',
  'melt',
  'assay',
  'cooperative-handover',
  'shipment',
  'refiner-receipt',
  'outturn',
  'transfer',
  'alloy',
  'piece',
  'paper',
  'count',
] as const;

export type Happening =
  | { readonly kind: 'credential'; readonly day: string; readonly row: Row<'credentials'> }
  | {
      readonly kind: 'credential-change';
      readonly day: string;
      readonly row: Row<'credentials'>;
      readonly change: CredentialEvent;
    }
  | { readonly kind: 'opening'; readonly day: string; readonly row: Row<'opening'> }
  | { readonly kind: 'delivery'; readonly day: string; readonly row: Row<'deliveries'> }
  | { readonly kind: 'melt'; readonly day: string; readonly row: Row<'melts'> }
  | { readonly kind: 'assay'; readonly day: string; readonly row: Row<'assays'> }
  | { readonly kind: 'cooperative-handover' | 'refiner-receipt'; readonly day: string; readonly row: Row<'handovers'> }
  | { readonly kind: 'shipment'; readonly day: string; readonly row: Row<'shipments'> }
  | { readonly kind: 'outturn'; readonly day: string; readonly row: Row<'outturns'> }
  | { readonly kind: 'transfer'; readonly day: string; readonly row: Row<'transfers'> }
  | { readonly kind: 'alloy'; readonly day: string; readonly row: Row<'alloys'> }
  | { readonly kind: 'piece'; readonly day: string; readonly row: Row<'pieces'> }
  | { readonly kind: 'paper'; readonly day: string; readonly row: Row<'papers'> }
  | { readonly kind: 'count'; readonly day: string; readonly row: Row<'counts'> };

export function timeline(season: Season): Happening[] {
  return happenings(season).sort(
    (a, b) =>
      compareDays(a.day, b.day) ||
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
      Number(a.row.file > b.row.file) - Number(a.row.file < b.row.file) ||
      a.row.line - b.row.line,
  );
}

function happenings(season: Season): Happening[] {
  return [
    ...season.credentials.map((row) => ({ kind: 'credential' as const, day: row.from, row })),
    ...season.credentials.flatMap((row) =>
      (row.events ?? []).map((change) => ({ kind: 'credential-change' as const, day: change.day, row, change })),
    ),
    ...on('opening' as const, season.opening),
    ...on('delivery' as const, season.deliveries),
    ...on('melt' as const, season.melts),
    ...on('assay' as const, season.assays),
    ...season.handovers.map((row) => {
      const kind = row.from === season.owner.code ? ('cooperative-handover' as const) : ('refiner-receipt' as const);
      return { kind, day: row.day, row };
    }),
    ...on('shipment' as const, season.shipments),
    ...on('outturn' as const, season.outturns),
    ...on('transfer' as const, season.transfers),
    ...on('alloy' as const, season.alloys),
    ...on('piece' as const, season.pieces),
    ...on('paper' as const, season.papers),
    ...on('count' as const, season.counts),
  ];
}

function on<Kind, R extends { readonly day: string }>(kind: Kind, rows: readonly R[]) {
  return rows.map((row) => ({ kind, day: row.day, row }));
}
