import { Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { Health, HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';
import { ProblemFilter } from './problem.filter.js';
import { ProblemsController } from './problems.controller.js';
import { validationPipe } from './validation.pipe.js';

/** Wants `READINESS_CHECKS` and `Metrics` from the application. */
@Module({
  controllers: [HealthController, ProblemsController],
  providers: [
    Health,
    { provide: APP_FILTER, useFactory: (metrics: Metrics) => new ProblemFilter(metrics), inject: [Metrics] },
    { provide: APP_PIPE, useFactory: validationPipe },
  ],
})
export class HttpModule {}
