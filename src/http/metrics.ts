import { Injectable } from '@nestjs/common';
import type { RejectionCode } from '../core/rejection.js';

/** Upper bounds of the histogram of statements per batch; the ledger's batches hold up to 256 commands. */
const BATCH_BOUNDS = [1, 4, 16, 64, 256] as const;

interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly read: () => ReadonlyMap<string, number>;
}

/** What this process counted since it started, in the Prometheus text format 0.0.4. No label holds a person, lot or key. */
@Injectable()
export class Metrics {
  private readonly requests = new Map<string, number>();
  private readonly rejections = new Map<RejectionCode, number>();
  private readonly batches: number[] = BATCH_BOUNDS.map(() => 0);
  private batchCount = 0;
  private statements = 0;
  private readonly gauges: Gauge[] = [];

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

  /** A value that is read when somebody asks; `read` gives labels, such as `witness="buyer"` or '', and their values. */
  watch(name: string, help: string, read: () => ReadonlyMap<string, number>): void {
    this.gauges.push({ name, help, read });
  }

  text(): string {
    return [
      ...samples('counter', 'veta_http_requests_total', 'Requests answered.', this.requests),
      ...samples(
        'counter',
        'veta_rejections_total',
        'Requests refused, by code.',
        new Map([...this.rejections].map(([code, count]) => [`code="${code}"`, count])),
      ),
      ...samples('counter', 'veta_statements_total', 'Statements recorded.', new Map([['', this.statements]])),
      '# HELP veta_batch_statements Statements per committed batch.',
      '# TYPE veta_batch_statements histogram',
      ...BATCH_BOUNDS.map((bound, i) => `veta_batch_statements_bucket{le="${bound}"} ${this.batches[i]}`),
      `veta_batch_statements_bucket{le="+Inf"} ${this.batchCount}`,
      `veta_batch_statements_sum ${this.statements}`,
      `veta_batch_statements_count ${this.batchCount}`,
      ...this.gauges.flatMap(({ name, help, read }) => samples('gauge', name, help, read())),
      '',
    ].join('\n');
  }
}

type Kind = 'counter' | 'gauge';

function samples(kind: Kind, name: string, help: string, values: ReadonlyMap<string, number>): string[] {
  const lines = [...values].map(([labels, value]) => `${name}${labels === '' ? '' : `{${labels}}`} ${value}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...lines];
}

/** As a label's value stands between quotes. */
export function quoted(label: string): string {
  return label.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}
