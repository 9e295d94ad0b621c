import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CredentialsModule } from './credentials/credentials.module.js';
import { DiligenceModule } from './diligence/diligence.module.js';
import { EvidenceModule } from './evidence/evidence.module.js';
import { ErasuresController } from './erasure/erasures.controller.js';
import { Erasures } from './erasure/erasures.js';
import { ExpiriesModule } from './expiries/expiries.module.js';
import { AuthenticationGuard } from './keys/authentication.guard.js';
import { PEOPLE_ROWS, PeopleModule } from './people/people.module.js';
import { PartiesController } from './parties.controller.js';
import { Parties } from './parties.js';
import { CredentialRow, OrganisationRow, ScaleRow, SiteRow, UsedNumberRow } from './registry.row.js';
import { SigningKeysController } from './signing-keys/signing-keys.controller.js';
import { SigningKeys } from './signing-keys/signing-keys.js';

export const PARTY_ROWS = [OrganisationRow, CredentialRow, SiteRow, ScaleRow, UsedNumberRow, ...PEOPLE_ROWS];

/** Its guard stands before every route of the application. */
@Module({
  imports: [CredentialsModule, DiligenceModule, EvidenceModule, ExpiriesModule, PeopleModule],
  controllers: [PartiesController, ErasuresController, SigningKeysController],
  providers: [Parties, Erasures, SigningKeys, { provide: APP_GUARD, useClass: AuthenticationGuard }],
  exports: [Parties, EvidenceModule, PeopleModule],
})
export class PartiesModule {}
