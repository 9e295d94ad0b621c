/** The papers of a bar's shipment: captured, replaced, issued, superseded and voided, as they are said or lied about. */
import type { Draft } from '../../src/core/log/statement.js';
import { idOf, type LittleLog, type Signer } from './little-log.js';
import { BAR, DELIVERY, fact } from './one-delivery.js';
import { oneShipment } from './one-shipment.js';

const on = { date: '2026-01-09', tz: 'America/Bogota' };
const hash = (n: number): string => n.toString(16).padStart(64, '0');
const paper = (n: number): string => idOf(0xd0c, n);

const COOP: Signer = { seed: new Uint8Array(32).fill(41) };
const CARRIER: Signer = { seed: new Uint8Array(32).fill(42) };

/** @param covers null where it says nothing of bars */
const captured = (
  number: string,
  more: object = {},
  covers: readonly string[] | null = [BAR],
  lots: readonly string[] = covers ?? [],
): Draft => ({
  ...fact('coop', on.date, 'document.captured', {
    on,
    shipment: 'X-1',
    kind: 'assay-certificate',
    number,
    issuer: 'Laboratorio del Valle',
    issuedOn: '2026-01-08',
    ...(covers !== null && { covers }),
    fields: { finenessPpm: 911_000, method: 'fire-assay', bars: ['B-1'] },
    file: { sha256: hash(7), mediaType: 'application/pdf', size: 48_213 },
    ...more,
  } as unknown as Draft['data']),
  lots,
  reveals: [{ name: 'analyst', value: 'Marta Ruiz' }],
});

const issued = (n: number, number: string): Draft =>
  fact('coop', on.date, 'document.issued', {
    document: paper(n),
    shipment: 'X-1',
    kind: 'packing-list',
    number,
    payloadSha256: hash(n),
    files: [{ name: `${number}.pdf`, mediaType: 'application/pdf', sha256: hash(100 + n) }],
  });

const amended = (end: 'superseded' | 'voided', of: number, by: number, more: object = {}): Draft =>
  fact('coop', on.date, `document.${end}`, {
    document: paper(of),
    by: paper(by),
    reason: 'El sello de la barra era otro',
    ...more,
  });

const shipped = (): LittleLog => oneShipment(['packed'], ['exported']);

/** A certificate, the one that takes its place, a waybill for the whole shipment, and a paper in three versions, the last void. */
export function onePaper(log: LittleLog = shipped()): LittleLog {
  log.append(captured('LAB-1'));
  const of = log.sidOf('document.captured', BAR);
  return log.append(
    captured('LAB-1a', { replaces: { of } }),
    captured('045-12345675', { kind: 'air-waybill', fields: {} }, null),
    issued(1, 'PKL-1'),
    issued(2, 'PKL-1'),
    amended('superseded', 1, 2),
    issued(3, 'PKL-1'),
    amended('voided', 2, 3),
  );
}

/** A log in which nothing but its own keys speaks for the cooperative. */
function refusing(): LittleLog {
  const refused = { organisation: 'coop', attested: 'refused' };
  return shipped().key('coop', COOP).keyed('policy.set', 'coop', refused, COOP);
}

/** Exit 0, or 1 for what nobody can say. */
export const PAPERS: readonly (readonly [what: string, exit: 0 | 1, tale: () => LittleLog])[] = [
  ['captured, replaced, superseded and voided', 0, onePaper],
  ['a paper of what the bar was made of', 0, () => shipped().append(captured('RG-1', {}, [DELIVERY]))],
  [
    'handed in under the key of whoever issued it',
    0,
    () => shipped().key('coop', CARRIER).signed(captured('LAB-1'), CARRIER),
  ],
  ['amended by the house for somebody who signs everything else', 0, () => refusing().append(amended('voided', 2, 3))],
  ['captured by the house for somebody who signs everything', 1, () => refusing().append(captured('LAB-1'))],
  ['signed by nobody’s key', 1, () => revoked().signed(captured('LAB-1'), CARRIER)],
  ['about a bar it does not touch', 1, () => shipped().append(captured('LAB-1', {}, [DELIVERY], [BAR]))],
  ['touching a bar it is not about', 1, () => shipped().append(captured('LAB-1', {}, null, [BAR]))],
  ['about one bar twice', 1, () => shipped().append(captured('LAB-1', {}, [BAR, BAR], [BAR]))],
  ['about no bar at all, in so many words', 1, () => shipped().append(captured('LAB-1', {}, []))],
  ['in the place of no statement', 1, () => shipped().append(captured('LAB-1', { replaces: { of: 'LAB-0' } }))],
  [
    'with a file nobody can find',
    1,
    () => shipped().append(captured('LAB-1', { file: { sha256: 'lab.pdf', size: 1 } })),
  ],
  ['good until a day there is not', 1, () => shipped().append(captured('LAB-1', { until: '2026-02-30' }))],
  ['covering less than nothing', 1, () => shipped().append(captured('LAB-1', { fineNg: '-1' }))],
  ['saying a sentence for fields', 1, () => shipped().append(captured('LAB-1', { fields: 'fine gold' }))],
  ['superseded by a number', 1, () => shipped().append(amended('superseded', 1, 2, { by: 'PKL-1' }))],
  ['voided for no reason', 1, () => shipped().append(amended('voided', 1, 2, { reason: '' }))],
  ['superseded, and the bar with it', 1, () => shipped().append({ ...amended('superseded', 1, 2), lots: [BAR] })],
  ['voided, and the bar with it', 1, () => shipped().append({ ...amended('voided', 1, 2), lots: [BAR] })],
];

function revoked(): LittleLog {
  return shipped().key('coop', CARRIER).revoke('coop', CARRIER);
}
