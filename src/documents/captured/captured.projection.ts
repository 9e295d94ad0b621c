/** Papers that others issued, as they were captured, by the sid of their statement; and the day planned for a shipment, which goes with it. */
import type { EntityManager } from 'typeorm';
import { toHex } from '../../core/bytes.js';
import type { CapturedPaper } from '../../core/custody/papers/capture.js';
import type { DocumentCaptured, ShipmentExported } from '../../core/custody/registry.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Projection, Recorded } from '../../ledger/projection.js';

interface Kept extends CapturedPaper {
  readonly sid: string;
  readonly idx: number;
  readonly said: DocumentCaptured;
}

const capturedPapers: Projection<Kept> = {
  kind: 'captured',
  rebuilt: { tables: [{ name: 'captured_paper' }], touched },

  async load(tx, sids) {
    const rows: { paper: Kept }[] = await tx.query(LOAD, [sids]);
    return new Map(rows.map(({ paper }) => [paper.sid, paper]));
  },

  evolve(papers, { statement, sid, idx }) {
    if (statement.type !== 'document.captured') return [];
    const said = statement.data as unknown as DocumentCaptured;
    const { org } = statement;
    const { exporter = org, shipment, kind, number, fineNg } = said;
    const id = toHex(sid);
    papers.set(id, {
      sid: id,
      idx,
      org,
      exporter,
      shipment,
      kind,
      number,
      said,
      ...(fineNg !== undefined && { fineNg }),
    });
    const before = said.replaces && papers.get(said.replaces.of);
    if (before === undefined) return [id];
    papers.set(before.sid, { ...before, replacedBy: id });
    return [before.sid, id];
  },

  async save(tx, changed, recorded) {
    if (changed.size > 0) {
      await tx.query(SAVE, [JSON.stringify([...changed.values()])]);
    }
    await forgetDepartures(tx, recorded);
  },
};

/** Before the first append. */
export function registerCaptured(ledger: Pick<Ledger, 'register'>): void {
  ledger.register(capturedPapers);
}

function touched({ statement, sid }: Recorded): string[] {
  if (statement.type !== 'document.captured') return [];
  const { replaces } = statement.data as unknown as DocumentCaptured;
  return [toHex(sid), ...(replaces === undefined ? [] : [replaces.of])];
}

async function forgetDepartures(tx: EntityManager, recorded: readonly Recorded[]): Promise<void> {
  const left = recorded.filter(({ statement }) => statement.type === 'shipment.exported');
  if (left.length === 0) return;
  const codes = left.map(({ statement: { data } }) => (data as unknown as ShipmentExported).shipment);
  await tx.query(
    `DELETE FROM planned_departure p USING unnest($1::text[], $2::text[]) AS gone (org, shipment)
      WHERE p.org = gone.org AND p.shipment = gone.shipment`,
    [left.map(({ statement }) => statement.org), codes],
  );
}

const LOAD = `
SELECT jsonb_strip_nulls(jsonb_build_object('sid', encode(sid, 'hex'), 'idx', idx, 'org', org, 'exporter', exporter,
         'shipment', shipment, 'kind', kind, 'number', number, 'said', said, 'fineNg', said ->> 'fineNg',
         'replacedBy', encode(replaced_by, 'hex'))) AS paper
  FROM captured_paper WHERE sid = ANY (SELECT decode(one, 'hex') FROM unnest($1::text[]) AS one)`;

const SAVE = `
INSERT INTO captured_paper (sid, idx, org, exporter, shipment, kind, number, until, file, said, replaced_by)
SELECT decode(sid, 'hex'), idx, org, exporter, shipment, kind, number, (said ->> 'until')::date,
       decode(said #>> '{file,sha256}', 'hex'), said, decode("replacedBy", 'hex')
  FROM jsonb_to_recordset($1::jsonb) AS r (sid text, idx bigint, org text, exporter text, shipment text, kind text,
    number text, said jsonb, "replacedBy" text)
ON CONFLICT (sid) DO UPDATE SET replaced_by = excluded.replaced_by`;
