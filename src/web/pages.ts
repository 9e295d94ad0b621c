/** The pages, by what is asked; each reads as the public, whoever asks. */
import { Injectable } from '@nestjs/common';
import { Rejection } from '../core/rejection.js';
import { PUBLIC } from '../http/actor.js';
import { Ledger } from '../ledger/ledger.js';
import { LotQueries, type Found } from '../lots/lot.queries.js';
import { Provenance } from '../provenance/provenance.js';
import { Versions } from '../documents/amend/versions.js';
import { IssuedPapers } from '../documents/issued-papers.js';
import { documentOf } from './frame/layout.js';
import type { Reader } from './frame/reader.js';
import { homePage } from './home/page.js';
import { Season } from './home/season.js';
import { missingPage } from './missing.page.js';
import { paperPage } from './paper/page.js';
import { nameOf, piecePage, type ShownPiece } from './piece/page.js';

export interface Answer {
  readonly status: 200 | 404;
  readonly html: string;
}

@Injectable()
export class Pages {
  constructor(
    private readonly ledger: Ledger,
    private readonly lots: LotQueries,
    private readonly provenance: Provenance,
    private readonly season: Season,
    private readonly documents: IssuedPapers,
    private readonly versions: Versions,
  ) {}

  async home(reader: Reader): Promise<Answer> {
    const { sample } = this.ledger;
    const [signed, figures, pieces] = await Promise.all([
      this.season.signed(),
      sample ? this.season.figures() : undefined,
      sample ? this.season.pieces() : undefined,
    ]);
    const season = figures && pieces && { figures, pieces };
    const body = homePage({ signed, ...(season && { season }) }, reader);
    return { status: 200, html: documentOf({ title: reader.words.home.title, body }, reader, sample) };
  }

  /** What stands behind the code on a piece, or on a document. */
  async verify(code: string, reader: Reader): Promise<Answer> {
    const paper = await this.documents.issued(code);
    if (paper !== undefined) {
      const page = {
        title: paper.number,
        body: paperPage(paper, await this.versions.fateOf(paper.id), reader),
        unlisted: true,
      };
      return { status: 200, html: documentOf(page, reader, this.ledger.sample) };
    }
    const shown = await this.shown(code);
    if (shown === undefined) return this.missing(reader);
    const page = { title: nameOf(shown.lot, reader), body: piecePage(shown, reader), unlisted: true };
    return { status: 200, html: documentOf(page, reader, this.ledger.sample) };
  }

  private missing(reader: Reader): Answer {
    const page = { title: reader.words.missing.title, body: missingPage(reader), unlisted: true };
    return { status: 404, html: documentOf(page, reader, this.ledger.sample) };
  }

  /** Undefined for what is not there, not released, or not signed yet: a page shows only what it can prove. */
  private async shown(code: string): Promise<ShownPiece | undefined> {
    const found = await this.lots.find(PUBLIC, code).catch(unlessUnknown);
    const publicCode = found?.publicCode;
    if (found === undefined || typeof publicCode !== 'string') return undefined;
    const view = await this.provenance.viewOf(found.lot.id);
    return view && { lot: found.lot, publicCode, view };
  }
}

function unlessUnknown(error: unknown): Found | undefined {
  if (error instanceof Rejection && error.code === 'unknown-lot') return undefined;
  throw error;
}
