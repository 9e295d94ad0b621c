/** Which organisation a book's code means: another cooperative's `lab-1` may be another laboratory. */
import type { DataSource } from 'typeorm';
import type { Season } from '../season/season.js';
import { fold } from '../season/sheet/words.js';

/**
 * Ids by the book's codes: the code in lower case, unless the ledger knows that id under another name or country; then
 * the first free `<code>-2`, `<code>-3`, … or the one that already is this organisation.
 */
export async function organisationIds(dataSource: DataSource, season: Season): Promise<Map<string, string>> {
  const rows: { org: string; name: string; country: string }[] = await dataSource.query(
    'SELECT org, name, country FROM organisation',
  );
  const taken = new Map(rows.map(({ org, name, country }) => [org, `${country} ${fold(name)}`]));
  const ids = new Map<string, string>();
  for (const { code, name, country } of season.organisations) {
    const who = `${country} ${fold(name)}`;
    let id = code.toLowerCase();
    for (let n = 2; (taken.get(id) ?? who) !== who; n++) id = `${code.toLowerCase()}-${n}`;
    taken.set(id, who);
    ids.set(code, id);
  }
  return ids;
}
