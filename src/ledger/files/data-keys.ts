/**
 * The wrapped data keys of private values in the journal, each in a file of its own: erasing a person destroys the file, and
 * what the journal still holds of them opens no more.
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text as textOf, utf8 } from '../../core/bytes.js';
import { readIfThere, writeDurably } from './durable.js';

export interface DataKeyRow {
  /** The subject's keyed name, lowercase hex. */
  readonly subject: string;
  /** The row as PostgreSQL writes it as JSON. */
  readonly row: string;
}

export class DataKeys {
  constructor(private readonly folder: string) {}

  async add(rows: readonly DataKeyRow[]): Promise<void> {
    const there = new Set(await this.subjects());
    const fresh = rows.filter(({ subject }) => !there.has(subject));
    if (fresh.length === 0) return;
    await writeDurably(
      fresh.map(({ subject, row }) => ({ path: join(this.folder, subject), bytes: utf8(row), owned: true })),
    );
  }

  /** The rows, as PostgreSQL wrote them. */
  async all(): Promise<string[]> {
    const rows: string[] = [];
    for (const subject of await this.subjects()) {
      rows.push(textOf((await readIfThere(join(this.folder, subject))) ?? new Uint8Array()) ?? '');
    }
    return rows;
  }

  /** Destroys those of which the database has none any more. */
  async keepOnly(subjects: ReadonlySet<string>): Promise<void> {
    for (const subject of await this.subjects()) {
      if (!subjects.has(subject)) await rm(join(this.folder, subject), { force: true });
    }
  }

  async subjects(): Promise<string[]> {
    const names = await readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return [];
    });
    return names.filter((name) => /^[0-9a-f]{64}$/.test(name));
  }
}
