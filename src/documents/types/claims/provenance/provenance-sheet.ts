/**
 * Provenance sheet, for whoever buys the gold: from which places and months each bar comes, in exact shares; the way it took; its
 * claims; and how to check all that. It says no more than the page a stranger sees: no person, coordinate, delivery or price.
 */
import type { LostReason } from '../../../../core/custody/claims.js';
import type { Lot } from '../../../../core/custody/lot.js';
import { monthOf } from '../../../../core/day.js';
import { FEWEST_DELIVERIES, groupsOf, isMonth } from '../../../../core/provenance/groups.js';
import { originSharesOf } from '../../../../core/provenance/origins.js';
import type { Statement } from '../../../../core/log/statement.js';
import type { BarOnPaper, ClaimOnPaper, ShipmentPaper, TracedBar } from '../../../payload.js';
import { asItLeft } from '../../../snapshot/departure.js';
import type { Body, OfShipment, ShipmentDocument } from '../../document-type.js';
import { weighed } from '../../packing/weighed.js';
import type { LostOnPaper } from '../claim-lines.js';
import { registrarsOf } from '../facts/nature.js';
import { ancestryOf, pathOf, type Months, type StepOnPaper } from '../facts/path.js';
import { namesIn, registerOf, siteStatements } from '../facts/register.js';
import { checkpointAt, type CheckpointOnPaper } from './checkpoint.js';
import { drawProvenance } from './sheet.js';

/** Gold of one place and month, as the public page tells it. */
export interface GroupOnPaper {
  readonly organisation: string | null;
  readonly municipality: string | null;
  /** `YYYY-MM`, `opening`, `unexplained`, or `others` where groups of fewer than five deliveries were put together. */
  readonly period: string;
  /** Null where it is not told. */
  readonly deliveries: number | null;
  readonly fineNg: string;
  /** Tenths of a per cent of the bar; those of a bar add up to 1000. */
  readonly tenths: number;
}

export interface SheetBar extends BarOnPaper {
  readonly groups: readonly GroupOnPaper[];
  readonly claims: readonly (Omit<ClaimOnPaper, 'lost'> & { readonly lost: readonly LostOnPaper[] })[];
}

/** Who took gold in from miners, and the months that may be told. */
export interface DeliveredOnPaper {
  readonly to: string;
  readonly months: Months | null;
}

export interface ProvenancePayload extends ShipmentPaper {
  readonly kind: 'provenance-sheet';
  readonly bars: readonly SheetBar[];
  readonly delivered: readonly DeliveredOnPaper[];
  readonly path: readonly StepOnPaper[];
  readonly log: CheckpointOnPaper;
  readonly parties: Readonly<Record<string, string>>;
}

export const PROVENANCE_SHEET: ShipmentDocument<ProvenancePayload> = {
  kind: 'provenance-sheet',
  about: 'shipment',
  prefix: 'PRV',
  untdid: null,
  title: { en: 'Provenance sheet', es: 'Hoja de procedencia', fr: 'Fiche de provenance' },
  template: 1,
  made: 'on-request',
  keepYears: 10,
  priced: false,
  signed: [],
  lacks: { en: 'bars in it', es: 'barras dentro', fr: 'des lingots dedans' },
  body,
  draw: drawProvenance,
};

async function body({ tx, replay, idx, facts }: OfShipment): Promise<Body<ProvenancePayload> | undefined> {
  const { org, shipment, parties } = facts;
  if (facts.bars.length === 0) return undefined;
  const { lots, statements } = asItLeft(replay, org, shipment.code);
  const said = statements.map(({ statement }) => statement);
  const packed = facts.bars.map(({ lot }) => lots.get(lot) as Lot);
  const registrars = registrarsOf(packed, lots);
  const sites = await siteStatements(tx, registrars, idx);
  const bars = facts.bars.map((bar, i) => sheetBar(bar, groupsIn(packed[i] as Lot, lots, sites)));
  const ids = facts.bars.map(({ lot }) => lot);
  const path = pathOf(ancestryOf(ids, said), said, shipment.code);
  const named = [...registrars, ...path.flatMap(({ by, from }) => [by, ...(from === null ? [] : [from])])];
  return {
    bars,
    delivered: registrars.map((to) => deliveredTo(to, bars)),
    path,
    log: await checkpointAt(tx, said[0]?.log ?? '', idx),
    parties: { ...parties, ...namesIn(await registerOf(tx, [...new Set(named)])) },
  };
}

/** Per bar and never for the whole shipment: from a sum and its parts, what was folded in one of them could be told. */
function groupsIn(bar: Lot, lots: ReadonlyMap<string, Lot>, sites: readonly Statement[]): GroupOnPaper[] {
  const { groups } = groupsOf(originSharesOf(bar, lots, sites));
  return groups.map(({ organisation, municipality, period, deliveries = null, units, tenths }) => {
    return { organisation, municipality, period, deliveries, fineNg: units.toString(), tenths };
  });
}

function deliveredTo(to: string, bars: readonly SheetBar[]): DeliveredOnPaper {
  const told = bars.flatMap(({ groups }) => groups.filter(({ organisation }) => organisation === to));
  const months = told
    .map(({ period }) => period)
    .filter(isMonth)
    .sort();
  const [from, last] = [months[0], months.at(-1)];
  return { to, months: from === undefined || last === undefined ? null : { from, to: last } };
}

function sheetBar(bar: TracedBar, groups: readonly GroupOnPaper[]): SheetBar {
  const claims = bar.claims.map(({ scheme, carried, basis, lost }) => {
    return { scheme, carried, basis, lost: lost.map(untellDays) };
  });
  return { ...weighed(bar), groups, claims };
}

/** Months, and not even those where the reason was one of a few deliveries. */
function untellDays({ why, party, credential, standing, from, to, lots }: LostReason): LostOnPaper {
  const few = why === 'production' && lots < FEWEST_DELIVERIES;
  const months = few ? { from: null, to: null } : { from: monthOf(from), to: monthOf(to) };
  return { why, party, credential, standing, ...months };
}
