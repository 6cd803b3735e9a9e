import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityPatch } from '../../shared/case/actions.ts';
import type { MinutesEntryKind } from '../../shared/case/entities.ts';
import type { CaseView } from '../../shared/case/view.ts';
import type { OpenedCase } from '../../shared/contract/cases.ts';
import { errorText } from '../app/error-text.ts';
import { useAct } from '../casepage/useCase.ts';
import { useDraft } from '../drafts/useDraft.ts';
import type { Speaker } from './speakers.ts';

/** An entry that was ended with Enter and is on its way to the disk. Its ids are given here, so it is written once. */
export type WaitingEntry = {
  readonly entryId: string;
  readonly offerId: string;
  readonly speaker: Speaker;
  readonly kind: MinutesEntryKind;
  readonly text: string;
  readonly time: string;
  readonly amount: string;
  readonly terms: string;
  readonly correctsEntryId: string;
};

/**
 * People go on talking while an entry is being saved. Ended entries wait in line, kept as a draft, and are written
 * one after the other; what was written before a crash is recognised by its id and not written again.
 */
export function useEntryQueue(caseId: string, meetingId: string) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { act } = useAct(caseId);
  const { value, read, change, isRestored } = useDraft<readonly WaitingEntry[]>(
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
        change(read().filter((one) => one.entryId !== entryId));
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
      change([...read(), entry]);
      void writeAll();
    },
    retry: () => void writeAll(),
    /** Takes the first one out of the line again, to be mended. */
    takeBack: (): WaitingEntry | undefined => {
      const [first, ...others] = read();
      setFailure(null);
      change(others);
      return first;
    },
  };
}

/** The entry, and for an offer the link that it adds to the chain. None when it stands in the case already. */
function patchesOf(entry: WaitingEntry, view: CaseView, meetingId: string): EntityPatch[] {
  const meeting = view.meetings.find((one) => one.id === meetingId);
  if (meeting === undefined || meeting.entries.some(({ id }) => id === entry.entryId)) return [];
  const written: EntityPatch = {
    kind: 'minutesEntry',
    id: entry.entryId,
    fields: {
      meetingId,
      order: Math.max(0, ...meeting.entries.map(({ order }) => order ?? 0)) + 1,
      time: entry.time,
      speakerId: entry.speaker.id,
      speaker: entry.speaker.name,
      speakerRole: entry.speaker.role,
      kind: entry.kind,
      text: entry.text,
      ...(entry.correctsEntryId ? { correctsEntryId: entry.correctsEntryId } : {}),
    },
  };
  if (entry.kind !== 'offer' && entry.kind !== 'counterOffer') return [written];
  const standing = view.meetings
    .flatMap(({ offers }) => offers)
    .filter(({ status }) => status === 'open')
    .at(-1);
  const offer: EntityPatch = {
    kind: 'offer',
    id: entry.offerId,
    fields: {
      meetingId,
      entryId: entry.entryId,
      kind: entry.kind,
      byName: entry.speaker.name,
      ...(entry.amount === '' ? {} : { amount: entry.amount }),
      terms: entry.terms,
      status: 'open',
      ...(standing ? { answersOfferId: standing.id } : {}),
    },
  };
  const replaced: EntityPatch[] = standing
    ? [{ kind: 'offer', id: standing.id, fields: { status: 'replaced' } }]
    : [];
  return [written, offer, ...replaced];
}
