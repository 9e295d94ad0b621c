/**
 * Who could do what with a lot at that moment, read from the log alone: gold is moved, melted and sold by whoever holds or
 * owns it, not while it is held back or travelling, and not before it was made or last moved.
 */
import type { LotReturned } from '../custody/holds/statements.js';
import type { Lot } from '../custody/lot.js';
import type { ShipmentExported, ShipmentPacked } from '../custody/registry.js';
import { governs } from '../custody/assays/methods.js';
import type {
  CustodyDispatched,
  CustodyReceived,
  CustodyRefused,
  LotAssayed,
  LotRegistered,
  LotsTransformed,
  On,
  TitleTransferred,
} from '../custody/statements.js';
import type { Statement } from '../log/statement.js';
import type { Findings, Values } from './findings.js';
import type { What } from './sentences.js';

/** One statement with the lots as they were before it. */
interface Scene {
  readonly org: string;
  /** The lots it lists. */
  readonly listed: readonly string[];
  readonly lots: ReadonlyMap<string, Lot>;
  readonly expect: (holds: boolean, what: What, values: Values) => void;
}

export function checkCustody(
  lots: ReadonlyMap<string, Lot>,
  { type, org, lots: listed, data }: Statement,
  at: string,
  findings: Findings,
): void {
  const expect = (holds: boolean, what: What, values: Values): void => {
    findings.expect(holds, 'custody', at, what, values);
  };
  RULES[type]?.({ org, listed, lots, expect }, data);
}

const RULES: Readonly<Record<string, (scene: Scene, data: unknown) => void>> = {
  'lot.registered': (scene, data) => registered(scene, data as LotRegistered),
  'lot.assayed': (scene, data) => assayed(scene, data as LotAssayed),
  'lot.returned': (scene, data) => returned(scene, data as LotReturned),
  'lots.aggregated': (scene, data) => transformed(scene, data as LotsTransformed),
  'lot.split': (scene, data) => transformed(scene, data as LotsTransformed),
  'lots.transformed': (scene, data) => transformed(scene, data as LotsTransformed),
  'custody.dispatched': (scene, data) => dispatched(scene, data as CustodyDispatched),
  'custody.received': (scene, data) => arrived(scene, data as CustodyReceived),
  'custody.refused': (scene, data) => arrived(scene, data as CustodyRefused),
  'title.transferred': (scene, data) => sold(scene, data as TitleTransferred),
  'shipment.packed': (scene, data) => packed(scene, data as ShipmentPacked),
  'shipment.exported': (scene, data) => exported(scene, data as ShipmentExported),
};

function registered({ org, expect }: Scene, { code, custodian, owner }: LotRegistered): void {
  expect(custodian === org && owner === org, 'not-in-own-name', { code, org });
}

function assayed(scene: Scene, { lot, on, fineness, governs: said, sampleMg }: LotAssayed): void {
  const now = scene.lots.get(lot);
  if (now === undefined) return;
  notBefore(scene, now.code, now.born.date, on);
  if (sampleMg > 0) inOwnHands(scene, now);
  const values = { code: now.code, method: fineness.method };
  scene.expect(governs(fineness, now.fineness) === said, 'assay-rule', values);
}

function returned(scene: Scene, { lot, on }: LotReturned): void {
  const now = scene.lots.get(lot);
  if (now === undefined) return;
  inOwnHands(scene, now);
  notBefore(scene, now.code, now.movedOn, on);
}

function transformed(scene: Scene, { inputs, on }: LotsTransformed): void {
  for (const input of inputs) mayUse(scene, input.lot, on);
}

function dispatched(scene: Scene, { lot, on, from }: CustodyDispatched): void {
  mayUse(scene, lot, on);
  const code = scene.lots.get(lot)?.code ?? lot;
  scene.expect(from === scene.org, 'not-custodian', { org: scene.org, code, custodian: from });
}

function arrived({ org, lots, expect }: Scene, { lot, on, from, to, sentMg }: CustodyReceived | CustodyRefused): void {
  const now = lots.get(lot);
  const { transit } = now ?? {};
  const fits = to === org && from === now?.custodian && to === transit?.to && sentMg === transit.sentMg;
  expect(fits && on.date >= transit.since, 'not-travelling', { code: now?.code ?? lot, from, to });
}

function sold(scene: Scene, { lot, on, from }: TitleTransferred): void {
  const now = scene.lots.get(lot);
  if (now === undefined) return;
  const { org } = scene;
  scene.expect(now.owner === org && from === org, 'not-owner', { org, code: now.code, owner: now.owner });
  notHeld(scene, now);
  notBefore(scene, now.code, now.movedOn, on);
}

function packed(scene: Scene, { lines, on }: ShipmentPacked): void {
  for (const { lot, code, grossMg, finenessPpm, method, fineNg } of lines) {
    mayUse(scene, lot, on);
    const now = scene.lots.get(lot);
    if (now === undefined) continue;
    const { org } = scene;
    scene.expect(now.owner === org, 'not-owner', { org, code: now.code, owner: now.owner });
    const same = now.code === code && now.grossMg === grossMg && now.fineness?.ppm === finenessPpm;
    const fine = fineNg === `${BigInt(grossMg) * BigInt(finenessPpm)}`;
    scene.expect(same && fine && now.fineness?.method === method, 'packed-otherwise', { code: now.code });
  }
}

function exported(scene: Scene, { on, shipment }: ShipmentExported): void {
  for (const lot of scene.listed) {
    mayUse(scene, lot, on);
    const now = scene.lots.get(lot);
    if (now === undefined) continue; // a bar that only went along
    scene.expect(now.shipment === shipment, 'not-packed', { code: now.code, shipment });
  }
}

function mayUse(scene: Scene, lot: string, on: On): void {
  const now = scene.lots.get(lot);
  if (now === undefined) return; // the balance says so
  inOwnHands(scene, now);
  notHeld(scene, now);
  notBefore(scene, now.code, now.movedOn, on);
}

function inOwnHands({ org, expect }: Scene, { code, custodian, transit }: Lot): void {
  expect(custodian === org, 'not-custodian', { org, code, custodian });
  expect(transit === undefined, 'while-travelling', { code, to: transit?.to ?? '' });
}

function notHeld({ expect }: Scene, { code, holds }: Lot): void {
  expect(holds.length === 0, 'while-held', { code, rule: holds[0]?.rule ?? '', reason: holds[0]?.code ?? '' });
}

function notBefore({ expect }: Scene, code: string, moved: string, { date }: On): void {
  expect(date >= moved, 'too-early', { code, day: date, moved });
}
