/**
 * The auditor's balance: gold counted again from the statements alone, by arithmetic of its own. It shares nothing with
 * `evolve` and `transform`, so that one mistake cannot hide in both; `fsck`, the demo and the offline verifier ask it.
 *
 * For every lot at every moment: what came in + accepted weighing differences − what was taken = what is left, never below
 * zero. For every transformation: fine gold in + re-basings = fine gold out + losses, in nanograms, each loss with a source
 * of its own.
 */
import type { Statement } from '../log/statement.js';
import type { StatementCorrected, StatementVoided } from './amending/amended.js';
import type { LotReturned } from './holds/statements.js';
import type { ClaimIncorporated } from './incorporated/statements.js';
import { readData } from './statement-data.js';
import type { CustodyReceived } from './handover/statements.js';
import {
  TRANSFORMATIONS,
  type Fineness,
  type LotAssayed,
  type LotRegistered,
  type LotsTransformed,
  type Rebasing,
} from './statements.js';
import { auditTransformation, type Fault, type FaultKind } from './transformations/balance.js';

export interface BalanceError extends Fault {
  /** Id of the statement after which the balance is wrong; empty where a caller's table is. */
  readonly statement: string;
  readonly lot?: string;
}

/** Members of a registration whose correction moves gold or what it is taken for. */
const GOLD = ['grossMg', 'fineness', 'form', 'scale'];

type Opened = Pick<LotRegistered, 'lot' | 'grossMg' | 'fineness' | 'ore'>;

/** What the statements so far say of one lot. */
interface Account {
  inMg: number;
  takenMg: number;
  differenceMg: number;
  fineness?: Fineness;
  /** Who registered it; none for what a transformation made. */
  readonly registrar?: string;
  /** It is ore, and has no fine gold. */
  readonly isOre: boolean;
  /** Assayed, counted in an account of incorporated gold, or void: it can no longer be restated. */
  settled: boolean;
}

/** The books, statement by statement, so that a ledger need not fit in memory. */
export class Balance {
  private readonly accounts = new Map<string, Account>();
  private faults: Omit<BalanceError, 'statement'>[] = [];

  /** Takes the next statement of the log and returns the faults it brings. */
  add(statement: Statement): BalanceError[] {
    this.faults = [];
    const reading = readData(statement);
    if (reading === 'malformed') this.fault('unreadable', statement.type);
    if (reading === 'good') this.post(statement);
    return this.faults.map((fault) => ({ ...fault, statement: statement.id }));
  }

  /** Only the takes, of lots it knows: of a transformation whose other inputs and outputs are not here to be audited. */
  addTakes({ id, data }: Statement): BalanceError[] {
    this.faults = [];
    const { inputs } = data as unknown as LotsTransformed;
    for (const { lot, grossMg } of inputs) if (this.accounts.has(lot)) this.take(lot, grossMg);
    return this.faults.map((fault) => Object.assign(fault, { statement: id }));
  }

  /** Milligrams left of a lot; `undefined` for one that no statement made. */
  restMgOf(lot: string): number | undefined {
    const account = this.accounts.get(lot);
    return account && restOf(account);
  }

  /** Lots that the statements made. */
  get lots(): number {
    return this.accounts.size;
  }

  /** Lots of which the caller's tables hold something else than the statements say. */
  compare(restMgOf: (lot: string) => number | undefined): BalanceError[] {
    return [...this.accounts].flatMap(([lot, account]) => {
      const [said, held] = [restOf(account), restMgOf(lot)];
      if (held === said) return [];
      return [{ statement: '', lot, what: 'rest', detail: `statements leave ${said} mg, the table holds ${held} mg` }];
    });
  }

  private post({ type, org, lots, data: said }: Statement): void {
    const data = said as unknown;
    if (type === 'lot.registered') this.register(data as LotRegistered, org);
    else if (type === 'lot.assayed') this.assay(data as LotAssayed);
    else if (type === 'lot.returned' || type === 'lot.lost' || type === 'lot.seized') this.giveUp(data as LotReturned);
    else if (type === 'custody.received') this.receive(data as CustodyReceived);
    else if (type === 'claim.incorporated') this.incorporate(data as ClaimIncorporated);
    else if (TRANSFORMATIONS.includes(type)) {
      this.transform(data as LotsTransformed);
    } else if (type === 'statement.corrected') this.restate(lots, org, (data as StatementCorrected).fields);
    else if (type === 'statement.voided' && (data as StatementVoided).with !== undefined) {
      this.restate(lots, org, { grossMg: 0 });
    }
  }

  private register(data: LotRegistered, registrar: string): void {
    this.open(data, registrar);
  }

