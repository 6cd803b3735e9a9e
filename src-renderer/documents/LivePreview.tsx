import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FormId } from '../../shared/case/actions.ts';
import { call, desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';
import { Notice } from '../ui/index.tsx';
import { PaperPreview } from './PaperPreview.tsx';

/**
 * The page as it would be printed now: of a final paper the very bytes that are printed, of another what is saved, set
 * as a draft. `state` changes when the case does.
 */
export function LivePreview(props: {
  readonly caseId: string;
  readonly form: FormId;
  readonly subjectId: string;
  readonly state: string;
  /** The final paper, if there is one. */
  readonly documentId?: string | undefined;
}) {
  const { t } = useTranslation();
  const { caseId, form, subjectId, state, documentId } = props;
  const { data, error } = useQuery({
    queryKey: documentId ? ['paper', caseId, documentId] : ['preview', caseId, form, subjectId, state],
    queryFn: async (): Promise<{ readonly pdf: string }> =>
      documentId
        ? call(desk.documents.read({ caseId, documentId }))
        : call(desk.documents.preview({ caseId, form, subjectId })),
    placeholderData: keepPreviousData,
  });
  if (error) return <Notice tone="error">{errorText(error, t)}</Notice>;
  return data ? <PaperPreview pdf={data.pdf} /> : null;
}
