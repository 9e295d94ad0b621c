/** What the ledger knows of a delivery at the counter: what was weighed, who brought it, and how the gold stands. */
import type { EntityManager } from 'typeorm';
import { toHex } from '../../../core/bytes.js';
import { isUntouched, type StatementCorrected } from '../../../core/custody/amending/amended.js';
import { evolve } from '../../../core/custody/evolve.js';
import type { Lots } from '../../../core/custody/lot.js';
import type { Form, LotRegistered, Method, Ore } from '../../../core/custody/statements.js';
import { fineNg } from '../../../core/quantity.js';
import { valuesOf } from '../../../ledger/private/values.js';
import type { Placed, Replay } from '../../../lots/ancestry.js';
import { sitesOf } from '../../snapshot/origins.js';
import type { OfLot } from '../document-type.js';
import { standingOf, type Standing } from './standing.js';

export interface Delivery {
  readonly form: Form;
  /** As the scale said, or as the registration was corrected before anything was done with the gold. */
  readonly grossMg: number;
  readonly fineness: { readonly ppm: number; readonly method: Method } | null;
  readonly fineNg: string | null;
  readonly ore: Ore | null;
  /** `calibratedOn` is null where the register does not know the scale. */
  readonly scale: { readonly code: string; readonly calibratedOn: string | null } | null;
  readonly site: {
    readonly code: string;
    readonly name: string;
    readonly municipality: string;
    readonly region: string;
  };
  /** The number the book has the miner under; null where nobody is named, or was erased. */
  readonly member: string | null;
  /** Something that was said of the delivery beside the ledger was erased since: who brought it is told no more. */
  readonly erased?: true;
  readonly declaration: string | null;
  readonly standing: Standing;
}

/** Undefined of what nobody brought: opening stock, and what was made of other lots. */
export async function deliveryOf({ tx, vault, replay, lot: { id } }: OfLot): Promise<Delivery | undefined> {
  const lot = replay.lots.get(id);
  if (lot?.origin === undefined || lot.origin.kind === 'opening') return undefined;
  const { sid, said, committed } = registrationOf(replay, id);
  const holds = replay.statements.filter((one) => isOf(one, 'lot.held', id));
  const values = await valuesOf(tx, vault, [sid, ...holds.map((hold) => hold.sid)]);
  const own = values.filter((one) => toHex(one.sid) === toHex(sid));
  const told = (name: string) => {
    const value = own.find((one) => one.name === name)?.value;
    return typeof value === 'string' ? value : null;
  };
  const place = (await sitesOf(tx, new Map([[id, lot]]))).get(`${lot.registrar}/${lot.origin.site}`);
  const { form, grossMg, fineness, ore = null, scale } = said;
  return {
    form,
    grossMg,
    fineness: fineness === undefined ? null : { ppm: fineness.ppm, method: fineness.method },
    fineNg: fineness === undefined ? null : fineNg(grossMg, fineness.ppm).toString(),
    ore,
    scale: scale === undefined ? null : await scaleOf(tx, lot.registrar, scale),
    site: { code: lot.origin.site, ...(place ?? { name: '', municipality: '', region: '' }) },
    member: told('member'),
    ...(own.length < committed && { erased: true as const }),
    declaration: told('declaration'),
    standing: standingOf(lot, values),
  };
}

interface Registration {
  readonly sid: Uint8Array;
  readonly said: LotRegistered;
  /** How many values were said beside it. */
  readonly committed: number;
}

/** With the corrections that came before anything was done with the gold; a later one moves none. */
function registrationOf({ statements }: Replay, id: string): Registration {
  const lots: Lots = new Map();
  let registration: Registration | undefined;
  for (const one of statements) {
    if (isOf(one, 'lot.registered', id)) {
      const { data, sd = [] } = one.statement;
      registration = { sid: one.sid, said: data as unknown as LotRegistered, committed: sd.length };
    } else if (registration !== undefined && one.statement.type === 'statement.corrected') {
      const { of, fields } = one.statement.data as unknown as StatementCorrected;
      const lot = lots.get(id);
      const restates = of === toHex(registration.sid) && lot !== undefined && isUntouched(lot);
      if (restates) registration = { ...registration, said: { ...registration.said, ...fields } };
    }
    evolve(lots, one.statement, toHex(one.sid));
  }
  if (registration === undefined) throw new Error(`bug: lot ${id} was never registered`);
  return registration;
}

function isOf({ statement }: Placed, type: string, lot: string): boolean {
  return statement.type === type && statement.data['lot'] === lot;
}

/** A scale is registered once, with the day of its calibration. */
async function scaleOf(tx: EntityManager, org: string, code: string): Promise<NonNullable<Delivery['scale']>> {
  const [row]: { calibrated: string }[] = await tx.query(
    'SELECT calibrated::text FROM scale WHERE org = $1 AND code = $2',
    [org, code],
  );
  return { code, calibratedOn: row?.calibrated ?? null };
}
