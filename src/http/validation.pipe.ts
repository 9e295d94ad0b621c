import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { Rejection } from '../core/rejection.js';
import type { Fault } from './fields.js';

/** Bodies and queries are read by their class; the first fault found leaves as one Rejection that names the path. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    transformOptions: { exposeUnsetFields: false, enableImplicitConversion: false },
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
    exceptionFactory: (errors: ValidationError[]) => firstFault(errors),
  });
}

export function firstFault(errors: readonly ValidationError[]): Rejection {
  let path = '';
  let [error] = errors;
  while (error !== undefined) {
    path = joined(path, error.property);
    const broken = Object.keys(error.constraints ?? {})[0];
    if (broken !== undefined) return rejectionOf(path, broken, error);
    [error] = error.children ?? [];
  }
  return new Rejection('malformed', path === '' ? 'body' : path);
}

function rejectionOf(path: string, broken: string, error: ValidationError): Rejection {
  if (broken === 'whitelistValidation') return new Rejection('unknown-field', path);
  const fault = error.contexts?.[broken] as Fault | undefined;
  // A rule without a meaning of its own: an object was asked for and something else came.
  const { code, detail } = fault ?? { code: 'malformed', detail: { example: '{ … }' } };
  const value: unknown = error.value;
  return new Rejection(code, path, value === undefined || value === null ? detail : { ...detail, value: shown(value) });
}

/** `takes[2].grossMg`: list positions in brackets, from 0 as in the caller's own JSON. */
function joined(path: string, property: string): string {
  if (/^\d+$/.test(property)) return `${path}[${property}]`;
  return path === '' ? property : `${path}.${property}`;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
