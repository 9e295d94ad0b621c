import { Module } from '@nestjs/common';
import { DocumentsController } from './documents.controller.js';
import { DocumentStore } from './store.js';

/** The doors to the papers; `openDocuments` starts what makes them. */
@Module({ controllers: [DocumentsController], providers: [DocumentStore], exports: [DocumentStore] })
export class DocumentsModule {}
