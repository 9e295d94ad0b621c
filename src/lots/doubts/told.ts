/** Doubts as the answer of an act tells them: each with its sentence in the reader's language, its figures filled in. */
import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { fromHex, toHex } from '../../core/bytes.js';
import type { Figures } from '../../core/custody/doubts.js';
import type { Expiring } from '../../core/custody/credentials/expiring.js';
import type { HoldReason } from '../../core/custody/statements.js';
import { expirySentence } from '../../http/expiries.js';
import type { Language } from '../../http/sentences.js';
import { Ledger, type Receipt } from '../../ledger/ledger.js';
import { valuesOf } from '../../ledger/private/values.js';
import { doubtSentence } from '../words/doubts.js';

type Reason = Pick<HoldReason, 'rule' | 'code' | 'at'>;

export class DoubtView implements HoldReason {
  @ApiProperty({ example: 'P4' }) rule: string;
  @ApiProperty({ example: 'registration-lapsed' }) code: string;
  @ApiProperty({ description: 'Field the doubt is about' }) at: string;
  @ApiProperty({ description: 'The rule, what was found and what would be accepted, in the language asked for' })
  sentence: string;
}

/** What a rule found, by level; kept with the answer, without the figures. */
export interface Doubted {
  readonly held: readonly Reason[];
  readonly asked?: readonly Reason[];
  readonly warned?: readonly Reason[];
}

export interface ToldDoubts {
  readonly held: readonly DoubtView[];
  /** Stops nothing; a person is to look. */
  readonly asked: readonly DoubtView[];
  readonly warned: readonly DoubtView[];
}

@Injectable()
export class Doubts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
  ) {}

  /**
   * @param expiring what the act rests on and will not hold much longer: warned of, and recorded nowhere
   * @param entries those the doubts were recorded with: their figures lie beside them, and are gone with their person
   */
  async told(
    { held, asked = [], warned = [] }: Doubted,
    entries: Receipt['entries'],
    language: Language,
    expiring: readonly Expiring[] = [],
  ): Promise<ToldDoubts> {
    const any = held.length + asked.length + warned.length > 0;
    const known = any ? await this.figuresOf(entries.map(({ sid }) => sid)) : new Map<string, readonly Figures[]>();
    const all = [...known.values()].flat();
    const views = (reasons: readonly Reason[]) => reasons.map((reason) => doubtView(reason, all, language));
    const soon = expiring.map(({ rule, code, at, figures }) => {
      return { rule, code, at, sentence: expirySentence(code, figures, language) };
    });
    return { held: views(held), asked: views(asked), warned: [...views(warned), ...soon] };
  }

  /** By sid, of statements of that organisation where one is named. */
  async figuresOf(sids: readonly string[], org?: string): Promise<ReadonlyMap<string, readonly Figures[]>> {
    const asked = [...new Set(sids)].flatMap((sid) => fromHex(sid) ?? []);
    const values = asked.length === 0 ? [] : await valuesOf(this.dataSource, this.ledger.vault, asked);
    return new Map(
      values
        .filter((value) => value.name === 'figures' && (org === undefined || value.org === org))
        .map(({ sid, value }) => [toHex(sid), value as unknown as readonly Figures[]]),
    );
  }
}

export function doubtView({ rule, code, at }: Reason, figures: readonly Figures[], language: Language): DoubtView {
  const found = figures.find((one) => one.code === code);
  return { rule, code, at, sentence: doubtSentence(code, language, found) };
}
