/** What is said to be in gold, or was put to it: as people write it in the books of the countries here. */
export type Substance = 'mercury' | 'cyanide';

/** In English, Spanish and French, in Mongolian, and as a formula. */
export const WRITTEN: Readonly<Record<Substance, RegExp>> = {
  mercury: /mercur|azogue|quicksilver|мөнгөн ус|\bhg\b/iu,
  cyanide: /cyan|cianur|циан|\b(na|k)cn\b/iu,
};
