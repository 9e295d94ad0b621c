import { Injectable } from '@nestjs/common';
import type { RejectionCode } from '../core/rejection.js';

/** Upper bounds of the histogram of statements per batch; the ledger's batches hold up to 256 commands. */
const BATCH_BOUNDS = [1, 4, 16, 64, 256] as const;

/** What this process counted since it started, in the Prometheus text format 0.0.4. No label holds a person, lot or key. */
@Injectable()
export class Metrics {
  private readonly requests = new Map<string, number>();
  private readonly rejections = new Map<RejectionCode, number>();
  private readonly batches: number[] = BATCH_BOUNDS.map(() => 0);
  private batchCount = 0;
  private statements = 0;

  /** @param route the route's pattern, never the address itself */
  requested(method: string, route: string, status: number): void {
    const labels = `method="${quoted(method)}",route="${quoted(route)}",status="${status}"`;
    this.requests.set(labels, (this.requests.get(labels) ?? 0) + 1);
  }

  rejected(code: RejectionCode): void {
    this.rejections.set(code, (this.rejections.get(code) ?? 0) + 1);
  }

  /** One committed batch of the ledger. */
  appended(statements: number): void {
    this.statements += statements;
    this.batchCount += 1;
    BATCH_BOUNDS.forEach((bound, i) => {
      if (statements <= bound) this.batches[i] = (this.batches[i] ?? 0) + 1;
    });
  }

  text(): string {
    return [
      ...counter('veta_http_requests_total', 'Requests answered.', this.requests),
      ...counter(
        'veta_rejections_total',
        'Requests refused, by code.',
        new Map([...this.rejections].map(([code, count]) => [`code="${code}"`, count])),
      ),
      ...counter('veta_statements_total', 'Statements recorded.', new Map([['', this.statements]])),
      '# HELP veta_batch_statements Statements per committed batch.',
      '# TYPE veta_batch_statements histogram',
      ...BATCH_BOUNDS.map((bound, i) => `veta_batch_statements_bucket{le="${bound}"} ${this.batches[i]}`),
      `veta_batch_statements_bucket{le="+Inf"} ${this.batchCount}`,
      `veta_batch_statements_sum ${this.statements}`,
      `veta_batch_statements_count ${this.batchCount}`,
      '',
    ].join('\n');
  }
}

function counter(name: string, help: string, samples: ReadonlyMap<string, number>): string[] {
  const lines = [...samples].map(([labels, value]) => `${name}${labels === '' ? '' : `{${labels}}`} ${value}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} counter`, ...lines];
}

function quoted(label: string): string {
  return label.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}
