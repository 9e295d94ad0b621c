/** The log as its readers fetch it: C2SP tlog-tiles, up to the newest checkpoint that was signed. */
import type { DataSource } from 'typeorm';
import { formatBundle, formatTile, parseTilePath, TILE_WIDTH } from '../../core/log/tree/tile.js';
import { Rejection } from '../../core/rejection.js';
import type { LogFiles } from '../files/log-files.js';
import { isReleased } from '../files/release.js';
import { newestCheckpoint } from './published.js';
import { readTiles } from './tile-rows.js';

export interface TilesOptions {
  /** Where the signer puts the public files; what is not there is made from the database, to the same bytes. */
  readonly files?: LogFiles;
  /** Days after which entries are shown: when and how often gold moves is nobody's business. Absent: never. */
  readonly releaseDays?: number;
  readonly now?: () => number;
}

export class Tiles {
  constructor(
    private readonly dataSource: DataSource,
    private readonly options: TilesOptions = {},
  ) {}

  /** @throws Rejection `not-found` before the first checkpoint */
  async checkpoint(): Promise<string> {
    const newest = await newestCheckpoint(this.dataSource);
    if (newest === undefined) throw new Rejection('not-found', 'checkpoint');
    return newest.note;
  }

  /**
   * The bytes at `tile/…`.
   * @throws Rejection `not-found` for another spelling of a path, beyond the newest checkpoint, or entries not released
   */
  async tile(path: string): Promise<Uint8Array> {
    const asked = parseTilePath(path);
    if (asked === undefined) throw new Rejection('not-found', path);
    const file = await this.options.files?.read(path);
    if (file !== undefined) return file;
    const { level, n, width } = asked;
    const size = (await newestCheckpoint(this.dataSource))?.size ?? 0;
    const count = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level));
    if (n * TILE_WIDTH + width > count) throw new Rejection('not-found', path);
    if (level === 'entries') return this.entries(path, n, width);
    const [hashes] = await readTiles(this.dataSource, [{ level, n, width }]);
    if (hashes === undefined) throw new Error(`bug: no tile at ${path} in a signed tree of ${size}`);
    return formatTile(hashes);
  }

  private async entries(path: string, n: number, width: number): Promise<Uint8Array> {
    const { releaseDays, now = Date.now } = this.options;
    const rows: { bytes: Buffer }[] = await this.dataSource.query(
      'SELECT bytes FROM entry WHERE idx >= $1 AND idx < $2 ORDER BY idx',
      [n * TILE_WIDTH, n * TILE_WIDTH + width],
    );
    const last = rows.at(-1)?.bytes;
    if (releaseDays === undefined || last === undefined || !isReleased(last, now(), releaseDays)) {
      throw new Rejection('not-found', path);
    }
    return formatBundle(rows.map(({ bytes }) => bytes));
  }
}
