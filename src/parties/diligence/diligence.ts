/** Files about suppliers at the desk: one part after another is recorded, and the whole is read with what the ledger tells. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Act } from '../../core/custody/act.js';
import { assess, type Assessment } from '../../core/custody/diligence/assess.js';
import { stepsOf, type DiligenceFile, type StepView } from '../../core/custody/diligence/file.js';
import { MOST_RECALLED, stopWithReach } from '../../core/custody/diligence/stop.js';
import { redFlags, undetermined, type Flag, type FlagFacts } from '../../core/custody/diligence/flags.js';
import { dayAt } from '../../core/day.js';
import type { Json } from '../../core/log/canonical-json.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import { byOf, orgOf, type Actor } from '../../http/actor.js';
import type { Idempotency } from '../../http/idempotency.js';
import { pageOf, PAGE_ROWS, type Page, type PageQuery } from '../../http/page.js';
import { History } from '../../ledger/history.js';
import { Ledger } from '../../ledger/ledger.js';
import type { AssessmentBody } from './diligence.dto.js';
import { diligence } from './diligence.projection.js';
import { recallsAmong, reachOfLots, type Reached } from '../reach.js';
import { ANOMALIES, GOT_FROM, NAMED, SOURCED, SUPPLIERS, type AnomaliesRow, type SourcedRow } from './sourced.sql.js';

/** What a buyer keeps about one supplier, for its own people and its auditors. */
export interface FileView {
  readonly supplier: { readonly organisation: string; readonly name: string; readonly country: string };
  /** The day it is judged on. */
  readonly day: string;
  readonly steps: readonly StepView[];
  /** As the ledger raises them today. */
  readonly flags: readonly Flag[];
  /** Private values by statement and name: identity, owners, plans, notes; what was erased is not there. */
  readonly values: readonly { readonly sid: string; readonly name: string; readonly value: Json }[];
}

/** One line of the list: where the file stands, and what is due next. */
export interface SupplierView {
  readonly organisation: string;
  readonly decision?: string;
  readonly overdue: boolean;
  readonly complete: boolean;
  readonly due?: string;
}

@Injectable()
export class Diligence {
  constructor(
    private readonly ledger: Ledger,
    private readonly dataSource: DataSource,
  ) {}

  async assess(actor: Actor, once: Idempotency, organisation: string, body: AssessmentBody): Promise<Reached> {
    const org = orgOf(actor);
    const now = Date.now();
    const today = dayAt(now, 'UTC');
    const { on = today, reach, ...said } = JSON.parse(JSON.stringify(body)) as AssessmentBody;
    const by = byOf(actor);
    const at = new Date(now).toISOString();
    const act: Act = { org, on: { date: on, tz: 'UTC' }, at, today, attested: 'platform', ...by };
    const id = `${org}/${organisation}`;
    const known = (await diligence.load(this.dataSource.manager, [id])).get(id);
    const flags = said.step === 'flags' ? { flags: redFlags(await this.factsOf(org, organisation, known, on)) } : {};
    const input: Assessment = { ...said, organisation, ...flags };
    const before = known?.parts.decision?.sid;
    const stops = said.step === 'decision' && said.result !== 'continue';
    const lots = stops ? await this.gotFrom(org, organisation, reach) : [];
    const first = lots.slice(0, MOST_RECALLED);
    const { entries } = await this.ledger.append({
      org,
      actor: actor.name,
      ...by,
      ...once,
      needs: {
        parties: [organisation],
        diligence: [id],
        authors: before === undefined ? [] : [before],
        ...(reach !== undefined && { lots: first }),
      },
      alone: reach !== undefined,
      decide: (facts) => {
        const found = { parties: facts('parties'), diligence: facts('diligence'), authors: facts('authors') };
        const parts = found as Parameters<typeof assess>[0];
        if (reach === undefined) return { drafts: assess(parts, act, input), result: {} };
        const drafts = stopWithReach({ ...parts, lots: facts('lots') }, act, input, first);
        return { drafts, result: {} };
      },
    });
    if (!stops) return { id: organisation, entries };
    const recalls = await recallsAmong(this.dataSource, entries);
    const reached = { lots: await reachOfLots(this.dataSource, lots), recalls };
    return { id: organisation, entries, reach: reached };
  }

