/** Who acts: people, how they sign in, keys of machines, tokens of an issuer, and auditors. */
import { Authenticator } from '../../parties/people/authenticator.js';
import { COOP, EXPORTER, PASSWORD, type Chapter } from './story.js';

const HERE = 'http://localhost:3000';
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

export const people: Chapter = async (story, { manager }) => {
  const { cookie: lucia, id: person } = await story.somebody(manager, 'registrar', 'lucia@coop-limonal.example');
  const unused = await story.tell('People.invite', { by: manager });
  await story.tell('People.invited', { by: manager });
  await story.tell('People.withdraw', { by: manager, path: { id: String(unused.body['id']) } });
  await story.tell('People.list', { by: manager });

  const again = await story.tell('Sessions.byPassword');
  await story.tell('Sessions.who', { by: again.cookie });
  const sessions = (await story.tell('Sessions.list', { by: lucia })).body['items'] as unknown as Session[];
  const other = sessions.find(({ current }) => !current)?.id ?? '';
  await story.tell('Sessions.endOne', { by: lucia, path: { id: other } });
  const changed = { current: PASSWORD, password: 'ocho bateas en la orilla' };
  await story.tell('Sessions.password', { by: lucia, body: changed });
  const reset = await story.tell('Resets.begin', { by: manager, path: { person } });
  await story.tell('Resets.use', { body: { token: reset.body['token'] } });
  const back = await story.tell('Sessions.byPassword', { body: { password: 'ocho bateas en la orilla' } });
  await story.tell('Sessions.end', { by: back.cookie });
  await story.tell('People.role', { by: manager, path: { person }, body: { role: 'approver' } });
  await story.tell('People.end', { by: manager, path: { person } });
};

interface Session {
  readonly id: string;
  readonly current: boolean;
}

type Options = Parameters<Authenticator['create']>[0];

export const passkeys: Chapter = async (story, { manager }) => {
  const { body: invited } = await story.tell('People.invite', { by: manager, body: { role: 'manager' } });
  const me = { token: invited['token'], name: 'Ana', signIn: 'ana@coop-limonal.example' };
  const asked = (await story.tell('Sessions.enrolling', { body: me })).body as unknown as Options;
  const device = new Authenticator(HERE);
  await story.tell('Sessions.accept', { body: { ...me, passkey: device.create(asked) } });
  const options = (await story.tell('Passkeys.asking')).body as unknown as Options;
  const { cookie: ana } = await story.tell('Passkeys.byPasskey', { body: { passkey: device.get(options) } });
  const second = (await story.tell('Passkeys.enrolling', { by: ana })).body as unknown as Options;
  const made = await story.tell('Passkeys.enrol', {
    by: ana,
    body: { passkey: new Authenticator(HERE).create(second) },
  });
  await story.tell('Passkeys.list', { by: ana });
  await story.tell('Passkeys.revoke', { by: ana, path: { id: String(made.body['id']) } });
};

export const machines: Chapter = async (story, { manager }) => {
  const key = await story.tell('Keys.create', { by: manager });
  await story.tell('Keys.list', { by: manager });
  await story.tell('Keys.revoke', { by: manager, path: { id: String(key.body['id']) } });
  const mapping = await story.tell('TokenMappings.add', { by: manager });
  await story.tell('TokenMappings.list', { by: manager });
  await story.tell('TokenMappings.end', { by: manager, path: { id: String(mapping.body['id']) } });
};

export const auditors: Chapter = async (story, { manager }) => {
  const granted = await story.tell('Access.grant', {
    by: manager,
    body: { toOrganisation: EXPORTER, until: inDays(30) },
  });
  const auditor = await story.key(EXPORTER, 'auditor');
  await story.tell('Parties.sites', { by: auditor, headers: { 'veta-on-behalf-of': COOP } });
  await story.tell('Access.list', { by: manager });
  await story.tell('Access.received', { by: auditor });
  await story.tell('Access.reads', { by: manager });
  await story.tell('Access.end', { by: manager, path: { id: String(granted.body['id']) } });
  await story.tell('Access.refused', { by: manager });
};
