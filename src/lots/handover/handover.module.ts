import { Module } from '@nestjs/common';
import { Sight } from '../../http/sight.js';
import { HandoverQueries } from './handover.queries.js';
import { PlansController } from './plans/plans.controller.js';
import { TransportPlans } from './plans/plans.js';
import { Whereabouts } from './whereabouts.js';
import { LotQueries } from '../lot.queries.js';

/** What of handovers stands beside the ledger: their list, routes and places. */
@Module({
  controllers: [PlansController],
  providers: [HandoverQueries, TransportPlans, Whereabouts, LotQueries, Sight],
  exports: [HandoverQueries, Whereabouts],
})
export class HandoverModule {}
