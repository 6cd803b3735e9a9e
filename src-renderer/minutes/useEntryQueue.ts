import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenedCase } from '../../shared/contract/cases.ts';
import { errorText } from '../app/error-text.ts';
import { useAct } from '../casepage/useCase.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { patchesOf, type WaitingEntry } from './entry-patches.ts';

/**
 * People go on talking while an entry is being saved. Ended entries wait in line, kept as a draft, and are written
 * one after the other; what was written before a crash is recognised by its id and not written again.
 */
export function useEntryQueue(caseId: string, meetingId: string) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { act } = useAct(caseId);
  const { value, read, goOn, isRestored } = useDraft<readonly WaitingEntry[]>(
    `${caseId}:waiting:${meetingId}`,
    [],
  );
  const [failure, setFailure] = useState<string | null>(null);
  const isRunning = useRef(false);

  const writeAll = async (): Promise<void> => {
    if (isRunning.current) return;
    isRunning.current = true;
    setFailure(null);
    try {
      for (let next = read()[0]; next !== undefined; next = read()[0]) {
        const view = client.getQueryData<OpenedCase>(['case', caseId])?.view;
        // The case was left meanwhile: the entry stays in the draft and goes out when the case is opened again.
        if (view === undefined) return;
        const patches = patchesOf(next, view, meetingId);
        if (patches.length > 0) await act('minutes.entryWritten', { patches });
        const { entryId } = next;
        goOn(read().filter((one) => one.entryId !== entryId));
      }
    } catch (error) {
      setFailure(errorText(error, t));
    } finally {
      isRunning.current = false;
    }
  };

  // What the last run of the program left unwritten goes out now.
  useEffect(() => {
    if (isRestored) void writeAll();
  }, [isRestored]);

  return {
    waiting: value,
    failure,
    add: (entry: WaitingEntry): void => {
      goOn([...read(), entry]);
      void writeAll();
    },
    retry: () => void writeAll(),
    /** Takes the first one out of the line again, to be mended. */
    takeBack: (): WaitingEntry | undefined => {
      const [first, ...others] = read();
      setFailure(null);
      goOn(others);
      return first;
    },
  };
}
