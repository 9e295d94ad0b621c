/** Export, as an exporter signs it: the price terms are private values beside the statement. */
import type { Draft } from '../../log/statement.js';
import type { Act } from '../act.js';
import { exportShipment, pack, repack } from '../shipment.js';
import { readTerms } from '../terms/read.js';
import type { AdmissionFacts, Asked, Needs } from './acts.js';
import type { Said } from './said.js';

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
    terms: readTerms(values.get('terms'), 'disclosures.terms'),
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
