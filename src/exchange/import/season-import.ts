/**
 * A season's books become statements: good rows whatever the bad ones do, in the order they happened. Done twice it
 * changes nothing: every act is known by its book's owner, file and row key.
 */
import type { DataSource } from 'typeorm';
import { dayAt } from '../../core/day.js';
import { timeZoneOf } from '../../core/time-zones.js';
import type { Ledger } from '../../ledger/ledger.js';
import { Doubts } from '../../lots/doubts/told.js';
import type { Lots } from '../../lots/lots.js';
import { readSeason, type Season } from '../season/season.js';
import { timeline, type Happening } from '../season/timeline.js';
import { alloy, outturn, piece, transfer } from './bench.js';
import { Desk } from './desk.js';
import { Earlier } from './earlier.js';
import { assayRow, countRow, delivery, meltRow, openingStock } from './gold.js';
import { keepMoney } from './money.js';
import { organisationIds } from './organisation-ids.js';
import { credential, credentialChange, member, organisation, scale, site } from './registers.js';
import { Findings, type Report } from './report.js';
import { handover, paper, receipt, shipment } from './trade.js';

export interface Imported {
  readonly report: Report;
  readonly owner: string;
  readonly season: Season;
}

export interface ImportOptions {
  /** Last day a fact may bear; today at the site, where not given. */
  readonly asOf?: string;
  readonly now?: () => number;
  readonly progress?: (done: number, total: number) => void;
}

export class SeasonImport {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly lots: Lots,
  ) {}

  async run(files: ReadonlyMap<string, Uint8Array>, options: ImportOptions = {}): Promise<Imported> {
    const now = options.now ?? Date.now;
    const today = (tz: string): string => options.asOf ?? dayAt(now(), tz);
    const season = readSeason(files, (country) => today(timeZoneOf(country)));
    const happenings = timeline(season);
    const ids = await organisationIds(this.dataSource, season);
    const owner = ids.get(season.owner.code) ?? season.owner.code.toLowerCase();
    const earlier = await Earlier.load(this.dataSource, this.ledger.vault, owner, [...ids.values()]);
    const findings = new Findings(season.refused);
    const total = happenings.length;
    const progress = (done: number): void => options.progress?.(Math.min(done, total), total);
    const doubts = new Doubts(this.dataSource, this.ledger);
    const desk = new Desk(this.ledger, this.lots, doubts, findings, season, ids, earlier, today, progress);
    registers(desk, season, happenings[0]?.day ?? today('UTC'));
    for (const happening of happenings) {
      await desk.room();
      take(desk, season, happening);
    }
    await desk.settled();
    await keepMoney(this.dataSource, this.ledger.vault, desk, season);
    const deliveries = [...season.deliveries, ...season.refused.filter(({ file }) => isDeliveries(file))];
    return { report: findings.report(deliveries), owner: desk.owner, season };
  }
}

function isDeliveries(file: string): boolean {
  return file.toLowerCase() === 'deliveries.csv';
}

/** Registers have no day of their own: they stand from the season's first. */
function registers(desk: Desk, season: Season, day: string): void {
  for (const row of season.organisations) if (!desk.isChanged(row, 'codigo')) organisation(desk, row, day);
  for (const row of season.sites) if (!desk.isChanged(row, 'codigo')) site(desk, row, day);
  for (const row of season.scales) if (!desk.isChanged(row, 'balanza')) scale(desk, row, day);
  for (const row of season.members) if (!desk.isChanged(row, 'codigo')) member(desk, row, day);
}

/** The heading under which a file's rows say which they are. */
const KNOWN_BY: Readonly<Record<Happening['kind'], string>> = {
  credential: 'titular',
  'credential-change': 'titular',
  opening: 'barra',
  delivery: 'entrega',
  melt: 'barra',
  assay: 'barra',
  'cooperative-handover': 'barra',
  shipment: 'embarque',
  'refiner-receipt': 'barra',
  outturn: 'barra',
  transfer: 'lote',
  alloy: 'tanda',
  piece: 'pieza',
  paper: 'embarque',
  count: 'fecha',
};

function take(desk: Desk, season: Season, happening: Happening): void {
  // Rows of an outturn are one act and judged together, see `outturn`.
  if (happening.kind !== 'outturn' && desk.isChanged(happening.row, KNOWN_BY[happening.kind])) return;
  switch (happening.kind) {
    case 'credential':
      return credential(desk, happening.row);
    case 'credential-change':
      return credentialChange(desk, happening.row, happening.change);
    case 'opening':
      return openingStock(desk, happening.row);
    case 'delivery':
      return delivery(desk, happening.row);
    case 'melt':
      return meltRow(desk, season, happening.row);
    case 'assay':
      return assayRow(desk, happening.row);
    case 'cooperative-handover':
      return handover(desk, happening.row);
    case 'shipment':
      return shipment(desk, season, happening.row);
    case 'refiner-receipt':
      return receipt(desk, season, happening.row);
    case 'outturn':
      return outturn(desk, season, happening.row);
    case 'transfer':
      return transfer(desk, season, happening.row);
    case 'alloy':
      return alloy(desk, season, happening.row);
    case 'piece':
      return piece(desk, happening.row);
    case 'paper':
      return paper(desk, season, happening.row);
    case 'count':
      return countRow(desk, happening.row);
    default:
      return happening satisfies never;
  }
}
