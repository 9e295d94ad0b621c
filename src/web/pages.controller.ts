import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Rejection } from '../core/rejection.js';
import { Open } from '../http/needs.js';
import type { Incoming } from '../http/request.js';
import { ASSETS } from './frame/assets.js';
import { readerOf } from './frame/reader.js';
import { Pages, type Answer } from './pages.js';

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
    const code = (searchParams.get('code') ?? '').replace(/[\s-]/g, '').slice(0, 100);
    const path = code === '' ? '/' : `/verify/${encodeURIComponent(code)}`;
    reply.status(303).header('location', readerOf(request).link(path));
  }

  @Get('verify/:code')
  async verify(
    @Param('code') code: string,
    @Req() request: Incoming,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string> {
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
