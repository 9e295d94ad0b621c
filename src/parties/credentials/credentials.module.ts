import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { CredentialsController } from './credentials.controller.js';
import { Credentials } from './credentials.js';

/** Wants the ledger and the database from the application. */
@Module({ imports: [EvidenceModule], controllers: [CredentialsController], providers: [Credentials] })
export class CredentialsModule {}
