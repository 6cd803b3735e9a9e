import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityPatch, FormId } from '../../shared/case/actions.ts';
import { TypedPatches } from '../../shared/contract/documents.ts';
import { call, desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';
import { whileOnItsWay } from '../app/files-on-their-way.ts';
import { Notice } from '../ui/index.tsx';
import { useSettled } from '../ui/useSettled.ts';
import { PaperPreview } from './PaperPreview.tsx';
import { useWarmPapers } from './useWarmPapers.ts';

/** A page is set once the hand rests. */
const settingPause = 600;

/**
 * The page as it would be printed now: of a final paper the very bytes that are printed, of another what is saved and
 * typed, set as a draft. `state` changes when the case does.
 */
export function LivePreview(props: {
  readonly caseId: string;
  readonly form: FormId;
  readonly subjectId: string;
  readonly state: string;
  /** The final paper, if there is one. */
  readonly documentId?: string | undefined;
  /** What is typed about it and not saved yet. */
  readonly typed?: readonly EntityPatch[];
}) {
  const { t } = useTranslation();
  useWarmPapers();
  const { caseId, form, subjectId, state, documentId } = props;
  // Half an amount or half a day is no text yet: until it is whole the page stays as it is.
  const written = TypedPatches.safeParse(props.typed);
  const [whole, setWhole] = useState('');
  const text = written.success ? JSON.stringify(written.data) : props.typed?.length ? whole : '';
  if (text !== whole) setWhole(text);
  const typed = useSettled(text, settingPause);
  const { data, error } = useQuery({
    queryKey: documentId ? ['paper', caseId, documentId] : ['preview', caseId, form, subjectId, state, typed],
    queryFn: async (): Promise<{ readonly pdf: string }> =>
      documentId
        ? call(desk.documents.read({ caseId, documentId }))
        : call(
            desk.documents.preview({
              caseId,
              form,
              subjectId,
              ...(typed === '' ? {} : { typed: JSON.parse(typed) }),
            }),
          ),
    placeholderData: keepPreviousData,
    refetchInterval: whileOnItsWay,
  });
  if (error) return <Notice tone="error">{errorText(error, t)}</Notice>;
  return data ? <PaperPreview pdf={data.pdf} /> : null;
}
