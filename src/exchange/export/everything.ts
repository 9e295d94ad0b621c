/**
 * Everything an organisation leaves with, file by file: its statements as bytes with their proofs, its own private values,
 * its registers, lots, papers, and a bundle for every lot. What has been given out is forgotten: the memory it takes does
 * not grow with the history.
 */
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { utf8 } from '../../core/bytes.js';
import { Rejection } from '../../core/rejection.js';
import { IntakeForms } from '../../documents/intake/intake-forms.js';
import { IssuedPapers } from '../../documents/issued-papers.js';
import { Sight } from '../../http/sight.js';
import { Cosigned } from '../../ledger/cosigners/kept.js';
import { History } from '../../ledger/history.js';
import { Ledger } from '../../ledger/ledger.js';
import { Proofs } from '../../ledger/tree/proofs.js';
import { LotQueries } from '../../lots/lot.queries.js';
import { viewOf } from '../../lots/lot.view.js';
import { EvidenceFiles } from '../../parties/evidence/evidence.js';
import { EXTENSIONS } from '../../parties/evidence/media-type.js';
import { Provenance } from '../../provenance/provenance.js';
import { booksOf, membersOf, papersOf, valuesOf } from './private.js';
import { readme } from './readme.js';
import { statementsOf } from './statements.js';
import { tablesOf } from './tables.js';
import type { TarFile } from './tar.js';

/** How far it has come: entries of the log, then lots. */
export type Progress = (done: number, total: number) => void;

/** Lines of one list of sums; the next list begins after it. */
const MOST_SUMS = 10_000;
const LOTS = 100;

@Injectable()
export class Everything {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly history: History,
    private readonly proofs: Proofs,
    private readonly cosigned: Cosigned,
    private readonly lots: LotQueries,
    private readonly provenance: Provenance,
    private readonly papers: IssuedPapers,
    private readonly evidence: EvidenceFiles,
    private readonly forms: IntakeForms,
    private readonly sight: Sight,
  ) {}

  /** @throws Rejection `not-found` while nothing is signed yet */
  async *files(org: string, progress: Progress = () => undefined): AsyncGenerator<TarFile> {
    const newest = await this.proofs.newestCheckpoint();
    if (newest === undefined) throw new Rejection('not-found', 'checkpoint');
    const sums = new Sums();
    const { origin, vkeys } = this.ledger;
    const policy = [...vkeys.map((vkey) => `log ${vkey}`), 'quorum none', ''].join('\n');
    yield sums.file('README.md', utf8(readme(org, origin, newest.size)));
    yield sums.file('policy.txt', utf8(policy));
    yield sums.file('checkpoint', utf8(await this.cosigned.of(newest.note)));
    const { heads } = await this.ledger.heads([
      { kind: 'papers', id: org },
      { kind: 'keys', id: org },
    ]);
    yield sums.file('heads.txt', utf8(heads.join('\n')));
    for await (const [path, rows] of this.parts(org, newest.size, progress)) {
      if (rows.length > 0) yield sums.file(path, lines(rows));
      yield* sums.full();
    }
    for await (const { paper, name, bytes } of papersOf(this.dataSource, this.papers, this.sight, org)) {
      yield sums.file(`papers/${paper.id}/${name}`, bytes);
      yield* sums.full();
    }
    for await (const { sha256, mediaType, bytes } of this.evidence.everything(org)) {
      yield sums.file(`evidence/${sha256}.${EXTENSIONS[mediaType]}`, bytes);
      yield* sums.full();
    }
    for await (const { name, version, kind, bytes } of this.forms.everything(org)) {
      yield sums.file(`intake-forms/${name}-${version}.${kind}`, bytes);
      yield* sums.full();
    }
    yield* sums.last();
  }

  /** Lists of rows, each with the file it goes to. */
  private async *parts(org: string, size: number, progress: Progress): AsyncGenerator<[path: string, rows: Row[]]> {
    const { dataSource, sight } = this;
    const { vault } = this.ledger;
    let part = 0;
    for await (const { past, lines } of statementsOf(dataSource, this.proofs, sight, org, size)) {
      const number = String((part += 1)).padStart(6, '0');
      yield [`statements/${number}.jsonl`, [...lines]];
      yield [`private/${number}.jsonl`, await valuesOf(this.history, org, past)];
      progress(past.at(-1)?.idx ?? 0, size);
    }
    yield* numbered('members', membersOf(dataSource, vault, sight, org));
    yield* numbered('books', booksOf(dataSource, vault, sight, org));
    part = 0;
    for await (const { name, rows } of tablesOf(dataSource, sight, org)) {
      yield [`tables/${name}-${String((part += 1)).padStart(6, '0')}.jsonl`, [...rows]];
    }
    yield* this.ownLots(org);
    progress(size, size);
  }

  private async *ownLots(org: string): AsyncGenerator<[path: string, rows: Row[]]> {
    const reader = { role: 'registrar', name: 'export', org } as const;
    let part = 0;
    for (let after: string | undefined; ;) {
      const page = await this.lots.visible(reader, { limit: LOTS, ...(after !== undefined && { after }) });
      const number = String((part += 1)).padStart(6, '0');
      yield [`lots/${number}.jsonl`, page.items.map((found) => viewOf(found, 'en'))];
      for (const { lot } of page.items) {
        const bytes = await this.provenance.bundleOf(lot);
        // One that no checkpoint covers yet is told of in lots/, and has no proof to leave with.
        if (bytes !== undefined) yield [`bundles/${lot.id}.json`, [bytes]];
      }
      if (page.next === undefined) return;
      after = page.next;
    }
  }
}

/** Something to be written as JSON on a line of its own, or bytes that are a file already. */
type Row = object | Uint8Array;

async function* numbered(
  folder: string,
  pages: AsyncIterable<readonly object[]>,
): AsyncGenerator<[path: string, rows: Row[]]> {
  let part = 0;
  for await (const rows of pages) yield [`${folder}/${String((part += 1)).padStart(6, '0')}.jsonl`, [...rows]];
}

function lines(rows: readonly Row[]): Uint8Array {
  const [first] = rows;
  return first instanceof Uint8Array ? first : utf8(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

/** What `sha256sum -c` reads, in lists of a bounded length. */
class Sums {
  private lines: string[] = [];
  private parts = 0;

  file(path: string, bytes: Uint8Array): TarFile {
    this.lines.push(`${createHash('sha256').update(bytes).digest('hex')}  ${path}\n`);
    return { path, bytes };
  }

  *full(): Generator<TarFile> {
    if (this.lines.length >= MOST_SUMS) yield* this.last();
  }

  *last(): Generator<TarFile> {
    const path = `SHA256SUMS-${String((this.parts += 1)).padStart(3, '0')}`;
    yield { path, bytes: utf8(this.lines.join('')) };
    this.lines = [];
  }
}
