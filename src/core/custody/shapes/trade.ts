/** What passes between parties, and leaves: handover, title, shipments, papers, counts. */
import { METHODS } from '../statements.js';
import {
  difference,
  flag,
  judgements,
  list,
  mass,
  members,
  ng,
  on,
  oneOf,
  ppm,
  somemass,
  uuid,
  word,
  type Shapes,
} from './checks.js';

const handover = { on, lot: uuid, from: word, to: word, sentMg: somemass };

export const tradeShapes: Shapes = {
  'custody.dispatched': members(handover, { seal: word }),
  'custody.received': members({
    ...handover,
    receivedMg: somemass,
    differenceMg: difference,
    toleranceMg: mass,
    sealIntact: flag,
    outcome: oneOf(['accepted', 'accepted-with-difference']),
    oneSided: flag,
  }),
  'custody.refused': members({ ...handover, weighedMg: somemass, sealIntact: flag }),
  'title.transferred': members(
    {
      on,
      lot: uuid,
      from: word,
      to: word,
      basis: oneOf(['sale', 'agency', 'consignment', 'toll', 'advance']),
      claims: judgements,
    },
    { document: word },
  ),
  'shipment.packed': members({
    on,
    shipment: word,
    lines: list(
      members(
        { lot: uuid, code: word, grossMg: somemass, finenessPpm: ppm, method: oneOf(METHODS), fineNg: ng },
        { seal: word },
      ),
    ),
  }),
  'shipment.exported': members({ on, shipment: word }, { airWaybill: word }),
  'access.granted': members({ lot: uuid, audience: oneOf(['public']) }),
  'stock.counted': members({ on, custodian: word, countedMg: mass, bookMg: mass, differenceMg: difference }),
  'document.captured': members({ on, shipment: word, kind: word, number: word }),
  'document.issued': members({ document: word, shipment: word, kind: word, number: word, payloadSha256: word }),
};
