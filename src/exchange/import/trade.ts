/** Handover, export and papers. One book holds both sides of a handover, and every acceptance says so. */
import { capture } from '../../core/custody/shipment.js';
import type { Row, Season } from '../season/season.js';
import type { Desk } from './desk.js';
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
  send(desk, row, row.day);
  arrive(desk, row);
}

/** Exporter to refiner: sent with the shipment, or, where no shipment carried it, on the same day. */
export function receipt(desk: Desk, season: Season, row: Handover): void {
  if (!season.shipments.some((shipment) => carries(shipment, row))) send(desk, row, row.day);
  arrive(desk, row);
}

function send(desk: Desk, row: Handover, day: string): void {
  const answer = desk.lots.dispatch(desk.request(row, desk.placeOf(desk.org(row.from), day), 'dispatch'), {
    lot: desk.idOf(desk.owner, row.bar),
    to: desk.org(row.to),
    sentMg: row.sentMg,
    ...(row.seal !== undefined && { seal: row.seal }),
  });
  desk.submit(row, HANDOVER, answer);
}

function arrive(desk: Desk, row: Handover): void {
  const lot = desk.idOf(desk.owner, row.bar);
  const place = desk.placeOf(desk.org(row.to), row.day);
  const sealIntact = row.sealIntact ?? true;
  if (row.outcome === 'refused') {
    const refusal = { lot, weighedMg: row.receivedMg, sealIntact, ...(row.note !== undefined && { note: row.note }) };
    const answer = desk.lots.refuse(desk.request(row, place, 'refuse'), refusal);
    desk.submit(row, HANDOVER, answer, () => {
      desk.differs(row, 'resultado', 'handover-refused', DIFFERENCE['handover-refused'](row.receivedMg));
    });
    return;
  }
  const receipt = { lot, receivedMg: row.receivedMg, sealIntact, divisionMg: desk.divisionMg, oneSided: true };
  desk.submit(row, HANDOVER, desk.lots.receive(desk.request(row, place, 'receive'), receipt), () => compare(desk, row));
  const sale = { lot, to: desk.org(row.to), basis: 'sale' as const };
  const seller = desk.placeOf(desk.org(row.from), row.day);
  desk.submit(row, HANDOVER, desk.lots.transferTitle(desk.request(row, seller, 'title'), sale));
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
  desk.submit(row, columns, desk.lots.pack(desk.request(row, place, 'pack'), packing));
  const leaving = { shipment: row.code, ...(row.airWaybill !== undefined && { airWaybill: row.airWaybill }) };
  const lots = bars.map(({ lot }) => lot);
  desk.submit(row, columns, desk.lots.exportShipment(desk.request(row, place, 'export'), lots, leaving), () => {
    const right = checkDigitOf(row.airWaybill);
    if (right !== undefined) desk.differs(row, 'guia_aerea', 'check-digit', DIFFERENCE['check-digit'](right));
  });
  for (const handover of received) send(desk, handover, row.day);
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

/** The digit an air waybill should end in (serial modulo 7), where it ends in another (IATA resolution 600a). */
function checkDigitOf(airWaybill: string | undefined): string | undefined {
  const [, serial, digit] = /^\d{3}[- ]?(\d{7})(\d)$/.exec(airWaybill ?? '') ?? [];
  if (serial === undefined) return undefined;
  const right = String(Number(serial) % 7);
  return right === digit ? undefined : right;
}

export function paper(desk: Desk, season: Season, row: Row<'papers'>): void {
  const exporter = season.shipments.find(({ code }) => code === row.shipment)?.exporter;
  const org = exporter === undefined ? desk.owner : desk.org(exporter);
  const request = desk.request(row, desk.placeOf(org, row.day));
  const { shipment, document: kind, number } = row;
  const needs = { shipments: [`${org}/${shipment}`] };
  const answer = desk.record(request, needs, (facts) => capture(facts, request.act, { shipment, kind, number }));
  desk.submit(row, { shipment: 'embarque', on: 'fecha' }, answer);
}
