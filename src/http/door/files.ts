/**
 * Bodies that are files: taken at one door, as they are, and only of somebody who says who they are; everywhere else such a body is
 * refused before a byte of it is read.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MOST_EVIDENCE_MIB } from '../../config/config.js';
import { Rejection } from '../../core/rejection.js';

const DOOR = '/api/evidence/';
const TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'application/octet-stream'];
const MOST_BYTES = MOST_EVIDENCE_MIB * 1_048_576;

/** Before the server listens. */
export function takeFiles(server: Pick<FastifyInstance, 'addHook' | 'addContentTypeParser'>, most?: number): void {
  const bodyLimit = Math.min(most ?? MOST_BYTES, MOST_BYTES);
  server.addHook('onRequest', async (request) => mayBring(request));
  server.addContentTypeParser(TYPES, { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body));
}

function mayBring({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): void {
  const [type = ''] = (headers['content-type'] ?? '').split(';', 1);
  if (!TYPES.includes(type.trim().toLowerCase())) return;
  if (!url.startsWith(DOOR)) throw new Rejection('malformed', 'Content-Type', { example: 'application/json' });
  if (headers.authorization === undefined && headers.cookie === undefined) {
    throw new Rejection('not-signed-in', 'Authorization');
  }
}
