/** A bar packed, packed anew and sent off, or taken out again: as an exporter says it, or somebody who lies about it. */
import { fineNgOf } from '../../src/core/custody/lot.js';
import type { Draft } from '../../src/core/log/statement.js';
import type { LittleLog } from './little-log.js';
import { AT, BAR, fact, until } from './one-delivery.js';

const on = { date: '2026-01-08', tz: 'America/Bogota' };

/** @param steps of the shipment X-1, each with what is said otherwise */
export function oneShipment(...steps: readonly [act: 'packed' | 'repacked' | 'exported', more?: object][]): LittleLog {
  const log = until(AT.melt);
  const { code = '', grossMg = 0, fineness, ...bar } = log.facts.lots.get(BAR) ?? {};
  const fineNg = String(fineNgOf({ ...bar, grossMg, fineness } as Parameters<typeof fineNgOf>[0]));
  const line = { lot: BAR, code, grossMg, finenessPpm: fineness?.ppm ?? 0, method: fineness?.method ?? '', fineNg };
  const said = {
    packed: { lines: [line] },
    repacked: { box: 'BOX-2', lines: [{ ...line, seal: 'S-2' }], removed: [] },
    exported: {},
  };
  for (const [act, more = {}] of steps) {
    const data = { on, shipment: 'X-1', ...said[act], ...more } as unknown as Draft['data'];
    log.append({ ...fact('coop', on.date, `shipment.${act}`, data), lots: [BAR] });
  }
  return log;
}

export const TAKEN_OUT = { lines: [], removed: [BAR] };

/** Exit 0, or 1 for what nobody can say. */
export const SHIPMENTS: readonly (readonly [what: string, exit: 0 | 1, tale: () => LittleLog])[] = [
  ['packed anew and sent off', 0, () => oneShipment(['packed'], ['repacked'], ['exported'])],
  ['packed anew twice', 0, () => oneShipment(['packed'], ['repacked'], ['repacked', { box: 'BOX-3' }], ['exported'])],
  [
    'taken out, and packed in another',
    0,
    () => oneShipment(['packed'], ['repacked', TAKEN_OUT], ['packed', { shipment: 'X-2' }]),
  ],
  ['packed anew though never packed', 1, () => oneShipment(['repacked'])],
  [
    'taken out of a shipment it is not in',
    1,
    () => oneShipment(['packed'], ['repacked', { ...TAKEN_OUT, shipment: 'X-2' }]),
  ],
  [
    'sent off with a shipment it was taken out of',
    1,
    () => oneShipment(['packed'], ['repacked', TAKEN_OUT], ['exported']),
  ],
  ['said to stay and to be taken out', 1, () => oneShipment(['packed'], ['repacked', { removed: [BAR] }])],
  [
    'packed anew as if it weighed more',
    1,
    () =>
      oneShipment(
        ['packed'],
        [
          'repacked',
          { lines: [{ lot: BAR, code: 'B-1', grossMg: 10_302, finenessPpm: 1, method: 'xrf', fineNg: '10302' }] },
        ],
      ),
  ],
];
