/**
 * The raw ceiling of rendering: what pdfkit was told while a paper was drawn, told to it again with nothing around it, its fonts
 * named by their files as in any program of its own. The same glyphs on the same pages, without our measuring, wrapping, tagging,
 * hashing and embedding, and without our typefaces that are read once a process.
 */
import Pdf from 'pdfkit';
import type { Payload, RenderedFile } from '../../../documents/payload.js';
import { finish } from '../../../documents/pdf/archive.js';
import { FACES, fileOf } from '../../../documents/pdf/faces.js';
import { render } from '../../../documents/types/render.js';

const DRAWING =
  'addPage switchToPage font fontSize fillColor strokeColor text rect moveTo lineTo lineWidth fill stroke save restore rotate'.split(
    ' ',
  );

interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
}

type Method = (...args: unknown[]) => unknown;

/** Renders a paper as always, and keeps what pdfkit was told from outside. */
export async function recorded(payload: Payload): Promise<{ files: RenderedFile[]; calls: Call[] }> {
  const prototype = Pdf.prototype as unknown as Record<string, Method>;
  const own = new Map(
    DRAWING.flatMap((name) => (prototype[name] === undefined ? [] : [[name, prototype[name]] as const])),
  );
  const calls: Call[] = [];
  let depth = 0;
  for (const [name, method] of own) {
    prototype[name] = function told(this: unknown, ...args: unknown[]): unknown {
      if (depth === 0) calls.push({ name, args });
      depth += 1;
      try {
        return method.apply(this, args);
      } finally {
        depth -= 1;
      }
    };
  }
  try {
    return { files: await render(payload), calls };
  } finally {
    for (const [name, method] of own) prototype[name] = method;
  }
}

/** @returns the PDF's bytes */
export function drawBare(calls: readonly Call[]): Promise<Uint8Array> {
  const doc = new Pdf({ size: 'A4', margin: 0, bufferPages: true, autoFirstPage: false, compress: false });
  for (const face of FACES) doc.registerFont(face, fileOf(face));
  const methods = doc as unknown as Record<string, Method>;
  for (const { name, args } of calls) methods[name]?.(...args);
  return finish(doc);
}
