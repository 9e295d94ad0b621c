import type { DocumentCaptured, Use } from '../../core/custody/registry.js';
import type { CustodyDispatched, SealChanged } from '../../core/custody/handover/statements.js';
import { DECLARATION, paperUse } from '../../core/custody/rules/intake/everywhere.js';
import { TRANSFORMATIONS, type LotRegistered, type LotsTransformed } from '../../core/custody/statements.js';
import type { Vault } from '../../ledger/private/vault.js';
import type { Projection, Recorded } from '../../ledger/projection.js';

/**
 * Numbers that may be used once, by `code:<org>:<lot code>`, `declaration:<org>:<number>`, `seal:<org>:<number>` and, in
 * everybody's books, `photo:<SHA-256>` and `paper:<kind>:<number>`. A number stays with the lot that used it first; a declaration that states a quantity says
 * how much of it is used. Declarations are of persons, and numbers of papers are compared across books: both are kept by a keyed name.
 */
export const uses = (vault: Vault): Projection<Use> => ({
  kind: 'uses',
  rebuilt: { tables: [{ name: 'used_number' }], touched: (recorded) => usesIn(recorded).map(([id]) => id) },

  async load(tx, ids) {
    const names = ids.map((id) => [id, keptAs(vault, id)] as const);
    const rows: UsedNumber[] = await tx.query(LOAD, [names.map(([, name]) => name)]);
    const kept = new Map(rows.map((row) => [row.id, row]));
    return new Map(
      names.flatMap(([id, name]): [string, Use][] => {
        const row = kept.get(name);
        return row === undefined ? [] : [[id, useOf(id, row)]];
      }),
    );
  },

  evolve(states, recorded) {
    return usesIn(recorded).flatMap(([id, use, grossMg]) => {
      const before = states.get(id);
      if (before !== undefined && before.declared === undefined) return [];
      states.set(id, before === undefined ? use : usedMore(before, grossMg));
      return [id];
    });
  },

  async save(tx, changed) {
    if (changed.size === 0) return;
    const rows = [...changed].map(([id, { lot, code, declared, org = id.split(':', 2)[1] }]) => {
      const { quantityMg: quantity = null, usedMg: used = null } = declared ?? {};
      return { id: keptAs(vault, id), org, lot, code, quantity, used };
    });
    await tx.query(SAVE, [JSON.stringify(rows)]);
  },
});

interface UsedNumber {
  readonly id: string;
  readonly org: string;
  readonly lot: string;
  readonly code: string;
  readonly quantity: number | null;
  readonly used: number | null;
}

function useOf(id: string, { org, lot, code, quantity, used }: UsedNumber): Use {
  return {
    lot,
    code,
    ...(quantity !== null && { declared: { quantityMg: quantity, usedMg: used ?? 0 } }),
    ...(isEverybodys(id) && { org }),
  };
}

/** What no two books may use, and not only not one book twice. */
function isEverybodys(id: string): boolean {
  return id.startsWith('photo:') || id.startsWith('paper:');
}

/** The lot that used it first stays its lot. */
function usedMore(before: Use, grossMg = 0): Use {
  const { quantityMg = 0, usedMg = 0 } = before.declared ?? {};
  return { ...before, declared: { quantityMg, usedMg: usedMg + grossMg } };
}

// Masses stay below 2^53, which a float8 tells exactly.
const LOAD = `
SELECT id, org, lot, code, quantity_mg::float8 AS quantity, used_mg::float8 AS used
  FROM used_number WHERE id = ANY ($1::text[])`;

const SAVE = `
INSERT INTO used_number (id, org, lot, code, quantity_mg, used_mg)
SELECT id, org, lot, code, quantity, used
  FROM jsonb_to_recordset($1::jsonb) AS r (id text, org text, lot text, code text, quantity bigint, used bigint)
ON CONFLICT (id) DO UPDATE SET used_mg = excluded.used_mg WHERE used_number.quantity_mg IS NOT NULL`;

/** The id under which a number is kept. */
export function keptAs(vault: Vault, id: string): string {
  if (id.startsWith('paper:')) return `paper:${vault.textTag('paper', id)}`;
  return id.startsWith('declaration:') ? `declared:${vault.textTag('declaration', id)}` : id;
}

type Using = [id: string, use: Use, grossMg?: number];

function usesIn({ statement, reveals }: Recorded): Using[] {
  const { type, org } = statement;
  if (type === 'lot.registered') {
    const told = new Map(reveals.map(({ name, value }) => [name, value]));
    return usesOf(org, statement.data as unknown as LotRegistered, told);
  }
  if (TRANSFORMATIONS.includes(type)) {
    const { outputs } = statement.data as unknown as LotsTransformed;
    return outputs.flatMap(({ lot, code, kept }): Using[] => {
      const made: Using = [`code:${org}:${code}`, { lot, code }];
      return kept === undefined ? [made] : [made, [`seal:${org}:${kept.seal}`, { lot, code: kept.seal }]];
    });
  }
  if (type === 'custody.dispatched') {
    const { lot, seal, sealed } = statement.data as unknown as CustodyDispatched;
    const seals = new Set([...(seal === undefined ? [] : [seal]), ...(sealed?.seals ?? [])]);
    return [...seals].map((one) => [`seal:${org}:${one}`, { lot, code: one }]);
  }
  if (type === 'seal.changed') {
    const { lot, applied } = statement.data as unknown as SealChanged;
    return applied === undefined ? [] : [[`seal:${org}:${applied}`, { lot, code: applied }]];
  }
  if (type === 'document.captured') {
    const { kind, number, fineNg, shipment, exporter = org } = statement.data as unknown as DocumentCaptured;
    const captured = { lot: shipment, code: number };
    const everywhere = paperUse(kind, number).map((id): Using => [id, { ...captured, org: exporter }]);
    return fineNg === undefined ? everywhere : [[`receipt:${org}:${number}`, captured], ...everywhere];
  }
  return [];
}

/** A delivery's number, its declaration with the quantity that states, and the photograph it was weighed in. */
function usesOf(org: string, { lot, code, grossMg }: LotRegistered, told: ReadonlyMap<string, unknown>): Using[] {
  const [declaration, quantityMg, photo] = ['declaration', 'declared', 'photo'].map((name) => told.get(name));
  const declared = typeof quantityMg === 'number' ? { declared: { quantityMg, usedMg: grossMg } } : {};
  return [
    [`code:${org}:${code}`, { lot, code }],
    ...(typeof declaration === 'string'
      ? [
          [`declaration:${org}:${declaration}`, { lot, code, ...declared }, grossMg] as Using,
          ...paperUse(DECLARATION, declaration).map((id): Using => [id, { lot, code, org }]),
        ]
      : []),
    ...(typeof photo === 'string' ? [[`photo:${photo}`, { lot, code, org }] as Using] : []),
  ];
}
