/** The papers that organisations of a small log hold, as its decisions ask for them. */
import type { Credential, CredentialChanged, Party } from '../../src/core/custody/registry.js';

/** @param type `credential.…`; whoever is not registered is a stranger with this paper */
export function foldPaper(
  parties: Map<string, Party>,
  type: string,
  { holder, scheme, number, from, until }: CredentialChanged,
): void {
  const act = type.slice('credential.'.length);
  const stranger: Party = { organisation: holder, name: holder, role: 'other', country: 'CO', credentials: [] };
  const party = parties.get(holder) ?? stranger;
  const others = party.credentials.filter((one) => one.number !== number);
  const known = party.credentials.find((one) => one.number === number);
  const acts = [...(known?.acts ?? []), { act, from } as Credential['acts'][number]];
  const paper: Credential = known ? { ...known, acts } : { scheme, number, from, until: until ?? null, acts: [] };
  parties.set(holder, { ...party, credentials: [...others, paper] });
}
