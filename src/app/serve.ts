import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config/config.js';
import { ConfigError } from '../config/config-error.js';
import { adapter, guardDoor, RATE } from '../http/door/door.js';
import { Metrics } from '../http/metrics.js';
import { publishOpenApi } from '../http/door/openapi.js';
import type { Ledger } from '../ledger/ledger.js';
import { ApplicationModule, type Parts } from './application.module.js';

export interface Door {
  /** Requests per address; the default suits people and their programs. */
  readonly rate?: { readonly perSecond: number; readonly burst: number };
  readonly logger?: LoggerService | false;
  /** Most bytes of a file of evidence. */
  readonly fileBytes?: number;
}

/** The application, ready for `app.inject()` and not yet listening. */
export async function createApplication(parts: Parts, door: Door = {}): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(ApplicationModule.of(parts), adapter(), {
    logger: door.logger ?? ['warn', 'error'],
    abortOnError: false,
  } as Parameters<typeof NestFactory.create>[2]);
  guardDoor(app, door.rate ?? RATE, door.fileBytes);
  publishOpenApi(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

export interface Serving {
  /** Address people can open. */
  readonly url: string;
  /** Answers what has been asked, then closes; the parts stay open. */
  close(): Promise<void>;
}

/** @throws ConfigError with a sentence when the port is taken or the address is not ours */
export async function serve(parts: Parts, config: Pick<Config, 'host' | 'port'>, door: Door = {}): Promise<Serving> {
  const app = await createApplication(parts, door);
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    await app.close();
    throw busy(error, config);
  }
  return { url: await app.getUrl(), close: () => app.close() };
}

/** Resolves with the name of the first signal that asks this process to stop; a second one stops it at once. */
export function askedToStop(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const signals: NodeJS.Signals[] = ['SIGTERM', 'SIGINT'];
    const stop = (signal: NodeJS.Signals): void => {
      for (const one of signals) process.removeListener(one, stop);
      resolve(signal);
    };
    for (const signal of signals) process.on(signal, stop);
  });
}

/** Counts what each batch records. Counted just before its commit: a counter may be off by a batch, never the ledger. */
export function countBatches(ledger: Ledger, metrics: Metrics): void {
  ledger.register({
    kind: 'metrics',
    load: () => Promise.resolve(new Map<string, never>()),
    evolve: () => [],
    save: (_tx, _changed, recorded) => Promise.resolve(metrics.appended(recorded.length)),
  });
}

function busy(error: unknown, { host, port }: Pick<Config, 'host' | 'port'>): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new ConfigError(`Port ${port} on ${host} is in use by another program. Stop it, or set PORT to a free one.`);
  }
  if (code === 'EACCES')
    return new ConfigError(`Port ${port} needs rights this process lacks. Set PORT to one above 1023.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new ConfigError(`HOST ${host} is not an address of this machine. Set HOST to one that is.`);
  }
  return error;
}
