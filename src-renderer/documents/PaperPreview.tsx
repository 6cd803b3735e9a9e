import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { fromBase64 } from '../scans/bytes.ts';
import { getPdfWorker } from './pdf-worker.ts';

/** Sharp on a screen of ordinary density, and still quick. */
const scale = 1.6;

/** The real pages: the same bytes that are printed, drawn page by page. @param pdf base64 */
export function PaperPreview({ pdf }: { readonly pdf: string }) {
  const { t } = useTranslation();
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isCurrent = true;
    const task = getDocument({ data: fromBase64(pdf), worker: getPdfWorker() });
    const draw = async () => {
      const document_ = await task.promise;
      const pages = await Promise.all(
        Array.from({ length: document_.numPages }, async (_, index) => {
          const page = await document_.getPage(index + 1);
          const viewport = page.getViewport({ scale });
          const canvas = window.document.createElement('canvas');
          canvas.width = viewport.width;
          canvas.height = viewport.height;
          canvas.setAttribute('aria-label', t('paper.page', { number: index + 1 }));
          canvas.setAttribute('role', 'img');
          return { page, viewport, canvas };
        }),
      );
      for (const [index, { page, viewport, canvas }] of pages.entries()) {
        await page.render({ canvas, viewport }).promise;
        if (!isCurrent) return;
        // The first page shows once it is drawn; the others have their places under it, and are drawn in their turn.
        if (index > 0) continue;
        holder.current?.removeAttribute('data-pages');
        holder.current?.replaceChildren(...pages.map((one) => one.canvas));
      }
      holder.current?.setAttribute('data-pages', String(pages.length));
    };
    draw().catch(() => {});
    return () => {
      isCurrent = false;
      void task.destroy();
    };
  }, [pdf, t]);
  return (
    <div
      ref={holder}
      className="paper-preview"
      role="document"
      aria-label={t('paper.preview')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is read with the keys, too.
      tabIndex={0}
    />
  );
}
