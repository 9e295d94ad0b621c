/** Figures of a shipment as its papers of transport print them. */
import { thousandths } from '../../money/figures.js';
import type { Field } from '../../pdf/fields.js';
import { INKS } from '../../pdf/ink.js';
import type { Heading } from '../../pdf/table.js';

/** Milligrams as kilograms, three places half up, as carriers write them. */
export function kilograms(mg: number): string {
  return thousandths((BigInt(mg) + 500n) / 1000n);
}

export function figure(label: Heading, text: string): Field {
  return { label, lines: [{ text, ink: INKS.strong }] };
}
