import { ApiProperty } from '@nestjs/swagger';
import { byName, listOf, mg, object, organisation, text, whole } from '../../http/answer.js';
import type { Cause } from '../../core/custody/credentials/recall.js';

export class RecallView {
  @ApiProperty({ description: 'Of its statement' }) id: string;
  @ApiProperty({ description: 'Who opened it' }) org: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'A lot, or a holder with paper, site, days' })
  cause: Cause;
  @ApiProperty() open: boolean;
  @ApiProperty({ format: 'date' }) openedOn: string;
  @ApiProperty({ format: 'date', required: false }) liftedOn?: string;
  @ApiProperty({ required: false }) liftedFor?: string;
  @ApiProperty({ type: 'integer', description: 'In the log' }) index: number;
}

/** What it reached. */
export class RecallCounts {
  @ApiProperty({ type: 'integer' }) lots: number;
  @ApiProperty({ type: 'integer', description: 'Kept where they are' }) held: number;
  @ApiProperty({ type: 'integer', description: 'Out of reach: their holders are told' }) notices: number;
  @ApiProperty({ type: 'integer', description: 'Nothing left of them: what they became is counted by itself' })
  spent: number;
  @ApiProperty({ type: 'integer' }) pieces: number;
  @ApiProperty({ type: 'integer', description: 'Organisations that have them' }) holders: number;
  @ApiProperty({ type: 'integer' }) shipments: number;
  @ApiProperty({ type: 'integer', description: 'Papers of those shipments' }) documents: number;
}

export class RecallDetail extends RecallView {
  @ApiProperty({ type: RecallCounts }) counts: RecallCounts;
  @ApiProperty({ type: RecallCounts, required: false, description: 'Of these your own, where you opened it' })
  yours?: RecallCounts;
}

export class RecalledLotView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() code: string;
  @ApiProperty() registrar: string;
  @ApiProperty() form: string;
  @ApiProperty() custodian: string;
  @ApiProperty() owner: string;
  @ApiProperty({ type: 'integer' }) grossMg: number;
  @ApiProperty({ type: String, nullable: true }) shipment: string | null;
  @ApiProperty({ enum: ['held', 'notice', 'spent'] }) reach: 'held' | 'notice' | 'spent';
}

const node = object({
  id: text('1/dore/coop-limonal'),
  generation: whole(1),
  form: text('dore'),
  custodian: organisation,
  lots: whole(3),
  grossMg: mg,
  reach: byName(whole(3)),
});

/** Lots of one generation, form and holder are one node; an edge says how many of `to` were made of some of `from`. */
export const PICTURE = object({
  nodes: listOf(node),
  edges: listOf(object({ from: text('0/alluvial/coop-limonal'), to: text('1/dore/coop-limonal'), lots: whole(3) })),
});
