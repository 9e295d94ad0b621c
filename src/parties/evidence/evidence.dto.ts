import { instant, object, oneOf, sha256, whole } from '../../http/answer.js';
import { matching, type Field } from '../../http/field.js';
import { Code } from '../../http/fields.js';
import { MEDIA_TYPES } from './media-type.js';

export class KeepQuery {
  @Code({
    optional: true,
    example: 'LIM-003',
    description: 'Member, or owner.<code>, it tells of: it goes when they do',
  })
  member?: string;
}

export const FILE = object({ sha256, mediaType: oneOf([...MEDIA_TYPES]), size: whole(48_213), keptAt: instant });

/** SHA-256 of a file that is kept here, lowercase hex. */
export const HeldFile = (field: Field = {}): PropertyDecorator =>
  matching(/^[0-9a-f]{64}$/, 64, '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', field);
