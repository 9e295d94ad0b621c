/** Handover, export and papers. One book holds both sides of a handover, and every acceptance says so. */
import { lotOf, type Act, type Facts } from '../../core/custody/act.js';
import { dispatch } from '../../core/custody/handover/dispatch.js';
import { receive, refuse } from '../../core/custody/handover/receipt.js';
import { transferTitle } from '../../core/custody/handover/title.js';
import { paperUse } from '../../core/custody/rules/intake/everywhere.js';
import { capture } from '../../core/custody/papers/capture.js';
import { exportShipment, pack, type Packing } from '../../core/custody/shipment.js';
import type { Draft } from '../../core/log/statement.js';
import { Rejection } from '../../core/rejection.js';
import { checkDigitOf } from '../../core/custody/papers/air-waybill.js';
import type { Command } from '../../ledger/ledger.js';
import type { Row, Season } from '../season/season.js';
import { PAPER_WORDS, recognise } from '../season/sheet/words.js';
import type { Desk, Step } from './desk.js';
import { DIFFERENCE } from './sentences.js';

type Handover = Row<'handovers'>;

const HANDOVER = {
  lot: 'barra',
  seal: 'sello',
  receivedMg: 'peso_recibido_g',
  weighedMg: 'peso_recibido_g',
  sentMg: 'peso_enviado_g',
  to: 'recibe',
  on: 'fecha',
};

/** Cooperative to exporter: dispatch, acceptance and title on the row's day. */
export function handover(desk: Desk, row: Handover): void {
  arrive(desk, row, [dispatchOf(desk, row, row.day)]);
}

/** Exporter to refiner: sent with the shipment, or, where no shipment carried it, on the same day. */
export function receipt(desk: Desk, season: Season, row: Handover): void {
  const carried = season.shipments.some((shipment) => carries(shipment, row));
  arrive(desk, row, carried ? [] : [dispatchOf(desk, row, row.day)]);
}

function dispatchOf(desk: Desk, row: Handover, day: string): Step {
  const act = desk.act(row, desk.placeOf(desk.org(row.from), day));
  const { sentMg, seal } = row;
  const sent = {
    lot: desk.idOf(desk.owner, row.bar),
    to: desk.org(row.to),
    sentMg,
    ...(seal !== undefined && { seal }),
  };
  return (facts) => dispatch(facts, act, sent);
}

function needsOf(desk: Desk, row: Handover): Command['needs'] {
  const [from, to] = [desk.org(row.from), desk.org(row.to)];
  const uses = row.seal === undefined ? [] : [`seal:${from}:${row.seal}`];
  return { lots: [desk.idOf(desk.owner, row.bar)], parties: [from, to], uses };
}

function arrive(desk: Desk, row: Handover, before: readonly Step[]): void {
  const lot = desk.idOf(desk.owner, row.bar);
  const request = desk.request(row, desk.placeOf(desk.org(row.to), row.day), 'receive');
  const { act } = request;
  const { sealIntact = true, receivedMg, note } = row;
  if (row.outcome === 'refused') {
    const refusal = { lot, weighedMg: receivedMg, sealIntact, ...(note !== undefined && { note }) };
    const answer = desk.record(request, needsOf(desk, row), ...before, (facts) => refuse(facts, act, refusal));
    desk.submit(row, HANDOVER, answer, () => {
      desk.differs(row, 'resultado', 'handover-refused', DIFFERENCE['handover-refused'](receivedMg));
    });
    return;
  }
  const received = { lot, receivedMg, sealIntact, divisionMg: desk.divisionMg, oneSided: true };
  const steps = [...before, (facts: Facts) => receive(facts, act, received), saleOf(desk, row, lot)];
  desk.submit(row, HANDOVER, desk.record(request, needsOf(desk, row), ...steps), () => compare(desk, row));
}

/** Title passes with the acceptance, but not of gold that is held apart: that sale waits for whoever may decide. */
function saleOf(desk: Desk, row: Handover, lot: string): Step {
  const seller = desk.act(row, desk.placeOf(desk.org(row.from), row.day));
  const sale = { lot, to: desk.org(row.to), basis: 'sale' as const };
  return (facts) => (facts.lots.get(lot)?.holds.length === 0 ? transferTitle(facts, seller, sale) : []);
}

function compare(desk: Desk, row: Handover): void {
  const { sentMg, receivedMg, sealIntact } = row;
  if (sentMg !== receivedMg) {
    desk.differs(row, 'peso_recibido_g', 'weight-difference', DIFFERENCE['weight-difference'](sentMg, receivedMg));
  }
  if (sealIntact === false) desk.differs(row, 'sello_intacto', 'seal-broken', DIFFERENCE['seal-broken']());
}

