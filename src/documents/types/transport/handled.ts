/** What stands of a shipment on papers that those read who carry it: who it is from and for, and nothing of licences, days or way. */
import type { HandledShipment, PartyOnPaper, ShipmentFacts } from '../../payload.js';

interface Handled {
  readonly exporter: PartyOnPaper;
  readonly consignee: PartyOnPaper;
  readonly shipment: HandledShipment;
}

export function forHandlers({ exporter, consignee, shipment }: ShipmentFacts): Handled {
  const { code, airWaybill, incoterm, box, hs } = shipment;
  return {
    exporter: { ...exporter, credentials: [] },
    consignee: { ...consignee, credentials: [] },
    shipment: { code, airWaybill, incoterm, box, hs },
  };
}
