import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { getPdfWorker } from './pdf-worker.ts';

/** Sharp on a screen of ordinary density, and still quick. */
const scale = 1.6;

/** The real pages: the same bytes that are printed, drawn page by page. @param pdf base64 */
export function PaperPreview({ pdf }: { readonly pdf: string }) {
  const { t } = useTranslation();
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isCurrent = true;
    const bytes = Uint8Array.from(atob(pdf), (character) => character.charCodeAt(0));
    const task = getDocument({ data: bytes, worker: getPdfWorker() });
    const draw = async () => {
      const document_ = await task.promise;
      const pages: HTMLCanvasElement[] = [];
      for (let number = 1; number <= document_.numPages; number += 1) {
        const page = await document_.getPage(number);
        const viewport = page.getViewport({ scale });
        const canvas = window.document.createElement('canvas');
        canvas.width = viewport.width;
        canvas.height = viewport.height;
        canvas.setAttribute('aria-label', t('paper.page', { number }));
        canvas.setAttribute('role', 'img');
        await page.render({ canvas, viewport }).promise;
        if (!isCurrent) return;
        pages.push(canvas);
      }
      holder.current?.replaceChildren(...pages);
      holder.current?.setAttribute('data-pages', String(pages.length));
    };
    draw().catch(() => {});
    return () => {
      isCurrent = false;
      void task.destroy();
    };
  }, [pdf, t]);
  return <div ref={holder} className="paper-preview" role="document" aria-label={t('paper.preview')} />;
}
