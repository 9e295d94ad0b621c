import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CredentialsModule } from './credentials/credentials.module.js';
import { ErasuresController } from './erasure/erasures.controller.js';
import { Erasures } from './erasure/erasures.js';
import { ApiKeyRow } from './keys/api-key.row.js';
import { AuthenticationGuard } from './keys/authentication.guard.js';
import { ApiKeys } from './keys/keys.js';
import { PartiesController } from './parties.controller.js';
import { Parties } from './parties.js';
import { CredentialRow, OrganisationRow, ScaleRow, SiteRow, UsedNumberRow } from './registry.row.js';
import { SigningKeysController } from './signing-keys/signing-keys.controller.js';
import { SigningKeys } from './signing-keys/signing-keys.js';

export const PARTY_ROWS = [OrganisationRow, CredentialRow, SiteRow, ScaleRow, UsedNumberRow, ApiKeyRow];

/** Its guard stands before every route of the application. */
@Module({
  imports: [CredentialsModule],
  controllers: [PartiesController, ErasuresController, SigningKeysController],
  providers: [Parties, Erasures, ApiKeys, SigningKeys, { provide: APP_GUARD, useClass: AuthenticationGuard }],
  exports: [Parties, ApiKeys],
})
export class PartiesModule {}
