/**
 * The desk: what a registrar says, with codes turned into ids, as a command on lots; and the answer in the reader's words.
 * Lots are judged by core, inside the ledger's transaction. What is looked up here only says which lot was meant.
 */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { utf8 } from '../../core/bytes.js';
import { dayAt } from '../../core/day.js';
import { Rejection } from '../../core/rejection.js';
import { Ledger, type Receipt } from '../../ledger/ledger.js';
import type { Asked } from './asked.js';
import { LotQueries, type Named } from '../lot.queries.js';
import { heldView, type HoldView } from '../lot.view.js';
import type * as body from './lots.dto.js';
import { Lots, type Outcome, type Request } from '../lots.js';
import { Places } from './places.js';

/** What was recorded, where in the log it stands, and why the gold is held, if it is. */
export interface Told {
  /** Code of the lot, shipment or stock. */
  readonly id: string;
  readonly entries: Receipt['entries'];
  readonly held: readonly HoldView[];
  readonly [name: string]: unknown;
}

/** What an act is about: its day, and the lots it names, each with the place where it was named. */
interface About {
  readonly id: string;
  readonly on?: string;
  readonly tz?: string | undefined;
  readonly site?: string;
  readonly lots?: readonly { readonly lot: string }[];
  readonly at?: (n: number) => string;
  readonly arriving?: true;
}

type Recording = (request: Request, lots: readonly Named[]) => Promise<Receipt<Outcome>>;

@Injectable()
export class Desk {
  constructor(
    private readonly ledger: Ledger,
    private readonly lots: Lots,
    private readonly queries: LotQueries,
    private readonly places: Places,
  ) {}

  delivery(asked: Asked, { on, tz, finenessPpm, method, uncertaintyPpm, ...said }: body.DeliveryBody): Promise<Told> {
    const doubt = uncertaintyPpm === undefined ? {} : { uncertaintyPpm };
    const reading =
      finenessPpm === undefined ? {} : { reading: { ppm: finenessPpm, method: method ?? 'estimate', ...doubt } };
    return this.record(asked, { id: said.code, on, tz, site: said.site }, async (request) => {
      if (said.scale !== undefined) await this.places.divisionMgOf(request.act.org, said.scale);
      return this.lots.register(request, { lot: randomUUID(), origin: 'production', ...said, ...reading });
    });
  }

  assay(asked: Asked, lot: string, { on, tz, ...said }: body.AssayBody): Promise<Told> {
    return this.record(asked, { id: lot, on, tz, lots: [{ lot }] }, async (request, [named]) => {
      const { id, code, custodian } = one(named);
      // Whoever does not hold the gold cannot have drilled it.
      if (custodian !== request.act.org)
        throw new Rejection('lot-not-in-your-custody', 'lot', { lot: code, custodian });
      const { finenessPpm: ppm, method, uncertaintyPpm, laboratory = request.act.org, sampleMg = 0, ...more } = said;
      const reading = { ppm, method, ...(uncertaintyPpm !== undefined && { uncertaintyPpm }) };
      return this.lots.assay(request, { lot: id, laboratory, reading, sampleMg, ...more });
    });
  }

  split(asked: Asked, lot: string, { on, tz, outputs }: body.SplitBody): Promise<Told> {
    return this.record(asked, { id: lot, on, tz, lots: [{ lot }] }, async (request, [named]) => {
      unlike(
        outputs.map(({ code }) => code),
        (n) => `outputs[${n}].code`,
        'code-used',
      );
      return this.lots.split(request, {
        lot: one(named).id,
        outputs: outputs.map((part) => ({ lot: randomUUID(), ...part })),
      });
    });
  }

  melt(asked: Asked, { on, tz, inputs, output, ...said }: body.MeltBody): Promise<Told> {
    const about = { id: output.code, on, tz, lots: inputs, at: (n: number) => `inputs[${n}].lot` };
    return this.record(asked, about, async (request, named) => {
      const takes = named.map(({ id }, n) => ({ lot: id, grossMg: inputs[n]?.grossMg }));
      const sites = [...new Set(named.flatMap(({ site }) => site ?? []))];
      const poured = { lot: randomUUID(), ...output };
      const melt = { ...said, inputs: takes.map(({ lot, grossMg = 0 }) => ({ lot, grossMg })), output: poured };
      // All that is left is known only inside the transaction.
      return this.lots.melt(request, melt, sites, ({ lots }) => ({
        ...melt,
        inputs: takes.map(({ lot, grossMg }) => ({ lot, grossMg: grossMg ?? lots.get(lot)?.grossMg ?? 0 })),
      }));
    });
  }

  refining(asked: Asked, { on, tz, bars, grain }: body.RefiningBody): Promise<Told> {
    const about = { id: grain.code, on, tz, lots: bars, at: (n: number) => `bars[${n}].lot` };
    return this.record(asked, about, async (request, named) => {
      const outturns = bars.map(({ finenessPpm: ppm, method, uncertaintyPpm, meltMg, creditedMg, grainMg }, n) => ({
        lot: one(named[n]).id,
        meltMg,
        reading: { ppm, method, ...(uncertaintyPpm !== undefined && { uncertaintyPpm }) },
        creditedMg,
        grainMg,
      }));
      const poured = { lot: randomUUID(), code: grain.code, ppm: grain.finenessPpm };
      return this.lots.refine(request, { bars: outturns, grain: poured });
    });
  }

  working(asked: Asked, { on, tz, process, lot, grossMg, alloyMg = 0, output }: body.WorkingBody): Promise<Told> {
    return this.record(asked, { id: output.code, on, tz, lots: [{ lot }] }, async (request, [named]) => {
      const { finenessPpm: ppm, ...rest } = stated(output);
      const made = { lot: randomUUID(), ppm, ...rest };
      return this.lots.work(request, { process, input: { lot: one(named).id, grossMg }, alloyMg, output: made });
    });
  }

