import { Controller, Get, Inject, Module, Query, Req, Res, StreamableFile, type DynamicModule } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Rejection } from '../../core/rejection.js';
import { Needs } from '../../http/needs.js';
import type { Incoming } from '../../http/request.js';
import { BOARD_PATH, QueueBoard } from './board.js';

/** Styles inline, and a base of its own: otherwise as every page here. */
const POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'";

interface Reply {
  status(code: number): unknown;
  header(name: string, value: string): unknown;
}

/** A board is a program of its own with an interface of its own: it stands in no document of ours. */
@ApiExcludeController()
@Controller(BOARD_PATH.slice(1))
export class BoardController {
  constructor(@Inject(QueueBoard) private readonly board: QueueBoard) {}

  @Get(['', '*'])
  @Needs('operator')
  async show(
    @Req() { url }: Incoming,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    const path = new URL(url, 'http://here').pathname.slice(BOARD_PATH.length);
    const answer = await this.board.answer(path === '' ? '/' : path, query);
    if (answer === undefined) throw new Rejection('not-found', 'path');
    reply.status(answer.status);
    reply.header('content-security-policy', POLICY);
    reply.header('cache-control', 'no-store');
    const bytes = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
    return new StreamableFile(bytes, { type: answer.type, length: bytes.length });
  }
}

/** Behind the operator's role. */
@Module({})
export class BoardModule {
  static of(engine: unknown): DynamicModule {
    const board = { provide: QueueBoard, useFactory: () => new QueueBoard(engine) };
    return { module: BoardModule, controllers: [BoardController], providers: [board] };
  }
}
