import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { PUBLIC, type Actor } from './actor.js';

/** What the door needs to know of a request, whichever server carries it. */
export interface Incoming {
  readonly id: string;
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  /** Address of the caller, or of the client a proxy on this machine vouches for. */
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
  /** The route that answers, by its pattern; none where no route does. */
  readonly routeOptions?: { readonly url?: string | undefined };
  /** Filled in by the authentication guard; absent before it ran and on routes without a handler. */
  actor?: Actor;
}

export function incoming(context: ExecutionContext): Incoming {
  return context.switchToHttp().getRequest<Incoming>();
}

/** One value of a header, the first where it was sent twice. */
export function header(request: Incoming, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Parameter decorator: who is asking. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  return incoming(context).actor ?? PUBLIC;
});

/** Parameter decorator: the address the request came from. */
export const CallerAddress = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  return incoming(context).ip;
});

/** Parameter decorator: one value of a header, if it was sent. */
export const SentHeader = createParamDecorator((name: string, context: ExecutionContext): string | undefined => {
  return header(incoming(context), name);
});
