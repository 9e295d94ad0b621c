import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Rejection } from '../core/rejection.js';
import { Open } from '../http/needs.js';
import { header, type Incoming } from '../http/request.js';
import { ASSETS } from './frame/assets.js';
import { readerOf } from './frame/reader.js';
import { Pages, type Answer } from './pages.js';
import { standalone, travelling } from './standalone.js';

/** What is needed of the server's reply. */
interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
}

@Controller()
@Open()
@ApiExcludeController()
export class PagesController {
  constructor(private readonly pages: Pages) {}

  @Get()
  async home(@Req() request: Incoming, @Res({ passthrough: true }) reply: Reply): Promise<string> {
    return answered(await this.pages.home(readerOf(request)), request, reply);
  }

  /** Where the field for a code leads, with and without a language chosen. */
  @Get('verify')
  check(@Req() request: Incoming, @Res({ passthrough: true }) reply: Reply): void {
    const { searchParams } = new URL(request.url, 'http://page.invalid');
    const code = searchParams.get('code')?.replace(/[\s-]/g, '').slice(0, 100);
    const path = code === undefined ? '/verify/' : code === '' ? '/' : `/verify/${encodeURIComponent(code)}`;
    reply.status(303).header('location', readerOf(request).link(path));
  }

  /** The page that checks a proof in the browser, to keep. */
  @Get('verify/offline')
  offline(@Req() request: Incoming, @Res({ passthrough: true }) reply: Reply): Buffer {
    reply.header('content-disposition', 'attachment; filename="veta-verify.html"');
    return verifier(request, reply);
  }

  /** What stands behind a code; `/verify/` alone is the page that checks a proof. Only a wildcard may be empty. */
  @Get('verify/*')
  async verify(
    @Param('*') code: string,
    @Req() request: Incoming,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string | Buffer> {
    if (code === '') return verifier(request, reply);
    return answered(await this.pages.verify(code, readerOf(request)), request, reply);
  }

  @Get('assets/:name')
  @Header('cache-control', 'public, max-age=31536000, immutable')
  asset(@Param('name') name: string, @Res({ passthrough: true }) reply: Reply): string {
    const asset = ASSETS.find(({ path }) => path === `/assets/${name}`);
    if (asset === undefined) throw new Rejection('not-found', 'path', { value: `/assets/${name.slice(0, 40)}` });
    reply.header('content-type', asset.type);
    return asset.text;
  }
}

function answered({ status, html }: Answer, request: Incoming, reply: Reply): string {
  reply.status(status).header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-cache');
  reply.header('content-language', readerOf(request).language).header('vary', 'accept-language');
  return html;
}

function verifier(request: Incoming, reply: Reply): Buffer {
  const { policy, fingerprint } = standalone();
  const { bytes, encoding } = travelling(header(request, 'accept-encoding'));
  reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-cache');
  // The page's own policy, and that nobody may show it in a frame, which only a header can say.
  reply.header('content-security-policy', `${policy}; frame-ancestors 'none'`);
  reply.header('vary', 'accept-encoding').header('etag', `"${fingerprint.slice(0, 32)}${encoding ?? ''}"`);
  if (encoding !== undefined) reply.header('content-encoding', encoding);
  return bytes;
}
