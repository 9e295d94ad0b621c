/** Lets writers through until so many statements are there, then holds them while somebody looks; times every act. */
import type { Receipt } from '../../../ledger/ledger.js';

export interface Passage {
  readonly statements: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Milliseconds from asking to the answer, by share of the acts. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

export class Gate {
  private size = 0;
  private inside = 0;
  private target = Infinity;
  private times: number[] = [];
  /** There while the gate is shut. */
  private opening: Promise<void> | undefined;
  private reopen = (): void => undefined;
  private empty = (): void => undefined;

  async pass(act: () => Promise<Receipt>): Promise<void> {
    while (this.opening !== undefined) await this.opening;
    this.inside += 1;
    const began = performance.now();
    try {
      const { entries } = await act();
      this.times.push(performance.now() - began);
      this.size += entries.length;
    } finally {
      this.inside -= 1;
      if (this.size >= this.target) this.opening ??= new Promise((resolve) => (this.reopen = resolve));
      if (this.inside === 0 && this.opening !== undefined) this.empty();
    }
  }

  /** Opens, and shuts at `target` statements in all; resolves when nobody is inside any more. */
  async until(target: number): Promise<Passage> {
    const [from, began] = [this.size, performance.now()];
    this.times = [];
    const held = new Promise<void>((resolve) => (this.empty = resolve));
    this.target = target;
    this.open();
    await held;
    return passageOf(this.size - from, performance.now() - began, this.times);
  }

  /** For good, or until the next target. */
  open(): void {
    this.opening = undefined;
    this.reopen();
  }

  /** No act from now on is asked for: whoever is held is let go to see that. */
  finish(): void {
    this.target = Infinity;
    this.open();
  }
}

export function passageOf(statements: number, ms: number, times: readonly number[]): Passage {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round(10 * (sorted[Math.floor(share * (sorted.length - 1))] ?? 0)) / 10;
  return {
    statements,
    seconds: Math.round(ms / 1000),
    perSecond: Math.round((statements * 1000) / ms),
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
  };
}
