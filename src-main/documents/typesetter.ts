import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import qrcode from 'qrcode';
import { CodedError } from '../../shared/contract/ipc.ts';
import { templateOf } from '../../shared/documents/catalogue.ts';
import type { DocumentContent } from '../../shared/documents/content.ts';
import { canonicalText } from '../../shared/record/canonical.ts';
import { type FontShelf, findMissingGlyphs, type GlyphSet, listFamilies, readGlyphs } from './glyphs.ts';
import type { TypesetAnswer, TypesetOrder } from './typeset-orders.ts';

/** A page that was set: the very bytes that are previewed, printed, signed and archived. */
export type TypesetDocument = {
  readonly pdf: Uint8Array;
  readonly pdfSha256: string;
  /** SHA-256 of the canonical text of the content; its first twelve digits stand on every page. */
  readonly contentSha256: string;
  readonly pages: number;
};

export type Typesetter = {
  /**
   * @param mark null for a draft; else copies and the document's id, printed as a code; without an id there is no
   * record to compare the paper with, and no code
   * @throws CodedError 'document.glyphMissing' with the characters, 'document.templateFailed'
   */
  readonly typeset: (
    content: DocumentContent,
    mark: { readonly documentId: string | null; readonly copies: number } | null,
  ) => Promise<TypesetDocument>;
  /** Begins to load what the first paper would wait for: the thread, the fonts, what they can show. */
  readonly warm: () => void;
  readonly close: () => Promise<void>;
};

/** Raised with any change of the templates or of what they are given. */
export const templateVersion = '27';
const shortHashLength = 12;

/** Starts the typesetter on first use; a thread that died is replaced at the next order. */
export function createTypesetter(parts: {
  readonly assetsFolder: string;
  readonly workerUrl: URL;
}): Typesetter {
  let worker: Worker | null = null;
  const glyphs = new Map<FontShelf, Promise<GlyphSet>>();
  let lastId = 0;
  const waiting = new Map<number, { done: (answer: TypesetAnswer) => void; fail: (error: Error) => void }>();

  const getWorker = (): Worker => {
    if (worker !== null) return worker;
    const started = new Worker(parts.workerUrl, {
      workerData: { assetsFolder: parts.assetsFolder },
      name: 'typesetter',
    });
    started.on('message', (answer: TypesetAnswer) => {
      waiting.get(answer.id)?.done(answer);
      waiting.delete(answer.id);
    });
    const end = () => {
      if (worker === started) worker = null;
      for (const { fail } of waiting.values()) fail(new CodedError('document.typesetterGone'));
      waiting.clear();
    };
    started.on('error', end);
    started.on('exit', end);
    worker = started;
    return started;
  };

  const glyphsOf = (shelf: FontShelf): Promise<GlyphSet> => {
    const found = glyphs.get(shelf) ?? readGlyphs(parts.assetsFolder, shelf);
    glyphs.set(shelf, found);
    // What could not be read once is read again by whoever sets the next paper.
    found.catch(() => glyphs.delete(shelf));
    return found;
  };

  /** The fonts for rare names, where a text needs them. Throws 'document.glyphMissing' for what no font has. */
  const rareFontsFor = async (text: string): Promise<string[]> => {
    const uncommon = findMissingGlyphs(text, await glyphsOf('common'));
    if (uncommon.length === 0) return [];
    const missing = findMissingGlyphs(uncommon.join(''), await glyphsOf('rare'));
    if (missing.length > 0) throw new CodedError('document.glyphMissing', { characters: missing });
    return listFamilies(parts.assetsFolder, 'rare');
  };

  const order = (orderParts: Omit<TypesetOrder, 'id'>): Promise<TypesetAnswer> => {
    lastId += 1;
    const message: TypesetOrder = { id: lastId, ...orderParts };
    return new Promise((done, fail) => {
      waiting.set(message.id, { done, fail });
      getWorker().postMessage(message);
    });
  };

  return {
    typeset: async (content, mark) => {
      const text = canonicalText(content);
      const rareFonts = await rareFontsFor(text);
      const contentSha256 = createHash('sha256').update(text, 'utf8').digest('hex');
      const shortHash = contentSha256.slice(0, shortHashLength);
      const print = {
        isDraft: mark === null,
        rareFonts,
        shortHash,
        copies: mark?.copies ?? 1,
        qr:
          mark === null || mark.documentId === null
            ? ''
            : await qrcode.toString(`mediation-desk:1:${mark.documentId}:${shortHash}`, {
                type: 'svg',
                margin: 0,
              }),
      };
      const answer = await order({
        template: templateOf(content.form),
        rareFonts,
        content: text,
        print: JSON.stringify(print),
      });
      if (!answer.ok) throw new CodedError('document.templateFailed', { reason: answer.diagnostics });
      const pdfSha256 = createHash('sha256').update(answer.pdf).digest('hex');
      return { pdf: answer.pdf, pdfSha256, contentSha256, pages: answer.pages };
    },
    warm: () => {
      getWorker();
      // Its failure is told to whoever sets a paper.
      glyphsOf('common').catch(() => {});
    },
    close: async () => {
      await worker?.terminate();
      worker = null;
    },
  };
}
