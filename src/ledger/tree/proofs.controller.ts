/**
 * `/api/log/proofs/…`: that an entry is in the log, and that the log only grew (RFC 6962 §2.1). Hashes alone: they say
 * nothing of what is in an entry, and whoever asks has to know its index or its leaf already.
 */
import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { DataSource } from 'typeorm';
import { fromBase64Url, toBase64, toBase64Url } from '../../core/bytes.js';
import { formatTlogProof } from '../../core/log/tree/tlog-proof.js';
import { Rejection } from '../../core/rejection.js';
import { text } from '../../http/answer.js';
import { Answers, Problems } from '../../http/describe.js';
import { Text, Whole } from '../../http/fields.js';
import { Open } from '../../http/needs.js';
import { Proofs } from './proofs.js';

const Index = (description: string, optional = true) => {
  const field = { min: 0, max: Number.MAX_SAFE_INTEGER, example: 0, description };
  return (target: object, name: string): void => {
    Whole(optional ? { ...field, optional } : field)(target, name);
    Type(() => Number)(target, name);
  };
};

export class InclusionQuery {
  @Index('Index of the entry; or give its leaf') idx?: number;
  @Text(43, {
    optional: true,
    example: 'xkrbqN2PrwtvM3LK6yipyNUDGfG-Twv8F-rh0bU03wg',
    description: 'Leaf hash of the entry, base64url',
  })
  leaf?: string;
  @Index('Of a tree that was signed; else of the newest') size?: number;
}

export class ConsistencyQuery {
  @Index('Size of the older tree', false) from: number;
  @Index('Size of the newer tree; else the newest that was signed') to?: number;
}

export class TlogProofQuery {
  @Index('Index of the entry', false) idx: number;
}

export class InclusionView {
  @ApiProperty({ type: 'integer' }) idx: number;
  @ApiProperty({ description: 'Leaf hash, base64url' }) leaf: string;
  @ApiProperty({ type: 'integer' }) size: number;
  @ApiProperty({ type: [String], description: "Base64, the leaf's sibling first" }) path: string[];
  @ApiProperty({ description: 'Signed note of the newest checkpoint' }) checkpoint: string;
}

export class ConsistencyView {
  @ApiProperty({ type: 'integer' }) from: number;
  @ApiProperty({ type: 'integer' }) to: number;
  @ApiProperty({ type: [String], description: 'Base64, as RFC 6962 §2.1.2 orders them' }) path: string[];
}

@ApiTags('log')
@Controller('api/log/proofs')
@Open()
export class ProofsController {
  constructor(
    private readonly proofs: Proofs,
    private readonly dataSource: DataSource,
  ) {}

  @Get('inclusion')
  @ApiOperation({ summary: 'That an entry is in the tree of a signed checkpoint' })
  @ApiOkResponse({ type: InclusionView, description: 'The path from the leaf to the root' })
  @Problems()
  async inclusion(@Query() { idx, leaf, size: asked }: InclusionQuery): Promise<InclusionView> {
    const newest = await this.newest();
    const size = within(asked ?? newest.size, newest.size, 'size');
    const entry = await this.entry(idx, leaf);
    if (entry === undefined || entry.idx >= size) throw new Rejection('not-found', idx === undefined ? 'leaf' : 'idx');
    const [path = []] = await this.proofs.inclusion([entry.idx], size);
    return { ...entry, size, path: path.map(toBase64), checkpoint: newest.note };
  }

  @Get('consistency')
  @ApiOperation({ summary: 'That a tree begins with an older one' })
  @ApiOkResponse({ type: ConsistencyView, description: 'The hashes that lead from one root to the other' })
  @Problems()
  async consistency(@Query() { from, to: asked }: ConsistencyQuery): Promise<ConsistencyView> {
    const newest = await this.newest();
    const to = within(asked ?? newest.size, newest.size, 'to');
    const path = from === 0 ? [] : await this.proofs.consistency(within(from, to, 'from'), to);
    return { from, to, path: path.map(toBase64) };
  }

  /** C2SP tlog-proof: one text that is checked offline. */
  @Get('tlog-proof')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @ApiOperation({ summary: 'The same as one text for offline tools (C2SP tlog-proof)' })
  @ApiProduces('text/plain')
  @Answers(text('c2sp.org/tlog-proof@v1'))
  @Problems()
  async tlogProof(@Query() { idx }: TlogProofQuery): Promise<string> {
    const newest = await this.newest();
    if (idx >= newest.size) throw new Rejection('not-found', 'idx');
    const [path = []] = await this.proofs.inclusion([idx], newest.size);
    return formatTlogProof({ index: idx, path, checkpoint: newest.note });
  }

  private async newest() {
    const newest = await this.proofs.newestCheckpoint();
    if (newest === undefined) throw new Rejection('not-found', 'checkpoint');
    return newest;
  }

  private async entry(idx: number | undefined, leaf: string | undefined) {
    if ((idx === undefined) === (leaf === undefined)) throw new Rejection('missing', 'idx', { choices: 'idx, leaf' });
    const hash = leaf === undefined ? null : fromBase64Url(leaf);
    if (hash === undefined || (hash !== null && hash.length !== 32))
      throw new Rejection('malformed', 'leaf', { length: '43' });
    const [row]: { idx: string; leaf: Buffer }[] = await this.dataSource.query(
      hash === null ? 'SELECT idx, leaf FROM entry WHERE idx = $1' : 'SELECT idx, leaf FROM entry WHERE leaf = $1',
      [hash ?? idx],
    );
    return row && { idx: Number(row.idx), leaf: toBase64Url(row.leaf) };
  }
}

function within(size: number, most: number, at: string): number {
  if (size < 1 || size > most) throw new Rejection('out-of-range', at, { value: `${size}`, min: '1', max: `${most}` });
  return size;
}
