import { Readable } from 'node:stream';
import {
  Controller,
  Get,
  Header,
  Logger,
  Param,
  Post,
  Res,
  StreamableFile,
  type OnModuleDestroy,
} from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { listOf, object, oneOf, text, uuid, whole } from '../../http/answer.js';
import { Answers, Does, Problems } from '../../http/describe.js';
import { Once, type Idempotency } from '../../http/idempotency.js';
import { Needs } from '../../http/needs.js';
import { Caller, SentHeader } from '../../http/request.js';
import { DOCUMENT_STATUS } from '../document.row.js';
import { DOCUMENT_KINDS } from '../types/document-types.js';
import { BundleArchives } from './archive.js';
import { Bundles, BUNDLE_STATUS, type BundleView } from './bundles.js';
import { progressOf, stateOf } from './progress.js';

const INSTANT = text('2026-03-02T14:00:00.000Z');

const ITEM = object(
  {
    id: uuid,
    kind: oneOf(DOCUMENT_KINDS),
    number: text('PKL-EXP-PACIFICO-2026-000001'),
    version: whole(1),
    status: oneOf(DOCUMENT_STATUS),
  },
  { error: text('the font has gone', 'Why it failed, while it has') },
);

const BUNDLE = object(
  {
    id: uuid,
    shipment: text('EXP-2026-03'),
    status: oneOf(BUNDLE_STATUS),
    done: whole(3, 'Issued papers, the cover among them'),
    of: whole(4, 'Papers and cover'),
    items: listOf(ITEM),
    requestedAt: INSTANT,
  },
  { cover: ITEM, issuedAt: INSTANT },
);

/** What of the server's answer is said here; whichever server carries it. */
interface Reply {
  status(code: number): unknown;
}

@ApiTags('documents')
@Controller('api')
export class BundlesController implements OnModuleDestroy {
  private readonly over = new AbortController();
  private readonly log = new Logger('documents');

  constructor(
    private readonly bundles: Bundles,
    private readonly archives: BundleArchives,
  ) {}

  onModuleDestroy(): void {
    this.over.abort();
  }

  @Post('shipments/:code/bundle')
  @Needs('registrar')
  @Does('Ask for every paper of a shipment of yours, and for the cover that lists them')
  @Answers(BUNDLE, 201)
  ask(@Caller() by: Actor, @Once() _once: Idempotency, @Param('code') code: string): Promise<BundleView> {
    return this.bundles.ask(by, code);
  }

  @Get('bundles/:id')
  @Needs('registrar')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'How far a bundle has come, and which paper of it failed and why' })
  @Answers(BUNDLE)
  @Problems()
  view(@Caller() by: Actor, @Param('id') id: string): Promise<BundleView> {
    return this.bundles.view(by, id);
  }

  @Get('bundles/:id/events')
  @Needs('registrar')
  @Header('cache-control', 'no-store')
  // A proxy that gathers an answer before it gives it on would make one event of all.
  @Header('x-accel-buffering', 'no')
  @ApiOperation({ summary: 'The same as server-sent events, one for each change, until the bundle is issued' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: text('id: requested-2-14-ir\nevent: progress\ndata: {"status":"requested"}\n\n') })
  @Problems()
  async events(
    @Caller() by: Actor,
    @Param('id') id: string,
    @SentHeader('last-event-id') lastSeen: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile | undefined> {
    const now = await this.bundles.view(by, id);
    // Whoever heard the end and comes again is told to stay away (WHATWG HTML, 9.2.3).
    if (now.status === 'issued' && stateOf(now) === lastSeen) {
      reply.status(204);
      return undefined;
    }
    const events = progressOf(() => this.bundles.view(by, id), lastSeen, this.over.signal);
    return new StreamableFile(Readable.from(events, { objectMode: false }), { type: 'text/event-stream' });
  }

  @Get('bundles/:id/files.zip')
  @Needs('registrar')
  @ApiOperation({
    summary:
      'Every file of an issued bundle and of the papers of others on its cover, byte for byte as the log says, as one archive',
  })
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Problems()
  async files(@Caller() by: Actor, @Param('id') id: string): Promise<StreamableFile> {
    const { name, bytes } = await this.archives.of(by, id);
    const archive = Readable.from(bytes, { objectMode: false });
    // Its head is sent by then: who asked sees it break off, and nobody else would learn why.
    archive.on('error', (error) => this.log.error(`${name} of bundle ${id} broke off: ${error.message}`));
    return new StreamableFile(archive, { type: 'application/zip', disposition: `attachment; filename="${name}"` });
  }
}
