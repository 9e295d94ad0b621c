import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { sha256 } from '#crypto';
import { toHex, utf8 } from '../core/bytes.js';
import { formatJcs } from '../core/log/canonical-json.js';
import { Rejection } from '../core/rejection.js';
import { header, incoming, type Incoming } from './request.js';

/** What makes a repeated POST the same POST (draft-ietf-httpapi-idempotency-key-header). */
export interface Idempotency {
  readonly key: string;
  /** SHA-256, lowercase hex, of method, path and body as canonical JSON: the same key with another digest is refused. */
  readonly digest: string;
}

/** Printable ASCII without spaces; quotes around it, as the draft writes the header, are taken off. */
const KEY = /^[\x21-\x7e]{1,128}$/;

/** The key that was sent, if one was. */
export function idempotencyKeyOf(request: Incoming): string | undefined {
  const sent = header(request, 'idempotency-key');
  if (sent === undefined || sent === '') return undefined;
  const key = sent.replace(/^"(.*)"$/, '$1');
  if (!KEY.test(key)) throw new Rejection('malformed', 'Idempotency-Key', { example: 'E-00001' });
  return key;
}

export function idempotencyOf(request: Incoming): Idempotency {
  const key = idempotencyKeyOf(request);
  if (key === undefined) throw new Rejection('missing', 'Idempotency-Key', { example: 'E-00001' });
  const path = request.url.split('?', 1)[0] ?? '';
  // The body as it was sent, not as a class read it: JSON.parse made it, so it is Json.
  const said = formatJcs([request.method, path, (request.body ?? null) as never]);
  return { key, digest: toHex(sha256(utf8(said))) };
}

/** Parameter decorator for every POST that changes something. */
export const Once = createParamDecorator((_: unknown, context: ExecutionContext) => idempotencyOf(incoming(context)));
