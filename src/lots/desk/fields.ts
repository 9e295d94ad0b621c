/** Fields that the acts on lots share; each carries validation and OpenAPI together (http/fields.ts). */
import { matching, type Field } from '../../http/field.js';
import { Text, TimeZone, Whole } from '../../http/fields.js';

/** An existing lot: the code on its tag, or its id where two registrars use one code. */
export const Tag = (field: Field = {}) =>
  Text(90, { ...field, example: 'B-2026-014', description: 'Code on its tag, or id' });
export const Zone = () =>
  TimeZone({ optional: true, description: "IANA zone of the day; else that of the site's country" });
export const Note = () =>
  Text(500, {
    optional: true,
    example: 'Pesado dos veces, en presencia de la minera',
    description: 'Kept beside the ledger, which holds a commitment',
  });
export const Uncertainty = () => Whole({ optional: true, min: 0, max: 500_000, example: 5_000, description: 'k = 1' });
export const MilligramsOrNone = (field: Field = {}) => Whole({ ...field, min: 0, max: 1_000_000_000, example: 0 });
/** Fine gold, more than none: nanograms as decimal text. */
export const FineNg = (field: Field = {}) => matching(/^[1-9]\d{0,29}$/, 30, '431123000000', field);
/** SHA-256 of the photograph of a weighing, lowercase hex; the photograph itself may be kept under /api/evidence. */
export const Photo = () =>
  matching(/^[0-9a-f]{64}$/, 64, '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', {
    optional: true,
    description: 'SHA-256 of the photograph of scale and seal',
  });
