/** Everything that stands before the routes: limits, headers, and one line per request for whoever debugs. */
import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { BODY_LIMIT_BYTES, checkBody, checkNames, RateLimit } from './limits.js';
import { takeFiles } from './files.js';
import { Metrics } from '../metrics.js';

/** Requests per address: a page with its parts at once, then a clerk's steady pace. */
export const RATE = { perSecond: 50, burst: 300 } as const;

/** Swagger UI sets styles inline; it is the only page that may. */
const DOCS_POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

export function adapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    // A proxy on this machine may say for whom it asks; nobody else is believed.
    trustProxy: 'loopback',
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
  });
}

/** Before `app.init()`. @param rate requests per address @param fileBytes most of a file */
export function guardDoor(
  app: NestFastifyApplication,
  rate: { perSecond: number; burst: number } = RATE,
  fileBytes?: number,
): void {
  app.useSecurityHeaders({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: "'self'",
        baseUri: "'none'",
        objectSrc: "'none'",
        frameAncestors: "'none'",
        formAction: "'self'",
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    // Whoever terminates TLS says so; over plain HTTP browsers ignore it.
    strictTransportSecurity: false,
  });
  app.enableCsrfProtection();
  const limit = new RateLimit(rate.perSecond, rate.burst);
  const metrics = app.get(Metrics);
  takeFiles(app.getHttpAdapter().getInstance(), fileBytes);
  const log = new Logger('request');
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request) => limit.take(request.ip, Date.now()))
    .addHook('preValidation', async ({ body }) => (Buffer.isBuffer(body) ? undefined : checkBody(body)))
    .addHook('preValidation', async ({ url, params }) => (url.startsWith('/api/') ? checkNames(params) : undefined))
    .addHook('onSend', async (request, reply) => {
      if (/^\/docs(\/|\?|$)/.test(request.url)) reply.header('content-security-policy', DOCS_POLICY);
    })
    .addHook('onResponse', async (request, reply) => {
      // The route's pattern: an address may hold a public code, a query anything.
      const route = request.routeOptions.url ?? 'unknown';
      metrics.requested(request.method, route, reply.statusCode);
      log.debug(`${request.id} ${request.method} ${route} ${reply.statusCode} ${Math.round(reply.elapsedTime)} ms`);
    });
}
