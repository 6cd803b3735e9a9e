import jsQR from 'jsqr';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type DocumentCode, findDocumentCode } from '../../shared/verification/document-code.ts';
import '../documents/pdf-worker.ts';
import type { GivenFile } from './bytes.ts';

/** A code found on a page, and by how much the page lies askew, in degrees clockwise. */
export type FoundCode = { readonly code: DocumentCode; readonly angle: number };

/** Long sides in pixels that a page is looked at in: small is quick, large finds a small code. */
const looks = [1400, 2400, 3600];
/** Below this the eye sees nothing, and the bytes stay as they came. */
const leastAngle = 0.4;
const jpegQuality = 0.9;

/** How many pages of a PDF are looked at, from the last, which carries the code. */
const pagesLookedAt = 6;

/** The pages of a file as pictures, the last first. */
async function* drawPages({ bytes, mediaType }: GivenFile, longSide: number): AsyncGenerator<ImageData> {
  if (mediaType === 'application/pdf') {
    const task = getDocument({ data: bytes.slice() });
    try {
      const document_ = await task.promise;
      const last = document_.numPages;
      for (let number = last; number > Math.max(0, last - pagesLookedAt); number -= 1) {
        const page = await document_.getPage(number);
        const plain = page.getViewport({ scale: 1 });
        const viewport = page.getViewport({ scale: longSide / Math.max(plain.width, plain.height) });
        const canvas = window.document.createElement('canvas');
        canvas.width = viewport.width;
        canvas.height = viewport.height;
        await page.render({ canvas, viewport }).promise;
        yield contextOf(canvas).getImageData(0, 0, canvas.width, canvas.height);
      }
    } finally {
      await task.destroy();
    }
    return;
  }
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const scale = Math.min(1, longSide / Math.max(bitmap.width, bitmap.height));
  const canvas = window.document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const context = contextOf(canvas);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  yield context.getImageData(0, 0, canvas.width, canvas.height);
}

/**
 * Our code on the page, read from the picture itself; null when there is none to be found.
 * @param until when to give up, on the clock of `performance`
 */
export async function findCodeOnPage(
  file: GivenFile,
  until: number = Number.POSITIVE_INFINITY,
): Promise<FoundCode | null> {
  for (const longSide of looks) {
    for await (const page of drawPages(file, longSide)) {
      if (performance.now() > until) return null;
      const found = jsQR(page.data, page.width, page.height);
      const code = found === null ? null : findDocumentCode(found.data);
      if (found === null || code === null) continue;
      const { topLeftCorner, topRightCorner } = found.location;
      const angle = Math.atan2(topRightCorner.y - topLeftCorner.y, topRightCorner.x - topLeftCorner.x);
      return { code, angle: (angle * 180) / Math.PI };
    }
  }
  return null;
}

/** The picture turned back by `angle`, as JPEG; null when it lies straight already or is a PDF. */
export async function straighten(
  { bytes, mediaType }: GivenFile,
  angle: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (mediaType === 'application/pdf' || Math.abs(angle) < leastAngle) return null;
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const radians = (-angle * Math.PI) / 180;
  const cos = Math.abs(Math.cos(radians));
  const sin = Math.abs(Math.sin(radians));
  const canvas = window.document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * cos + bitmap.height * sin);
  canvas.height = Math.round(bitmap.width * sin + bitmap.height * cos);
  const context = contextOf(canvas);
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate(radians);
  context.drawImage(bitmap, -bitmap.width / 2, -bitmap.height / 2);
  bitmap.close();
  return toJpeg(canvas);
}

export async function toJpeg(canvas: HTMLCanvasElement): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await new Promise<Blob | null>((done) => {
    canvas.toBlob(done, 'image/jpeg', jpegQuality);
  });
  if (blob === null) throw new Error('scan.pictureTooLarge');
  return new Uint8Array(await blob.arrayBuffer());
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('scan.pictureTooLarge');
  return context;
}
