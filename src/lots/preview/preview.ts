/**
 * What an act would say, with nothing recorded: the very desk and the very decision, on the facts as they stand. A claim that is
 * about to be lost shows here with what it costs and what to leave out, before anybody lights a furnace.
 */
import { Injectable } from '@nestjs/common';
import type { Figures } from '../../core/custody/doubts.js';
import type { Json } from '../../core/log/canonical-json.js';
import type { Actor } from '../../http/actor.js';
import type { Language } from '../../http/sentences.js';
import { Ledger, type Command, type Receipt } from '../../ledger/ledger.js';
import type { Asked } from '../desk/asked.js';
import { Desk } from '../desk/desk.js';
import type { MeltBody } from '../desk/lots.dto.js';
import { Outlines } from '../desk/outlines.js';
import { Places } from '../desk/places.js';
import { one, Recorder, stated, type Told } from '../desk/recorder.js';
import { doubtView, type Doubts, type ToldDoubts } from '../doubts/told.js';
import type { TitleBody } from '../handover/handover.dto.js';
import { Handovers } from '../handover/handovers.js';
import { LotQueries } from '../lot.queries.js';
import { Lots } from '../lots.js';
import { ShipmentsDesk } from '../shipments/shipments.desk.js';
import type { PackingBody } from '../shipments/shipments.dto.js';
import { Shipments } from '../shipments/shipments.js';

/** What the act would be told, were it recorded now. */
export type Previewed = ToldDoubts & { readonly id: string };

@Injectable()
export class Previews {
  constructor(
    private readonly ledger: Ledger,
    private readonly queries: LotQueries,
    private readonly places: Places,
    private readonly outlines: Outlines,
  ) {}

  /** @throws Rejection as the act itself would */
  melt(by: Actor, language: Language, said: MeltBody): Promise<Previewed> {
    const { asked, recorder, lots } = this.dry(by, language);
    return shown(new Desk(recorder, lots, this.places, this.outlines).melt(asked, said));
  }

  pack(by: Actor, language: Language, said: PackingBody): Promise<Previewed> {
    const { asked, recorder, lots } = this.dry(by, language);
    return shown(new ShipmentsDesk(recorder, new Shipments(lots), this.queries).packing(asked, said));
  }

  sale(by: Actor, language: Language, lot: string, { on, tz, terms, ...said }: TitleBody): Promise<Previewed> {
    const { asked, recorder, lots } = this.dry(by, language);
    const more = terms === undefined ? {} : { terms: stated({ ...terms }) };
    return shown(
      recorder.record(asked, { id: lot, on, tz, lots: [{ lot }] }, (request, [named]) =>
        new Handovers(lots).transferTitle(request, { lot: one(named).id, ...stated(said), ...more }),
      ),
    );
  }

  /** A desk whose ledger considers, and forgets. */
  private dry(actor: Actor, language: Language): { asked: Asked; recorder: Recorder; lots: Lots } {
    const figures: Figures[] = [];
    const ledger = considering(this.ledger, figures) as Ledger;
    const recorder = new Recorder(ledger, this.queries, this.places, toldBy(figures) as Doubts);
    return { asked: { actor, language, once: { key: 'preview', digest: '' } }, recorder, lots: new Lots(ledger) };
  }
}

async function shown(act: Promise<Told>): Promise<Previewed> {
  const { id, held, asked, warned } = await act;
  return { id, held, asked, warned };
}

/** @param figures takes those that would lie beside what is recorded */
function considering(ledger: Ledger, figures: Figures[]): Pick<Ledger, 'append'> {
  return {
    append: async <Result extends Json>({ needs, decide }: Command<Result>): Promise<Receipt<Result>> => {
      const result = await ledger.consider(needs, (facts, place) => {
        const decision = decide(facts, place);
        const reveals = decision.drafts.flatMap((draft) => draft.reveals ?? []);
        for (const { name, value } of reveals) if (name === 'figures') figures.push(...(value as unknown as Figures[]));
        return decision.result;
      });
      return { result, entries: [], repeated: false };
    },
  };
}

function toldBy(figures: readonly Figures[]): Pick<Doubts, 'told'> {
  return {
    told: async ({ held, asked = [], warned = [] }, _, language) => {
      const views = (reasons: typeof held) => reasons.map((reason) => doubtView(reason, figures, language));
      return { held: views(held), asked: views(asked), warned: views(warned) };
    },
  };
}
