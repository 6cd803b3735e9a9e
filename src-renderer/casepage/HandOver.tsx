import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findRefusal, isAtAnotherOffice, isClosedTo } from '../../shared/case/step-refusals.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { call, desk } from '../app/desk.ts';
import { useSession } from '../app/session-store.ts';
import { Button, Notice, Section, SelectInput, StillMissing, TextInput, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';
import type { SectionProps } from './CasePage.tsx';
import { useAct } from './useCase.ts';

/** Who has a case that was handed over, and since when: said before the first field that takes nothing. */
export function HandedOverNotice({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const closedBy = findRefusal(view, 'recordIntake');
  if (view.handover === null) return null;
  const date = dateText(view.handover.handedOverOn);
  if (closedBy === 'case.isOnItsWay') return <Notice tone="info">{t('handover.toReceive', { date })}</Notice>;
  if (!isAtAnotherOffice(view)) return null;
  const office = view.handover.toOfficeName;
  return (
    <Notice tone="info">
      <p data-value="handedOver">
        {view.receipt === null
          ? t('handover.isUnderway', { date, office })
          : t('handover.isElsewhere', { date, office, received: dateText(view.receipt.receivedOn) })}
      </p>
      <p className="small">{t('handover.readOnly')}</p>
    </Notice>
  );
}

/** Whether the notice above the case says already why nothing is done here. */
export const isSaidAbove = (refusal: string): boolean =>
  refusal === 'case.handedOver' || refusal === 'case.isOnItsWay';

/** 移送 to another office, and the receiving of a case that came from one. */
export function HandOver({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const person = useSession((session) => session.status?.person?.name ?? '');
  const [officeId, setOfficeId] = useState('');
  const [reason, setReason] = useState('');
  const { data } = useQuery({ queryKey: ['offices'], queryFn: () => call(desk.sync.offices({})) });
  const offices = data?.offices ?? [];
  const { data: own } = useQuery({ queryKey: ['mediators'], queryFn: () => call(desk.desk.mediators({})) });
  const appointed = view.acceptance?.mediators ?? [];
  const areOfFormerOffice =
    own !== undefined &&
    appointed.length > 0 &&
    !appointed.some(({ id }) => own.mediators.some((one) => one.id === id));
  const send = useOrder(async () => {
    const office = offices.find((one) => one.id === officeId);
    if (office === undefined) return;
    await act('case.handedOver', {
      toOfficeId: office.id,
      toOfficeName: office.name,
      handedOverOn: todayInShanghai(),
      reason,
      handedOverBy: person,
    });
    setReason('');
  });
  const receive = useOrder(() =>
    act('case.received', { receivedOn: todayInShanghai(), receivedBy: person, caseNumber: '', note: '' }),
  );
  // Two receptions beside each other are settled where what stands apart is shown.
  const canReceive = view.receipt === null && !isClosedTo(view, 'receiveCase');
  const canSend = !isClosedTo(view, 'handOver');
  const missing = [
    ...(officeId === '' ? [t('handover.office')] : []),
    ...(reason.trim() === '' ? [t('handover.reason')] : []),
  ];
  // Of an archived case there is nothing to say or do.
  if (!canSend && !canReceive && view.handover === null) return null;
  return (
    <Section title={t('handover.title')}>
      {view.handover && (
        <p data-value="handover">
          {t('handover.done', {
            date: dateText(view.handover.handedOverOn),
            office: view.handover.toOfficeName,
          })}
          {view.receipt === null && !canReceive && t('handover.waiting')}
          {view.receipt && t('handover.received', { date: dateText(view.receipt.receivedOn) })}
        </p>
      )}
      {view.handover && (
        <p data-value="handoverReason">
          {t('handover.given', { reason: view.handover.reason, name: view.handover.handedOverBy })}
        </p>
      )}
      {canSend && view.receipt !== null && areOfFormerOffice && (
        <Notice tone="warning">
          {t('handover.formerMediators', { names: listText(appointed.map(({ name }) => name)) })}
        </Notice>
      )}
      {canReceive && (
        <>
          <p>{t('handover.receiveHint')}</p>
          {receive.failure}
          <Button data-action="receive-case" kind="primary" onClick={() => void receive.run()}>
            {t('handover.receive')}
          </Button>
        </>
      )}
      {canSend && offices.length === 0 && <p className="soft">{t('handover.noOffices')}</p>}
      {canSend && offices.length > 0 && (
        <>
          <p className="soft">{t('handover.explain')}</p>
          <div className="grid">
            <SelectInput
              label={t('handover.office')}
              field="handover.office"
              value={officeId}
              options={offices.map(({ id, name }) => ({ value: id, label: name }))}
              hasNone
              onChange={setOfficeId}
            />
            <TextInput
              label={t('handover.reason')}
              field="handover.reason"
              value={reason}
              onChange={setReason}
            />
          </div>
          {send.failure}
          <div className="row">
            <Button
              data-action="hand-over"
              disabled={send.isBusy || missing.length > 0}
              onClick={() => void send.run()}
            >
              {t('handover.send')}
            </Button>
            <StillMissing labels={missing} />
          </div>
        </>
      )}
    </Section>
  );
}
