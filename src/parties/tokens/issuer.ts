/** Where an issuer's keys are (OpenID Connect Discovery 1.0 §4): asked of the issuer itself, and believed of its own host only. */
export async function discovered(issuer: string): Promise<{ readonly jwks: URL }> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    redirect: 'error',
    signal: AbortSignal.timeout(5000),
    headers: { accept: 'application/json' },
  });
  const said = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (!response.ok || said.issuer !== issuer) throw new Error('the issuer does not call itself by its configured name');
  if (typeof said.jwks_uri !== 'string' || !URL.canParse(said.jwks_uri)) throw new Error('the issuer shows no keys');
  const jwks = new URL(said.jwks_uri);
  if (jwks.origin !== new URL(issuer).origin) throw new Error('the issuer’s keys are at another host');
  return { jwks };
}
