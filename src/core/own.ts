/**
 * What a table says of a name that comes from outside. Only its own entries count: every object also answers to "constructor"
 * and "toString", and an organisation may be called that.
 */
export function own<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
