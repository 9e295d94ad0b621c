/** What leaves, and what papers and counts say: shipments, documents, stock. */
import { METHODS } from '../statements.js';
import {
  count,
  day,
  difference,
  list,
  mass,
  members,
  ng,
  on,
  oneOf,
  ppm,
  sid,
  somemass,
  uuid,
  word,
  type Shapes,
} from './checks.js';

const lines = list(
  members(
    { lot: uuid, code: word, grossMg: somemass, finenessPpm: ppm, method: oneOf(METHODS), fineNg: ng },
    { seal: word },
  ),
);

export const tradeShapes: Shapes = {
  'shipment.packed': members({
    on,
    shipment: word,
    lines,
  }),
  'shipment.repacked': members({ on, shipment: word, box: word, lines, removed: list(uuid) }),
  'shipment.exported': members({ on, shipment: word }, { airWaybill: word }),
  'stock.counted': members({ on, custodian: word, countedMg: mass, bookMg: mass, differenceMg: difference }),
  'document.captured': members(
    { on, shipment: word, kind: word, number: word },
    {
      fineNg: ng,
      exporter: word,
      issuer: word,
      issuedOn: day,
      until: day,
      covers: list(uuid, 1),
      replaces: members({ of: sid }, { fineNg: ng }),
      file: members({ sha256: sid, mediaType: word, size: count }),
      fields: members({}),
    },
  ),
  'document.issued': members(
    { document: word, kind: word, number: word, payloadSha256: word },
    { shipment: word, about: uuid },
  ),
  'document.superseded': members({ document: uuid, by: uuid, reason: word }),
  'document.voided': members({ document: uuid, by: uuid, reason: word }),
};
