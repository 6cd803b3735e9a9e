import { GlobalWorkerOptions, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

let shared: PDFWorker | null = null;

/**
 * One thread for all papers that the desk has set itself: pdf.js would load its two megabytes anew for each. A file from
 * elsewhere has one of its own, which ends with it.
 */
export function getPdfWorker(): PDFWorker {
  if (shared === null || shared.destroyed) shared = new PDFWorker();
  return shared;
}
