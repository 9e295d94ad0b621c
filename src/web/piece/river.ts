/** The course drawn: a strip of blocks per layer, and the streams that lead to the next one. Words beside it say the same. */
import { html, type Html } from '../frame/html.js';
import type { Layer, Slot } from './course.js';
import { WHOLE } from './streams.js';

/** Colours of origin groups come round after so many; letters beside them do not. */
const COLOURS = 6;
/** Drawn widths are whole thousandths of the picture; it is stretched to whatever room there is. */
const WIDE = 1000;
/** The gold of one lot alone is drawn as a narrow vein, many origins as a wide field. */
const VEIN = 300;

interface Span {
  readonly left: number;
  readonly width: number;
}

export function colourOf(group: number | undefined): string {
  return group === undefined ? 'mixed' : `o${group % COLOURS}`;
}

export function riverOf(layers: readonly Layer[], i: number): Html {
  const layer = layers[i];
  if (layer === undefined) throw new Error(`bug: no layer ${i}`);
  const [above, below] = [spansOf(layer.slots), spansOf(layers[i + 1]?.slots ?? [])];
  const blocks = layer.slots.map((slot, n) => {
    const { left = 0, width = 0 } = above[n] ?? {};
    return html`<rect class="${colourOf(slot.group)}" x="${left}" width="${width}" height="10" />`;
  });
  const strip = html`<svg class="blocks" viewBox="0 0 ${WIDE} 10" preserveAspectRatio="none">${blocks}</svg>`;
  if (layer.flows.length === 0) return html`<div class="river" aria-hidden="true">${strip}</div>`;
  return html`<div class="river" aria-hidden="true">${strip}${streams(layer, layers[i + 1], above, below, i)}</div>`;
}

function streams(
  { slots, flows }: Layer,
  next: Layer | undefined,
  above: readonly Span[],
  below: readonly Span[],
  i: number,
): Html {
  const [tops, bottoms] = [taken(slots, above), taken(next?.slots ?? [], below)];
  const fades = new Map<string, Html>();
  const paths = [...flows]
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map((flow) => {
      const [from, to] = [colourOf(slots[flow.from]?.group), colourOf(next?.slots[flow.to]?.group)];
      const id = `f${i}${from}${to}`;
      if (from !== to) fades.set(id, fade(id, from, to));
      const shape = band(tops(flow.from, flow.part), bottoms(flow.to, flow.part));
      return from === to ? html`<path class="${from}" d="${shape}" />` : html`<path fill="url(#${id})" d="${shape}" />`;
    });
  const defs = fades.size > 0 && html`<defs>${[...fades.values()]}</defs>`;
  return html`<svg class="streams" viewBox="0 0 ${WIDE} 100" preserveAspectRatio="none">${defs}${paths}</svg>`;
}

function fade(id: string, from: string, to: string): Html {
  const stops = html`<stop class="${from}" offset="0" /><stop class="${to}" offset="1" />`;
  return html`<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops}</linearGradient>`;
}

function band(top: Span, bottom: Span): string {
  const [a, b] = [top.left, bottom.left];
  const [c, d] = [top.left + top.width, bottom.left + bottom.width];
  return `M${a} 0C${a} 50 ${b} 50 ${b} 100H${d}C${d} 50 ${c} 50 ${c} 0Z`;
}

/** Side by side with gaps, in the middle of the picture. */
function spansOf(slots: readonly Slot[]): Span[] {
  const gap = slots.length > 1 ? Math.min(24, Math.floor(240 / slots.length)) : 0;
  const room = (slots.length === 1 ? VEIN : WIDE) - gap * (slots.length - 1);
  let left = slots.length === 1 ? (WIDE - VEIN) / 2 : 0;
  return slots.map(({ part }) => {
    const span = { left, width: scaled(part, room) };
    left += span.width + gap;
    return span;
  });
}

/** Hands out a block's edge from left to right, stream by stream. */
function taken(slots: readonly Slot[], spans: readonly Span[]): (at: number, part: number) => Span {
  const used = slots.map(() => 0);
  return (at, part) => {
    const { left = 0, width = 0 } = spans[at] ?? {};
    const whole = slots[at]?.part ?? WHOLE;
    const [before, after] = [used[at] ?? 0, (used[at] ?? 0) + part];
    used[at] = after;
    const start = left + Math.round((width * before) / whole);
    return { left: start, width: left + Math.round((width * after) / whole) - start };
  };
}

function scaled(part: number, room: number): number {
  return Math.max(2, Math.round((part * room) / WHOLE));
}
