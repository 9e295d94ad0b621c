import { Module } from '@nestjs/common';
import { CredentialsController } from './credentials.controller.js';
import { Credentials } from './credentials.js';

/** Wants the ledger and the database from the application. */
@Module({ controllers: [CredentialsController], providers: [Credentials] })
export class CredentialsModule {}
