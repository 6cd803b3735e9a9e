/** The kinds of files that a record takes in beside its actions. */
export type MediaType = 'application/pdf' | 'image/png' | 'image/jpeg';

const beginnings: readonly { readonly mediaType: MediaType; readonly begins: readonly number[] }[] = [
  { mediaType: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] }, // %PDF-
  { mediaType: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
];

/** What a file is, told by its content and never by its name; null for everything that is not taken in. */
export function findMediaType(bytes: Uint8Array): MediaType | null {
  const found = beginnings.find(({ begins }) => begins.every((byte, index) => bytes[index] === byte));
  return found?.mediaType ?? null;
}
