import type { DocumentCaptured, Use } from '../../core/custody/registry.js';
import type { CustodyDispatched } from '../../core/custody/handover/statements.js';
import { TRANSFORMATIONS, type LotRegistered, type LotsTransformed } from '../../core/custody/statements.js';
import type { Vault } from '../../ledger/private/vault.js';
import type { Projection, Recorded } from '../../ledger/projection.js';

/**
 * Numbers that may be used once, by `code:<org>:<lot code>`, `declaration:<org>:<number>` and `seal:<org>:<number>`.
 * A number stays with the lot that used it first. Declarations are of persons: they are kept by a keyed name.
 */
export const uses = (vault: Vault): Projection<Use> => ({
  kind: 'uses',
  rebuilt: { tables: [{ name: 'used_number' }], touched: (recorded) => usesIn(recorded).map(([id]) => id) },

  async load(tx, ids) {
    const names = ids.map((id) => [id, keptAs(vault, id)] as const);
    const rows: (Use & { id: string })[] = await tx.query(
      'SELECT id, lot, code FROM used_number WHERE id = ANY ($1::text[])',
      [names.map(([, name]) => name)],
    );
    const kept = new Map(rows.map(({ id, lot, code }) => [id, { lot, code }]));
    return new Map(names.flatMap(([id, name]) => (kept.has(name) ? [[id, kept.get(name) as Use]] : [])));
  },

  evolve(states, recorded) {
    const fresh = usesIn(recorded).filter(([id]) => !states.has(id));
    for (const [id, use] of fresh) states.set(id, use);
    return fresh.map(([id]) => id);
  },

  async save(tx, changed) {
    if (changed.size === 0) return;
    const rows = [...changed].map(([id, { lot, code }]) => {
      return { id: keptAs(vault, id), org: id.split(':', 2)[1], lot, code };
    });
    await tx.query(
      `INSERT INTO used_number (id, org, lot, code)
       SELECT id, org, lot, code FROM jsonb_to_recordset($1::jsonb) AS r (id text, org text, lot text, code text)
       ON CONFLICT (id) DO NOTHING`,
      [JSON.stringify(rows)],
    );
  },
});

/** The id under which a number is kept. */
export function keptAs(vault: Vault, id: string): string {
  return id.startsWith('declaration:') ? `declared:${vault.textTag('declaration', id)}` : id;
}

function usesIn({ statement, reveals }: Recorded): [id: string, use: Use][] {
  const { type, org } = statement;
  if (type === 'lot.registered') {
    const { lot, code } = statement.data as unknown as LotRegistered;
    const declaration = reveals.find(({ name }) => name === 'declaration')?.value;
    const registered: [string, Use] = [`code:${org}:${code}`, { lot, code }];
    if (typeof declaration !== 'string') return [registered];
    return [registered, [`declaration:${org}:${declaration}`, { lot, code }]];
  }
  if (TRANSFORMATIONS.includes(type)) {
    const { outputs } = statement.data as unknown as LotsTransformed;
    return outputs.flatMap(({ lot, code, kept }): [string, Use][] => [
      [`code:${org}:${code}`, { lot, code }],
      ...(kept === undefined ? [] : [[`seal:${org}:${kept.seal}`, { lot, code: kept.seal }] as [string, Use]]),
    ]);
  }
  if (type === 'custody.dispatched') {
    const { from, lot, seal } = statement.data as unknown as CustodyDispatched;
    return seal === undefined ? [] : [[`seal:${from}:${seal}`, { lot, code: seal }]];
  }
  if (type === 'document.captured') {
    const { number, fineNg, shipment } = statement.data as unknown as DocumentCaptured;
    return fineNg === undefined ? [] : [[`receipt:${org}:${number}`, { lot: shipment, code: number }]];
  }
  return [];
}
