import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityOf } from '../../shared/case/entities.ts';
import { isClosedTo } from '../../shared/case/step-refusals.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { codeLabel, offerStatuses } from '../../shared/law/codes/index.ts';
import { formatMoney, parseMoney } from '../../shared/text/money.ts';
import { useAct } from '../casepage/useCase.ts';
import { Button, Section, StillMissing, TextInput, useOrder } from '../ui/index.tsx';

/**
 * Offers and counter-offers as a chain, each with what became of it; what was withdrawn stays, struck. A sum that was typed
 * wrong is put right with a reason.
 */
export function OfferChain({ view, caseId }: { readonly view: CaseView; readonly caseId: string }) {
  const { t, i18n } = useTranslation();
  const { act } = useAct(caseId);
  const change = useOrder((offerId: string, status: Status) =>
    act('minutes.entryWritten', { patches: [{ kind: 'offer', id: offerId, fields: { status } }] }),
  );
  const offers = view.meetings.flatMap((meeting) => meeting.offers);
  if (offers.length === 0) return null;
  const isClosed = isClosedTo(view, 'writeMinutes');
  return (
    <Section title={t('minutes.offers')}>
      {change.failure}
      <ol className="offers">
        {offers.map((offer) => (
          <li key={offer.id}>
            <span style={offer.status === 'withdrawn' ? { textDecoration: 'line-through' } : {}}>
              <strong>{offer.byName}</strong>
              {offer.amount && `　${formatMoney(offer.amount)} ${t('common.yuan')}`}
              {offer.terms && `　${offer.terms}`}
            </span>
            <div className="small soft">
              {codeLabel(offerStatuses, offer.status ?? 'open', i18n.language === 'en' ? 'en' : 'zh-CN')}
            </div>
            {!isClosed &&
              answersTo(offer).map(({ status, action }) => (
                <Button
                  key={status}
                  kind="quiet"
                  data-action={`${action}-offer`}
                  disabled={change.isBusy}
                  onClick={() => void change.run(offer.id, status)}
                >
                  {t(`minutes.${action}Offer`)}
                </Button>
              ))}
            {!isClosed && <OfferCorrection key={offer.amount} offer={offer} caseId={caseId} />}
          </li>
        ))}
      </ol>
    </Section>
  );
}

type Status = NonNullable<EntityOf<'offer'>['status']>;

/**
 * What may still become of an offer: the answer comes in the next meeting as often, or by telephone between two. One that
 * a counter-offer took the place of is answered by it.
 */
function answersTo({
  status,
}: EntityOf<'offer'>): readonly { readonly status: Status; readonly action: string }[] {
  if (status === 'replaced') return [];
  if (status !== undefined && status !== null && status !== 'open')
    return [{ status: 'open', action: 'restore' }];
  return [
    { status: 'accepted', action: 'accept' },
    { status: 'refused', action: 'refuse' },
    { status: 'withdrawn', action: 'withdraw' },
  ];
}

/** 更正: the sum or the words as they were typed. What was said in the meeting stands in the minutes, unchanged. */
function OfferCorrection(props: { readonly offer: EntityOf<'offer'>; readonly caseId: string }) {
  const { t } = useTranslation();
  const { offer, caseId } = props;
  const { act } = useAct(caseId);
  const [amount, setAmount] = useState(offer.amount ?? '');
  const [terms, setTerms] = useState(offer.terms ?? '');
  const [reason, setReason] = useState('');
  const parsed = amount.trim() === '' ? null : parseMoney(amount);
  const isNoAmount = amount.trim() !== '' && parsed === null;
  const isSame = parsed === (offer.amount ?? null) && terms === (offer.terms ?? '');
  const save = useOrder(() =>
    act('minutes.entryWritten', {
      patches: [{ kind: 'offer', id: offer.id, fields: { amount: parsed, terms } }],
      reason: reason.trim(),
    }),
  );
  return (
    <details className="take-back">
      <summary className="small soft">{t('minutes.correctOffer')}</summary>
      <TextInput
        label={t('minutes.offerAmount')}
        field={`offer-${offer.id}.amount`}
        value={amount}
        findings={isNoAmount ? [{ severity: 'error', text: t('common.notAnAmount') }] : []}
        onChange={setAmount}
      />
      <TextInput
        label={t('minutes.offerTerms')}
        field={`offer-${offer.id}.terms`}
        value={terms}
        isWide
        onChange={setTerms}
      />
      <TextInput
        label={t('minutes.correctionReason')}
        field={`offer-${offer.id}.reason`}
        value={reason}
        isWide
        onChange={setReason}
      />
      {save.failure}
      <div className="row">
        <Button
          data-action="correct-offer"
          disabled={save.isBusy || isSame || isNoAmount || reason.trim() === ''}
          onClick={() => void save.run()}
        >
          {t('minutes.correctOffer')}
        </Button>
        <StillMissing labels={!isSame && reason.trim() === '' ? [t('minutes.correctionReason')] : []} />
      </div>
    </details>
  );
}
