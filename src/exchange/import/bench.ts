/** Past the border: the refiner's outturn, grain sold on, the jeweller's batches and pieces. */
import type { Facts } from '../../core/custody/act.js';
import { dispatch } from '../../core/custody/handover/dispatch.js';
import { receive } from '../../core/custody/handover/receipt.js';
import { transferTitle } from '../../core/custody/handover/title.js';
import { split } from '../../core/custody/transformations/melt.js';
import type { Row, Season } from '../season/season.js';
import type { Desk, Step } from './desk.js';
import { DIFFERENCE } from './sentences.js';

/** P12: an outturn further than this from the assay before it is shown as a difference (0.5 ‰; docs/rules.md). */
const ASSAY_DIFFERENCE_PPM = 500;

/** Rows of one shipment, day and grain lot are one transformation, taken when its first row comes. */
export function outturn(desk: Desk, season: Season, row: Row<'outturns'>): void {
  const rows = season.outturns.filter(
    (one) => one.shipment === row.shipment && one.day === row.day && one.grainLot === row.grainLot,
  );
  if (rows[0] !== row || desk.isChanged(row, 'embarque', rows)) return;
  const refiner = refinerOf(desk, season, row);
  const bars = rows.map((one) => ({
    lot: desk.idOf(desk.owner, one.bar),
    meltMg: one.meltedMg,
    reading: { ppm: one.goldPpm, method: 'fire-assay' as const },
    creditedMg: one.creditedFineMg,
    grainMg: one.grainMg,
  }));
  const grain = { lot: desk.idOf(refiner, row.grainLot), code: row.grainLot, ppm: row.grainPpm };
  const before = (facts: Facts) => ({ before: bars.map(({ lot }) => facts.lots.get(lot)?.fineness?.ppm ?? null) });
  const answer = desk.lots.refine(
    desk.request(row, desk.placeOf(refiner, row.day), 'row', rows),
    { bars, grain },
    before,
  );
  const columns = { lot: 'barra', code: 'lote_grano', finenessPpm: 'ley_au', grossMg: 'peso_fundido_g', on: 'fecha' };
  desk.submit(row, columns, answer, ({ before }) => {
    rows.forEach((one, i) => {
      const ppm = (before as (number | null)[])[i];
      if (typeof ppm !== 'number' || Math.abs(one.goldPpm - ppm) <= ASSAY_DIFFERENCE_PPM) return;
      desk.differs(one, 'ley_au', 'assay-difference', DIFFERENCE['assay-difference'](ppm, one.goldPpm));
    });
  });
}

function refinerOf(desk: Desk, season: Season, row: Row<'outturns'>): string {
  const consignee = season.shipments.find(({ code }) => code === row.shipment)?.consignee;
  const receiver = season.handovers.findLast(({ bar, from }) => bar === row.bar && from !== season.owner.code)?.to;
  return desk.org(consignee ?? receiver ?? season.owner.code);
}

/**
 * The part of a grain lot that a transfer splits off goes by the grain lot and the invoice, or the day without one; a
 * second part under the same invoice by its number in the book's order as well.
 */
function partCode(season: Season, row: Row<'transfers'>): string {
  const code = invoiced(row);
  const same = season.transfers.filter((one) => one.from === row.from && invoiced(one) === code);
  const earlier = same.filter((one) => one.day < row.day || (one.day === row.day && one.line < row.line)).length;
  return earlier === 0 ? code : `${code}/${earlier + 1}`;
}

function invoiced({ grainLot, invoice, day }: Row<'transfers'>): string {
  return `${grainLot}/${invoice ?? day}`;
}

export function transfer(desk: Desk, season: Season, row: Row<'transfers'>): void {
  const [from, to] = [desk.org(row.from), desk.org(row.to)];
  const code = partCode(season, row);
  const [grain, lot] = [desk.idOf(from, row.grainLot), desk.idOf(from, code)];
  const request = desk.request(row, desk.placeOf(from, row.day));
  const { act: seller } = request;
  const buyer = desk.act(row, desk.placeOf(to, row.day));
  const { sentMg, receivedMg, invoice } = row;
  // A bench scale reads to the milligram.
  const receipt = { lot, receivedMg, sealIntact: true, divisionMg: 1, oneSided: true };
  const sale = { lot, to, basis: 'sale' as const, ...(invoice !== undefined && { document: invoice }) };
  const steps: Step[] = [
    (facts) => split(facts, seller, { lot: grain, outputs: [{ lot, code, grossMg: sentMg }] }),
    (facts) => dispatch(facts, seller, { lot, to, sentMg }),
    (facts) => receive(facts, buyer, receipt),
    (facts) => (facts.lots.get(lot)?.holds.length === 0 ? transferTitle(facts, seller, sale) : []),
  ];
  const needs = { lots: [grain, lot], parties: [from, to], uses: [`code:${from}:${code}`] };
  const columns = { lot: 'lote', grossMg: 'peso_enviado_g', receivedMg: 'peso_recibido_g', to: 'recibe', on: 'fecha' };
  desk.submit(row, columns, desk.record(request, needs, ...steps), () => {
    if (sentMg === receivedMg) return;
    const message = DIFFERENCE['weight-difference'](sentMg, receivedMg);
    desk.differs(row, 'peso_recibido_g', 'weight-difference', message);
  });
}

/** `lote_grano` means the part the jeweller holds: of several, the first with enough left by the book's own count. */
export function alloy(desk: Desk, season: Season, row: Row<'alloys'>): void {
  const jeweller = season.pieces.find(({ batch }) => batch === row.batch)?.jeweller;
  const parts = season.transfers.filter(
    ({ grainLot, to, day }) => grainLot === row.grainLot && day <= row.day && (jeweller ?? to) === to,
  );
  const part =
    parts.find((one) => desk.spend(`${one.from}/${partCode(season, one)}`, row.grainMg, one.receivedMg)) ?? parts[0];
  const holder = desk.org(part?.to ?? jeweller ?? season.owner.code);
  const code = part === undefined ? row.grainLot : partCode(season, part);
  const answer = desk.lots.work(desk.request(row, desk.placeOf(holder, row.day)), {
    process: 'alloy',
    input: { lot: desk.idOf(part === undefined ? holder : desk.org(part.from), code), grossMg: row.grainMg },
    alloyMg: row.alloyMetalMg,
    output: {
      lot: desk.idOf(holder, row.batch),
      code: row.batch,
      form: 'alloy',
      grossMg: row.outMg,
      ppm: row.finenessPpm,
    },
  });
  const columns = { lot: 'lote_grano', grossMg: 'grano_g', code: 'tanda', finenessPpm: 'ley_milesimas', on: 'fecha' };
  desk.submit(row, columns, answer);
}

export function piece(desk: Desk, row: Row<'pieces'>): void {
  const jeweller = desk.org(row.jeweller);
  const answer = desk.lots.work(desk.request(row, desk.placeOf(jeweller, row.day)), {
    process: 'manufacture',
    input: { lot: desk.idOf(jeweller, row.batch), grossMg: row.grossMg },
    alloyMg: 0,
    output: {
      lot: desk.idOf(jeweller, row.code),
      code: row.code,
      form: row.kind.scrap ? 'scrap' : 'piece',
      name: row.kind.name,
      grossMg: row.grossMg,
      ppm: row.finenessPpm,
    },
  });
  desk.submit(
    row,
    { lot: 'tanda', grossMg: 'peso_g', code: 'pieza', finenessPpm: 'ley_milesimas', on: 'fecha' },
    answer,
  );
}
