/** Lots, shipments and stock as facts for decisions, folded by core and saved set-based in the ledger's transaction. */
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { toHex } from '../core/bytes.js';
import { evolve } from '../core/custody/evolve.js';
import type { Lot, Lots } from '../core/custody/lot.js';
import type {
  DocumentCaptured,
  Shipment,
  ShipmentExported,
  ShipmentPacked,
  ShipmentRepacked,
} from '../core/custody/registry.js';
import { ROYALTY_RECEIPT } from '../core/custody/rules/leaving/royalty.js';
import { FORMS } from '../core/custody/statements.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Projection, Recorded } from '../ledger/projection.js';
import { statements } from './amendments/statements.projection.js';
import { fieldReadings } from './assays/readings.projection.js';
import { doubts } from './doubts/doubts.projection.js';
import { equalDeliveries } from './doubts/equal.projection.js';
import { handovers } from './handover/handover.projection.js';
import { arrivals } from './handover/plans/arrivals.projection.js';
import { incorporatedAccounts, incorporatedSales } from './incorporated/incorporated.projection.js';
import { lotFrom, stateOf } from './lot.state.js';
import { recalls } from './recalls/recalls.projection.js';
import { siteYields } from './rules/site-yield.projection.js';
import { ownThresholds } from './rules/own.projection.js';
import { devices } from './signed/devices.projection.js';
import { BALANCE_TABLES, booking, saveBalances } from './balances/balances.projection.js';
import { paperVolumes, saveVolumes } from './volumes/papers.projection.js';
import { counts } from './balances/counts.projection.js';

/** With the open recalls that reach them, which no statement about the lot tells. */
const LOAD = `SELECT id, state, (SELECT array_agg(encode(r.sid, 'hex') ORDER BY r.idx) FROM recall_lot l JOIN recall r ON r.sid = l.recall
    WHERE l.lot = lot.id AND r.lifted_idx IS NULL) AS recalls
  FROM lot WHERE id = ANY($1)`;

const KEEP = `INSERT INTO lot SELECT * FROM jsonb_populate_recordset(NULL::lot, $1::jsonb)
  ON CONFLICT (id) DO UPDATE SET form = excluded.form, custodian = excluded.custodian, owner = excluded.owner,
    gross_mg = excluded.gross_mg, fineness_ppm = excluded.fineness_ppm, held = excluded.held, claims = excluded.claims,
    shipment = excluded.shipment, released = excluded.released, bound_for = excluded.bound_for, promised_to = excluded.promised_to,
    public_code = coalesce(lot.public_code, excluded.public_code), state = excluded.state`;

export const lotProjection: Projection<Lot> = {
  kind: 'lots',
  rebuilt: {
    // A public code is on paper and under a QR by the time it matters: it stays what it was.
    tables: [{ name: 'lot', kept: ['public_code'] }, ...BALANCE_TABLES],
    touched: ({ statement }) => statement.lots,
  },

  async load(tx, ids) {
    const rows: { id: string; state: object; recalls: string[] | null }[] = await tx.query(LOAD, [ids]);
    return new Map(rows.map(({ id, state, recalls }) => [id, lotFrom(state, recalls)]));
  },

  evolve: (lots: Lots, recorded) =>
    booking(lots, recorded, () => evolve(lots, recorded.statement, toHex(recorded.sid))),

  async save(tx, changed, recorded) {
    const rows = [...changed.values()].map((lot) => ({
      id: lot.id,
      registrar: lot.registrar,
      code: lot.code,
      form: lot.form,
      custodian: lot.custodian,
      owner: lot.owner,
      born: lot.born.date,
      gross_mg: lot.grossMg,
      fineness_ppm: lot.fineness?.ppm ?? null,
      held: lot.holds.length > 0,
      // Held gold carries no claim until someone with the right to decide has released it.
      claims: lot.holds.length > 0 ? [] : lot.claims.filter(({ carried }) => carried).map(({ scheme }) => scheme),
      shipment: lot.shipment ?? null,
      released: lot.released,
      public_code: lot.released ? publicCode() : null,
      state: stateOf(lot),
      bound_for: lot.transit?.to ?? null,
      promised_to: lot.agreed?.to ?? null,
    }));
    if (rows.length > 0) await tx.query(KEEP, [JSON.stringify(rows)]);
    await saveBalances(tx, changed, recorded);
    await saveVolumes(tx, recorded);
  },
};

