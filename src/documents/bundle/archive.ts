/**
 * What a bundle hands over, as one archive: every file of its papers and of its cover, those of the papers of others that the
 * cover lists, and a list of all of them. The same each time it is asked for, until a file is erased; the list says so then.
 */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { toHex, utf8 } from '../../core/bytes.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import { orgOf, type Actor } from '../../http/actor.js';
import { csvOf } from '../../http/csv.js';
import { Sight } from '../../http/sight.js';
import { EvidenceFiles, type OpenedFile } from '../../parties/evidence/evidence.js';
import { fileOf } from '../issued-papers.js';
import { PaperFiles } from '../store/paper-files.js';
import { Bundles } from './bundles.js';
import { capturesIn } from './captures.js';
import { zip, type ZipFile } from './zip.js';

interface Place {
  readonly document: string;
  readonly name: string;
  readonly kind: string;
  readonly number: string;
  readonly version: number;
}

export interface Archive {
  /** Of the cover, with `.zip`. */
  readonly name: string;
  readonly bytes: AsyncGenerator<Uint8Array>;
}

const LIST = 'index.csv';
const COLUMNS = ['File', 'Kind', 'Number', 'Version', 'Issuer', 'SHA-256', 'Note'];
const NO_FILE = 'recorded without a file / registrado sin archivo';
const GONE = 'the file was erased / el archivo fue borrado';

@Injectable()
export class BundleArchives {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stored: PaperFiles,
    private readonly evidence: EvidenceFiles,
    private readonly bundles: Bundles,
    private readonly sight: Sight = new Sight(),
  ) {}

  /** @throws Rejection unless the bundle is issued */
  async of(actor: Actor, id: string): Promise<Archive> {
    const { status, done, of, items, cover, issuedAt } = await this.bundles.view(actor, id);
    if (status !== 'issued' || cover === undefined || issuedAt === undefined) {
      throw new Rejection('bundle-not-ready', 'id', { done: String(done), of: String(of) });
    }
    const documents = [cover, ...items].map((paper) => paper.id);
    return { name: `${cover.number}.zip`, bytes: zip(this.files(orgOf(actor), id, documents), new Date(issuedAt)) };
  }

  /** One at a time in memory; the list comes last, when it is known of each whether it was there. */
  private async *files(org: string, bundle: string, documents: readonly string[]): AsyncGenerator<ZipFile> {
    const list = [COLUMNS];
    yield* this.papers(org, documents, list);
    yield* this.captured(org, bundle, list);
    yield { name: LIST, bytes: utf8(csvOf(list)) };
  }

  /** The cover's first, then by name. */
  private async *papers(org: string, documents: readonly string[], list: string[][]): AsyncGenerator<ZipFile> {
    const places = await readAs(this.dataSource, org, (tx) =>
      tx.query<Place[]>(
        `SELECT f.document, f.name, d.kind, d.number, d.version FROM document_file f JOIN document d ON d.id = f.document
          WHERE ${this.sight.own('f.org', 2)} AND f.document = ANY ($1::uuid[])
          ORDER BY f.document <> $3, f.name COLLATE "C"`,
        [documents, org, documents[0]],
      ),
    );
    for (const { document, name, kind, number, version } of places) {
      const kept = await readAs(this.dataSource, org, (tx) => fileOf(tx, document, name));
      if (kept === null) throw new Error(`bug: ${name} of an issued bundle has gone`);
      list.push([name, kind, number, String(version), org, toHex(kept.sha256), '']);
      yield await this.stored.open(kept);
    }
  }

  private async *captured(org: string, bundle: string, list: string[][]): AsyncGenerator<ZipFile> {
    const captures = await readAs(this.dataSource, org, (tx) =>
      capturesIn(tx, (column) => this.sight.own(column, 2), { org, bundle }),
    );
    for (const { org: keeper, kind, number, issuer, file } of captures) {
      const about = [kind, number, '', issuer ?? '', file?.sha256 ?? ''];
      const shown = file && (await this.shown(keeper, org, file.sha256));
      if (file === null || shown === null) {
        list.push(['', ...about, file === null ? NO_FILE : GONE]);
        continue;
      }
      list.push([file.name, ...about, '']);
      yield { name: file.name, bytes: shown.bytes };
    }
  }

  /** Null where it was erased. @throws Error where the bytes are not those that were recorded */
  private async shown(keeper: string, org: string, hash: string): Promise<OpenedFile | null> {
    try {
      return await this.evidence.shown(keeper, org, hash);
    } catch (error) {
      if (error instanceof Rejection && error.code === 'not-found') return null;
      throw error;
    }
  }
}
