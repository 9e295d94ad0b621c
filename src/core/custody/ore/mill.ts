/**
 * A milling campaign: ore of one or several owners goes in, recovered gold and by-products (tailings, concentrate) come out.
 * Gold begins here: nobody had fine gold of ore, only its grade. Recovered gold falls to the owners by what their ore holds.
 */
import { allot } from '../../provenance/shares.js';
import { Rejection } from '../../rejection.js';
import type { Draft } from '../../log/statement.js';
import { draft, freeCode, lotOf, type Act, type Facts } from '../act.js';
import { finenessOf, type Reading } from '../assays/reading.js';
import { settle } from '../doubts.js';
import type { Lot } from '../lot.js';
import { fine, loss, OWN_CAUSES, sum } from '../transformations/melt.js';
import { mayUse } from '../rules/custody.js';
import { recovery } from '../rules/furnace.js';
import { enoughOfEach, noGain, positive } from '../rules/mass.js';
import type { Campaign, Form, LotsTransformed, Ore, Output } from '../statements.js';
import { containedNgOf, weightsOf } from './ore.js';
import { onlyOre } from './rules.js';

/** Most lots one campaign may name: more do not fit into a statement's 48 KiB. */
const MOST_LOTS = 250;

export interface Milling {
  readonly campaign: Campaign;
  readonly inputs: readonly { readonly lot: string; readonly grossMg: number }[];
  /** Water, mercury, reagents: what goes in beside the ore. */
  readonly additions: readonly { readonly material: string; readonly grossMg: number }[];
  readonly recovered: {
    readonly form: Form;
    /** Of all owners together, as weighed. */
    readonly grossMg: number;
    readonly reading?: Reading;
    /** A lot for each owner of the ore; the owner may be left out where there is one. */
    readonly lots: readonly { readonly lot: string; readonly code: string; readonly owner?: string }[];
  };
  readonly byProducts: readonly {
    readonly lot: string;
    readonly code: string;
    readonly form: Form;
    readonly grossMg: number;
    readonly ore: Ore;
    /** Of the ore's owners; may be left out where there is one. */
    readonly owner?: string;
  }[];
  /** Why less came out than went in. */
  readonly cause: string;
}

interface Taken {
  readonly lot: Lot;
  readonly ore: Ore;
  readonly grossMg: number;
}

/** `lots.transformed` with process `mill`; `question.raised` where the recovery is not what ore and technique give. */
export function mill(facts: Facts, act: Act, input: Milling): Draft[] {
  const takes = takesOf(facts, act, input);
  const { recovered, byProducts, additions, campaign } = input;
  for (const { grossMg } of [...byProducts, recovered]) positive(grossMg, 'grossMg');
  for (const { grossMg } of additions) positive(grossMg, 'additions.grossMg');
  const codes = new Set<string>();
  for (const { code } of [...recovered.lots, ...byProducts]) freeCode(facts, act, code, codes);
  const inMg = sum([...takes, ...additions].map(({ grossMg }) => grossMg));
  const outMg = recovered.grossMg + sum(byProducts.map(({ grossMg }) => grossMg));
  noGain(inMg, outMg);
  const gold = goldOf(takes, recovered, act.on.date);
  const outputs = [...gold, ...byProducts.map((one) => owned(takes, one))];
  const data: LotsTransformed = {
    on: act.on,
    process: 'mill',
    campaign,
    inputs: takes.map(({ lot, grossMg }) => ({ lot: lot.id, grossMg })),
    additions,
    rebasings: [],
    outputs,
    losses: loss(input.cause, inMg - outMg, 0n),
  };
  const lots = [...takes.map(({ lot }) => lot.id), ...outputs.map(({ lot }) => lot)];
  const recoveredNg = gold[0]?.fineness && BigInt(recovered.grossMg) * BigInt(gold[0].fineness.ppm);
  const doubts = recovery(campaign.technique, containedIn(takes), recoveredNg, act.on.date);
  return [draft(act, 'lots.transformed', lots, data), ...settle(act, (gold[0] as Output).lot, doubts)];
}

function takesOf(facts: Facts, act: Act, { inputs, cause }: Milling): Taken[] {
  if (inputs.length === 0) throw new Rejection('missing', 'inputs');
  if (inputs.length > MOST_LOTS) throw new Rejection('too-many-lots', 'inputs', { max: String(MOST_LOTS) });
  if (OWN_CAUSES.has(cause)) throw new Rejection('malformed', 'cause', { value: cause });
  const takes = inputs.map(({ lot: id, grossMg }) => {
    const lot = lotOf(facts, id);
    mayUse(lot, act);
    onlyOre(lot);
    return { lot, grossMg, ore: lot.ore as Ore };
  });
  enoughOfEach(takes);
  return takes;
}

/** Recovered gold, a lot per owner: the milligrams fall by the ore's weights, owners ascending by id (provenance/shares). */
function goldOf(
  takes: readonly Taken[],
  { form, grossMg, reading, lots }: Milling['recovered'],
  day: string,
): Output[] {
  const weights = weightsOf(takes);
  const byOwner = new Map<string, bigint>();
  for (const [n, { lot }] of takes.entries())
    byOwner.set(lot.owner, (byOwner.get(lot.owner) ?? 0n) + (weights[n] ?? 0n));
  const owners = [...byOwner.keys()].sort();
  const named = lots.map(({ owner }) => ownerAmong(takes, owner));
  if (new Set(named).size < lots.length || lots.length !== owners.length) throw strangers(owners);
  const shares = allot(
    owners.map((owner) => byOwner.get(owner) ?? 0n),
    BigInt(grossMg),
  );
  const fineness = reading && finenessOf(reading, day);
  return lots.map(({ lot, code }, n) => {
    const owner = named[n] ?? '';
    const ownMg = Number(shares[owners.indexOf(owner)] ?? 0n);
    positive(ownMg, 'recovered.grossMg');
    const made: Output = { lot, code, form, grossMg: ownMg, owner };
    return fineness === undefined ? made : Object.assign(made, { fineness }, fine(ownMg, fineness.ppm));
  });
}

function owned(takes: readonly Taken[], { owner, ...made }: Milling['byProducts'][number]): Output {
  return { ...made, owner: ownerAmong(takes, owner) };
}

/** An owner of the ore; where it has one and nobody is named, that one. */
function ownerAmong(takes: readonly Taken[], named: string | undefined): string {
  const owners = [...new Set(takes.map(({ lot }) => lot.owner))].sort();
  const owner = named ?? (owners.length === 1 ? owners[0] : undefined);
  if (owner === undefined || !owners.includes(owner)) throw strangers(owners);
  return owner;
}

function strangers(owners: readonly string[]): Rejection {
  return new Rejection('owners-of-ore', 'owner', { owners: owners.join(', ') });
}

/** Gold in the ore that went in, by its grades; undefined where some of it has none. */
function containedIn(takes: readonly Taken[]): bigint | undefined {
  let ng = 0n;
  for (const { grossMg, ore } of takes) {
    const own = containedNgOf(grossMg, ore);
    if (own === undefined) return undefined;
    ng += own;
  }
  return ng;
}
