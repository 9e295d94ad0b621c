/** The books from export to the jeweller's bench, and the money books, which are kept and not yet worked with. */
import { book } from './sheet/book.js';
import {
  code,
  codes,
  decimal,
  factDay,
  fineness,
  mass,
  massOrNone,
  money,
  optional,
  organisationCode,
  permille,
  phrase,
  pieceKind,
  text,
} from './sheet/columns.js';

export const shipments = book({
  file: 'shipments.csv',
  columns: {
    code: code('embarque'),
    day: factDay('fecha'),
    exporter: organisationCode('exportador'),
    consignee: organisationCode('consignatario'),
    incoterm: optional(phrase('incoterm')),
    corridor: optional(phrase('corredor')),
    bars: codes('barras'),
    box: optional(code('caja')),
    airWaybill: optional(code('guia_aerea')),
    priceUsdPerOunce: optional(money('precio_usd_oz')),
    currency: optional(code('moneda')),
    fixingDay: optional(factDay('fecha_fixing')),
    fixingSession: optional(code('sesion')),
    discountPercent: optional(decimal('descuento_pct')),
    provisionalPercent: optional(decimal('provisional_pct')),
    freightUsd: optional(money('flete_usd')),
    insuranceUsd: optional(money('seguro_usd')),
  },
  key: ['code'],
  place: ['exporter'],
});

export const outturns = book({
  file: 'outturns.csv',
  columns: {
    shipment: code('embarque'),
    day: factDay('fecha'),
    bar: code('barra'),
    meltedMg: mass('peso_fundido_g'),
    goldPpm: fineness('ley_au'),
    silverPpm: optional(permille('ley_ag')),
    grainLot: code('lote_grano'),
    creditedFineMg: mass('oro_fino_g'),
    grainMg: mass('peso_grano_g'),
    grainPpm: fineness('ley_grano'),
  },
  key: ['shipment', 'bar'],
});

export const transfers = book({
  file: 'transfers.csv',
  columns: {
    day: factDay('fecha'),
    grainLot: code('lote'),
    from: organisationCode('entrega'),
    to: organisationCode('recibe'),
    sentMg: mass('peso_enviado_g'),
    receivedMg: mass('peso_recibido_g'),
    invoice: optional(code('factura')),
  },
  key: ['grainLot', 'from', 'to', 'day'],
  place: ['to'],
});

export const alloys = book({
  file: 'alloys.csv',
  columns: {
    day: factDay('fecha'),
    batch: code('tanda'),
    grainLot: code('lote_grano'),
    grainMg: mass('grano_g'),
    alloyMetalMg: massOrNone('liga_g'),
    finenessPpm: fineness('ley_milesimas'),
    outMg: mass('peso_salida_g'),
  },
  key: ['batch'],
});

export const pieces = book({
  file: 'pieces.csv',
  columns: {
    day: factDay('fecha'),
    code: code('pieza'),
    kind: pieceKind('tipo'),
    batch: code('tanda'),
    grossMg: mass('peso_g'),
    finenessPpm: fineness('ley_milesimas'),
    jeweller: organisationCode('joyeria'),
  },
  key: ['code'],
  place: ['jeweller'],
});

export const papers = book({
  file: 'papers.csv',
  columns: {
    shipment: code('embarque'),
    document: phrase('documento'),
    number: code('numero'),
    day: factDay('fecha'),
  },
  key: ['document', 'shipment'],
});

export const payouts = book({
  file: 'payouts.csv',
  columns: {
    number: code('liquidacion'),
    day: factDay('fecha'),
    delivery: code('entrega'),
    member: code('minero'),
    priceUsdPerOunce: optional(money('precio_usd_oz')),
    copPerUsd: optional(money('trm')),
    paidPercent: optional(decimal('pct_pagado')),
    gross: optional(money('bruto_cop')),
    deduction: optional(money('descuento_cop')),
    net: optional(money('neto_cop')),
    means: optional(text('medio')),
  },
  key: ['number'],
});

export const premium = book({
  file: 'premium.csv',
  columns: {
    day: factDay('fecha'),
    shipment: optional(code('embarque')),
    movement: text('movimiento'),
    usd: optional(money('valor_usd')),
    minute: optional(text('acta')),
    note: optional(text('nota')),
  },
  key: ['day', 'shipment', 'movement', 'usd', 'minute'],
});

export const royalties = book({
  file: 'royalties.csv',
  columns: {
    shipment: code('embarque'),
    day: factDay('fecha'),
    receipt: code('recibo'),
    fineMg: optional(mass('oro_fino_g')),
    amount: optional(money('valor_cop')),
  },
  key: ['receipt'],
});
