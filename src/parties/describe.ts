/** What the lists and files of parties show, where no class says it. */
import { HOLDERS, CUSTODIES } from '../core/custody/keys/keys.js';
import { CREDENTIAL_ACTS, ROLES } from '../core/custody/registry.js';
import {
  byName,
  day,
  fineNg,
  flag,
  instant,
  listOf,
  mg,
  object,
  oneOf,
  open,
  organisation,
  orNull,
  ppm,
  sha256,
  text,
  whole,
} from '../http/answer.js';

const country = text('CO');

export const ORGANISATION = object({
  org: organisation,
  name: text('Cooperativa El Limonal'),
  role: oneOf(ROLES),
  country,
});

export const SITE = object({
  org: organisation,
  code: text('LIM-A'),
  name: text('Playa El Limonal'),
  municipality: text('San Isidro del Río'),
  region: text('CO-CAU'),
  country,
  title: text('ARE-000-CAU'),
  deposit: text('alluvial'),
  minPpm: ppm,
  maxPpm: ppm,
  capacityMgPerMonth: mg,
});

export const SCALE = object({
  org: organisation,
  code: text('BAL-A1'),
  site: text('LIM-A'),
  divisionMg: whole(10),
  calibrated: day,
  until: day,
});

export const MEMBER = object({
  org: organisation,
  code: text('LIM-003'),
  kind: text('member'),
  site: text('LIM-A'),
  registration: text('SM-252169'),
  from: orNull(day),
  until: orNull(day),
  months: byName(fineNg),
});

export const CREDENTIAL = object(
  {
    holder: organisation,
    scheme: text('fairmined'),
    number: text('FM-000'),
    from: day,
    until: orNull(day),
    acts: listOf(object({ act: oneOf(CREDENTIAL_ACTS), from: day })),
  },
  {
    issuer: text('standard-holder'),
    scope: open,
    selfDeclared: flag,
    evidence: listOf(object({ sha256, mediaType: text('application/pdf'), size: whole(48_211), held: flag })),
  },
);

export const SIGNING_KEY = object({
  kid: sha256,
  key: text('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'),
  holder: oneOf(HOLDERS),
  custody: oneOf(CUSTODIES),
  name: orNull(text('Registro, oficina')),
  scope: orNull(listOf(text('lot.registered'))),
  until: orNull(instant),
  addedAt: whole(41, 'Index of the entry that added it'),
  revokedAt: orNull(whole(57, 'Index of the entry that revoked it')),
});

export const POLICY = object({
  attested: text('allowed'),
  reason: orNull(text('the keys are in use')),
  setAt: orNull(whole(42, 'Index of the entry that set it')),
});

export const SUPPLIER = object(
  { organisation, overdue: flag, complete: flag },
  { decision: text('continue'), due: day },
);

const flags = listOf(object({ id: text('R2'), figures: byName(text('104')) }));

export const DILIGENCE_FILE = object({
  supplier: object({ organisation, name: text('Cooperativa El Limonal'), country }),
  day,
  steps: listOf(
    object(
      {
        step: whole(1, 'As the OECD Guidance counts them'),
        state: oneOf(['complete', 'incomplete', 'overdue']),
        missing: listOf(text('owners')),
        parts: byName(open),
      },
      { due: day },
    ),
  ),
  flags,
  values: listOf(object({ sid: sha256, name: text('owner.UBO-1'), value: open })),
});

export const CRAFT_REPORT = object(
  {
    organisation,
    sid: sha256,
    label: object({ en: text('Self-declared'), es: text('Autodeclarado'), fr: text('Autodéclaré') }),
    status: oneOf(['affiliate', 'candidate', 'none', 'lapsed']),
    on: object({ date: day, tz: text('UTC') }),
    version: text('2.1'),
    period: object({ from: day, until: day }),
    modules: listOf(open),
    evidence: sha256,
    from: day,
    until: day,
  },
  { scheme: text('craft-limonal') },
);
