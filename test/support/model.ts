/**
 * Gold as a child would count it: a model of masses, hands and claims that knows no statements, held against the rules over
 * thousands of random histories among several organisations. What the model calls impossible must be refused; what is done
 * must leave both with the same gold in the same hands.
 */
import { array, constantFrom, integer, nat, record, type Arbitrary } from 'fast-check';
import { Rejection } from '../../src/core/rejection.js';
import { fineNgOf, type Lot } from '../../src/core/custody/lot.js';
import * as deeds from './deeds.js';
import { COOP, EXPORTER, given, idOf, JEWELLER, REFINER, type Deed, type World } from './story.js';

export const PARTIES = [COOP, EXPORTER, REFINER, JEWELLER] as const;
export const DEEDS = [
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

export interface Step {
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

/** What happens in one history. */
export const steps = (maxLength: number): Arbitrary<Step[]> => array(step, { minLength: 4, maxLength });

/** What the model knows of a lot. */
interface Purse {
  mg: number;
  hands: string;
  owner: string;
  boundFor?: string;
  held: boolean;
  claims: ReadonlySet<string>;
}

export class Model {
  readonly lots = new Map<string, Purse>();
  private day = Date.UTC(2026, 1, 10);
  private made = 0;

  /** @param name what the codes of its lots begin with */
  constructor(
    readonly world: World,
    private readonly name = 'L',
  ) {}

  /** One step; `deed` is what was tried, for who would try the same elsewhere. */
  take(step: Step): { readonly deed: Deed; readonly was: 'done' | 'refused' } {
    this.day += step.later * 86_400_000;
    this.world.day = new Date(this.day).toISOString().slice(0, 10);
    const known = [...this.lots.keys()];
    const picked = [...new Set(step.lots.map((n) => known[n % Math.max(1, known.length)] ?? 'none'))];
    // Mostly whoever a lot is on its way to answers for it, and the cooperative takes in; now and then anybody tries.
    const awaited = known.find((code) => this.lots.get(code)?.boundFor !== undefined);
    const answers = (step.deed === 'receive' || step.deed === 'refuse') && step.mg % 4 > 0 && awaited !== undefined;
    const delivers = step.deed === 'deliver' && step.mg % 8 > 0;
    const by = answers ? (this.lots.get(awaited)?.boundFor as Step['by']) : delivers ? COOP : step.by;
    this.world.org = by;
    const codes = answers ? [awaited] : picked;
    const [deed, possible, then] = this.meant({ ...step, by }, codes, `${this.name}-${(this.made += 1)}`);
    const recorded = this.world.recorded.length;
    try {
      this.world.do(deed);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      expect(this.world.recorded).toHaveLength(recorded);
      return { deed, was: 'refused' };
    }
    expect([step.deed, possible]).toEqual([step.deed, true]);
    then();
    return { deed, was: 'done' };
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
            // Of several owners it is nobody's until somebody says whose.
            born(made, sum - lossMg, all, new Set(all.map((one) => one?.owner)).size > 1);
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
      dispatch: () => [
        deeds.dispatched(code, to),
        free(purse) && left > 0 && to !== by,
        () => void (purse!.boundFor = to),
      ],
      receive: () => {
        const weighed = Math.max(1, left + (mg % 5) - 2);
        const act = deeds.received(code, weighed);
        return [act, purse?.boundFor === by, () => this.arrived(purse!, by, weighed)];
      },
      refuse: () => [deeds.refused(code, Math.max(1, left)), purse?.boundFor === by, () => void delete purse!.boundFor],
      sell: () => [
        deeds.sold(code, to),
        purse?.owner === by && !purse.held && to !== by,
        () => {
          purse!.owner = to;
        },
      ],
      refine: () => {
        // A refiner finds about what the lot was taken for; of a wild reading most would be refused.
        const found = this.world.lots.get(idOf(code))?.fineness?.ppm ?? ppm;
        const grainMg = Math.floor((left * found) / 1_030_000);
        const out = {
          meltMg: left,
          reading: deeds.fireAssay(found),
          creditedMg: Math.floor((left * found) / 1_010_000),
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

export function carried(lot: Lot): Set<string> {
  return new Set(lot.claims.filter((claim) => claim.carried).map(({ scheme }) => scheme));
}

/** Many histories share the site; what one month of it can give is for the tables of rules. */
const WIDE = { capacityMgPerMonth: 1_000_000_000_000 };

/** Four organisations: a certified cooperative with its river and its miner, an authorised exporter, and two that are not. */
export function market(): World {
  const supplier = deeds.credential('fairmined-supplier');
  const cooperative = [deeds.aCooperative(deeds.credential('fairmined')), deeds.aSite('PLAYA', WIDE), deeds.aMiner()];
  return given(...cooperative, deeds.anExporter(supplier), deeds.aRefiner(), deeds.aJeweller()).world;
}
