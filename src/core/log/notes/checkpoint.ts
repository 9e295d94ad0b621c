/**
 * C2SP tlog-checkpoint: the text of a note that says "this log, at this size, has this root". Three lines, each ended by LF:
 * origin, decimal size, base64 root. Ours carries no extension lines, which no monitor could audit, and reads none.
 */
import { fromBase64, toBase64 } from '../../bytes.js';

export interface Checkpoint {
  readonly origin: string;
  /** Number of leaves. */
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${toBase64(root)}\n`;
  if (parseCheckpoint(text) === undefined) throw new Error(`bug: not a checkpoint: ${text}`);
  return text;
}

/** Another log's checkpoint, as a witness reads it: up to ten extension lines are signed with it and mean nothing here. */
export function parseForeignCheckpoint(text: string): Checkpoint | undefined {
  const [, body = ''] = /^([^\n]+\n[^\n]+\n[^\n]+\n)(?:[^\n]+\n){0,10}$/u.exec(text) ?? [];
  return parseCheckpoint(body);
}

export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [, origin, decimal, base64] = /^([^\p{Cc}]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/u.exec(text) ?? [];
  if (origin === undefined || decimal === undefined || base64 === undefined) return undefined;
  const size = Number(decimal);
  const root = fromBase64(base64);
  return root !== undefined && Number.isSafeInteger(size) ? { origin, size, root } : undefined;
}
