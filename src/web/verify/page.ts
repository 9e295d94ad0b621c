/** The page's frame: brand, languages, the two things to choose, and the place for what comes of them. */
import type { Language } from '../../verifier/words.js';
import { el, type Child } from './dom.js';
import { LABELS } from './labels.js';

interface Chosen {
  readonly language: Language;
  readonly policy: string | undefined;
  /** Names of the files. */
  readonly proofs: readonly string[];
}

interface Deeds {
  speak(language: Language): void;
  take(files: readonly File[]): Promise<void>;
  trust(given: string | File): Promise<void>;
}

export function frame(chosen: Chosen, deeds: Deeds): readonly HTMLElement[] {
  const labels = LABELS[chosen.language];
  const main = el(
    'main',
    {},
    el('h1', {}, labels.title),
    el('p', {}, labels.private),
    proofField(chosen, deeds),
    trustField(chosen, deeds),
    el('div', { id: 'results', role: 'status' }),
    saveOffer(chosen.language),
  );
  return [top(chosen.language, deeds), main];
}

function top(language: Language, { speak }: Deeds): HTMLElement {
  const vein = el('path', { d: 'M3 5c9 2 8 8 13 11s4 9 13 11' });
  const buttons = Object.entries(LABELS).map(([code, { name }]) =>
    el(
      'button',
      { type: 'button', lang: code, 'aria-pressed': String(code === language), click: () => speak(code as Language) },
      name,
    ),
  );
  return el(
    'div',
    { class: 'top' },
    el('span', { class: 'brand' }, el('svg', { viewBox: '0 0 32 32', 'aria-hidden': 'true' }, vein), 'Veta'),
    el('nav', { 'aria-label': LABELS[language].languages }, buttons),
  );
}

function proofField({ language, proofs }: Chosen, { take }: Deeds): HTMLElement {
  const labels = LABELS[language];
  const pick = picker('proofs', labels.choose, { multiple: true }, (files) => void take(files));
  const named = proofs.length > 0 && el('p', { class: 'chosen' }, `✓ ${proofs.join(', ')}`);
  return dropped(take, el('h2', {}, labels.proof), el('p', { class: 'small' }, labels.proofHint), pick, named);
}

function trustField({ language, policy }: Chosen, { take, trust }: Deeds): HTMLElement {
  const labels = LABELS[language];
  const pasted = el('textarea', {
    id: 'policy',
    spellcheck: 'false',
    autocomplete: 'off',
    'aria-label': labels.paste,
    placeholder: labels.paste,
    change: () => void trust(pasted.value),
  });
  pasted.value = policy ?? '';
  const pick = picker('policies', labels.chooseTrust, {}, ([file]) => void (file && trust(file)));
  return dropped(take, el('h2', {}, labels.trust), el('p', { class: 'small' }, labels.trustHint), pick, pasted);
}

/** The browser's own field lies unseen over the button, so that keyboards and screen readers find what they know. */
function picker(
  id: string,
  words: string,
  attributes: Readonly<Record<string, boolean>>,
  chosen: (files: readonly File[]) => void,
): HTMLElement {
  const field = el('input', {
    id,
    type: 'file',
    ...attributes,
    'aria-label': words,
    change: () => chosen([...(field.files ?? [])]),
  });
  return el('span', { class: 'button pick' }, words, field);
}

function dropped(take: Deeds['take'], ...children: readonly Child[]): HTMLElement {
  const over = (on: boolean) => (event: Event) => {
    event.preventDefault();
    area.classList.toggle('over', on);
  };
  const drop = (event: Event): void => {
    over(false)(event);
    void take([...((event as DragEvent).dataTransfer?.files ?? [])]);
  };
  const area = el('section', { class: 'drop', dragover: over(true), dragleave: over(false), drop }, ...children);
  return area;
}

/** Only where the page came from a server: what was saved is saved. */
function saveOffer(language: Language): Child {
  if (!location.protocol.startsWith('http')) return false;
  const { save, saveHint } = LABELS[language];
  return el(
    'section',
    {},
    el('p', {}, el('a', { class: 'button', href: 'offline', download: 'veta-verify.html' }, save)),
    el('p', { class: 'small' }, saveHint),
  );
}
