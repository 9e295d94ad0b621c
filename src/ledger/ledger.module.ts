/** The ledger for Nest. Everything in it is a plain class: commands and tests build the same by `openLedger` and `new`. */
import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CosignedController } from './cosigners/cosigned.controller.js';
import { Cosigned } from './cosigners/kept.js';
import { History } from './history.js';
import { Ledger } from './ledger.js';
import { LogController } from './tree/log.controller.js';
import { Proofs } from './tree/proofs.js';
import { ProofsController } from './tree/proofs.controller.js';
import { Tiles, type TilesOptions } from './tree/tiles.js';

@Module({})
export class LedgerModule implements OnApplicationShutdown {
  constructor(private readonly ledger: Ledger) {}

  /** Around an open ledger, which is closed with the application. */
  static with(ledger: Ledger, dataSource: DataSource, options: TilesOptions = {}): DynamicModule {
    const providers = [
      { provide: Ledger, useValue: ledger },
      { provide: History, useValue: new History(dataSource, ledger.vault) },
      { provide: Cosigned, useValue: new Cosigned(dataSource) },
      { provide: Proofs, useValue: new Proofs(dataSource) },
      { provide: Tiles, useValue: new Tiles(dataSource, options) },
    ];
    return {
      module: LedgerModule,
      global: true,
      controllers: [LogController, CosignedController, ProofsController],
      // Its own, so that the module stands by itself around a ledger.
      providers: [...providers, { provide: DataSource, useValue: dataSource }],
      exports: providers,
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.ledger.close();
  }
}
