/** What a bundle hands over: every file of its papers and of its cover, as one archive, the same each time it is asked for. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import { orgOf, type Actor } from '../../http/actor.js';
import { Sight } from '../../http/sight.js';
import { fileOf } from '../issued-papers.js';
import { PaperFiles } from '../store/paper-files.js';
import { Bundles } from './bundles.js';
import { zip, type ZipFile } from './zip.js';

interface Place {
  readonly document: string;
  readonly name: string;
}

export interface Archive {
  /** Of the cover, with `.zip`. */
  readonly name: string;
  readonly bytes: AsyncGenerator<Uint8Array>;
}

@Injectable()
export class BundleArchives {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stored: PaperFiles,
    private readonly bundles: Bundles,
    private readonly sight: Sight = new Sight(),
  ) {}

  /** @throws Rejection unless the bundle is issued */
  async of(actor: Actor, id: string): Promise<Archive> {
    const { status, done, of, items, cover, issuedAt } = await this.bundles.view(actor, id);
    if (status !== 'issued' || cover === undefined || issuedAt === undefined) {
      throw new Rejection('bundle-not-ready', 'id', { done: String(done), of: String(of) });
    }
    const org = orgOf(actor);
    const documents = [cover, ...items].map((paper) => paper.id);
    return { name: `${cover.number}.zip`, bytes: zip(this.files(org, documents), new Date(issuedAt)) };
  }

  /** The cover's first, then by name; one at a time in memory. */
  private async *files(org: string, documents: readonly string[]): AsyncGenerator<ZipFile> {
    const places = await readAs(this.dataSource, org, (tx) =>
      tx.query<Place[]>(
        `SELECT f.document, f.name FROM document_file f
          WHERE ${this.sight.own('f.org', 2)} AND f.document = ANY ($1::uuid[])
          ORDER BY f.document <> $3, f.name COLLATE "C"`,
        [documents, org, documents[0]],
      ),
    );
    for (const { document, name } of places) {
      const kept = await readAs(this.dataSource, org, (tx) => fileOf(tx, document, name));
      if (kept === null) throw new Error(`bug: ${name} of an issued bundle has gone`);
      yield await this.stored.open(kept);
    }
  }
}
