/** Everything that goes wrong leaves as application/problem+json (RFC 9457), from this one place. */
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { Rejection } from '../../core/rejection.js';
import { Metrics } from '../metrics.js';
import { header, type Incoming } from '../request.js';
import { languageOf, sentenceOf, titleOf, type Language } from '../sentences.js';
import { STATUS } from './status.js';

interface Reply {
  readonly sent: boolean;
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: string): unknown;
}

const BROKEN: Readonly<Record<Language, readonly [title: string, sentence: string]>> = {
  en: [
    'Our fault',
    'Something went wrong on our side. Try again later; if it stays, tell whoever runs this server the id',
  ],
  es: [
    'Falla nuestra',
    'Algo falló de nuestro lado. Intente más tarde; si sigue, dígale a quien administra este servidor el id',
  ],
  fr: [
    'Notre faute',
    'Une erreur est survenue de notre côté. Réessayez plus tard ; si elle persiste, donnez à qui gère ce serveur l’id',
  ],
};

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  constructor(private readonly metrics: Metrics) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Incoming>();
    const reply = host.switchToHttp().getResponse<Reply>();
    const language = languageOf(header(request, 'accept-language'));
    const rejection = rejectionOf(exception, request);
    if (reply.sent) return this.report(exception, request);
    reply.header('content-type', 'application/problem+json; charset=utf-8').header('content-language', language);
    reply.header('vary', 'accept-language').header('cache-control', 'no-store');
    if (rejection === undefined) {
      this.report(exception, request);
      const [title, sentence] = BROKEN[language];
      const problem = {
        type: 'about:blank',
        title,
        status: 500,
        detail: `${sentence}: ${request.id}.`,
        id: request.id,
      };
      reply.status(500).send(JSON.stringify(problem));
      return;
    }
    this.metrics.rejected(rejection.code);
    // No fault of who asks: its words are for whoever runs the server.
    if (rejection.code === 'papers-away') this.log.warn(rejection.message);
    const status = exception instanceof HttpException ? exception.getStatus() : STATUS[rejection.code];
    if (status === 401) reply.header('www-authenticate', 'Bearer realm="veta"');
    if (status === 429) reply.header('retry-after', rejection.detail['seconds'] ?? '60');
    reply.status(status).send(JSON.stringify(problemOf(rejection, status, language)));
  }

  /** Once, with the id the caller was told. The address may hold a public code, headers and body secrets: left out. */
  private report(exception: unknown, request: Incoming): void {
    const route = request.routeOptions?.url ?? 'unknown';
    const stack = exception instanceof Error ? exception.stack : String(exception);
    this.log.error(`${request.id}: ${request.method} ${route} failed`, stack);
  }
}

function problemOf(rejection: Rejection, status: number, language: Language): Record<string, string | number> {
  return {
    type: `/problems/${rejection.code}`,
    title: titleOf(rejection.code, language),
    status,
    detail: sentenceOf(rejection, language),
    code: rejection.code,
    at: rejection.at,
  };
}

/** What the server under us refused (bodies it could not read, routes it does not have) in our own codes. */
function rejectionOf(exception: unknown, request: Incoming): Rejection | undefined {
  if (exception instanceof Rejection) return exception;
  if (exception instanceof Error && 'rejection' in exception && exception.rejection instanceof Rejection) {
    return exception.rejection; // what stopped us has a sentence for the caller, another for the operator
  }
  if (!(exception instanceof HttpException) || exception.getStatus() >= 500) return undefined;
  switch (exception.getStatus()) {
    case 401:
      return new Rejection('not-signed-in', 'Authorization');
    case 403:
      return new Rejection('not-permitted', request.method);
    case 404:
      return new Rejection('not-found', 'path', { value: request.url.split('?', 1)[0] ?? '' });
    case 413:
      return new Rejection('too-large', 'body');
    case 415:
      return new Rejection('malformed', 'Content-Type', { example: 'application/json' });
    default:
      return new Rejection('malformed', 'body', { example: '{"name":"value"}' });
  }
}
