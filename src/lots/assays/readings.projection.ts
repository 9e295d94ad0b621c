/**
 * Field readings beside the better assay that came later. Folded from the statements alone and written set-based; who read is a
 * private value of the statement and is not kept here.
 */
import type { EntityManager } from 'typeorm';
import { toHex } from '../../core/bytes.js';
import type { LotAssayed, LotRegistered, LotsTransformed, Method } from '../../core/custody/statements.js';
import type { Projection, Recorded } from '../../ledger/projection.js';

const FIELD: ReadonlySet<Method> = new Set(['estimate', 'touchstone', 'xrf']);
const BETTER: ReadonlySet<Method> = new Set(['fire-assay', 'umpire', 'outturn']);

/** A reading of a lot: in the field, or one by which such are judged. */
interface Reading {
  readonly idx: number;
  readonly sid: string;
  readonly org: string;
  readonly lot: string;
  readonly method: Method;
  readonly day: string;
  readonly ppm: number;
}

export const fieldReadings: Projection<null> = {
  kind: 'field-readings',
  rebuilt: { tables: [{ name: 'field_reading' }], touched: lotsIn },

  load: () => Promise.resolve(new Map()),
  evolve(states, one) {
    const lots = lotsIn(one);
    for (const lot of lots) states.set(lot, null);
    return lots;
  },

  async save(tx, _changed, recorded) {
    const readings = recorded.flatMap(readingsIn);
    const field = readings.filter(({ method }) => FIELD.has(method));
    const better = readings.filter(({ method }) => BETTER.has(method));
    if (field.length > 0) await tx.query(INSERT, [JSON.stringify(field)]);
    if (better.length > 0) await tx.query(JUDGE, [JSON.stringify(better)]);
    await replace(tx, recorded);
  },
};

async function replace(tx: EntityManager, recorded: readonly Recorded[]): Promise<void> {
  for (const { statement, sid } of recorded) {
    if (statement.type !== 'lot.assayed') continue;
    const { replaces, fineness } = statement.data as unknown as LotAssayed;
    // One after the other, for one may replace another of the same batch.
    if (replaces !== undefined) await tx.query(REPLACE, [replaces.of, toHex(sid), fineness.method, fineness.ppm]);
  }
}

function lotsIn(one: Recorded): string[] {
  const { type, lots } = one.statement;
  return type === 'lot.assayed' ? [...lots] : readingsIn(one).map(({ lot }) => lot);
}

function readingsIn({ statement, idx, sid }: Recorded): Reading[] {
  const { type, org, data } = statement;
  const about = { idx, sid: toHex(sid), org };
  if (type === 'lot.registered' || type === 'lot.assayed') {
    const { lot, on, fineness } = data as unknown as LotRegistered | LotAssayed;
    // A replacement takes the place of what it replaces, and is no reading more.
    if (fineness === undefined || 'replaces' in data) return [];
    return [{ ...about, lot, method: fineness.method, day: on.date, ppm: fineness.ppm }];
  }
  if (type !== 'lots.transformed') return [];
  const { process, on, inputs, rebasings, losses } = data as unknown as LotsTransformed;
  if (process !== 'refine') return [];
  return rebasings.flatMap(({ lot, toNg }): Reading[] => {
    const input = inputs.find((one) => one.lot === lot);
    if (input === undefined) return [];
    const lost = losses.filter((one) => one.lot === lot && one.cause === 'melt-loss');
    const meltMg = lost.reduce((mg, one) => mg - one.grossMg, input.grossMg);
    const ppm = Number(BigInt(toNg) / BigInt(meltMg));
    return [Object.assign({ lot: input.lot, method: 'outturn' as const, day: on.date, ppm }, about)];
  });
}

const ROWS = `jsonb_to_recordset($1::jsonb) AS r (idx bigint, sid text, org text, lot uuid, method text, day date, ppm integer)`;

const INSERT = `
INSERT INTO field_reading (idx, sid, org, lot, method, day, ppm)
SELECT idx, decode(sid, 'hex'), org, lot, method, day, ppm FROM ${ROWS} ON CONFLICT DO NOTHING`;

/** The first better assay after a reading judges it; a lot of a batch may have several. */
const JUDGE = `
UPDATE field_reading f SET later_sid = b.sid, later_idx = b.idx, later_method = b.method, later_ppm = b.ppm
  FROM (SELECT f.idx AS field, r.idx, decode(r.sid, 'hex') AS sid, r.method, r.ppm,
               row_number() OVER (PARTITION BY f.idx ORDER BY r.idx) AS nth
          FROM ${ROWS} JOIN field_reading f ON f.lot = r.lot AND f.idx < r.idx AND f.later_ppm IS NULL) AS b
 WHERE f.idx = b.field AND b.nth = 1`;

/** Of what was read wrong: the pair goes with a field reading, and changes with the assay that judged it. */
const REPLACE = `
UPDATE field_reading SET
    replaced = replaced OR sid = decode($1, 'hex'),
    later_sid = CASE WHEN later_sid = decode($1, 'hex') THEN decode($2, 'hex') ELSE later_sid END,
    later_method = CASE WHEN later_sid = decode($1, 'hex') THEN $3 ELSE later_method END,
    later_ppm = CASE WHEN later_sid = decode($1, 'hex') THEN $4::integer ELSE later_ppm END
 WHERE decode($1, 'hex') IN (sid, later_sid)`;
