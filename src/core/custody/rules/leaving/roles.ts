/** P18: what the law of a country lets only some parties do. */
import { Rejection } from '../../../rejection.js';
import { standingOf } from '../../claims.js';
import type { Party } from '../../registry.js';
import type { Form } from '../../statements.js';
import { rowInForce } from '../thresholds/dated.js';
import { DORE_IMPORTERS } from '../thresholds/handover.js';

/** The consignee may bring gold of this form into its country on that day. */
export function mayImport(consignee: Party | undefined, form: Form, day: string): void {
  if (consignee === undefined || form !== 'dore') return;
  const row = rowInForce(DORE_IMPORTERS, day, consignee.country);
  if (row === undefined || row.value.roles.includes(consignee.role)) return;
  const { roles, credentials } = row.value;
  const holds = consignee.credentials.some(
    (one) => credentials.includes(one.scheme) && standingOf(one, day) === 'valid',
  );
  if (holds) return;
  const { organisation: party, country } = consignee;
  const choices = [...roles, ...credentials].join(', ');
  throw new Rejection('role-not-allowed', 'consignee', { party, country, form, law: row.source, choices });
}
