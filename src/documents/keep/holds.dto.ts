import { instant, object, text } from '../../http/answer.js';
import { Text } from '../../http/fields.js';

export class HoldBody {
  @Text(200, { example: 'Requerimiento de la DIAN 2026-118', description: 'Why it is kept, or kept no longer' })
  reason: string;
}

export const HOLD = object({
  reason: text('Requerimiento de la DIAN 2026-118'),
  by: text('person:3f2b8c1e-0d4a-4c6b-9a57-1e2d3c4b5a69'),
  since: instant,
});
