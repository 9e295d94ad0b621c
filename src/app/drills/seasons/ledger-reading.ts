/** What a ledger says after a drill: where each entry is, and how often each act was recorded. */
import { toBase64Url, toHex } from '../../../core/bytes.js';
import { openHouse } from '../../house.js';
import { configIn } from '../scratch.js';

export interface Told {
  /** `<index> <leaf>` by statement id. */
  readonly entries: ReadonlyMap<string, string>;
  /** How often each act was recorded: by type, organisation and row of a book, or type and kind where there is no book. */
  readonly acts: ReadonlyMap<string, number>;
}

export async function readLedger(folder: string): Promise<Told> {
  const house = await openHouse(configIn(folder));
  try {
    const entries = new Map<string, string>();
    const acts = new Map<string, number>();
    for await (const { sid, idx, leaf, statement } of house.history.all()) {
      entries.set(toHex(sid), `${idx} ${toBase64Url(leaf)}`);
      const { type, org, book, data } = statement;
      const what = book === undefined ? String(data['kind'] ?? '') : `${book.file} ${book.key}`;
      const act = `${type} ${org} ${what}`;
      acts.set(act, (acts.get(act) ?? 0) + 1);
    }
    return { entries, acts };
  } finally {
    await house.close();
  }
}