/** Packed, exported and, bar by bar, dispatched to the consignee, as the receipts say each was weighed and sealed. */
export function shipment(desk: Desk, season: Season, row: Row<'shipments'>): void {
  const place = desk.placeOf(desk.org(row.exporter), row.day);
  const received = season.handovers.filter((handover) => carries(row, handover));
  const bars = row.bars.map((bar) => {
    const seal = received.find((handover) => handover.bar === bar)?.seal;
    return { lot: desk.idOf(desk.owner, bar), ...(seal !== undefined && { seal }) };
  });
  const packing = {
    shipment: row.code,
    consignee: desk.org(row.consignee),
    incoterm: row.incoterm ?? '',
    corridor: row.corridor ?? '',
    box: row.box ?? '',
    bars,
    terms: termsOf(row),
  };
  const columns = {
    lot: 'barras',
    exporter: 'exportador',
    consignee: 'consignatario',
    shipment: 'embarque',
    on: 'fecha',
  };
  const leaving = { shipment: row.code, ...(row.airWaybill !== undefined && { airWaybill: row.airWaybill }) };
  const request = desk.request(row, place, 'export');
  const { act } = request;
  const needs = {
    lots: bars.map(({ lot }) => lot),
    parties: [act.org, packing.consignee],
    shipments: [`${act.org}/${row.code}`],
  };
  const steps: Step[] = [(facts) => pack(facts, act, packing), (facts) => depart(facts, act, packing, leaving)];
  desk.submit(row, columns, desk.record(request, needs, ...steps), () => {
    const { airWaybill = '' } = row;
    const right = checkDigitOf(airWaybill);
    if (right !== undefined && !airWaybill.endsWith(right))
      desk.differs(row, 'guia_aerea', 'check-digit', DIFFERENCE['check-digit'](right));
  });
  for (const handover of received) leave(desk, handover, row);
}

/** The export of what this very command packed: the ledger's own list of shipments learns of it only afterwards. */
function depart(facts: Facts, act: Act, packing: Packing, leaving: { shipment: string; airWaybill?: string }): Draft[] {
  const id = `${act.org}/${packing.shipment}`;
  const lots = packing.bars.map(({ lot }) => lot);
  const { consignee } = packing;
  const packed = { id, exporter: act.org, consignee, day: act.on.date, lots, exported: false };
  return exportShipment({ ...facts, shipments: new Map([[id, packed]]) }, act, leaving);
}

/** A bar goes on its way to the consignee only with a shipment that was let go. */
function leave(desk: Desk, row: Handover, shipment: Row<'shipments'>): void {
  if (desk.isChanged(row, 'barra')) return;
  const lot = desk.idOf(desk.owner, row.bar);
  const request = desk.request(row, desk.placeOf(desk.org(row.from), shipment.day), 'dispatch');
  const send = dispatchOf(desk, row, shipment.day);
  const answer = desk.record(request, needsOf(desk, row), (facts) => {
    const { exported, code } = lotOf(facts, lot);
    if (!exported) throw new Rejection('not-packed', 'lot', { lot: code, shipment: shipment.code });
    return send(facts);
  });
  desk.submit(row, HANDOVER, answer);
}

function carries(shipment: Row<'shipments'>, handover: Handover): boolean {
  return (
    shipment.exporter === handover.from && shipment.consignee === handover.to && shipment.bars.includes(handover.bar)
  );
}

function termsOf(row: Row<'shipments'>) {
  return {
    priceUsdPerOunce: row.priceUsdPerOunce ?? '',
    currency: row.currency ?? 'USD',
    fixingDate: row.fixingDay ?? '',
    session: row.fixingSession ?? '',
    discountPercent: row.discountPercent ?? '0',
    provisionalPercent: row.provisionalPercent ?? '100',
    freightUsd: row.freightUsd ?? '0',
    insuranceUsd: row.insuranceUsd ?? '0',
  };
}

export function paper(desk: Desk, season: Season, row: Row<'papers'>): void {
  const exporter = season.shipments.find(({ code }) => code === row.shipment)?.exporter;
  const org = exporter === undefined ? desk.owner : desk.org(exporter);
  const request = desk.request(row, desk.placeOf(org, row.day));
  const { shipment, document, number } = row;
  const kind = recognise(document, PAPER_WORDS) ?? document;
  const needs = { shipments: [`${org}/${shipment}`], uses: paperUse(kind, number) };
  const answer = desk.record(request, needs, (facts) => capture(facts, request.act, { shipment, kind, number }));
  desk.submit(row, { shipment: 'embarque', on: 'fecha' }, answer);
}
