import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { PUBLIC, type Actor } from '../../http/actor.js';
import { idempotencyOf, type Idempotency } from '../../http/idempotency.js';
import { header, incoming } from '../../http/request.js';
import { languageOf, type Language } from '../../http/sentences.js';

/** Who asks for an act, what makes a repetition of it the same, and the language of the answer. */
export interface Asked {
  readonly actor: Actor;
  readonly once: Idempotency;
  readonly language: Language;
}

/** Parameter decorator: the language of the answer (RFC 9110 §12.5.4). */
export const Reader = createParamDecorator((_: unknown, context: ExecutionContext): Language => {
  return languageOf(header(incoming(context), 'accept-language'));
});

/** Parameter decorator for every act at the desk. */
export const Asking = createParamDecorator((_: unknown, context: ExecutionContext): Asked => {
  const request = incoming(context);
  const language = languageOf(header(request, 'accept-language'));
  return { actor: request.actor ?? PUBLIC, once: idempotencyOf(request), language };
});
