/** Who is asking. A guard further right fills it in; everything a request does is done in its name. */
export interface Actor {
  /** Organisation the caller acts for; absent for the public. */
  readonly org?: string;
  readonly role: 'public' | 'registrar' | 'operator';
  /** Name of the key or session, for the record; never the secret. */
  readonly name: string;
  /** Id of the key; absent for the public and for work of our own. */
  readonly key?: string;
}

export const PUBLIC: Actor = { role: 'public', name: 'public' };
