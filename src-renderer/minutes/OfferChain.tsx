import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import { codeLabel, offerStatuses } from '../../shared/law/codes/index.ts';
import { formatMoney } from '../../shared/text/money.ts';
import { useAct } from '../casepage/useCase.ts';
import { Button, Section, useOrder } from '../ui/index.tsx';

/** Offers and counter-offers as a chain; what was withdrawn stays, struck. */
export function OfferChain({ view, caseId }: { readonly view: CaseView; readonly caseId: string }) {
  const { t, i18n } = useTranslation();
  const { act } = useAct(caseId);
  const withdraw = useOrder((offerId: string) =>
    act('minutes.entryWritten', {
      patches: [{ kind: 'offer', id: offerId, fields: { status: 'withdrawn' } }],
    }),
  );
  const offers = view.meetings.flatMap((meeting) =>
    meeting.offers.map((offer) => ({ ...offer, isFrozen: meeting.document !== null })),
  );
  if (offers.length === 0) return null;
  return (
    <Section title={t('minutes.offers')}>
      {withdraw.failure}
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
            {!offer.isFrozen && (offer.status ?? 'open') === 'open' && (
              <Button
                kind="quiet"
                data-action="withdraw-offer"
                disabled={withdraw.isBusy}
                onClick={() => void withdraw.run(offer.id)}
              >
                {t('minutes.withdrawOffer')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
