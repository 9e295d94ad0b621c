/**
 * Gold as a child would count it: a model of masses, hands and claims that knows no statements, held against the rules over
 * thousands of random histories among several organisations. What the model calls impossible must be refused; what is done
 * must leave both with the same gold in the same hands.
 */
import { array, assert, constantFrom, integer, nat, property, record, type Arbitrary } from 'fast-check';
import { Rejection } from '../../../src/core/rejection.js';
import { evolve } from '../../../src/core/custody/evolve.js';
import { fineNgOf, type Lot, type Lots } from '../../../src/core/custody/lot.js';
import * as deeds from '../../support/deeds.js';
import { COOP, EXPORTER, given, JEWELLER, REFINER, type Deed, type World } from '../../support/story.js';

const PARTIES = [COOP, EXPORTER, REFINER, JEWELLER] as const;
const DEEDS = [
  'deliver',
  'deliver',
  'melt',
  'split',
  'assay',
  'dispatch',
  'receive',
  'refuse',
  'sell',
  'refine',
  'work',
  'hold',
] as const;

interface Step {
  readonly deed: (typeof DEEDS)[number];
  readonly by: (typeof PARTIES)[number];
  readonly to: (typeof PARTIES)[number];
  readonly lots: readonly number[];
  readonly mg: number;
  readonly ppm: number;
  /** Days since the step before. */
  readonly later: number;
}

const step: Arbitrary<Step> = record({
  deed: constantFrom(...DEEDS),
  by: constantFrom(...PARTIES, COOP, COOP, EXPORTER),
  to: constantFrom(...PARTIES),
  lots: array(nat({ max: 30 }), { minLength: 1, maxLength: 3 }),
  mg: integer({ min: 1, max: 40_000 }),
  ppm: integer({ min: 300_000, max: 1_000_000 }),
  later: constantFrom(0, 0, 1, 9),
});

/** What the model knows of a lot. */
interface Purse {
  mg: number;
  hands: string;
  owner: string;
  boundFor?: string;
  held: boolean;
  claims: ReadonlySet<string>;
}

class Model {
  readonly lots = new Map<string, Purse>();
  private day = Date.UTC(2026, 1, 10);
  private made = 0;

  constructor(readonly world: World) {}

  take(step: Step): 'done' | 'refused' {
    this.day += step.later * 86_400_000;
    this.world.day = new Date(this.day).toISOString().slice(0, 10);
    this.world.org = step.by;
    const codes = [...new Set(step.lots.map((n) => [...this.lots.keys()][n % Math.max(1, this.lots.size)] ?? 'none'))];
    const [deed, possible, then] = this.meant(step, codes, `L-${(this.made += 1)}`);
    const recorded = this.world.recorded.length;
    try {
      this.world.do(deed);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      expect(this.world.recorded).toHaveLength(recorded);
      return 'refused';
    }
    expect([step.deed, possible]).toEqual([step.deed, true]);
    then();
    return 'done';
  }

