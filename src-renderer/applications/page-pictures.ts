import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { getPdfWorker } from '../documents/pdf-worker.ts';
import { fromBase64 } from '../scans/bytes.ts';

export const pictureKinds = ['image/jpeg', 'image/png'] as const;
export type PictureKind = (typeof pictureKinds)[number];

/** Dots for each inch: small print stays readable, a page stays well under a megabyte. */
const dotsPerInch = 150;
const pointsPerInch = 72;
const jpegQuality = 0.9;

/** Every page of a PDF as a picture, in order, drawn from its very bytes. @param pdf base64 */
export async function drawPagePictures(pdf: string, kind: PictureKind): Promise<Uint8Array[]> {
  const task = getDocument({ data: fromBase64(pdf), worker: getPdfWorker() });
  try {
    const document_ = await task.promise;
    const pictures: Uint8Array[] = [];
    for (let number = 1; number <= document_.numPages; number += 1) {
      const page = await document_.getPage(number);
      const viewport = page.getViewport({ scale: dotsPerInch / pointsPerInch });
      const canvas = window.document.createElement('canvas');
      canvas.width = Math.round(viewport.width);
      canvas.height = Math.round(viewport.height);
      await page.render({ canvas, viewport }).promise;
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, kind, jpegQuality));
      if (blob === null) throw new Error('A page could not be drawn.');
      pictures.push(new Uint8Array(await blob.arrayBuffer()));
    }
    return pictures;
  } finally {
    await task.destroy();
  }
}
