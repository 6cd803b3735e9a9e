import type { EntityOf } from '../case/entities.ts';
import type { CaseDocument } from '../case/state.ts';
import { getFormEntry } from './catalogue.ts';

/** A file of a pack: where it comes from and how it is called. The names hold titles and numbers, never a person. */
export type PackFile = {
  readonly name: string;
  /** The number of the paper it belongs to, as on the screen and in the list of materials. */
  readonly number: number;
  readonly title: string;
} & (
  | { readonly source: 'document'; readonly documentId: string; readonly pages: number }
  | { readonly source: 'scan'; readonly scanId: string }
);

/** A paper of a pack: its title, the documents that are it and the scans that stand beside them. */
export type PackPiece = {
  readonly title: string;
  readonly documents: readonly CaseDocument[];
  readonly scans: readonly EntityOf<'scan'>[];
};

const endings = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg' } as const;

/** Every file of a pack in order: 02-调解协议书.pdf, 02-调解协议书（签收件1）.jpg, 03-申请人身份证明-1.jpg. */
export function listPackFiles(pieces: readonly PackPiece[]): PackFile[] {
  return pieces.flatMap((piece, index) => {
    const number = index + 1;
    const documents = piece.documents.map((document, at): PackFile => {
      const { title } = getFormEntry(document.form);
      const isOneOfMany = piece.documents.filter((one) => one.form === document.form).length > 1;
      return {
        name: fileName(number, isOneOfMany ? `${title}-${at + 1}` : title, 'pdf'),
        number,
        title,
        source: 'document',
        documentId: document.documentId,
        pages: document.pages,
      };
    });
    const scans = piece.scans.map((scan, at): PackFile => {
      const signed = piece.documents.find((one) => one.documentId === scan.subjectId);
      const title = signed === undefined ? shortTitle(piece.title) : getFormEntry(signed.form).title;
      const ending = endings[scan.mediaType ?? 'application/pdf'];
      const suffix = signed === undefined ? `-${at + 1}` : `（签收件${at + 1}）`;
      return {
        name: fileName(number, `${title}${suffix}`, ending),
        number,
        title,
        source: 'scan',
        scanId: scan.id,
      };
    });
    return [...documents, ...scans];
  });
}

/** 03-授权委托书-1.pdf. What a file system refuses in names is left out. */
export function fileName(number: number, title: string, ending: string): string {
  return `${String(number).padStart(2, '0')}-${title.replaceAll(/[\\/:*?"<>|\s]/g, '')}.${ending}`;
}

/** A title without what stands in brackets or after the first comma: names of files stay short. */
function shortTitle(title: string): string {
  return title.split(/[（、，]/)[0] ?? title;
}
