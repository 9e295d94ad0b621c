/**
 * The desk an import works at: who the book's codes mean, which lots have which ids, and one place where what the ledger
 * answers becomes a line of the report. Rows are handed in order without waiting; the ledger decides them in that order.
 */
import { randomUUID } from 'node:crypto';
import type { Act, Facts } from '../../core/custody/act.js';
import type { HoldReason } from '../../core/custody/statements.js';
import { instantOf } from '../../core/day.js';
import type { Draft } from '../../core/log/statement.js';
import { Rejection } from '../../core/rejection.js';
import { timeZoneOf } from '../../core/time-zones.js';
import { sentenceOf } from '../../http/sentences.js';
import type { Command, Ledger, Receipt } from '../../ledger/ledger.js';
import { digestOf, factsOf, type Lots, type Outcome, type Request } from '../../lots/lots.js';
import type { Origin } from '../season/book.js';
import type { Season } from '../season/season.js';
import { cellFault } from '../season/wrong.js';
import { DIFFERENCE, HELD } from './sentences.js';
import type { Finding, Findings } from './report.js';

/** Headings under which a decision's fields stand in one file. */
export type Columns = Readonly<Record<string, string>>;

export interface Place {
  readonly org: string;
  readonly day: string;
  readonly tz: string;
}

export class Desk {
  private readonly pending: Promise<void>[] = [];
  private done = 0;

  private readonly spent = new Map<string, number>();

  constructor(
    private readonly ledger: Ledger,
    readonly lots: Lots,
    private readonly findings: Findings,
    private readonly season: Season,
    /** Organisation ids by the book's codes. */
    private readonly ids: ReadonlyMap<string, string>,
    /** Ids of lots already in the ledger, by `<organisation>/<code>`; grows as rows name new ones. */
    private readonly known: Map<string, string>,
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

  /** An act that is not on a lot: a party, a credential, a captured paper. */
  record(request: Request, needs: Command['needs'], decide: (facts: Facts) => Draft[]): Promise<Receipt<Outcome>> {
    const { act, actor, key, digest } = request;
    return this.ledger.append<Outcome>({
      org: act.org,
      actor,
      key,
      digest,
      needs,
      decide: (loaded) => ({ drafts: decide(factsOf(loaded)), result: { held: [] } }),
    });
  }

  /** Id of a lot by whose code it is, in the ledger already or new. */
  idOf(org: string, code: string): string {
    const key = `${org}/${code}`;
    const id = this.known.get(key) ?? randomUUID();
    this.known.set(key, id);
    return id;
  }

  act(row: Origin, { org, day, tz }: Place): Act {
    return {
      org,
      on: { date: day, tz },
      at: instantOf(day, tz),
      today: this.today(tz),
      attested: 'book',
      book: { file: row.file, sha256: row.sha256OfFile, line: row.line, key: row.key },
    };
  }

  /** A row is known by the book's owner, file and natural key; its cells are what must not change under that key. */
  request(row: Origin, place: Place, step = 'row'): Request {
    return {
      act: this.act(row, place),
      actor: `import:${this.owner}`,
      key: `book:${this.owner}:${row.file}:${row.key}:${step}`,
      digest: digestOf(JSON.stringify(Object.entries(row.raw).sort(([a], [b]) => (a < b ? -1 : 1)))),
    };
  }

  /** Takes the ledger's answer when it comes: a rejection refuses the row, holds and a changed row are reported. */
  submit(row: Origin, columns: Columns, answer: Promise<Receipt<Outcome>>, then?: (outcome: Outcome) => void): void {
    const taken = answer.then(
      ({ result }) => {
        for (const reason of result.held as unknown as HoldReason[]) {
          this.findings.add(
            'held',
            row,
            finding(row, columns, reason.at, reason.code, HELD[reason.code] ?? reason.code),
          );
        }
        then?.(result);
      },
      (error: unknown) => this.refused(row, columns, error),
    );
    this.pending.push(
      taken.then(() => {
        this.done += 1;
        this.progress(this.done);
      }),
    );
  }

  differs(row: Origin, column: string, code: keyof typeof DIFFERENCE, message: string): void {
    this.findings.add('differences', row, finding(row, {}, column, code, message));
  }

  async settled(): Promise<void> {
    await Promise.all(this.pending);
  }

  private refused(row: Origin, columns: Columns, error: unknown): void {
    if (!(error instanceof Rejection)) throw error;
    if (error.code === 'key-reused') {
      const [column = ''] = Object.values(columns);
      this.differs(row, column, 'row-changed', DIFFERENCE['row-changed']());
      return;
    }
    this.findings.add(
      'refused',
      row,
      finding(row, columns, error.at, error.code, sentenceOf(error, 'es').replace(/[.]$/, '')),
    );
  }
}

function finding(row: Origin, columns: Columns, at: string, code: string, sentence: string): Finding {
  const column = columns[at] ?? Object.values(columns)[0] ?? at;
  return cellFault(row, column, row.raw[column] ?? '', { code, sentence });
}
