import { Controller, Get, Header, HttpStatus, Inject, Injectable, Logger, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Rejection } from '../core/rejection.js';
import type { Actor } from './actor.js';
import { flag, listOf, object, text } from './answer.js';
import { Answers } from './describe.js';
import { Metrics } from './metrics.js';
import { Open, satisfies } from './needs.js';
import { Caller, CallerAddress } from './request.js';

/** Something this process needs before it may answer for the ledger. */
export interface ReadinessCheck {
  readonly name: string;
  /** One sentence when it is not ready, without secrets; nothing when it is. A throw counts as not ready. */
  trouble(): Promise<string | undefined>;
  /** Sentences about what somebody should look at, though it goes on: told with the rest, and no reason to send people away. */
  warning?(): string | undefined;
}

/** Injection token of the list of checks. */
export const READINESS_CHECKS = 'READINESS_CHECKS';

export interface Readiness {
  readonly ready: boolean;
  readonly checks: readonly {
    readonly name: string;
    readonly ready: boolean;
    readonly trouble?: string;
    readonly warning?: string;
  }[];
}

const READINESS = object({
  ready: flag,
  checks: listOf(
    object(
      { name: text('database'), ready: flag },
      { trouble: text('It did not answer; the log says why.'), warning: text('A backup is a day old.') },
    ),
  ),
});

@Injectable()
export class Health {
  private readonly log = new Logger('health');

  constructor(@Inject(READINESS_CHECKS) private readonly checks: readonly ReadinessCheck[]) {}

  async readiness(): Promise<Readiness> {
    const checks = await Promise.all(
      this.checks.map(async (check) => {
        const trouble = await check.trouble().catch((error: unknown) => {
          this.log.warn(`${check.name} did not answer: ${String(error)}`);
          return 'It did not answer; the log says why.';
        });
        const warning = check.warning?.();
        return {
          name: check.name,
          ready: trouble === undefined,
          ...(trouble !== undefined && { trouble }),
          ...(warning !== undefined && { warning }),
        };
      }),
    );
    return { ready: checks.every(({ ready }) => ready), checks };
  }
}

@ApiTags('operator')
@Controller()
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @Open()
  @ApiOperation({ summary: 'The process answers' })
  @Answers(object({ live: flag }))
  live(): { live: true } {
    return { live: true };
  }

  @Get('health/ready')
  @Open()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The database answers, migrations are current, the log can be signed' })
  @Answers(READINESS)
  async ready(@Res({ passthrough: true }) reply: { status(code: number): unknown }): Promise<Readiness> {
    const readiness = await this.health.readiness();
    if (!readiness.ready) reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return readiness;
  }

  @Get('metrics')
  @Open()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiExcludeEndpoint()
  counters(@Caller() actor: Actor, @CallerAddress() address: string): string {
    // How much gold is being recorded, and when, is nobody's business outside: this machine, or an operator's key.
    if (!isLoopback(address) && !satisfies(actor, ['operator'], 'GET')) throw new Rejection('not-permitted', 'metrics');
    return this.metrics.text();
  }
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
