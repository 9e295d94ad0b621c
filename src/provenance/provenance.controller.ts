import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Lineage, LineageEdge } from '../core/provenance/lineage.js';
import { Rejection } from '../core/rejection.js';
import type { Actor } from '../http/actor.js';
import { Problems } from '../http/describe.js';
import { Open } from '../http/needs.js';
import { Caller } from '../http/request.js';
import { LotQueries } from '../lots/lot.queries.js';
import { Provenance, type ProvenanceView } from './provenance.js';

/** JSON has no bigint: nanograms are decimal strings. */
type ProvenanceAnswer = Omit<ProvenanceView, 'lineage'> & {
  readonly lineage: {
    readonly nodes: Lineage['nodes'];
    readonly edges: readonly (Omit<LineageEdge, 'fineNg'> & { readonly fineNg?: string })[];
  };
};

/** Open to whoever may see the lot: those it concerns, and for a released lot everyone who has its public code. */
@ApiTags('provenance')
@Controller('api/lots')
@Open()
export class ProvenanceController {
  constructor(
    private readonly lots: LotQueries,
    private readonly provenance: Provenance,
  ) {}

  @Get(':code/provenance')
  @ApiOperation({
    summary: 'Lineage, exact shares of origin, custody trail, and each claim with the credential behind it',
  })
  @ApiOkResponse({ schema: { type: 'object' } })
  @Problems()
  async view(@Caller() by: Actor, @Param('code') code: string): Promise<ProvenanceAnswer> {
    const { lot } = await this.lots.find(by, code);
    const view = proven(await this.provenance.viewOf(lot.id), code);
    return { ...view, lineage: inJson(view.lineage) };
  }

  @Get(':code/bundle')
  @ApiOperation({ summary: 'The proof of a lot, one file, to be checked offline with veta verify' })
  @ApiProduces('application/json')
  @Problems()
  async bundle(@Caller() by: Actor, @Param('code') code: string): Promise<StreamableFile> {
    const { lot } = await this.lots.find(by, code);
    const bytes = proven(await this.provenance.bundleOf(lot), code);
    const name = lot.code.replaceAll(/[^\w.-]/g, '_');
    return new StreamableFile(bytes, { type: 'application/json', disposition: `attachment; filename="${name}.json"` });
  }
}

function inJson({ nodes, edges }: Lineage): ProvenanceAnswer['lineage'] {
  return {
    nodes,
    edges: edges.map(({ fineNg, ...edge }) => ({ ...edge, ...(fineNg !== undefined && { fineNg: `${fineNg}` }) })),
  };
}

/** The signer covers an entry within a second; until then there is nothing to prove. */
function proven<Value>(value: Value | undefined, code: string): Value {
  if (value === undefined) throw new Rejection('not-found', 'code', { value: code });
  return value;
}
