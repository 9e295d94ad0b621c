/** Who takes part, with which papers and keys, and what is said about what was said. */
import { b64u, fineness, LOT, on, sid, within, type Sample, type Samples } from './sample.js';

const scope = {
  sites: ['R-1'],
  forms: ['dore'],
  activities: ['sale'],
  volume: { fineNg: '1', per: 'month' },
};
const paper: Sample = {
  lots: [],
  data: {
    holder: 'coop',
    scheme: 'fairmined',
    number: 'FM-1',
    from: '2025-07-01',
    until: '2026-07-01',
    issuer: 'arm',
    says: 'holder',
    scope,
    evidence: { sha256: sid, mediaType: 'application/pdf', size: 9 },
  },
  may: ['until', 'issuer', 'says', 'evidence', ...within('scope', 'sites', 'forms', 'activities', 'volume')],
};
const criteria = [{ criterion: 'C-1', result: 'pass' }];

export const paperSamples: Samples = {
  'access.granted': { lots: [LOT], data: { lot: LOT, audience: 'public' } },
  'threshold.set': {
    lots: [],
    data: {
      on,
      threshold: 'melt-loss',
      key: 'dore',
      from: '2026-01-01',
      value: 3_000,
      level: 'hold',
      reason: 'house rule',
    },
    may: ['key', 'value', 'level', 'reason'],
  },
  'access.ended': { lots: [], data: { organisation: 'coop', of: sid, reason: 'the audit is over' } },
  'credential.granted': paper,
  'credential.suspended': paper,
  'credential.reinstated': paper,
  'credential.withdrawn': paper,
  'credential.expired': paper,
  'credential.recalled': {
    lots: [],
    data: {
      on,
      holder: 'coop',
      from: '2026-01-01',
      reason: 'audit',
      scheme: 'fairmined',
      number: 'FM-1',
      site: 'R-1',
      until: '2026-02-01',
      says: 'organisation',
    },
    may: ['scheme', 'number', 'site', 'until', 'says'],
  },
  'credential.recall-lifted': { lots: [], data: { on, holder: 'coop', of: sid, reason: 'cleared' } },
  'lot.recalled': { lots: [LOT], data: { on, lot: LOT, reason: 'mercury', says: 'organisation' }, may: ['says'] },
  'lot.recall-lifted': { lots: [LOT], data: { on, lot: LOT, of: sid, reason: 'cleared' } },
  'organisation.registered': {
    lots: [],
    data: { organisation: 'coop', name: 'Coop', role: 'cooperative', country: 'CO' },
  },
  'site.registered': {
    lots: [],
    data: { site: 'R-1', name: 'La Playa', municipality: '', region: 'CO-CHO', country: 'CO' },
  },
  'scale.registered': { lots: [], data: { scale: 'S-1' } },
  'member.registered': { lots: [], data: { site: '' } },
  'risk.assessed': {
    lots: [],
    data: {
      on,
      organisation: 'coop',
      step: 'cahra',
      result: 'cahra',
      evidence: [sid],
      material: 'mined',
      missing: ['owner'],
      list: { name: 'EU', version: '1', date: '2026-01-01' },
      flags: [{ id: 'R1' }],
      places: [{ country: 'CO', finding: 'cahra', region: 'CO-CHO' }],
      reviewBy: '2027-01-01',
    },
    may: ['evidence.0', 'material', 'missing', 'list', 'flags', 'flags.0', 'places', 'places.0.region', 'reviewBy'],
  },
  'craft.reported': {
    lots: [],
    data: {
      on,
      version: '2.1',
      period: { from: '2025-01-01', until: '2025-12-31' },
      evidence: sid,
      scheme: 'craft',
      modules: [{ module: 'M1', criteria }],
      from: '2026-01-01',
      until: '2026-12-31',
    },
    may: ['scheme'],
  },
  'key.added': {
    lots: [],
    data: {
      organisation: 'coop',
      key: b64u(32),
      kid: b64u(16),
      holder: 'device',
      custody: 'own',
      proof: b64u(64),
      name: 'phone',
      scope: ['lot.assayed'],
      until: '2027-01-01T00:00:00.000Z',
    },
    may: ['name', 'scope', 'until'],
  },
  'key.revoked': { lots: [], data: { organisation: 'coop', kid: b64u(16), reason: 'stolen' } },
  'policy.set': {
    lots: [],
    data: { organisation: 'coop', attested: 'refused', reason: 'we have keys' },
    may: ['reason'],
  },
  'event.anchored': {
    lots: [],
    data: { log: 'other.example/log', size: 9, root: b64u(32), note: 'a signed note', reason: 'a copy' },
  },
  'statement.corrected': {
    lots: [LOT],
    data: { of: sid, on, reason: 'misread', fields: { grossMg: 1, fineness, form: 'dore', scale: 'S-1' } },
    may: ['fields.grossMg', 'fields.fineness', 'fields.form', 'fields.scale'],
  },
  'statement.disputed': { lots: [LOT], data: { of: sid, on, reason: 'another weight' } },
  'statement.voided': { lots: [LOT], data: { of: sid, on, reason: 'twice', with: 'joya' }, may: ['with'] },
  'personal-data.erased': {
    lots: [LOT],
    data: { digests: [b64u(32)], of: [sid], basis: 'request', requestedBy: 'coop', approvedBy: 'operator' },
  },
};
