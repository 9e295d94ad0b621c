/**
 * Who could do what with a lot at that moment, read from the log alone: gold is moved, melted and sold by whoever holds or
 * owns it, not while it is held back or travelling, and not before it was made or last moved.
 */
import type { LotReturned } from '../../custody/holds/statements.js';
import type { ClaimIncorporated } from '../../custody/incorporated/statements.js';
import { sameSeals } from '../../custody/handover/fold.js';
import type * as road from '../../custody/handover/statements.js';
import type { Lot } from '../../custody/lot.js';
import type { ShipmentExported, ShipmentPacked, ShipmentRepacked } from '../../custody/registry.js';
import { governs } from '../../custody/assays/methods.js';
import type { LotAssayed, LotRegistered, LotReleased, LotsTransformed, On } from '../../custody/statements.js';
import type { Statement } from '../../log/statement.js';
import type { Findings, Values } from '../findings.js';
import type { What } from '../sentences.js';

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
  'lot.released': (scene, data) => released(scene, data as LotReleased),
  'lots.aggregated': (scene, data) => transformed(scene, data as LotsTransformed),
  'lot.split': (scene, data) => transformed(scene, data as LotsTransformed),
  'sample.taken': (scene, data) => transformed(scene, data as LotsTransformed),
  'lots.transformed': (scene, data) => transformed(scene, data as LotsTransformed),
  'custody.dispatched': (scene, data) => dispatched(scene, data as road.CustodyDispatched),
  'custody.received': (scene, data) => arrived(scene, data as road.CustodyReceived),
  'custody.refused': (scene, data) => arrived(scene, data as road.CustodyRefused),
  'custody.relayed': (scene, data) => relayed(scene, data as road.CustodyRelayed),
  'custody.declined': (scene, data) => relayed(scene, data as road.CustodyRelayed),
  'seal.changed': (scene, data) => inCharge(scene, data as road.SealChanged),
  'lot.detained': (scene, data) => inCharge(scene, data as road.LotDetained),
  'lot.cleared': (scene, data) => inCharge(scene, data as road.LotDetained),
  'lot.seized': (scene, data) => inCharge(scene, data as road.LotSeized),
  'lot.lost': (scene, data) => inCharge(scene, data as road.LotLost),
  'title.agreed': (scene, data) => sold(scene, data as road.TitleAgreed),
  'title.declined': (scene, data) => declined(scene, data as road.TitleDeclined),
  'title.transferred': (scene, data) => sold(scene, data as road.TitleTransferred),
  'claim.incorporated': (scene, data) => incorporated(scene, data as ClaimIncorporated),
  'shipment.packed': (scene, data) => packed(scene, data as ShipmentPacked),
  'shipment.repacked': (scene, data) => repacked(scene, data as ShipmentRepacked),
  'shipment.exported': (scene, data) => exported(scene, data as ShipmentExported),
};

function registered({ org, expect }: Scene, { code, custodian, owner }: LotRegistered): void {
  expect(custodian === org && owner === org, 'not-in-own-name', { code, org });
}

function assayed(scene: Scene, { lot, on, fineness, governs: said, sampleMg, replaces }: LotAssayed): void {
  const now = scene.lots.get(lot);
  if (now === undefined) return;
  notBefore(scene, now.code, now.born.date, on);
  if (sampleMg > 0) inOwnHands(scene, now);
  const values = { code: now.code, method: fineness.method };
  const stands = replaces && now.governing === replaces.of;
  scene.expect(governs(fineness, now.fineness, stands) === said, 'assay-rule', values);
  scene.expect(replaces === undefined || now.replaced?.includes(replaces.of) !== true, 'assay-rule', values);
}

function returned(scene: Scene, { lot, on }: LotReturned): void {
  const now = scene.lots.get(lot);
  if (now === undefined) return;
  inOwnHands(scene, now);
  notBefore(scene, now.code, now.movedOn, on);
}

/** Whose it is, is said of what several owners' gold was made into, by one of their names, when it may be used again. */
function released({ lots, expect }: Scene, { lot, codes, owner }: LotReleased): void {
  const now = lots.get(lot);
  if (now === undefined) return;
  const { code, owners = [], holds } = now;
  const settles = holds.some((hold) => hold.code === 'owners-mixed' && codes?.includes(hold.code) !== false);
  const right = owner === undefined ? !settles : settles && owners.includes(owner);
  expect(right, 'owner-undecided', { code, owners: owners.join(', ') });
}

function transformed(scene: Scene, { inputs, outputs, on }: LotsTransformed): void {
  const owners = new Set(inputs.map(({ lot }) => scene.lots.get(lot)?.owner));
  for (const { code, owner } of outputs) {
    scene.expect(owner === undefined || owners.has(owner), 'not-owner', { org: owner ?? '', code, owner: '' });
  }
  for (const input of inputs) {
    mayOpen(scene, input.lot, on);
  }
}

function dispatched(scene: Scene, { lot, on, from, sealed, sentMg }: road.CustodyDispatched): void {
  mayUse(scene, lot, on);
  const { code = lot, bags } = scene.lots.get(lot) ?? {};
  const same = bags === undefined || (sealed !== undefined && sameSeals(bags, sealed) && bags.saidMg === sentMg);
  scene.expect(same, 'in-closed-bags', { code });
  scene.expect(from === scene.org, 'not-custodian', { org: scene.org, code, custodian: from });
}

