/** The way from the mine to the lot, told and drawn step by step: months and companies, never a day, a person or a weight. */
import type { Step } from '../../core/evidence/summary.js';
import type { LineageNode } from '../../core/provenance/lineage.js';
import type { ProvenanceView } from '../../provenance/provenance.js';
import { html, type Html } from '../frame/html.js';
import type { Reader } from '../frame/reader.js';
import { courseOf, type Layer } from './course.js';
import { isMonth, type OriginGroup, type Origins } from '../../core/provenance/groups.js';
import { Hands } from './hands.js';
import { riverOf } from './river.js';

export function pathSection(view: ProvenanceView, origins: Origins, reader: Reader): Html | false {
  const layers = courseOf(view, origins);
  if (layers.length === 0) return false;
  const { path } = reader.words;
  const hands = new Hands(view, layers);
  const steps = layers.map((layer, i) => {
    const told = i === 0 ? delivered(origins.groups, hands, reader) : made(layer, hands, reader);
    const passed = passedOn(hands.stepsAt(i), hands, reader);
    return html`<li>
      ${riverOf(layers, i)}
      <div>${told}${passed.map((sentence) => html`<p class="hand">${sentence}</p>`)}</div>
    </li>`;
  });
  return html`<section aria-labelledby="path">
    <h2 id="path">${path.heading}</h2>
    <p class="small">${path.intro}</p>
    <ol class="path">
      ${steps}
    </ol>
  </section>`;
}

function delivered(groups: readonly OriginGroup[], hands: Hands, reader: Reader): Html {
  const { path } = reader.words;
  const months = groups.map(({ period }) => period).filter(isMonth);
  const untold = groups.some(({ period, deliveries }) => period === 'others' && deliveries === undefined);
  const count = groups.reduce((sum, { deliveries = 0 }) => sum + deliveries, 0);
  const sentences = [
    ...(count > 0 || untold
      ? [
          path.delivered(
            untold ? undefined : reader.count(count),
            reader.list(hands.producers()),
            reader.months(months),
          ),
        ]
      : []),
    ...(groups.some(({ period }) => period === 'opening') ? [path.openingToo] : []),
  ];
  return html`<h3>${path.mine}</h3>
    ${sentences.map((sentence) => html`<p>${sentence}</p>`)}`;
}

/** Lots of one layer that the same company made the same way are one sentence. */
function made({ lots, made: edges }: Layer, hands: Hands, reader: Reader): Html[] {
  const { path } = reader.words;
  const acts = new Map<string, LineageNode[]>();
  for (const lot of lots) {
    const process = edges.find(({ to }) => to === lot.id)?.process ?? 'aggregate';
    const key = JSON.stringify([process, hands.makerOf(lot.id), lot.form]);
    acts.set(key, [...(acts.get(key) ?? []), lot]);
  }
  return [...acts].map(([key, same]) => {
    const [process, maker, form] = JSON.parse(key) as [keyof typeof path.done, string | null, LineageNode['form']];
    const who = maker === null ? path.someone : hands.nameOf(maker);
    const sentence = path.done[process](who, path.amount(form, same.length), reader.months(same.map(({ day }) => day)));
    return html`<h3>${path.titles[process]}</h3>
      <p>${sentence}</p>`;
  });
}

/** A sale says more than a receipt; both by the same company in one month are one sentence. */
function passedOn(steps: readonly Step[], hands: Hands, reader: Reader): string[] {
  const { path } = reader.words;
  const takers = new Map<string, { sold: boolean; days: string[] }>();
  for (const { act, to, day } of steps) {
    const before = takers.get(to);
    takers.set(to, { sold: act === 'sold' || before?.sold === true, days: [...(before?.days ?? []), day] });
  }
  return [...takers].map(([to, { sold, days }]) =>
    (sold ? path.bought : path.received)(hands.nameOf(to), reader.months(days)),
  );
}
