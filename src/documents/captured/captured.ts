/** Papers that others issued, at the desk: kept for a shipment by its exporter, or by whoever else of it they are given to. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { capture, captureNeeds, type CapturedPaper } from '../../core/custody/papers/capture.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import { orgOf, type Actor } from '../../http/actor.js';
import type { Language } from '../../http/sentences.js';
import { Sight } from '../../http/sight.js';
import { Ledger } from '../../ledger/ledger.js';
import type { Asked } from '../../lots/desk/asked.js';
import { Recorder, stated, type Told } from '../../lots/desk/recorder.js';
import { Lots } from '../../lots/lots.js';
import { laboratoriesOf, packedIn } from '../../lots/shipments/packed.js';
import { EvidenceFiles, type OpenedFile } from '../../parties/evidence/evidence.js';
import type { CaptureBody } from './captured.dto.js';
import { knownOf, shipmentsOf } from '../corridors/readiness/shipments.js';
import { besideOf, outturnsOf, viewsOf, type CapturedRow, type CapturedView } from './captured.view.js';

@Injectable()
export class CapturedPapers {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly recorder: Recorder,
    private readonly lots: Lots,
    private readonly files: EvidenceFiles,
    private readonly sight: Sight,
  ) {}

  /** Answered as any act on gold is, with what of the paper is pointed out. */
  async capture(asked: Asked, shipment: string, said: CaptureBody): Promise<Told> {
    const { on, tz, lots: named = [], file, ...paper } = stated(said);
    const org = orgOf(asked.actor);
    const { exporter = org } = paper;
    const about = { id: shipment, on, tz, lots: named.map((lot) => ({ lot })), at: (n: number) => `lots[${n}]` };
    const evidence = file === undefined ? undefined : await this.files.named(org, file);
    const packed = await packedIn(this.dataSource, exporter, shipment);
    const laboratories = await laboratoriesOf(this.dataSource, packed);
    const told = await this.recorder.record(asked, about, (request, covered) => {
      const covers = covered.map(({ id }) => id);
      const seen = { ...(covers.length > 0 && { covers }), ...(evidence && { file: evidence }), laboratories };
      const input = { ...paper, shipment, ...seen };
      return this.lots.append(request, captureNeeds(org, input, packed), (facts, loaded) => {
        if (file !== evidence?.sha256) throw new Rejection('file-not-held', 'file', { value: file ?? '' });
        return capture({ ...facts, papers: loaded<CapturedPaper>('captured') }, request.act, input);
      });
    });
    const sid = told.entries[0]?.sid;
    const views = await this.list(asked.actor, shipment, asked.language, exporter);
    return { ...told, remarks: views.items.find((one) => one.sid === sid)?.remarks ?? [] };
  }

  /** Of the caller's own shipment all; of another's what the caller keeps for it. */
  async list(
    actor: Actor,
    shipment: string,
    language: Language,
    whose?: string,
  ): Promise<{ readonly items: readonly CapturedView[] }> {
    const org = orgOf(actor);
    const { exporter = org } = { ...(whose !== undefined && { exporter: whose }) };
    const found = await readAs(this.dataSource, org, async (tx) => {
      const own = this.sight.own('s.org');
      const sql = list(this.sight.own('c.org'), this.sight.own('c.exporter'));
      const rows: CapturedRow[] = await tx.query(sql, [org, exporter, shipment]);
      const shipments = exporter === org ? await shipmentsOf(tx, own, org, { code: shipment, today: '' }) : [];
      return { rows, shipments, outturns: await outturnsOf(tx, rows) };
    });
    const [known] = await knownOf(this.dataSource.manager, found.shipments);
    if (found.rows.length === 0 && known === undefined) {
      throw new Rejection('unknown-shipment', 'code', { shipment: shipment.slice(0, 60) });
    }
    const beside = await besideOf(this.dataSource, this.ledger, found.rows);
    return { items: viewsOf({ ...found, shipment: known }, beside, language) };
  }

  /** The file of one of them. @throws Rejection `unknown-document`, alike where there is none and where it is not the caller's */
  async file(actor: Actor, shipment: string, sid: string): Promise<OpenedFile> {
    const org = orgOf(actor);
    const sql = `SELECT c.org, encode(c.file, 'hex') AS file FROM captured_paper c
      WHERE (${this.sight.own('c.org')} OR ${this.sight.own('c.exporter')}) AND c.shipment = $2 AND encode(c.sid, 'hex') = $3`;
    const [row] = await readAs(this.dataSource, org, (tx) =>
      tx.query<{ org: string; file: string | null }[]>(sql, [org, shipment, sid]),
    );
    if (row?.file == null) throw new Rejection('unknown-document', 'sid', { document: sid.slice(0, 64) });
    return this.files.shown(row.org, org, row.file);
  }
}

const list = (keeper: string, exporter: string): string => `
SELECT encode(c.sid, 'hex') AS sid, c.org, c.exporter, c.shipment, c.kind, c.number, c.said,
       encode(c.replaced_by, 'hex') AS "replacedBy"
  FROM captured_paper c WHERE (${keeper} OR ${exporter}) AND c.exporter = $2 AND c.shipment = $3 ORDER BY c.idx`;