function arrived(scene: Scene, data: road.CustodyReceived | road.CustodyRefused | road.CustodyRelayed): void {
  const { org, lots, expect } = scene;
  const { lot, on, from, to, sentMg } = data;
  const now = lots.get(lot);
  const { transit } = now ?? {};
  const fits = to === org && from === now?.custodian && to === transit?.to && sentMg === transit.sentMg;
  expect(fits && on.date >= transit.since, 'not-travelling', { code: now?.code ?? lot, from, to });
  if (now !== undefined) notDetained(scene, now);
  if (!('title' in data)) return;
  const { agreed, owner = '', code = lot } = now ?? {};
  const passes = agreed?.passes === 'on-acceptance' && agreed.to === to && data.title?.from === owner;
  expect(passes, 'not-owner', { org: data.title?.from ?? '', code, owner });
}

/** Bags are counted only where they were sent to be. */
function relayed(scene: Scene, data: road.CustodyRelayed): void {
  arrived(scene, data);
  const { transit, code = data.lot } = scene.lots.get(data.lot) ?? {};
  scene.expect(transit?.sealed !== undefined, 'in-closed-bags', { code });
}

/** Whoever answers for the gold says what befell it, on the road too. */
function inCharge({ org, lots, expect }: Scene, { lot, on }: { readonly lot: string; readonly on: On }): void {
  const now = lots.get(lot);
  if (now === undefined) return;
  expect(now.custodian === org, 'not-custodian', { org, code: now.code, custodian: now.custodian });
  notBefore({ expect }, now.code, now.transit?.since ?? now.movedOn, on);
}

function declined({ org, lots, expect }: Scene, { lot }: road.TitleDeclined): void {
  const { agreed, code = lot, owner = '' } = lots.get(lot) ?? {};
  expect(agreed?.to === org, 'not-owner', { org, code, owner });
}

function sold(scene: Scene, { lot, on, from, to }: road.TitleTransferred | road.TitleAgreed): void {
  const now = scene.lots.get(lot);
  if (now === undefined) return;
  const { org } = scene;
  scene.expect(now.owner === org && from === org, 'not-owner', { org, code: now.code, owner: now.owner });
  notHeld(scene, now);
  notDetained(scene, now);
  if (now.agreed?.to !== to) notPromised(scene, now, on);
  notBefore(scene, now.code, now.movedOn, on);
}

/** The owner, who holds it, gives the claim up for the account. */
function incorporated(scene: Scene, { lot, on, scheme }: ClaimIncorporated): void {
  mayOpen(scene, lot, on);
  const now = scene.lots.get(lot);
  if (now === undefined) return;
  const { code, owner, claims } = now;
  scene.expect(owner === scene.org, 'not-owner', { org: scene.org, code, owner });
  scene.expect(
    claims.some((claim) => claim.scheme === scheme && claim.carried),
    'claim-absent',
    { code, scheme },
  );
}

function packed(scene: Scene, { lines, on }: Pick<ShipmentPacked, 'lines' | 'on'>): void {
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

function repacked(scene: Scene, data: ShipmentRepacked): void {
  packed(scene, data);
  wasIn(scene, data.shipment);
}

function exported(scene: Scene, { on, shipment }: ShipmentExported): void {
  for (const lot of scene.listed) mayUse(scene, lot, on);
  wasIn(scene, shipment);
}

/** But for bars that only went along. */
function wasIn({ lots, listed, expect }: Scene, shipment: string): void {
  for (const now of listed.flatMap((lot) => lots.get(lot) ?? [])) {
    expect(now.shipment === shipment, 'not-packed', { code: now.code, shipment });
  }
}

function mayUse(scene: Scene, lot: string, on: On): void {
  const now = scene.lots.get(lot);
  if (now === undefined) return; // the balance says so
  inOwnHands(scene, now);
  notHeld(scene, now);
  notDetained(scene, now);
  notBefore(scene, now.code, now.movedOn, on);
}

/** To use it, and not as closed bags; nor where it is promised to another. */
function mayOpen(scene: Scene, lot: string, on: On): void {
  mayUse(scene, lot, on);
  const now = scene.lots.get(lot);
  scene.expect(now?.bags === undefined, 'in-closed-bags', { code: now?.code ?? lot });
  if (now !== undefined && now.agreed?.to !== scene.org) notPromised(scene, now, on);
}

function notDetained({ expect }: Scene, { code, detained }: Lot): void {
  expect(detained === undefined, 'while-detained', { code, authority: detained?.authority ?? '' });
}

/** P2: offered to one buyer at a time. */
function notPromised({ expect }: Scene, { code, agreed }: Lot, { date }: On): void {
  const free = agreed === undefined || agreed.passes === 'never' || date >= (agreed.until ?? '9999');
  expect(free, 'promised', { code, buyer: agreed?.to ?? '' });
}

function inOwnHands({ org, expect }: Scene, { code, custodian, transit }: Lot): void {
  expect(custodian === org, 'not-custodian', { org, code, custodian });
  expect(transit === undefined, 'while-travelling', { code, to: transit?.to ?? '' });
}

function notHeld({ expect }: Scene, { code, holds }: Lot): void {
  expect(holds.length === 0, 'while-held', { code, rule: holds[0]?.rule ?? '', reason: holds[0]?.code ?? '' });
}

function notBefore({ expect }: Pick<Scene, 'expect'>, code: string, moved: string, { date }: On): void {
  expect(date >= moved, 'too-early', { code, day: date, moved });
}
