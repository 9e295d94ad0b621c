import { Injectable, ValidationPipe, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { Rejection } from '../../core/rejection.js';
import type { Fault } from '../field.js';

/** Bodies and queries are read by their class; the first fault found leaves as one Rejection that names the path. */
@Injectable()
export class ReadingPipe implements PipeTransform {
  private readonly byClass = new ValidationPipe({
    transform: true,
    transformOptions: { exposeUnsetFields: false, enableImplicitConversion: false },
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
    exceptionFactory: (errors: ValidationError[]) => firstFault(errors),
  });

  transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // A class is read from an object: the first fault of a list or a word is that it is none.
    if (metadata.type === 'body' && isOurs(metadata.metatype) && !isObject(value)) {
      throw new Rejection(value === undefined || value === null ? 'missing' : 'malformed', 'body', {
        example: '{ … }',
      });
    }
    return this.byClass.transform(value, metadata);
  }
}

function isOurs(metatype: ArgumentMetadata['metatype']): boolean {
  return metatype !== undefined && ![Object, Array, String, Number, Boolean, Buffer].some((one) => one === metatype);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstFault(errors: readonly ValidationError[]): Rejection {
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
