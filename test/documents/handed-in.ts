/** A paper that somebody hands in, as the table of its kind shows it: to be signed, and for the desk. */
import { CAPTURED_KINDS, type CapturedKindId } from '../../src/core/custody/papers/kinds.js';
import { SHIPMENT } from './shipped.js';

export const ON = { date: '2026-03-16', tz: 'America/Bogota' };

/** What is said, and what is committed to beside it. */
export function said(
  kind: CapturedKindId,
  number: string,
  more: object = {},
): [type: string, data: object, beside: object[]] {
  const fields: Record<string, unknown> = {};
  const beside: { name: string; value: unknown }[] = [];
  for (const { name, example, ...field } of CAPTURED_KINDS[kind].fields) {
    if ('private' in field) beside.push({ name, value: example });
    else fields[name] = example;
  }
  const head = { on: ON, shipment: SHIPMENT, kind, number, issuer: 'Laboratorio del Valle', issuedOn: '2026-03-12' };
  return ['document.captured', { ...head, fields, ...more }, beside];
}

/** The same for the desk, which takes all of it together. */
export function atDesk(kind: CapturedKindId, number: string, more: object): object {
  const fields = Object.fromEntries(CAPTURED_KINDS[kind].fields.map(({ name, example }) => [name, example]));
  return { kind, number, issuer: 'Laboratorio del Valle', issuedOn: '2026-03-12', fields, on: ON.date, ...more };
}
