import type { BarOnPaper, TracedBar } from '../../payload.js';

/** Claims and origins stand on the papers that tell of them only. */
export function weighed(bar: TracedBar): BarOnPaper {
  const { lot, code, seal, madeOn, grossMg, finenessPpm, method, fineNg } = bar;
  return { lot, code, seal, madeOn, grossMg, finenessPpm, method, fineNg };
}
