/** What a file is by its first bytes: whatever name it came under, and whatever its sender calls it. */

export const MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** ISO 32000-2 §7.5.2; ITU-T T.81 B.1 (SOI, and a marker); PNG (W3C) §5.2. */
const BEGINNINGS: readonly (readonly [MediaType, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** Undefined for what is none of these: a PDF that begins later than at its first byte is none either. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | undefined {
  return BEGINNINGS.find(([, beginning]) => beginning.every((byte, i) => bytes[i] === byte))?.[0];
}

/** How the name of such a file ends. */
export const EXTENSIONS: Readonly<Record<MediaType, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};
