/**
 * How far a bundle has come, as server-sent events (WHATWG HTML, 9.2): one for each change, with the whole state in it, and a
 * comment now and then so that nobody on the way takes the silence for an end. It ends when the bundle is issued. An event's id
 * is what was seen: who comes again with it hears only what is new.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { BundleView } from './bundles.js';

export interface Pace {
  readonly lookMs: number;
  readonly heartbeatMs: number;
  /** After so long whoever listens is to come again: a proxy's patience, and a session's end, are looked at anew. */
  readonly mostMs: number;
}

export const PACE: Pace = { lookMs: 500, heartbeatMs: 15_000, mostMs: 10 * 60_000 };

/** Names a state of the bundle: the same one has the same name. */
export function stateOf({ status, done, of, items, cover }: BundleView): string {
  const retried = [...items, ...(cover ? [cover] : [])].map((paper) => paper.status.charAt(0)).join('');
  return `${status}-${done}-${of}-${retried}`;
}

export async function* progressOf(
  look: () => Promise<BundleView>,
  lastSeen: string | undefined,
  over: AbortSignal,
  { lookMs, heartbeatMs, mostMs }: Pace = PACE,
): AsyncGenerator<string> {
  let seen = lastSeen;
  let spoke = Date.now();
  yield 'retry: 2000\n\n';
  for (const end = Date.now() + mostMs; Date.now() < end && !over.aborted;) {
    const view = await look();
    const state = stateOf(view);
    if (state !== seen) {
      yield `id: ${state}\nevent: ${view.status === 'issued' ? 'issued' : 'progress'}\ndata: ${JSON.stringify(view)}\n\n`;
      [seen, spoke] = [state, Date.now()];
    }
    if (view.status === 'issued') return;
    if (Date.now() - spoke >= heartbeatMs) {
      yield ': still at it\n\n';
      spoke = Date.now();
    }
    await pause(lookMs, undefined, { signal: over }).catch(() => undefined);
  }
}
