/**
 * The desk an import works at: who the book's codes mean, which lots have which ids, and one place where what the ledger
 * answers becomes a line of the report. Rows are handed in order; the ledger decides them in that order. A row with several
 * steps is one command, so that nothing of a refused row is done.
 */
import { randomUUID } from 'node:crypto';
import type { Act, Facts } from '../../core/custody/act.js';
import { evolve } from '../../core/custody/evolve.js';
import type { Lot } from '../../core/custody/lot.js';
import { instantOf } from '../../core/day.js';
import type { Draft } from '../../core/log/statement.js';
import { Rejection } from '../../core/rejection.js';
import { timeZoneOf } from '../../core/time-zones.js';
import type { Command, Ledger, Receipt } from '../../ledger/ledger.js';
import type { Facts as Loaded } from '../../ledger/projection.js';
import type { Doubts } from '../../lots/doubts/told.js';
import { commandOf, doubtsIn, factsOf, type Lots, type Outcome, type Request } from '../../lots/lots.js';
import type { Origin } from '../season/sheet/book.js';
import type { Season } from '../season/season.js';
import { cellFault } from '../season/wrong.js';
import type { Earlier } from './earlier.js';
import { DIFFERENCE, heldOf, refusalOf } from './sentences.js';
import type { Finding, Findings } from './report.js';

/** Headings under which a decision's fields stand in one file. */
export type Columns = Readonly<Record<string, string>>;

export interface Place {
  readonly org: string;
  readonly day: string;
  readonly tz: string;
}

/** One step of a row: what it adds to the facts that the steps before it left. */
export type Step = (facts: Facts) => Draft[];

/** Commands that may wait for the ledger at once: two full batches, so that the writer never waits and memory stays small. */
const MOST_WAITING = 512;

export class Desk {
  private readonly waiting: Promise<void>[] = [];
  private readonly spent = new Map<string, number>();
  private done = 0;

  constructor(
    private readonly ledger: Ledger,
    readonly lots: Lots,
    private readonly doubts: Doubts,
    private readonly findings: Findings,
    private readonly season: Season,
    /** Organisation ids by the book's codes. */
    private readonly ids: ReadonlyMap<string, string>,
    /** What of this book was imported before; its lot ids grow as rows name new ones. */
    private readonly earlier: Earlier,
    private readonly today: (tz: string) => string,
    private readonly progress: (done: number) => void,
  ) {}

  /** The book's owner. */
  get owner(): string {
    return this.org(this.season.owner.code);
  }

  /** Division of the coarsest scale in the book; a hundredth of a gram where it names none. */
  get divisionMg(): number {
    return Math.max(...this.season.scales.map(({ divisionMg }) => divisionMg), 0) || 10;
  }

  org(code: string): string {
    return this.ids.get(code) ?? code.toLowerCase();
  }

  /** An organisation's day, in its country's time zone. */
  placeOf(org: string, day: string): Place {
    const country = this.season.organisations.find(({ code }) => this.org(code) === org)?.country;
    return { org, day, tz: timeZoneOf(country ?? '') };
  }

  /** The book's own count of a part: false, and nothing spent, where less than `mg` of it is left. */
  spend(part: string, mg: number, whole: number): boolean {
    const spent = (this.spent.get(part) ?? 0) + mg;
    if (spent <= whole) this.spent.set(part, spent);
    return spent <= whole;
  }

  /** Id of a lot by whose code it is, in the ledger already or new. */
  idOf(org: string, code: string): string {
    const key = `${org}/${code}`;
    const id = this.earlier.lots.get(key) ?? randomUUID();
    this.earlier.lots.set(key, id);
    return id;
  }

  act(row: Origin, { org, day, tz }: Place): Act {
    return {
      org,
      on: { date: day, tz },
      at: instantOf(day, tz),
      today: this.today(tz),
      attested: 'book',
      book: { file: row.file, sha256: row.sha256OfFile, line: row.line, key: this.earlier.nameOf(row) },
    };
  }

  /**
   * A row is known by the book's owner, file and natural key; what it says must not change under that key.
   *
   * @param rows all that the command is made from, where it is more than this row
   */
  request(row: Origin, place: Place, step = 'row', rows: readonly Origin[] = [row]): Request {
    const act = this.act(row, place);
    return {
      act,
      actor: `import:${this.owner}`,
      key: this.earlier.keyOf(row, step),
      digest: this.earlier.digestOf(rows),
    };
  }

  /** True, and a line in the report, where this row was imported before with other content: then nothing is done. */
  isChanged(row: Origin, column: string, rows: readonly Origin[] = [row]): boolean {
    if (!this.earlier.isChanged(row, rows)) return false;
    this.differs(row, column, 'row-changed', DIFFERENCE['row-changed']());
    return true;
  }

  /** The steps of a row as one act: each sees what those before it did, and all are recorded or none. */
  record(request: Request, needs: Command['needs'], ...steps: Step[]): Promise<Receipt<Outcome>> {
    const decide = (loaded: Loaded) => {
      // A copy, since what the steps decide is folded into it.
      const lots = new Map(loaded<Lot>('lots'));
      const facts = { ...factsOf(loaded), lots };
      const drafts: Draft[] = [];
      for (const step of steps) {
        const made = step(facts);
        for (const one of made) evolve(lots, one);
        drafts.push(...made);
      }
      return { drafts, result: doubtsIn(drafts) };
    };
    return this.ledger.append<Outcome>({ ...commandOf(request), needs, decide });
  }

  /** Takes the ledger's answer when it comes: a rejection refuses the row, holds and a changed row are reported. */
  submit(row: Origin, columns: Columns, answer: Promise<Receipt<Outcome>>, then?: (outcome: Outcome) => void): void {
    const taken = answer.then(
      async ({ result, entries }) => {
        const sids = result.held.length === 0 ? [] : entries.map(({ sid }) => sid);
        const figures = [...(await this.doubts.figuresOf(sids)).values()].flat();
        for (const { at, code } of result.held) {
          const sentence = heldOf(
            code,
            figures.find((one) => one.code === code),
          );
          this.findings.add('held', row, finding(row, columns, at, code, sentence));
        }
        then?.(result);
      },
      (error: unknown) => this.refused(row, columns, error),
    );
    this.waiting.push(
      taken.then(() => {
        this.done += 1;
        this.progress(this.done);
      }),
    );
  }

  /** Resolves at once while few rows wait for the ledger, else when it has answered them. */
  async room(): Promise<void> {
    if (this.waiting.length >= MOST_WAITING) await this.settled();
  }

  differs(row: Origin, column: string, code: keyof typeof DIFFERENCE, message: string): void {
    this.findings.add('differences', row, finding(row, {}, column, code, message));
  }

  async settled(): Promise<void> {
    await Promise.all(this.waiting.splice(0));
  }

  /** What a refusal brings about in later steps of the same row is no news: the first refusal is the cause. */
  private refused(row: Origin, columns: Columns, error: unknown): void {
    if (!(error instanceof Rejection)) throw error;
    const column = columns[error.at] ?? Object.values(columns)[0] ?? error.at;
    if (error.code === 'key-reused') {
      this.differs(row, column, 'row-changed', DIFFERENCE['row-changed']());
    } else if (!this.findings.has('refused', row)) {
      this.findings.add('refused', row, finding(row, columns, error.at, error.code, refusalOf(error, column)));
    }
  }
}

function finding(row: Origin, columns: Columns, at: string, code: string, sentence: string): Finding {
  const column = columns[at] ?? Object.values(columns)[0] ?? at;
  return cellFault(row, column, row.raw[column] ?? '', { code, sentence });
}
