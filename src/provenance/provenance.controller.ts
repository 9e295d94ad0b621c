import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Lineage, LineageEdge } from '../core/provenance/lineage.js';
import { Rejection } from '../core/rejection.js';
import type { Actor } from '../http/actor.js';
import { text } from '../http/answer.js';
import { Answers, Problems } from '../http/describe.js';
import { Open } from '../http/needs.js';
import { Caller } from '../http/request.js';
import { LotQueries } from '../lots/lot.queries.js';
import type { Disclose } from './bundles.js';
import { BUNDLE, PROVENANCE } from './describe.js';
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
  @Answers(PROVENANCE)
  @Problems()
  async view(@Caller() by: Actor, @Param('code') code: string): Promise<ProvenanceAnswer> {
    const { lot } = await this.lots.find(by, code);
    const view = proven(await this.provenance.viewOf(lot.id), code);
    return { ...view, lineage: inJson(view.lineage) };
  }

  @Get(':code/head')
  @ApiOperation({ summary: "The log's signed word on how many entries this lot has and which is the newest" })
  @ApiProduces('text/plain')
  @Answers(text('veta.example/log\n1419\n…'))
  @Header('content-type', 'text/plain; charset=utf-8')
  @Problems()
  async head(@Caller() by: Actor, @Param('code') code: string): Promise<string> {
    const { lot } = await this.lots.find(by, code);
    return proven(await this.provenance.headOf(lot.id), code);
  }

  @Get(':code/bundle')
  @ApiOperation({ summary: 'The proof of a lot, one file, to be checked offline with veta verify' })
  @ApiQuery({
    name: 'disclose',
    required: false,
    example: 'declaration,member',
    description: "Names of private values of the asker's own organisation to show in the file, apart by commas",
  })
  @ApiProduces('application/json')
  @Answers(BUNDLE)
  @Problems()
  async bundle(
    @Caller() by: Actor,
    @Param('code') code: string,
    @Query('disclose') disclose?: string,
  ): Promise<StreamableFile> {
    const { lot } = await this.lots.find(by, code);
    const shown = disclose === undefined ? undefined : ownValues(by, disclose);
    const bytes = proven(await this.provenance.bundleOf(lot, shown), code);
    const name = lot.code.replaceAll(/[^\w.-]/g, '_');
    return new StreamableFile(bytes, { type: 'application/json', disposition: `attachment; filename="${name}.json"` });
  }
}

/** Private values belong to the organisation that wrote them down, and it alone decides to whom they are shown. */
function ownValues({ org }: Actor, names: string): Disclose {
  if (org === undefined) throw new Rejection('not-signed-in', 'disclose');
  return { org, names: names.split(',').filter((name) => name !== '') };
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