  dispatch(asked: Asked, lot: string, { on, tz, ...said }: body.DispatchBody): Promise<Told> {
    return this.record(asked, { id: lot, on, tz, lots: [{ lot }] }, (request, [named]) =>
      this.lots.dispatch(request, { lot: one(named).id, ...said }),
    );
  }

  receive(asked: Asked, lot: string, { on, tz, scale, ...said }: body.ReceiptBody): Promise<Told> {
    return this.record(asked, { id: lot, on, tz, lots: [{ lot }], arriving: true }, async (request, [named]) => {
      const divisionMg = await this.places.divisionMgOf(request.act.org, scale);
      return this.lots.receive(request, { lot: one(named).id, divisionMg, oneSided: false, ...said });
    });
  }

  refuse(asked: Asked, lot: string, { on, tz, ...said }: body.RefusalBody): Promise<Told> {
    return this.record(asked, { id: lot, on, tz, lots: [{ lot }], arriving: true }, (request, [named]) =>
      this.lots.refuse(request, { lot: one(named).id, ...said }),
    );
  }

  title(asked: Asked, lot: string, { on, tz, ...said }: body.TitleBody): Promise<Told> {
    return this.record(asked, { id: lot, on, tz, lots: [{ lot }] }, (request, [named]) =>
      this.lots.transferTitle(request, { lot: one(named).id, ...said }),
    );
  }

  releaseHold(asked: Asked, lot: string, { on, tz, reason }: body.HoldReleaseBody): Promise<Told> {
    return this.record(asked, { id: lot, on, tz, lots: [{ lot }] }, (request, [named]) =>
      this.lots.releaseHold(request, { lot: one(named).id, reason }),
    );
  }

  release(asked: Asked, lot: string): Promise<Told> {
    return this.record(asked, { id: lot, lots: [{ lot }] }, (request, [named]) =>
      this.lots.release(request, one(named).id),
    );
  }

  packing(asked: Asked, { on, tz, code, bars, terms, ...said }: body.PackingBody): Promise<Told> {
    const about = { id: code, on, tz, lots: bars, at: (n: number) => `bars[${n}].lot` };
    return this.record(asked, about, (request, named) => {
      const sealed = bars.map(({ seal }, n) => ({ lot: one(named[n]).id, ...(seal !== undefined && { seal }) }));
      return this.lots.pack(request, {
        shipment: code,
        ...said,
        bars: sealed,
        terms: { ...USUAL_TERMS, ...stated(terms) },
      });
    });
  }

  departure(asked: Asked, shipment: string, { on, tz, ...said }: body.ExportBody): Promise<Told> {
    return this.record(asked, { id: shipment, on, tz }, async (request) => {
      const lots = await this.queries.packedIn(request.act.org, shipment);
      return this.lots.exportShipment(request, lots, { shipment, ...said });
    });
  }

  count(asked: Asked, { on, tz, stock, countedMg }: body.CountBody): Promise<Told> {
    return this.record(asked, { id: stock, on, tz }, (request) => this.lots.count(request, { stock, countedMg }));
  }

  private async record({ actor, once, language }: Asked, about: About, act: Recording): Promise<Told> {
    const { org } = actor;
    if (org === undefined) throw new Rejection('not-permitted', 'org');
    const command = { org, actor: actor.name, key: once.key, digest: utf8(once.digest) };
    const done = await this.prepare(command, about, act).catch(async (error: unknown) => {
      if (!(error instanceof Rejection)) throw error;
      // The lot of an act that was done may be out of sight by now: its repetition is still answered as it was.
      const refuse = (): never => {
        throw error;
      };
      return this.ledger.append<Outcome>({ ...command, needs: {}, decide: refuse });
    });
    const { held, ...noted } = done.result;
    return { id: about.id, entries: done.entries, held: heldView(held, language), ...noted };
  }

  private async prepare(command: Omit<Request, 'act'> & { org: string }, about: About, act: Recording) {
    const { org } = command;
    const { at = () => 'lot', lots = [], on, tz, site } = about;
    const codes = lots.map(({ lot }) => lot);
    const named = codes.length === 0 ? [] : await this.queries.idsOf(org, codes, at, about.arriving);
    unlike(
      named.map(({ id }) => id),
      at,
      'malformed',
    );
    const zone = await this.places.zoneOf(org, tz, site);
    const now = Date.now();
    const today = dayAt(now, zone);
    const instant = new Date(now).toISOString();
    const { actor, key, digest } = command;
    const said = { org, on: { date: on ?? today, tz: zone }, at: instant, today, attested: 'platform' as const };
    return act({ act: said, actor, key, digest }, named);
  }
}

/** Where the seller says nothing else. */
const USUAL_TERMS = {
  fixingDate: '',
  session: '',
  discountPercent: '0',
  provisionalPercent: '100',
  freightUsd: '0',
  insuranceUsd: '0',
};

function one(named: Named | undefined): Named {
  if (named === undefined) throw new Error('bug: a lot was named and not looked up');
  return named;
}

/** Without the optional fields left out, which a body within a body carries as `undefined`. */
function stated<Said extends object>(said: Said): Said {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Said;
}

/** Each thing is named once in one act. */
function unlike(names: readonly string[], at: (n: number) => string, code: 'code-used' | 'malformed'): void {
  const twice = names.findIndex((name, n) => names.indexOf(name) !== n);
  if (twice !== -1) throw new Rejection(code, at(twice), { code: names[twice] ?? '', value: names[twice] ?? '' });
}
