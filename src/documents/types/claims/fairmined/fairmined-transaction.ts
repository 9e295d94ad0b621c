/**
 * Fairmined transaction: what a sale of certified gold is reported by. Only bars that carry the claim stand on it. It is data for
 * the scheme's own register, and no form of the scheme.
 */
import type { ShipmentTerms } from '../../../../core/custody/terms/terms.js';
import type { CredentialOnPaper, PartyOnPaper, ShipmentPaper } from '../../../payload.js';
import { asItLeft } from '../../../snapshot/departure.js';
import type { Body, OfShipment, ShipmentDocument } from '../../document-type.js';
import {
  fairminedBars,
  pricesOf,
  purchasesFrom,
  type FairminedBar,
  type PriceOnPaper,
  type PurchaseOnPaper,
} from './sold.js';
import { drawFairmined } from './sheet.js';
import { ancestryOf } from '../facts/path.js';
import { namesIn, registerOf } from '../facts/register.js';

export interface FairminedPayload extends ShipmentPaper {
  readonly kind: 'fairmined-transaction';
  readonly bars: readonly FairminedBar[];
  /** The scheme's papers of both sides; none where nobody recorded any. */
  readonly seller: readonly CredentialOnPaper[];
  readonly buyer: readonly CredentialOnPaper[];
  readonly fixing: Pick<ShipmentTerms, 'priceUsdPerOunce' | 'fixingDate' | 'session' | 'discountPercent'> & {
    readonly payablePercent: string;
  };
  readonly contract: string | null;
  readonly paymentTerms: string | null;
  readonly prices: readonly PriceOnPaper[];
  /** Agreed as one sum beside the price. */
  readonly premiumUsd: string | null;
  readonly purchases: readonly PurchaseOnPaper[];
  readonly parties: Readonly<Record<string, string>>;
}

export const FAIRMINED_TRANSACTION: ShipmentDocument<FairminedPayload> = {
  kind: 'fairmined-transaction',
  about: 'shipment',
  prefix: 'FMT',
  untdid: null,
  title: { en: 'Fairmined transaction', es: 'Transacción Fairmined', fr: 'Transaction Fairmined' },
  template: 1,
  made: 'on-request',
  keepYears: 10,
  priced: true,
  signed: ['responsible-employee', 'for-consignee'],
  lacks: {
    en: 'bars that carry a Fairmined claim, and the terms of their sale',
    es: 'barras que conserven la certificación Fairmined, y las condiciones de su venta',
    fr: 'des lingots qui portent une allégation Fairmined, et les conditions de leur vente',
  },
  body,
  draw: drawFairmined,
};

async function body({ tx, replay, facts }: OfShipment): Promise<Body<FairminedPayload> | undefined> {
  const { org, shipment, terms, exporter, consignee } = facts;
  const left = asItLeft(replay, org, shipment.code);
  const statements = left.statements.map(({ statement }) => statement);
  const bars = fairminedBars(facts.bars, left.lots, statements);
  if (bars.length === 0 || terms === undefined) return undefined;
  const producers = new Set(bars.flatMap((bar) => bar.producers.map(({ organisation }) => organisation)));
  const ancestry = ancestryOf(
    bars.map(({ lot }) => lot),
    statements,
  );
  const purchases = purchasesFrom(producers, ancestry, statements);
  const named = [...producers, ...purchases.map(({ to }) => to)];
  const { priceUsdPerOunce, fixingDate, session, discountPercent, payablePercent = '100' } = terms;
  return {
    bars,
    seller: schemePapers(exporter),
    buyer: schemePapers(consignee),
    fixing: { priceUsdPerOunce, fixingDate, session, discountPercent, payablePercent },
    contract: terms.contractReference ?? null,
    paymentTerms: terms.paymentTerms ?? null,
    prices: pricesOf(bars, terms, shipment.exportedOn ?? shipment.packedOn),
    premiumUsd: terms.premiumUsd ?? null,
    purchases,
    parties: namesIn(await registerOf(tx, [...new Set(named)])),
  };
}

function schemePapers({ credentials }: PartyOnPaper): CredentialOnPaper[] {
  return credentials.filter(({ scheme }) => scheme.startsWith('fairmined'));
}
