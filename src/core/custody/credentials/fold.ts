/** What a paper is after something was said of it: the fold of the register, and of whoever checks a bundle. */
import type { Credential, CredentialAct, CredentialChanged } from '../registry.js';

/** A second grant of the same paper renews it, or vouches for what its holder said; `undefined` for what was never granted. */
export function credentialAfter(
  act: CredentialAct,
  before: Credential | undefined,
  change: CredentialChanged,
): Credential | undefined {
  const { scheme, number, from, issuer, scope, evidence } = change;
  const files = [...(before?.evidence ?? []), ...(evidence === undefined ? [] : [evidence])];
  const shown = files.length === 0 ? {} : { evidence: files };
  const { until = null, says } = change;
  if (act === 'granted' && (before === undefined || before.selfDeclared === true)) {
    const more = { ...(issuer !== undefined && { issuer }), ...(scope !== undefined && { scope }), ...shown };
    return {
      scheme,
      number,
      from,
      until,
      acts: [],
      ...more,
      ...(says === 'holder' && { selfDeclared: true as const }),
    };
  }
  if (before === undefined) return undefined;
  const acts = [...before.acts, { act, from }];
  return { ...before, until: act === 'granted' ? until : before.until, acts, ...shown };
}

/** Acts on a paper; a recall and its end, which stand among the same papers, do nothing to it. */
export function isPaperAct(type: string): boolean {
  return type.startsWith('credential.') && !type.startsWith('credential.recall');
}
