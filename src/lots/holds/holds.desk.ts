/** What a second person says of held gold, and a person of a question, as commands. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Act } from '../../core/custody/act.js';
import { holdNeeds, refuseHeld, releaseHold, returnHeld, type HoldFacts } from '../../core/custody/holds/decide.js';
import { answer } from '../../core/custody/holds/questions.js';
import type { Draft } from '../../core/log/statement.js';
import { readAs } from '../../database/tenant.js';
import { Ledger, type Receipt } from '../../ledger/ledger.js';
import type { Facts } from '../../ledger/projection.js';
import type { Asked } from '../desk/asked.js';
import { one, Recorder, type Told } from '../desk/recorder.js';
import { commandOf, doubtsIn, factsOf, type Outcome, type Request } from '../lots.js';
import { handedIn } from './handed.js';
import type { AnswerBody, HoldEndBody, HoldReleaseBody } from './holds.dto.js';

type Decide = (facts: HoldFacts, act: Act, input: { lot: string; reason: string }) => Draft[];

@Injectable()
export class HoldsDesk {
  constructor(
    private readonly ledger: Ledger,
    private readonly dataSource: DataSource,
    private readonly recorder: Recorder,
  ) {}

  release(asked: Asked, lot: string, { on, tz, reason, codes, authority, owner }: HoldReleaseBody): Promise<Told> {
    return this.recorder.record(asked, { id: lot, on, tz, lots: [{ lot }] }, async (request, [named]) => {
      const { id } = one(named);
      const handed = await handedIn(this.dataSource, this.ledger.vault, request.act.org, id);
      const said = {
        lot: id,
        reason,
        ...(codes !== undefined && { codes }),
        ...(authority !== undefined && { authority }),
        ...(owner !== undefined && { owner }),
        ...(handed !== undefined && { handed }),
      };
      const members = handed === undefined ? [] : [`${request.act.org}/${handed.member}`];
      return this.append(request, { ...holdNeeds(id), members }, (loaded) =>
        releaseHold(holdFactsOf(loaded), request.act, said),
      );
    });
  }

  giveBack(asked: Asked, lot: string, said: HoldEndBody): Promise<Told> {
    return this.end(asked, lot, said, returnHeld);
  }

  refuse(asked: Asked, lot: string, said: HoldEndBody): Promise<Told> {
    return this.end(asked, lot, said, refuseHeld);
  }

  answer(asked: Asked, of: string, { on, tz, answer: said, reason }: AnswerBody): Promise<Told> {
    return this.recorder.record(asked, { id: of, on, tz }, async (request) => {
      const lots = await this.lotOfQuestion(request.act.org, of);
      return this.append(request, { lots, questions: [of] }, (loaded) =>
        answer(loaded('questions'), request.act, { of, answer: said, reason }),
      );
    });
  }

  private end(asked: Asked, lot: string, { on, tz, reason }: HoldEndBody, decide: Decide): Promise<Told> {
    return this.recorder.record(asked, { id: lot, on, tz, lots: [{ lot }] }, (request, [named]) => {
      const { id } = one(named);
      return this.append(request, holdNeeds(id), (loaded) =>
        decide(holdFactsOf(loaded), request.act, { lot: id, reason }),
      );
    });
  }

  private append(
    request: Request,
    needs: Readonly<Record<string, readonly string[]>>,
    decide: (loaded: Facts) => Draft[],
  ): Promise<Receipt<Outcome>> {
    return this.ledger.append<Outcome>({
      ...commandOf(request),
      needs,
      decide: (loaded) => {
        const drafts = decide(loaded);
        return { drafts, result: doubtsIn(drafts) };
      },
    });
  }

  private async lotOfQuestion(org: string, of: string): Promise<string[]> {
    if (!/^[0-9a-f]{64}$/.test(of)) return [];
    const rows: { lot: string }[] = await readAs(this.dataSource, org, (tx) =>
      tx.query(`SELECT lot FROM doubt WHERE sid = decode($1, 'hex') AND n = 0 AND org = $2 AND lot IS NOT NULL`, [
        of,
        org,
      ]),
    );
    return rows.map(({ lot }) => lot);
  }
}

function holdFactsOf(loaded: Facts): HoldFacts {
  return { lots: factsOf(loaded).lots, authors: loaded('authors') };
}
