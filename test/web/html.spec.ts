import * as fc from 'fast-check';
import { html } from '../../src/web/frame/html.js';

test('no text, however written, leaves the place it was put in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const { text: page } = html`<p title="${text}">${text}</p>`;
      expect(page).toMatch(/^<p title="[^"<>']*">[^"<>']*<\/p>$/);
      expect(page.replaceAll(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
    }),
  );
});

test('what turns the direction of writing or is no text is dropped', () => {
  expect(html`${'ring\u202Egnp\u0000\u2066!'}`.text).toBe('ring gnp !');
});

test('HTML made here stays HTML, lists follow one another, nothing is nothing, zero is zero', () => {
  const list = html`<ul>
    ${[1, 2].map((n) => html`<li>${n}</li>`)}${false}${undefined}${0}
  </ul>`;
  expect(list.text.replaceAll(/\s/g, '')).toBe('<ul><li>1</li><li>2</li>0</ul>');
});
