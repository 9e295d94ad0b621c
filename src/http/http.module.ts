import { Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { Health, HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { ProblemsController } from './problems/problems.controller.js';
import { ReadingPipe } from './door/reading.pipe.js';

/** Wants `READINESS_CHECKS` and `Metrics` from the application. */
@Module({
  controllers: [HealthController, ProblemsController],
  providers: [
    Health,
    { provide: APP_FILTER, useFactory: (metrics: Metrics) => new ProblemFilter(metrics), inject: [Metrics] },
    { provide: APP_PIPE, useClass: ReadingPipe },
  ],
})
export class HttpModule {}
