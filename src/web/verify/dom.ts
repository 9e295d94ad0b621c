/** Elements made one by one and texts set as texts: nothing a file says is ever read as HTML. */
export type Child = Node | string | number | false | undefined | readonly Child[];

type Attributes = Readonly<Record<string, string | number | boolean | ((event: Event) => void)>>;

const SVG = 'http://www.w3.org/2000/svg';
const DRAWN = new Set(['svg', 'rect', 'path', 'text']);

/** `true` sets an attribute without a value, `false` leaves it out; a function listens to the event of that name. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name];
export function el(name: 'svg' | 'rect' | 'path', attributes: Attributes, ...children: readonly Child[]): SVGElement;
export function el(name: string, attributes: Attributes, ...children: readonly Child[]): Element {
  const element = DRAWN.has(name) ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value !== false) element.setAttribute(key, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

function append(parent: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined || child === false) continue;
    if (child instanceof Node) parent.append(child);
    else if (typeof child === 'object') append(parent, child);
    else parent.append(plain(String(child)));
  }
}

/** Control signs are no text, and signs that turn the direction of writing could make a name read as another. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ');
}
