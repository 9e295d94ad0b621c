import { ApiProperty } from '@nestjs/swagger';
import { object, text } from '../../http/answer.js';
import { Code, OneOf, Words } from '../../http/fields.js';

/**
 * Why it is erased: GDPR article 17(1) (a) to (e), and the right to erasure of Colombia's Ley 1581 de 2012, article 8(e). A
 * choice and not a text: it goes into the log for ever, and a text would name people.
 */
export const BASES = [
  'no-longer-needed',
  'consent-withdrawn',
  'objection',
  'unlawful-processing',
  'legal-obligation',
  'ley-1581-2012',
] as const;
export type Basis = (typeof BASES)[number];

export class ErasureBody {
  @Code({ optional: true, example: 'LIM-003' }) member?: string;
  @Words(1000, {
    optional: true,
    example: 'C2igjBeCG5rN5ctkpHX5CXB1mzBrzxWXv3i4xyTNiDA',
    description: 'Digests of single values, base64url',
  })
  digests?: string[];
  @OneOf(BASES, { description: 'Legal basis' }) basis: Basis;
}

/** A request to erase, never with what it is about: whose values they are is not told again. */
export class ErasureView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() org: string;
  @ApiProperty({ enum: BASES }) basis: Basis;
  @ApiProperty({ type: 'integer', description: 'Values it names and that are still there' }) values: number;
  @ApiProperty({ enum: ['pending', 'done'] }) status: 'pending' | 'done';
  @ApiProperty({ format: 'date-time' }) requestedAt: string;
}

/** A private value with all its commitment is made of, so that its holder can show it to whom it likes. */
export interface DisclosureView {
  readonly digest: string;
  readonly salt: string;
  readonly name: string;
  readonly value: unknown;
}

export const DISCLOSURE = object({
  digest: text('6tI1ZWqMKoqJ3B4W_uqErMY3XOj8IoaTiw06hG99fYU'),
  salt: text('PE0Y4q_58gnn_Q5uiot6VdqgQKeVpWBFOUFSoaNatjo'),
  name: text('member'),
  value: { description: 'Any JSON', example: 'LIM-003' },
});
