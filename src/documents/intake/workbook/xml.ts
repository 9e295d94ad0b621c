/** A part of a workbook that is XML, read so that what nobody touched is written back as it was. */
import { DOMParser, onErrorStopParsing, XMLSerializer, type Document, type Element } from '@xmldom/xmldom';
import { utf8 } from '../../../core/bytes.js';
import { Rejection } from '../../../core/rejection.js';
import { contentOf, unreadable, type Part } from './container.js';

/** A form has hundreds of cells. What is only carried along may be larger. */
const MOST_BYTES = 2 * 1024 * 1024;
/** An empty row is as much work as a cell. */
export const MOST_CELLS = 25_000;
/** A cell and what is in it. */
const TAGS_PER_CELL = 4;
/** Each one is handed down to all that it holds: one in another, ten thousand deep, would fill the memory. */
const MOST_NAMESPACES = 2000;
/** Cells merged, formulas that fill several, columns of a look: each is held against every place that is mapped. */
const MOST_RANGES = 5000;

/**
 * No workbook has a document type (ISO/IEC 29500-2, 6.5.3): it is where entities are declared that other programs unfold.
 * UTF-16 is looked at too, as its bytes are those of ASCII with zeros between.
 */
export function refuseDoctype(part: Part): void {
  const text = Buffer.from(contentOf(part)).toString('latin1').replaceAll('\0', '');
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new Rejection('form-doctype', 'file', { part: part.name });
}

/** @throws Rejection where it is not well-formed XML in UTF-8 */
export function readXml(part: Part): Document {
  refuseDoctype(part);
  if (part.size > MOST_BYTES) throw tooLarge(part);
  const text = decoded(part);
  if (countOf('<', text) > MOST_CELLS * TAGS_PER_CELL || countOf('xmlns', text) > MOST_NAMESPACES) throw tooLarge(part);
  try {
    // It is written back in UTF-8, and its first line must not say otherwise.
    const [, encoding = 'utf-8'] = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)["']/.exec(text) ?? [];
    if (!/^utf-?8$/i.test(encoding)) throw unreadable({ part: part.name });
    return new DOMParser({ onError: onErrorStopParsing, locator: false, normalizeLineEndings }).parseFromString(
      text,
      'text/xml',
    );
  } catch {
    throw unreadable({ part: part.name });
  }
}

function decoded(part: Part): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(contentOf(part));
  } catch {
    throw unreadable({ part: part.name });
  }
}

function countOf(word: string, text: string): number {
  return text.split(word).length - 1;
}

/** @throws Rejection where there are more than a form has */
export function few<T>(elements: readonly T[], part: Part, most = MOST_RANGES): readonly T[] {
  if (elements.length > most) throw tooLarge(part);
  return elements;
}

function tooLarge({ name }: Part): Rejection {
  const most = { most: String(MOST_BYTES >> 20), cells: String(MOST_CELLS), ranges: String(MOST_RANGES) };
  return new Rejection('form-sheet-large', 'file', { part: name, ...most });
}

export function xmlBytes(document: Document): Uint8Array {
  return utf8(new XMLSerializer().serializeToString(document));
}

/** @throws Rejection where the document has none */
export function rootOf(document: Document): Element {
  if (document.documentElement === null) throw unreadable();
  return document.documentElement;
}

/** Children of this name, in the namespace of their parent. */
export function childrenOf(parent: Element, name: string): Element[] {
  const found: Element[] = [];
  for (let one = parent.firstChild; one !== null; one = one.nextSibling) {
    if (isElement(one) && one.localName === name && one.namespaceURI === parent.namespaceURI) found.push(one);
  }
  return found;
}

export function childOf(parent: Element, name: string): Element | undefined {
  return childrenOf(parent, name)[0];
}

/** A new element of its parent's namespace and prefix; not in the tree yet. */
export function elementFor(parent: Element, name: string): Element {
  const { ownerDocument, namespaceURI, prefix } = parent;
  if (ownerDocument === null) throw new Error('bug: an element of no document');
  return ownerDocument.createElementNS(namespaceURI, prefix ? `${prefix}:${name}` : name);
}

function isElement(node: unknown): node is Element {
  return (node as { nodeType: number }).nodeType === 1;
}

/** XML 1.0, 2.11: the parser's own would also change U+0085 and U+2028, which are text. */
function normalizeLineEndings(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
