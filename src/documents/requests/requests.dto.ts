import { WordsOf } from '../../http/fields.js';
import type { DocumentKind } from '../types/document-types.js';
import { SHIPMENT_KINDS } from './desk.js';

export class PapersBody {
  @WordsOf(SHIPMENT_KINDS, { optional: true, description: 'Every kind where none is named' }) kinds?: DocumentKind[];
}
