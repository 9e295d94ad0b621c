/** `<organisation>/<code>` ids as the two arrays a set-based query takes. An organisation's id holds no slash. */
export function keysOf(ids: readonly string[]): [orgs: string[], codes: string[]] {
  return [ids.map((id) => id.slice(0, id.indexOf('/'))), ids.map((id) => id.slice(id.indexOf('/') + 1))];
}
