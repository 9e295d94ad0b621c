/** The receipt of a delivery: what whoever brought the gold gets, held or not. Told by whoever took it in, in the reader's language. */
import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { asksAuthority } from '../../core/custody/holds/settling.js';
import type { Lot } from '../../core/custody/lot.js';
import type { LotRegistered } from '../../core/custody/statements.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import type { Actor } from '../../http/actor.js';
import { filled, type Language } from '../../http/sentences.js';
import { History, type Past } from '../../ledger/history.js';
import { toHex } from '../../core/bytes.js';
import { LotQueries } from '../lot.queries.js';
import {
  RECEIPT_STATES,
  SETTLES,
  SETTLES_BY_AUTHORITY,
  SOMEBODY,
  STANDS,
  WEIGHED,
  stateOf,
  type ReceiptState,
} from './receipt.words.js';
import { Doubts, DoubtView, doubtView } from '../doubts/told.js';

export class ReceiptView {
  @ApiProperty({ description: 'On the tag' }) lot: string;
  @ApiProperty({ description: 'Of the statement that registered it' }) sid: string;
  @ApiProperty({ format: 'date' }) day: string;
  @ApiProperty({ description: 'Who took it in' }) org: string;
  @ApiProperty({ required: false, description: 'Code of whoever brought it; not told once erased' }) member?: string;
  @ApiProperty() site: string;
  @ApiProperty() form: string;
  @ApiProperty({ type: 'integer', description: 'As it was weighed' }) grossMg: number;
  @ApiProperty({ type: 'integer', required: false, description: 'As it was read at the counter' }) finenessPpm?: number;
  @ApiProperty({ required: false, description: 'Code of the scale' }) scale?: string;
  @ApiProperty({ enum: RECEIPT_STATES }) state: ReceiptState;
  @ApiProperty({ type: [DoubtView], description: 'Open reasons, each with what would be accepted' })
  held: readonly DoubtView[];
  @ApiProperty({ type: [String], description: 'The whole receipt in sentences, in the language asked for' })
  text: readonly string[];
}

@Injectable()
export class Receipts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queries: LotQueries,
    private readonly history: History,
    private readonly doubts: Doubts,
  ) {}

  /** @throws Rejection `unknown-lot`, also for a lot that somebody else took in or that was made of others */
  async of(actor: Actor, code: string, language: Language): Promise<ReceiptView> {
    const { lot, seen } = await this.queries.find(actor, code);
    const { org } = actor;
    if (seen !== 'inside' || lot.registrar !== org || lot.origin === undefined) {
      throw new Rejection('unknown-lot', 'lot', { lot: code.slice(0, 60) });
    }
    const past = await this.pastOf(org, lot.id);
    const said = past.find(({ statement }) => statement.type === 'lot.registered');
    if (said === undefined) throw new Error(`bug: lot ${lot.id} was never registered`);
    const holds = past.filter(({ statement }) => statement.type === 'lot.held').map(({ sid }) => toHex(sid));
    const figures = [...(await this.doubts.figuresOf(holds, org)).values()].flat();
    const member = await this.memberOf(said);
    return receiptOf(
      lot,
      said,
      member,
      lot.holds.map((one) => doubtView(one, figures, language)),
      language,
    );
  }

  private async pastOf(org: string, lot: string): Promise<Past[]> {
    const rows: { idx: string }[] = await readAs(this.dataSource, org, (tx) =>
      tx.query(
        `SELECT s.idx FROM lot_link l JOIN statement s USING (idx)
          WHERE l.lot = $1 AND s.type IN ('lot.registered', 'lot.held') ORDER BY s.idx`,
        [lot],
      ),
    );
    return this.history.byIndexes(rows.map(({ idx }) => Number(idx)));
  }

  private async memberOf({ sid }: Past): Promise<string | undefined> {
    const values = await this.history.disclosuresOf([sid]);
    const member = values.find(({ name }) => name === 'member')?.value;
    return typeof member === 'string' ? member : undefined;
  }
}

function receiptOf(
  lot: Lot,
  { sid, statement }: Past,
  member: string | undefined,
  held: readonly DoubtView[],
  language: Language,
): ReceiptView {
  const { on, grossMg, fineness, scale, site, form } = statement.data as unknown as LotRegistered;
  const state = stateOf(lot);
  const values = {
    member: member ?? SOMEBODY[language],
    day: on.date,
    gross: `${grossMg}`,
    lot: lot.code,
    site,
    ...(fineness && { fineness: `${fineness.ppm}` }),
    ended: lot.returned ?? lot.refused ?? '',
  };
  const codes = lot.holds.filter(({ code }) => asksAuthority(code)).map(({ code }) => code);
  const settles = [SETTLES, ...(codes.length > 0 ? [SETTLES_BY_AUTHORITY] : [])];
  const sentences = [WEIGHED, STANDS[state]].map((one) => filled(one[language], values, language));
  const open = state === 'held' || state === 'refused' ? held.map(({ sentence }) => sentence) : [];
  const whoSettles =
    state === 'held' ? settles.map((one) => filled(one[language], { codes: codes.join(', ') }, language)) : [];
  return {
    lot: lot.code,
    sid: toHex(sid),
    day: on.date,
    org: lot.registrar,
    ...(member !== undefined && { member }),
    site,
    form,
    grossMg,
    ...(fineness && { finenessPpm: fineness.ppm }),
    ...(scale !== undefined && { scale }),
    state,
    held: [...held],
    text: [...sentences, ...open, ...whoSettles],
  };
}
