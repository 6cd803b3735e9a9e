import type { FormId } from '../case/actions.ts';
import { listStandingDocuments } from '../case/standing-documents.ts';
import type { CaseDocument } from '../case/state.ts';
import type { CaseView } from '../case/view.ts';
import { mainFileDocuments, sideFileDocuments } from './file-order.ts';

/** 按件: all copies of one paper, then of the next; 按份: one whole set after the other, as they are handed out. */
export const printSortings = ['byPiece', 'bySet'] as const;
export type PrintSorting = (typeof printSortings)[number];

/** So many copies of one finalised paper. */
export type PrintLine = { readonly documentId: string; readonly copies: number };

/** Jobs in the order in which the paper is to come out. A set has a paper only while copies of it are wanted. */
export function planPrintJobs(lines: readonly PrintLine[], sorting: PrintSorting): PrintLine[] {
  const wanted = lines.filter((one) => one.copies > 0);
  switch (sorting) {
    case 'byPiece':
      return wanted;
    case 'bySet': {
      const sets = Math.max(0, ...wanted.map((one) => one.copies));
      return Array.from({ length: sets }, (_, index) =>
        wanted.filter((one) => one.copies > index).map(({ documentId }) => ({ documentId, copies: 1 })),
      ).flat();
    }
  }
}

export function countCopies(lines: readonly { readonly copies: number }[]): number {
  return lines.reduce((sum, { copies }) => sum + copies, 0);
}

/** Copies that came out so far, by the word of those who saw them. */
export function countPrinted({ printings }: Pick<CaseDocument, 'printings'>): number {
  return countCopies(printings);
}

/** Copies that the rule wants and that did not come out yet. */
export function countMissingCopies(document: Pick<CaseDocument, 'printings' | 'copies'>): number {
  return Math.max(0, document.copies - countPrinted(document));
}

/** 重印: copies beyond those that the rule wants. */
export function countReprints(document: Pick<CaseDocument, 'printings' | 'copies'>): number {
  return Math.max(0, countPrinted(document) - document.copies);
}

const frontForms: readonly FormId[] = ['fileCover', 'fileIndex'];
const backForms: readonly FormId[] = ['fileRemarks', 'fileBack'];

/** Finalised papers that stand, as they lie in the file: cover and index, 正卷 in its order, remarks and back, then the 副卷. */
export function listPrintablePapers(view: CaseView): CaseDocument[] {
  const standing = listStandingDocuments(view);
  const ofForms = (forms: readonly FormId[]) =>
    forms.flatMap((form) => standing.filter((one) => one.form === form));
  return [
    ...ofForms(frontForms),
    ...mainFileDocuments(view),
    ...ofForms(backForms),
    ...ofForms(['sideFileIndex']),
    ...sideFileDocuments(view),
  ];
}
