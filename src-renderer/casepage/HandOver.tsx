import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isClosedTo } from '../../shared/case/step-refusals.ts';
import { call, desk } from '../app/desk.ts';
import { useSession } from '../app/session-store.ts';
import { Button, Notice, Section, SelectInput, TextInput, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';
import type { SectionProps } from './CasePage.tsx';
import { useAct } from './useCase.ts';

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
  const canReceive = !isClosedTo(view, 'receiveCase');
  const canSend = !isClosedTo(view, 'handOver');
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
          <Button
            data-action="hand-over"
            disabled={send.isBusy || officeId === '' || reason === ''}
            onClick={() => void send.run()}
          >
            {t('handover.send')}
          </Button>
        </>
      )}
    </Section>
  );
}
