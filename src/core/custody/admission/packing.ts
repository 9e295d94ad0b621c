/** Export, as an exporter signs it: the price terms are private values beside the statement. */
import { isDay } from '../../day.js';
import { isRecord, type Json } from '../../log/canonical-json.js';
import type { Draft } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import type { Act } from '../act.js';
import type { ShipmentTerms } from '../registry.js';
import { exportShipment, pack, repack } from '../shipment.js';
import type { AdmissionFacts, Asked, Needs } from './acts.js';
import type { Said } from './said.js';

const DECIMAL = /^(0|[1-9]\d{0,14})(\.\d{1,10})?$/;

/** Each member and what it must look like; a paper is counted from them later. */
const TERMS: Readonly<Record<Exclude<keyof ShipmentTerms, 'premiumUsd'>, RegExp>> = {
  priceUsdPerOunce: DECIMAL,
  currency: /^[A-Z]{3}$/,
  fixingDate: /^(|\d{4}-\d\d-\d\d)$/,
  session: /^(|AM|PM)$/,
  discountPercent: DECIMAL,
  provisionalPercent: DECIMAL,
  freightUsd: DECIMAL,
  insuranceUsd: DECIMAL,
};

export function packingNeeds({ org, said }: Asked): Needs {
  return { parties: [org, said.text('consignee')], shipments: [`${org}/${said.text('shipment')}`] };
}

export function packOf(facts: AdmissionFacts, act: Act, { said, values }: Asked): Draft[] {
  return pack(facts, act, {
    shipment: said.code('shipment'),
    consignee: said.text('consignee'),
    incoterm: said.text('incoterm'),
    corridor: said.text('corridor'),
    box: said.text('box'),
    bars: said.list('lines').map(barIn),
    terms: termsOf(values.get('terms')),
  });
}

export function repackingNeeds({ org, said }: Asked): Needs {
  return { shipments: [`${org}/${said.text('shipment')}`] };
}

export function repackOf(facts: AdmissionFacts, act: Act, { said }: Asked): Draft[] {
  const bars = said.list('lines').map(barIn);
  return repack(facts, act, { shipment: said.code('shipment'), box: said.text('box'), bars });
}

function barIn(line: Said): { lot: string; seal?: string } {
  return { lot: line.uuid('lot'), ...line.optional('seal', line.code) };
}

export function exportOf(facts: AdmissionFacts, act: Act, { said, packedMg }: Asked): Draft[] {
  return exportShipment(facts, act, {
    ...(packedMg && { packedMg }),
    shipment: said.text('shipment'),
    ...said.optional('airWaybill', said.text),
  });
}

function termsOf(value: Json | undefined): ShipmentTerms {
  if (value === undefined) throw new Rejection('missing', 'disclosures.terms');
  const names = [...Object.keys(TERMS), 'premiumUsd'];
  if (!isRecord(value) || Object.keys(value).some((name) => !names.includes(name))) {
    throw new Rejection('malformed', 'disclosures.terms', { choices: names.join(', ') });
  }
  for (const [name, shape] of Object.entries(TERMS)) {
    const said = value[name];
    if (typeof said !== 'string' || !shape.test(said) || (name === 'fixingDate' && said !== '' && !isDay(said))) {
      throw new Rejection('malformed', `disclosures.terms.${name}`);
    }
  }
  const { premiumUsd = '0' } = value;
  if (typeof premiumUsd !== 'string' || !DECIMAL.test(premiumUsd)) {
    throw new Rejection('malformed', 'disclosures.terms.premiumUsd');
  }
  return value as unknown as ShipmentTerms;
}
