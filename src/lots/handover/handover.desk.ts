/** Handovers as a registrar says them. Whether they can be is judged by core, inside the ledger's transaction. */
import { Injectable } from '@nestjs/common';
import type { Doubt } from '../../core/custody/doubts.js';
import type { Receipt } from '../../ledger/ledger.js';
import type { Asked } from '../desk/asked.js';
import { Places } from '../desk/places.js';
import { one, Recorder, stated, type Told } from '../desk/recorder.js';
import type { Named } from '../lot.queries.js';
import type { Outcome, Request } from '../lots.js';
import type * as body from './handover.dto.js';
import { Handovers } from './handovers.js';
import { Whereabouts } from './whereabouts.js';

type Day = { readonly on: string; readonly tz: string | undefined };
type Recording = (request: Request, lot: Named) => Promise<Receipt<Outcome>>;

@Injectable()
export class HandoverDesk {
  constructor(
    private readonly recorder: Recorder,
    private readonly handovers: Handovers,
    private readonly places: Places,
    private readonly whereabouts: Whereabouts,
  ) {}

  dispatch(asked: Asked, lot: string, { on, tz, place, terms, sealed, ...said }: body.DispatchBody): Promise<Told> {
    return this.seen(asked, place, (doubts) =>
      this.record(asked, lot, { on, tz }, async (request, { id }) => {
        if (said.scale !== undefined) await this.places.divisionMgOf(request.act.org, said.scale);
        const more = { ...(terms && { terms: stated({ ...terms }) }), ...(sealed && { sealed: { ...sealed } }) };
        return this.handovers.dispatch(request, { lot: id, ...said, ...more }, doubts);
      }),
    );
  }

  receive(asked: Asked, lot: string, { on, tz, place, ...said }: body.ReceiptBody): Promise<Told> {
    return this.seen(asked, place, (doubts) =>
      this.answer(asked, lot, { on, tz }, async (request, { id, owner }) => {
        const divisionMg = await this.places.divisionMgOf(request.act.org, said.scale);
        return this.handovers.receive(request, { lot: id, divisionMg, oneSided: false, ...said }, owner, doubts);
      }),
    );
  }

  relay(asked: Asked, lot: string, { on, tz, place, ...said }: body.RelayBody): Promise<Told> {
    return this.seen(asked, place, (doubts) =>
      this.answer(asked, lot, { on, tz }, (request, { id }) =>
        this.handovers.relay(request, { lot: id, ...said }, doubts),
      ),
    );
  }

  refuse(asked: Asked, lot: string, { on, tz, ...said }: body.RefusalBody): Promise<Told> {
    return this.answer(asked, lot, { on, tz }, (request, { id }) =>
      this.handovers.refuse(request, { lot: id, ...said }),
    );
  }

  decline(asked: Asked, lot: string, { on, tz, ...said }: body.DeclineBody): Promise<Told> {
    return this.answer(asked, lot, { on, tz }, (request, { id }) =>
      this.handovers.decline(request, { lot: id, ...said }),
    );
  }

  seal(asked: Asked, lot: string, { on, tz, ...said }: body.SealBody): Promise<Told> {
    return this.record(asked, lot, { on, tz }, (request, { id }) =>
      this.handovers.changeSeal(request, { lot: id, ...said }),
    );
  }

  detain(asked: Asked, lot: string, { on, tz, ...said }: body.AuthorityBody): Promise<Told> {
    return this.record(asked, lot, { on, tz }, (request, { id }) =>
      this.handovers.detain(request, { lot: id, ...said }),
    );
  }

  clear(asked: Asked, lot: string, { on, tz, ...said }: body.AuthorityBody): Promise<Told> {
    return this.record(asked, lot, { on, tz }, (request, { id }) =>
      this.handovers.clear(request, { lot: id, ...said }),
    );
  }

  seize(asked: Asked, lot: string, { on, tz, ...said }: body.AuthorityBody): Promise<Told> {
    return this.record(asked, lot, { on, tz }, (request, { id }) =>
      this.handovers.seize(request, { lot: id, ...said }),
    );
  }

  lose(asked: Asked, lot: string, { on, tz, ...said }: body.LossBody): Promise<Told> {
    return this.record(asked, lot, { on, tz }, (request, { id }) => this.handovers.lose(request, { lot: id, ...said }));
  }

  title(asked: Asked, lot: string, { on, tz, terms, ...said }: body.TitleBody): Promise<Told> {
    const priced = terms === undefined ? {} : { terms: stated({ ...terms }) };
    return this.record(asked, lot, { on, tz }, (request, { id }) =>
      this.handovers.transferTitle(request, { lot: id, ...said, ...priced }),
    );
  }

  declineTitle(asked: Asked, lot: string, { on, tz }: body.TitleDeclineBody): Promise<Told> {
    return this.record(asked, lot, { on, tz }, (request, { id }) => this.handovers.declineTitle(request, id));
  }

  private record(asked: Asked, lot: string, day: Day, act: Recording): Promise<Told> {
    return this.recorder.record(asked, { id: lot, ...day, lots: [{ lot }] }, (request, [named]) =>
      act(request, one(named)),
    );
  }

  /** Of a lot that is on its way to whoever answers. */
  private answer(asked: Asked, lot: string, day: Day, act: Recording): Promise<Told> {
    return this.recorder.record(asked, { id: lot, ...day, lots: [{ lot }], arriving: true }, (request, [named]) =>
      act(request, one(named)),
    );
  }

  /** P17, where a person says where they are. */
  private async seen(
    { actor }: Asked,
    place: body.PlaceBody | undefined,
    act: (doubts: readonly Doubt[]) => Promise<Told>,
  ): Promise<Told> {
    const now = place && { ...place, at: new Date().toISOString() };
    const told = await act(await this.whereabouts.doubts(actor, now));
    await this.whereabouts.keep(actor, now);
    return told;
  }
}
