/** A cooperative with people in it, asked as a browser asks: with a cookie, from a page of ours. */
import { openDesk, type Answer, type Ask, type Desk } from '../desk.js';
import type { Door } from '../../../src/app/serve.js';
import type { Parts } from '../../../src/app/application.module.js';

export const COOP = 'coop-limonal';
export const OTHER = 'coop-rio';
export const PASSWORD = 'siete bateas en el río';
/** What a browser adds to what a page of this server asks. */
export const OURS = { 'sec-fetch-site': 'same-origin' };

export interface Browser {
  readonly person: string;
  readonly role: string;
  readonly cookie: string;
  readonly signIn: string;
}

export interface Office extends Desk {
  /** Key of an operator who acts for none. */
  readonly operator: string;
  /** Invited by the operator, accepted with a password. */
  somebody(role: string, organisation?: string): Promise<Browser>;
  as(browser: Pick<Browser, 'cookie'>, method: 'get' | 'post', url: string, ask?: Ask): Promise<Answer>;
  from(address: string): { readonly headers: Readonly<Record<string, string>> };
}

export async function openOffice(parts: Partial<Parts> = {}, door: Door = {}): Promise<Office> {
  const desk = await openDesk(parts, door);
  const { secret: operator } = await desk.keys.create(null, 'operator', 'office');
  for (const organisation of [COOP, OTHER]) {
    const body = { organisation, name: organisation, role: 'cooperative', country: 'CO' };
    const answer = await desk.post('/api/organisations', { key: operator, body });
    if (answer.status !== 201) throw new Error(`no organisation: ${answer.text}`);
  }
  let invited = 0;
  return {
    ...desk,
    operator,
    async somebody(role, organisation = COOP) {
      const signIn = `${role}-${(invited += 1)}@${organisation}.example`;
      const token = await inviteBy(desk, operator, { role, organisation });
      const body = { token, name: `Somebody ${invited}`, signIn, password: PASSWORD };
      const answer = await desk.post('/api/people/accept', {
        body,
        once: '',
        headers: { 'x-forwarded-for': `198.51.100.${invited}` },
      });
      if (answer.status !== 201) throw new Error(`not accepted: ${answer.text}`);
      return { person: String(answer.body['person']), role, cookie: cookieIn(answer), signIn };
    },
    as: (browser, method, url, ask = {}) =>
      desk[method](url, { ...ask, headers: { ...OURS, cookie: browser.cookie, ...ask.headers } }),
    from: (address) => ({ headers: { 'x-forwarded-for': address } }),
  };
}

export async function inviteBy(
  desk: Desk,
  key: string,
  body: { role: string; organisation?: string },
): Promise<string> {
  const answer = await desk.post('/api/people/invitations', { key, body: { label: 'by hand', ...body } });
  if (answer.status !== 201) throw new Error(`not invited: ${answer.text}`);
  return String(answer.body['token']);
}

/** `name=value` of the cookie that was set. */
export function cookieIn({ headers }: Answer): string {
  return String(headers['set-cookie']).split(';')[0] ?? '';
}
