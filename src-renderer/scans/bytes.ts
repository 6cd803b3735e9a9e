import { findMediaType, type MediaType } from '../../shared/record/media-type.ts';
import { isPictureTooLarge } from '../../shared/record/picture-size.ts';
import { DeskError } from '../app/desk.ts';

/** In pieces: one call with millions of arguments would break the stack. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 32_768) {
    text += String.fromCharCode(...bytes.subarray(start, start + 32_768));
  }
  return btoa(text);
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  // Counted: an iteration over the characters takes over ten times as long, and papers have hundreds of thousands.
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = characters.charCodeAt(index);
  return bytes;
}

/** A file that is about to be taken in: its bytes, and what its content says it is. */
export type GivenFile = {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Null for anything that is no scan or photo. */
  readonly mediaType: MediaType | null;
};

/** Throws DeskError 'scan.tooLarge' before anything is drawn. */
export async function readGivenFile(file: File): Promise<GivenFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isPictureTooLarge(bytes)) throw new DeskError('scan.tooLarge');
  return { name: file.name, bytes, mediaType: findMediaType(bytes) };
}
