/** What an organisation signs of papers it issues, declares of its own, recalls, or hands in for a shipment. */
import { isRecord, type Json } from '../../log/canonical-json.js';
import { Rejection } from '../../rejection.js';
import { changeCredential, type CredentialInput } from '../credentials/decide.js';
import { recallLot, recallPapers } from '../credentials/recall.js';
import type { Scope } from '../credentials/scope.js';
import { capture, captureNeeds, type Capture, type CaptureFacts } from '../papers/capture.js';
import { CAPTURED_KIND_IDS, CAPTURED_KINDS } from '../papers/kinds.js';
import { CREDENTIAL_ACTS, type CredentialAct, type Evidence } from '../registry.js';
import type { Asked, Needs, SignableAct } from './acts.js';
import { wordIn, type Said } from './said.js';

const needs = ({ org, said }: Asked): Needs => ({ parties: [...new Set([org, said.text('holder')])] });

/** Without `credential.recall-lifted` and `lot.recall-lifted`: a key is no second person. */
export const PAPER_ACTS: Readonly<Record<string, SignableAct>> = {
  ...Object.fromEntries(CREDENTIAL_ACTS.map((change) => [`credential.${change}`, changing(change)])),
  'credential.recalled': {
    needs,
    decide: (facts, act, { said }) =>
      recallPapers(
        facts,
        act,
        {
          holder: said.text('holder'),
          ...said.optional('scheme', said.text),
          ...said.optional('number', said.text),
          ...said.optional('site', said.text),
          from: said.day('from'),
          ...said.optional('until', said.day),
          reason: said.text('reason'),
        },
        'organisation',
      ),
  },
  'lot.recalled': {
    decide: (facts, act, { said }) =>
      recallLot(facts, act, { lot: said.uuid('lot'), reason: said.text('reason') }, 'organisation'),
  },
  'document.captured': {
    needs: (asked) => captureNeeds(asked.org, captureIn(asked), asked.packed ?? []),
    decide: (facts, act, asked) => capture(facts, act, captureIn(asked)),
  },
};

/** What the tables of captured papers are looked up in. */
export type PaperFacts = Pick<CaptureFacts, 'papers'>;

/** Beside its statement lie the values that its kind keeps private, and whose register they are in. */
function captureIn({ said, values, laboratories = [], file }: Asked): Capture {
  const kind = said.oneOf('kind', CAPTURED_KIND_IDS);
  const secret = CAPTURED_KINDS[kind].fields.filter((field) => 'private' in field).map(({ name }) => name);
  const beside = secret.flatMap((name) => (values.has(name) ? [[name, values.get(name) ?? null] as const] : []));
  const member = wordIn(values, 'member');
  return {
    kind,
    shipment: said.text('shipment'),
    number: said.text('number'),
    ...said.optional('exporter', said.text),
    ...said.optional('issuer', said.text),
    ...said.optional('issuedOn', said.day),
    ...said.optional('until', said.day),
    ...said.optional('fineNg', (name) => String(said.nanograms(name))),
    ...said.optional('covers', said.words),
    ...(said.has('replaces') && { replaces: said.part('replaces').sid('of') }),
    ...(said.has('file') && { file: heldOf(said.part('file').sid('sha256'), file) }),
    fields: { ...(said.has('fields') && said.record('fields')), ...Object.fromEntries(beside) },
    ...(member !== undefined && { member }),
    laboratories,
  };
}

function changing(change: CredentialAct): SignableAct {
  return { needs, decide: (facts, act, asked) => changeCredential(facts, act, change, inputOf(asked), 'organisation') };
}

function inputOf({ said, values }: Asked): CredentialInput {
  const note = wordIn(values, 'note');
  return {
    holder: said.text('holder'),
    scheme: said.text('scheme'),
    number: said.text('number'),
    from: said.day('from'),
    ...said.optional('until', (name) => (said.isNull(name) ? null : said.day(name))),
    ...said.optional('issuer', said.text),
    ...(said.has('scope') && { scope: scopeOf(said.part('scope')) }),
    ...(said.has('evidence') && { evidence: evidenceOf(said.part('evidence')) }),
    ...(note !== undefined && { note }),
  };
}

function scopeOf(said: Said): Scope {
  const scope: { [name: string]: Json } = {};
  for (const name of ['sites', 'forms', 'activities']) if (said.has(name)) scope[name] = said.words(name);
  if (said.has('volume')) scope['volume'] = said.record('volume');
  const { volume } = scope;
  if (volume !== undefined && (!isRecord(volume) || typeof volume['fineNg'] !== 'string')) {
    throw new Rejection('malformed', 'data.scope.volume');
  }
  return scope as Scope;
}

/** As at the desk: what a paper shows is kept before it is said. */
function heldOf(hash: string, file: Evidence | undefined): Evidence {
  if (file === undefined) throw new Rejection('file-not-held', 'data.file', { value: hash });
  return file;
}

/** A file named by its hash; whoever signs for it has it. */
function evidenceOf(said: Said): Evidence {
  return { sha256: said.sid('sha256'), mediaType: said.text('mediaType'), size: said.whole('size') };
}