  /** @throws Rejection `not-found` where there is neither a file nor any gold of theirs */
  async file(actor: Actor, organisation: string): Promise<FileView> {
    const org = orgOf(actor);
    const day = dayAt(Date.now(), 'UTC');
    const id = `${org}/${organisation}`;
    const known = await readAs(this.dataSource, org, async (tx) => (await diligence.load(tx, [id])).get(id));
    const [supplier]: FileView['supplier'][] = await this.dataSource.query(NAMED, [organisation]);
    const facts = await this.factsOf(org, organisation, known, day);
    if (supplier === undefined || (known === undefined && facts.lots === 0)) {
      throw new Rejection('not-found', 'organisation', { value: organisation });
    }
    const steps = stepsOf({ parts: known?.parts ?? {} }, day, undetermined(facts));
    return { supplier, day, steps, flags: redFlags(facts), values: await this.valuesOf(org, known) };
  }

  /** By organisation; of places that nobody judged, the file itself tells. */
  async suppliers(actor: Actor, { after, limit = PAGE_ROWS }: PageQuery): Promise<Page<SupplierView>> {
    const org = orgOf(actor);
    const day = dayAt(Date.now(), 'UTC');
    const { names, files } = await readAs(this.dataSource, org, async (tx) => {
      const rows: { supplier: string }[] = await tx.query(SUPPLIERS, [org, after ?? null, limit + 1]);
      const ids = rows.map(({ supplier }) => `${org}/${supplier}`);
      return { names: rows.map(({ supplier }) => supplier), files: await diligence.load(tx, ids) };
    });
    const views = names.map((name) => supplierView(name, files.get(`${org}/${name}`), day));
    return pageOf(views, limit, ({ organisation }) => organisation);
  }

  /** Lots the buyer got from the supplier since that day, or ever, and owns: the newest first. */
  private async gotFrom(org: string, supplier: string, since: string | undefined): Promise<string[]> {
    const rows: { lot: string }[] = await this.dataSource.query(GOT_FROM, [org, supplier, since ?? null]);
    return rows.map(({ lot }) => lot);
  }

  private async factsOf(
    org: string,
    organisation: string,
    file: DiligenceFile | undefined,
    day: string,
  ): Promise<FlagFacts & { readonly lots: number }> {
    const [supplier]: FileView['supplier'][] = await this.dataSource.query(NAMED, [organisation]);
    // Sites and counts are the platform's to look up, of gold that came to this buyer and of no other.
    const rows: SourcedRow[] = await this.dataSource.query(SOURCED, [org, organisation]);
    const [anomalies]: AnomaliesRow[] = await this.dataSource.query(ANOMALIES, [org, organisation]);
    if (anomalies === undefined) throw new Error('bug: counts are one row');
    const owners = (await this.valuesOf(org, file)).filter(({ name }) => name.startsWith('owner.'));
    return {
      ...anomalies,
      day,
      supplierCountry: supplier?.country ?? '',
      ownerCountries: owners.map(({ value }) => String((value as { readonly country?: Json }).country ?? '')),
      places: file?.parts.cahra?.places ?? [],
      sourced: rows.map((row) => Object.assign(row, { fineNg: BigInt(row.fineNg) })),
    };
  }

  /** Of the newest assessments, which are this buyer's own. */
  private async valuesOf(org: string, file: DiligenceFile | undefined): Promise<FileView['values']> {
    const sids = Object.values(file?.parts ?? {}).map(({ sid }) => Buffer.from(sid, 'hex'));
    if (sids.length === 0) return [];
    const values = await new History(this.dataSource, this.ledger.vault).disclosuresOf(sids);
    return values.filter((one) => one.org === org).map(({ sid, name, value }) => ({ sid, name, value }));
  }
}

function supplierView(organisation: string, file: DiligenceFile | undefined, day: string): SupplierView {
  const steps = stepsOf({ parts: file?.parts ?? {} }, day, []);
  const [due] = steps.flatMap((step) => step.due ?? []).sort();
  const decision = file?.parts.decision?.result;
  return {
    organisation,
    ...(decision !== undefined && { decision }),
    overdue: steps.some(({ state }) => state === 'overdue'),
    complete: steps.every(({ state }) => state === 'complete'),
    ...(due !== undefined && { due }),
  };
}
