/** PostgreSQL behind a door: once it was slammed, it shuts on each in the breath that lets it in, as a server does that is killed then. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { Client, type PoolConfig } from 'pg';

export interface HastyDoor {
  readonly connection: PoolConfig;
  /** Ends every session, and from now on each as soon as it is ready. @returns how many those are so far */
  slam(): () => number;
  /** Lets in again. */
  open(): void;
  close(): Promise<void>;
}

/** ReadyForQuery, and the ErrorResponse of a session whose server is gone (PostgreSQL, Message Formats). */
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const FIELDS = 'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0';
const GONE = Buffer.concat([Buffer.from([0x45, 0, 0, 0, 4 + FIELDS.length]), Buffer.from(FIELDS)]);

export async function hastyDoor(connection: PoolConfig): Promise<HastyDoor> {
  // However the address is given.
  const { host, port, user, password, database } = new Client(connection);
  const { options } = connection;
  let [slammed, shut] = [false, 0];
  const sockets = new Set<Socket>();
  const end = () => sockets.forEach((one) => one.destroy());
  const door = createServer((client) => {
    const server = host.startsWith('/') ? connect(join(host, `.s.PGSQL.${port}`)) : connect(port, host);
    for (const one of [client, server]) {
      sockets.add(one);
      one
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(one);
          (one === client ? server : client).destroy();
        });
    }
    client.pipe(server);
    server.on('data', (said: Buffer) => {
      if (!slammed || !said.subarray(-READY.length).equals(READY)) return client.write(said);
      shut += 1;
      client.end(Buffer.concat([said, GONE]));
    });
  });
  await new Promise<void>((listening) => door.listen(0, '127.0.0.1', listening));
  return {
    connection: { user, password, database, options, host: '127.0.0.1', port: (door.address() as AddressInfo).port },
    slam: () => {
      slammed = true;
      end();
      return () => shut;
    },
    open: () => {
      slammed = false;
    },
    close: async () => {
      const closed = once(door, 'close');
      door.close();
      end();
      await closed;
    },
  };
}