  /** The deed, whether the model thinks it can be, and what it does to the purses. */
  private meant({ deed, by, to, mg, ppm }: Step, codes: readonly string[], made: string): [Deed, boolean, () => void] {
    const [code] = codes as [string];
    const purse = this.lots.get(code);
    const free = (one: Purse | undefined): boolean =>
      one !== undefined && one.hands === by && one.boundFor === undefined && !one.held;
    const all = codes.map((one) => this.lots.get(one));
    const left = purse?.mg ?? 0;
    const sum = all.reduce((total, one) => total + (one?.mg ?? 0), 0);
    const born = (name: string, grossMg: number, from: readonly (Purse | undefined)[], held = false): void => {
      const claims = from.map((one) => one?.claims ?? new Set<string>());
      const kept = new Set([...(claims[0] ?? [])].filter((claim) => claims.every((set) => set.has(claim))));
      this.lots.set(name, { mg: grossMg, hands: by, owner: from[0]?.owner ?? by, held, claims: kept });
    };
    const meant: Record<Step['deed'], () => [Deed, boolean, () => void]> = {
      deliver: () => {
        // Of a fineness that this river has, now and then of one it has not: held, and without a claim to lose.
        const reading = mg % 5 === 0 ? null : deeds.touchstone(850_000 + (ppm % 160_000));
        const act = deeds.delivered(made, mg, reading);
        return [act, by === COOP, () => this.lots.set(made, this.asBorn(made, mg))];
      },
      melt: () => {
        const lossMg = mg % 4;
        return [
          deeds.melted(made, codes, sum - lossMg),
          all.every(free) && sum > lossMg && all.every((one) => (one?.mg ?? 0) > 0),
          () => {
            born(made, sum - lossMg, all);
            for (const one of all) if (one) one.mg = 0;
          },
        ];
      },
      split: () => [
        deeds.splitOff(code, [made, mg]),
        free(purse) && mg <= left,
        () => {
          born(made, mg, [purse]);
          if (purse) purse.mg -= mg;
        },
      ],
      assay: () => {
        const sampleMg = mg % 300;
        const act = deeds.assayed(code, deeds.xrf(ppm), sampleMg);
        const possible = purse !== undefined && purse.hands === by && purse.boundFor === undefined && sampleMg <= left;
        return [act, possible, () => void (purse!.mg -= sampleMg)];
      },
      dispatch: () => [deeds.dispatched(code, to), free(purse) && left > 0, () => void (purse!.boundFor = to)],
      receive: () => {
        const weighed = Math.max(1, left + (mg % 5) - 2);
        const act = deeds.received(code, weighed);
        return [act, purse?.boundFor === by, () => this.arrived(purse!, by, weighed)];
      },
      refuse: () => [deeds.refused(code, Math.max(1, left)), purse?.boundFor === by, () => void delete purse!.boundFor],
      sell: () => [
        deeds.sold(code, to),
        purse?.owner === by && !purse.held,
        () => {
          purse!.owner = to;
        },
      ],
      refine: () => {
        const grainMg = Math.floor((left * ppm) / 1_030_000);
        const out = {
          meltMg: left,
          reading: deeds.fireAssay(ppm),
          creditedMg: Math.floor((left * ppm) / 1_010_000),
          grainMg,
        };
        return [
          deeds.refined(made, deeds.outturn(code, out)),
          free(purse) && left > 0,
          () => {
            born(made, grainMg, [purse]);
            purse!.mg = 0;
          },
        ];
      },
      work: () => {
        const alloyMg = ppm % 700;
        const outMg = mg + alloyMg - (ppm % 3);
        return [
          deeds.worked(made, code, { takeMg: mg, alloyMg, outMg, ppm: 750_000 }),
          free(purse) && mg <= left,
          () => {
            born(made, outMg, [purse]);
            purse!.mg -= mg;
          },
        ];
      },
      hold: () => [
        mg % 6 === 0 && purse !== undefined ? deeds.heldBack(code) : () => [],
        true,
        () => void (mg % 6 === 0 && purse !== undefined && (purse.held = true)),
      ],
    };
    return meant[deed]();
  }

  /** A delivery's claims and holds follow from papers, which the tables of rules are about: taken over, never invented. */
  private asBorn(code: string, mg: number): Purse {
    const lot = this.world.lot(code);
    return { mg, hands: COOP, owner: COOP, held: lot.holds.length > 0, claims: carried(lot) };
  }

  private arrived(purse: Purse, by: string, weighed: number): void {
    delete purse.boundFor;
    Object.assign(purse, { hands: by, mg: weighed });
  }

  /** Both know the same lots, masses, hands and owners; nothing carries a claim that what it was made of did not carry. */
  agrees(): void {
    if (this.world.lots.size !== this.lots.size) throw new Error('they do not know the same lots');
    for (const [code, { mg, hands, owner, boundFor, claims }] of this.lots) {
      const lot = this.world.lot(code);
      const [said, right] = [
        [lot.grossMg, lot.custodian, lot.transit?.to, lot.owner].join(),
        [mg, hands, boundFor, owner].join(),
      ];
      if (said !== right) throw new Error(`${code}: ${said} where the model counts ${right}`);
      for (const claim of carried(lot))
        if (!claims.has(claim)) throw new Error(`${code} carries ${claim} from nowhere`);
      if (lot.fineness !== undefined && fineNgOf(lot) !== BigInt(mg) * BigInt(lot.fineness.ppm))
        throw new Error(`${code}: fine gold`);
    }
  }
}

function carried(lot: Lot): Set<string> {
  return new Set(lot.claims.filter((claim) => claim.carried).map(({ scheme }) => scheme));
}

/** Replayed from what was recorded alone, the same lots come out. */
function replays(world: World): void {
  const again: Lots = new Map();
  for (const draft of world.recorded) evolve(again, draft);
  expect(again).toEqual(world.lots);
}

test('ten thousand histories among four organisations leave the gold where a child would count it', () => {
  const done = new Map<string, number>();
  assert(
    property(array(step, { minLength: 4, maxLength: 16 }), (steps) => {
      const certified = deeds.credential('fairmined');
      const parties = [
        deeds.aCooperative(certified),
        deeds.anExporter(deeds.credential('fairmined-supplier')),
        deeds.aRefiner(),
        deeds.aJeweller(),
      ];
      const { world } = given(...parties, deeds.aSite(), deeds.aMiner());
      const model = new Model(world);
      for (const one of steps) {
        const key = `${one.deed} ${model.take(one)}`;
        done.set(key, (done.get(key) ?? 0) + 1);
        model.agrees();
      }
      replays(world);
    }),
    { numRuns: 10_000 },
  );
  // The property says little if most deeds are refused, or none is.
  for (const deed of new Set(DEEDS)) expect([deed, done.get(`${deed} done`)]).toEqual([deed, expect.any(Number)]);
});