export const shipmentProjection: Projection<Shipment> = {
  kind: 'shipments',
  rebuilt: { tables: [{ name: 'shipment' }], touched: shipmentsIn },

  async load(tx, ids) {
    const rows: { id: string; state: Shipment }[] = await tx.query(
      'SELECT id, state FROM shipment WHERE id = ANY($1)',
      [ids],
    );
    return new Map(rows.map(({ id, state }) => [id, state]));
  },

  evolve(shipments, { statement }: Recorded) {
    if (statement.type === 'shipment.packed') {
      const data = statement.data as unknown as ShipmentPacked;
      const id = `${data.exporter}/${data.shipment}`;
      const { exporter, consignee } = data;
      shipments.set(id, { id, exporter, consignee, lots: statement.lots, exported: false, day: data.on.date });
      return [id];
    }
    if (statement.type === 'shipment.repacked') {
      const { shipment: code, lines, on } = statement.data as unknown as ShipmentRepacked;
      const shipment = shipments.get(`${statement.org}/${code}`);
      if (shipment === undefined) throw new Error(`bug: ${code} was packed anew before it was packed`);
      shipments.set(shipment.id, { ...shipment, lots: lines.map(({ lot }) => lot), day: on.date });
      return [shipment.id];
    }
    if (statement.type === 'shipment.exported') {
      const id = `${statement.org}/${(statement.data as unknown as ShipmentExported).shipment}`;
      const shipment = shipments.get(id);
      if (shipment !== undefined) shipments.set(id, { ...shipment, exported: true });
      return shipment === undefined ? [] : [id];
    }
    return captured(shipments, statement);
  },

  async save(tx, changed) {
    if (changed.size === 0) return;
    const rows = [...changed.values()].map((shipment) => ({
      id: shipment.id,
      org: shipment.exporter,
      code: shipment.id.slice(shipment.exporter.length + 1),
      consignee: shipment.consignee,
      day: shipment.day,
      exported: shipment.exported,
      state: shipment,
    }));
    await tx.query(
      `INSERT INTO shipment SELECT * FROM jsonb_populate_recordset(NULL::shipment, $1::jsonb)
       ON CONFLICT (id) DO UPDATE SET exported = excluded.exported, state = excluded.state`,
      [JSON.stringify(rows)],
    );
  },
};

/** P21: what receipts of royalty cover adds up, without those that another took the place of. */
function captured(shipments: Map<string, Shipment>, { type, org, data }: Recorded['statement']): string[] {
  const { kind, fineNg, exporter = org, shipment: code, replaces } = data as unknown as DocumentCaptured;
  const shipment = shipments.get(`${exporter}/${code}`);
  if (type !== 'document.captured' || kind !== ROYALTY_RECEIPT || fineNg === undefined || !shipment) return [];
  const before = BigInt(shipment.royaltyNg ?? 0) - BigInt(replaces?.fineNg ?? 0);
  const royaltyNg = String(before + BigInt(fineNg));
  shipments.set(shipment.id, { ...shipment, royaltyNg });
  return [shipment.id];
}

function shipmentsIn({ statement }: Recorded): string[] {
  const { exporter = statement.org, shipment } = statement.data as unknown as Partial<ShipmentPacked>;
  return statement.type.startsWith('shipment.') || statement.type === 'document.captured'
    ? [`${exporter}/${shipment}`]
    : [];
}

/** Delivered gold that has not been through the furnace. */
const UNMELTED = ['alluvial', 'concentrate', 'amalgam-sponge', 'vein', 'nugget'];

/** What is added up for `<custodian>/<stock>`, form by form as the index has them. */
function stocksOf(id: string): { id: string; custodian: string; form: string }[] {
  const at = id.indexOf('/'); // an organisation's id holds no slash
  const [custodian, stock] = [id.slice(0, at), id.slice(at + 1)];
  const forms = stock === 'all' ? FORMS : stock === 'unmelted' ? UNMELTED : [stock];
  return forms.map((form) => ({ id, custodian, form }));
}

/**
 * Book stock in milligrams by `<custodian>/<stock>`, where stock is a form, `unmelted` or `all`; held gold is left out.
 * Commands that ask for it must be `fresh`: it is summed from the table, not folded.
 */
const stockProjection: Projection<number> = {
  kind: 'stock',

  async load(tx: EntityManager, ids) {
    const asked = ids.flatMap(stocksOf);
    const rows: { id: string; mg: string }[] = await tx.query(
      `SELECT asked.id, sum(coalesce(stock.mg, 0)) AS mg
         FROM unnest($1::text[], $2::text[], $3::text[]) AS asked(id, custodian, form)
        CROSS JOIN LATERAL (SELECT sum(gross_mg) AS mg FROM lot
           WHERE custodian = asked.custodian AND form = asked.form AND NOT held) AS stock
        GROUP BY asked.id`,
      [asked.map(({ id }) => id), asked.map(({ custodian }) => custodian), asked.map(({ form }) => form)],
    );
    return new Map(rows.map(({ id, mg }) => [id, Number(mg)]));
  },
  evolve: () => [],
  save: async () => {},
};

/** Before the first append. */
export function registerLots(ledger: Pick<Ledger, 'register'>): void {
  ledger.register(lotProjection);
  ledger.register(paperVolumes);
  ledger.register(shipmentProjection);
  ledger.register(stockProjection);
  ledger.register(siteYields);
  ledger.register(ownThresholds);
  ledger.register(devices);
  ledger.register(statements);
  ledger.register(fieldReadings);
  ledger.register(doubts);
  ledger.register(equalDeliveries);
  ledger.register(recalls);
  ledger.register(counts);
  ledger.register(incorporatedAccounts);
  ledger.register(incorporatedSales);
  ledger.register(handovers);
  ledger.register(arrivals);
}

/** 80 random bits in Crockford's base 32: sixteen characters nobody guesses and few misread. */
function publicCode(): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  let bits = BigInt(`0x${randomBytes(10).toString('hex')}`);
  let code = '';
  for (let i = 0; i < 16; i++) {
    code += alphabet[Number(bits & 31n)];
    bits >>= 5n;
  }
  return code;
}
