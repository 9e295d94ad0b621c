/** What a shipment comes to before any invoice is asked for, and what of it does not fit. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { orgOf, type Actor } from '../../../http/actor.js';
import type { Language } from '../../../http/sentences.js';
import { Ledger } from '../../../ledger/ledger.js';
import { LotQueries } from '../../../lots/lot.queries.js';
import { lastIndex, readShipment } from '../../snapshot/snapshot.js';
import { agreed, pricedFrom } from '../../types/invoice/priced.js';
import { sumsOf } from '../../types/invoice/sums.js';
import { priceWarnings, type PriceWarning } from './warnings.js';
import { sentenceOfWarning } from './words.js';

const SHOWN = ['gold', 'charge', 'silver', 'premium', 'total', 'now', 'balance'] as const;

export interface PriceView {
  /** Absent where no price was agreed. */
  readonly sums?: Readonly<Record<(typeof SHOWN)[number], string>>;
  readonly warnings: readonly (PriceWarning & { readonly sentence: string })[];
}

@Injectable()
export class PriceDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly queries: LotQueries,
  ) {}

  /** @throws Rejection `unknown-shipment`, alike for one that is not there and one that is somebody else's */
  async price(actor: Actor, shipment: string, language: Language): Promise<PriceView> {
    const org = orgOf(actor);
    const lots = await this.queries.packedIn(org, shipment);
    return this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      const source = await readShipment(tx, this.ledger.vault, {
        org,
        shipment,
        lots,
        idx: await lastIndex(tx),
      });
      const warnings = await priceWarnings(source);
      const told = warnings.map((warning) =>
        Object.assign({ sentence: sentenceOfWarning(warning, language) }, warning),
      );
      const terms = agreed(source.facts);
      if (terms === undefined) return { warnings: told };
      const sums = sumsOf({ ...(await pricedFrom(source, terms)), shipment: source.facts.shipment });
      const shown = SHOWN.map((name) => [name, sums[name].toFixed(sums.rounding.moneyPlaces)] as const);
      return { sums: Object.fromEntries(shown) as NonNullable<PriceView['sums']>, warnings: told };
    });
  }
}
