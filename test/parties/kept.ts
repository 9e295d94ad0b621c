/** A file put where it is kept, as a program of the organisation's does it. */
import { createHash } from 'node:crypto';
import type { Desk } from './desk.js';

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface Put {
  readonly key?: string;
  readonly type?: string;
  /** The hash under which it is put, where that is not its own. */
  readonly under?: string;
  readonly query?: string;
}

export async function put(desk: Pick<Desk, 'app'>, bytes: Uint8Array, { key, type, under, query = '' }: Put) {
  const { statusCode, body, headers } = await desk.app.inject({
    method: 'PUT',
    url: `/api/evidence/${under ?? hashOf(bytes)}${query}`,
    headers: {
      'content-type': type ?? 'application/pdf',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    payload: Buffer.from(bytes),
  });
  return { status: statusCode, headers, body: JSON.parse(body) as Record<string, unknown> };
}

/** Must succeed; its hash. */
export async function kept<Org extends string>(
  { desk, keys }: { readonly desk: Pick<Desk, 'app'>; readonly keys: Readonly<Record<Org, string>> },
  org: Org,
  bytes: Uint8Array,
  query = '',
): Promise<string> {
  const { status, body } = await put(desk, bytes, { key: keys[org], query });
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return hashOf(bytes);
}
