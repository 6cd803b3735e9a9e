import { type DocumentCode, hasContent } from '../../shared/verification/document-code.ts';
import { call, DeskError, desk } from '../app/desk.ts';
import { useOrder } from '../ui/index.tsx';
import { useRoutes } from './routes.ts';

/** Opens the case at the paper that a code names. What is odd about the scanned page is said beside the open case. */
export function useOpenDocument() {
  const go = useRoutes((routes) => routes.go);
  return useOrder(async (code: DocumentCode) => {
    const { found } = await call(desk.cases.findDocument({ documentId: code.documentId }));
    if (found === null) throw new DeskError('document.notHere');
    const { caseId, form, subjectId } = found;
    go({ name: 'case', caseId, section: 'documents', paper: { form, subjectId } });
    if (!hasContent(code, found.contentSha256)) throw new DeskError('document.pageDiffers');
    if (found.isReplaced) throw new DeskError('document.pageReplaced');
  });
}
