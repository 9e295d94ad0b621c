/** A session's token travels in a cookie (RFC 6265bis) that no script reads and no other site sends along. */
import { Rejection } from '../../core/rejection.js';
import { header, type Incoming } from '../../http/request.js';

/** What is needed of the server's reply. */
export interface Reply {
  header(name: string, value: string): Reply;
}

/** Where TLS is, the browser itself holds the cookie to this host, the whole of it, and never sends it in clear. */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-veta' : 'veta';
}

export function setCookie(reply: Reply, secure: boolean, token: string, seconds: number): void {
  const attributes = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? '; Secure' : ''}`;
  reply.header('set-cookie', `${cookieName(secure)}=${token}; ${attributes}`).header('cache-control', 'no-store');
}

/** The token that was sent; undefined where none was, or two that differ, as an attacker on a subdomain would plant. */
export function cookieOf(request: Incoming, secure: boolean): string | undefined {
  const prefix = `${cookieName(secure)}=`;
  const sent = (header(request, 'cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length));
  return new Set(sent).size === 1 ? sent[0] : undefined;
}

/**
 * A browser sends the cookie whoever asked it to: what changes something must come from a page of ours. Sec-Fetch-Site says so
 * (W3C Fetch Metadata), or else Origin names this host (RFC 6454 §7); neither is no proof.
 * @throws cross-site
 */
export function mustBeOurPage(request: Incoming, publicUrl: string): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
  const site = header(request, 'sec-fetch-site');
  if (site === 'same-origin') return;
  const origin = header(request, 'origin');
  const own = origin !== undefined && URL.canParse(origin) ? new URL(origin) : undefined;
  const ours = own?.origin === new URL(publicUrl).origin || own?.host === header(request, 'host');
  if (site !== undefined || own === undefined || !ours) throw new Rejection('cross-site', 'Origin');
}