  /** Of a registration alone, by whoever made it, while all of its gold is there as it was registered. */
  private restate(lots: readonly string[], org: string, fields: { grossMg?: number; fineness?: Fineness }): void {
    if (!GOLD.some((name) => Object.hasOwn(fields, name))) return;
    for (const lot of lots) {
      const account = this.find(lot);
      if (account === undefined) continue;
      if (account.settled || account.takenMg > 0 || account.differenceMg !== 0 || account.registrar !== org) {
        this.fault('restated', 'after it was taken from, weighed again or assayed, or by another organisation', lot);
        continue;
      }
      account.inMg = fields.grossMg ?? account.inMg;
      if (fields.fineness !== undefined) account.fineness = fields.fineness;
      account.settled = fields.grossMg === 0;
    }
  }

  private assay({ lot, fineness, governs, rebasing, sampleMg }: LotAssayed): void {
    const account = this.find(lot);
    if (account === undefined) return;
    account.settled = true;
    if (account.isOre) this.fault('ore', 'assayed as gold', lot);
    const before = account.fineness;
    if (governs) account.fineness = fineness;
    if (rebasing !== undefined || (governs && before !== undefined)) {
      const [from, to] = governs && before !== undefined ? [before.ppm, fineness.ppm] : [undefined, undefined];
      if (!isRebasing(rebasing, lot, restOf(account), from, to)) {
        this.fault('re-basing', 'not the rest of the lot, from the assay before to this one', lot);
      }
    }
    this.take(lot, sampleMg);
  }

  /** Returned, lost or seized: all of it, or it is something else. */
  private giveUp({ lot, grossMg }: Pick<LotReturned, 'lot' | 'grossMg'>): void {
    this.take(lot, grossMg);
    const left = this.restMgOf(lot) ?? 0;
    if (left > 0) this.fault('rest', `${grossMg} mg gone, ${left} mg kept`, lot);
  }

  /** What is entered in an account is all the fine gold that is left. */
  private incorporate({ lot, fineNg }: ClaimIncorporated): void {
    const account = this.find(lot);
    if (account === undefined) return;
    account.settled = true;
    const leftNg = BigInt(restOf(account)) * BigInt(account.fineness?.ppm ?? 0);
    if (BigInt(fineNg) !== leftNg) this.fault('take', `${fineNg} ng entered in an account, ${leftNg} ng left`, lot);
  }

  private receive({ lot, receivedMg, differenceMg }: CustodyReceived): void {
    const account = this.find(lot);
    if (account === undefined) return;
    if (receivedMg - restOf(account) !== differenceMg) {
      this.fault(
        'difference',
        `${receivedMg} mg weighed, ${restOf(account)} mg on the book, ${differenceMg} mg said`,
        lot,
      );
    }
    account.differenceMg += differenceMg;
  }

  private transform(data: LotsTransformed): void {
    const faults = auditTransformation(data, (lot) => this.accounts.get(lot));
    for (const { what, detail } of faults) this.fault(what, detail, data.outputs[0]?.lot);
    for (const { lot, grossMg } of data.inputs) this.take(lot, grossMg);
    for (const output of data.outputs) this.open(output);
  }

  private open({ lot, grossMg: inMg, fineness, ore }: Opened, registrar?: string): void {
    const isOre = ore !== undefined;
    if (isOre && fineness !== undefined) this.fault('ore', 'ore with a fineness', lot);
    if (this.accounts.has(lot)) this.fault('born-twice', `${inMg} mg more`, lot);
    else {
      const [whose, ppm] = [registrar !== undefined && { registrar }, fineness && { fineness }];
      this.accounts.set(lot, { inMg, takenMg: 0, differenceMg: 0, isOre, settled: false, ...whose, ...ppm });
    }
  }

  private take(lot: string, grossMg: number): void {
    const account = this.find(lot);
    if (account === undefined) return;
    const before = restOf(account);
    account.takenMg += grossMg;
    if (grossMg > before) this.fault('overspent', `${grossMg} mg taken, ${before} mg left`, lot);
  }

  private find(lot: string): Account | undefined {
    const account = this.accounts.get(lot);
    if (account === undefined) this.fault('unborn', 'no statement before made this lot', lot);
    return account;
  }

  private fault(what: FaultKind, detail: string, lot?: string): void {
    this.faults.push({ what, detail, ...(lot !== undefined && { lot }) });
  }
}

function restOf({ inMg, takenMg, differenceMg }: Account): number {
  return inMg + differenceMg - takenMg;
}

function isRebasing(
  said: Rebasing | undefined,
  lot: string,
  massMg: number,
  fromPpm: number | undefined,
  toPpm: number | undefined,
): boolean {
  if (said === undefined || fromPpm === undefined || toPpm === undefined || said.lot !== lot) return false;
  const [from, to] = [BigInt(said.fromNg), BigInt(said.toNg)];
  const apart = from > to ? from - to : to - from;
  return (
    from === BigInt(massMg) * BigInt(fromPpm) &&
    to === BigInt(massMg) * BigInt(toPpm) &&
    said.within === apart <= 2n * BigInt(said.uncertaintyNg)
  );
}
