/** What somebody wants prepared for signing: type and data in the words of docs/ledger-format.md, new lots left unnamed. */
import { randomUUID } from 'node:crypto';
import { isList, isRecord, type Json } from '../../core/log/canonical-json.js';
import { hasMembers, isUuid, isWord } from '../../core/log/shape.js';
import type { Reveal } from '../../core/log/statement.js';
import { Rejection } from '../../core/rejection.js';

type Data = { readonly [name: string]: Json };

export interface ToPrepare {
  readonly type: string;
  readonly data: Data;
  readonly reveals: readonly Reveal[];
}

/** @throws Rejection `missing`, `malformed` or `unknown-field`, naming the member */
export function readToPrepare(body: unknown): ToPrepare {
  const value = (body ?? null) as Json;
  if (!isRecord(value)) throw new Rejection('malformed', 'body', { example: '{ … }' });
  const stranger = Object.keys(value).find((name) => !['type', 'data', 'disclosures'].includes(name));
  if (stranger !== undefined) throw new Rejection('unknown-field', stranger.slice(0, 60));
  const { type, data, disclosures = [] } = value as Data;
  if (type === undefined || data === undefined) {
    throw new Rejection('missing', type === undefined ? 'type' : 'data', { example: 'custody.dispatched' });
  }
  if (!isWord(type)) throw new Rejection('malformed', 'type', { example: 'custody.dispatched' });
  if (!isRecord(data)) throw new Rejection('malformed', 'data', { example: '{ … }' });
  if (!isList(disclosures)) throw new Rejection('malformed', 'disclosures');
  const reveals = disclosures.map((one, i): Reveal => {
    const isReveal = hasMembers(one, ['name', 'value']) && isWord(one['name']);
    if (!isReveal) throw new Rejection('malformed', `disclosures[${i}]`);
    return { name: one['name'] as string, value: one['value'] as Json };
  });
  return { type, data: withNewLots(type, data), reveals };
}

/** Lots that an act makes get their ids here, where their author gave none. */
function withNewLots(type: string, data: Data): Data {
  if (type === 'lot.registered') return { lot: randomUUID(), ...data };
  const { outputs } = data;
  if (outputs === undefined || !isList(outputs)) return data;
  return { ...data, outputs: outputs.map(withLot) };
}

function withLot(output: Json): Json {
  return isRecord(output) && !isList(output) ? { lot: randomUUID(), ...output } : output;
}

/** Ids of the lots that `data` names, each once. */
export function lotsIn(data: Data): string[] {
  const { covers = [] } = data;
  const lines = ['inputs', 'outputs', 'bars', 'lines'].flatMap((name) => {
    const list = data[name];
    return list !== undefined && isList(list) ? list : [];
  });
  const ids = [data, ...lines].map((one) => (isRecord(one) ? one['lot'] : undefined));
  return [...new Set([...ids, ...(isList(covers) ? covers : [])].filter((id): id is string => isUuid(id)))];
}
