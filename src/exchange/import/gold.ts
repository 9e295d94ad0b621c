/** The cooperative's own rows: opening stock, deliveries, melts, assays, counts. */
import type { Facts } from '../../core/custody/act.js';
import type { Melt } from '../../core/custody/transformations/melt.js';
import type { Row, Season } from '../season/season.js';
import type { Desk } from './desk.js';
import { DIFFERENCE } from './sentences.js';

const DELIVERY = {
  code: 'entrega',
  member: 'minero',
  site: 'sitio',
  grossMg: 'peso_g',
  finenessPpm: 'ley_milesimas',
  declaration: 'declaracion',
  on: 'fecha',
};

export function delivery(desk: Desk, row: Row<'deliveries'>): void {
  const place = desk.placeOf(desk.owner, row.day);
  const answer = desk.lots.register(desk.request(row, place), {
    lot: desk.idOf(desk.owner, row.number),
    code: row.number,
    origin: 'production',
    form: row.form,
    site: row.site,
    grossMg: row.grossMg,
    ...readingOf(row),
    ...(row.scale !== undefined && { scale: row.scale }),
    ...(row.member !== undefined && { member: row.member }),
    ...(row.declaration !== undefined && { declaration: row.declaration }),
    ...(row.note !== undefined && { note: row.note }),
  });
  desk.submit(row, DELIVERY, answer);
}

export function openingStock(desk: Desk, row: Row<'opening'>): void {
  const answer = desk.lots.register(desk.request(row, desk.placeOf(desk.owner, row.day)), {
    lot: desk.idOf(desk.owner, row.bar),
    code: row.bar,
    origin: 'opening',
    form: 'dore',
    site: row.site,
    grossMg: row.grossMg,
    ...readingOf(row),
    ...(row.note !== undefined && { note: row.note }),
    schemes: row.scheme === undefined ? [] : [row.scheme],
  });
  desk.submit(row, { code: 'barra', site: 'sitio', grossMg: 'peso_g', finenessPpm: 'ley_au', on: 'fecha' }, answer);
}

/** A fineness without its method is worth an estimate and no better. */
function readingOf({ finenessPpm: ppm, method = 'estimate' }: Row<'deliveries'> | Row<'opening'>) {
  return ppm === undefined ? {} : { reading: { ppm, method } };
}

/** A week of one site: its deliveries from the first to the last number; what is held apart stays out. */
export function meltRow(desk: Desk, season: Season, row: Row<'melts'>): void {
  const first = serial(row.firstDelivery);
  const last = serial(row.lastDelivery);
  const within = season.deliveries.filter(
    ({ site, number }) => site === row.site && !before(serial(number), first) && !before(last, serial(number)),
  );
  const output = {
    lot: desk.idOf(desk.owner, row.bar),
    code: row.bar,
    form: 'dore' as const,
    grossMg: row.outMg,
  };
  const input: Melt = {
    inputs: within.map(({ number, grossMg }) => ({ lot: desk.idOf(desk.owner, number), grossMg })),
    output,
    cause: row.lossCause ?? 'merma',
    declared: { count: row.deliveries, grossMg: row.inMg },
  };
  const request = desk.request(row, desk.placeOf(desk.owner, row.day));
  const answer = desk.lots.melt(request, input, [row.site], (facts) => ({
    ...input,
    inputs: free(facts, input, request.act.on.date),
  }));
  desk.submit(
    row,
    { code: 'barra', lot: 'entrega_desde', inputs: 'entregas', grossMg: 'peso_salida_g', on: 'fecha' },
    answer,
  );
}

/** What of the deliveries named is there and free to be melted on that day, each with all that is left of it. */
function free(facts: Facts, melt: Melt, day: string): Melt['inputs'] {
  return melt.inputs.flatMap(({ lot: id }) => {
    const lot = facts.lots.get(id);
    return lot === undefined || lot.holds.length > 0 || lot.grossMg === 0 || lot.born.date > day
      ? []
      : [{ lot: id, grossMg: lot.grossMg }];
  });
}

/** Delivery numbers in order: by prefix, then by the number itself, so that E-999 comes before E-1000. */
function serial(number: string): readonly [string, bigint] {
  const [, prefix = '', digits = '0'] = /^(.*?)(\d*)$/s.exec(number) ?? [];
  return [prefix, BigInt(digits || '0')];
}

function before(a: readonly [string, bigint], b: readonly [string, bigint]): boolean {
  return a[0] === b[0] ? a[1] < b[1] : a[0] < b[0];
}

export function assayRow(desk: Desk, row: Row<'assays'>): void {
  const { goldPpm: ppm, method, uncertaintyPpm } = row;
  const report = {
    lot: desk.idOf(desk.owner, row.bar),
    laboratory: desk.org(row.laboratory),
    reading: { ppm, method, ...(uncertaintyPpm !== undefined && { uncertaintyPpm }) },
    ...(row.silverPpm !== undefined && { silverPpm: row.silverPpm }),
    ...(row.certificate !== undefined && { certificate: row.certificate }),
    sampleMg: row.sampleMg ?? 0,
  };
  const answer = desk.lots.assay(desk.request(row, desk.placeOf(desk.owner, row.day)), report, true);
  const columns = { lot: 'barra', finenessPpm: 'ley_au', sampleMg: 'muestra_g', grossMg: 'muestra_g', on: 'fecha' };
  desk.submit(row, columns, answer);
}

export function countRow(desk: Desk, row: Row<'counts'>): void {
  const place = desk.placeOf(desk.org(row.custodian), row.day);
  const answer = desk.lots.count(desk.request(row, place), { stock: row.counted, countedMg: row.grossMg });
  desk.submit(row, { on: 'fecha' }, answer, ({ bookMg, differenceMg }) => {
    if (differenceMg === 0) return;
    desk.differs(row, 'contado_g', 'count-differs', DIFFERENCE['count-differs'](row.grossMg, Number(bookMg)));
  });
}
