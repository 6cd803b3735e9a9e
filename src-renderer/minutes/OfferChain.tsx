import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import { codeLabel, offerStatuses } from '../../shared/law/codes/index.ts';
import { formatMoney } from '../../shared/text/money.ts';
import { Section } from '../ui/index.tsx';

/** Offers and counter-offers as a chain; what was withdrawn stays, struck. */
export function OfferChain({ view }: { readonly view: CaseView }) {
  const { t, i18n } = useTranslation();
  const offers = view.meetings.flatMap((meeting) => meeting.offers);
  if (offers.length === 0) return null;
  return (
    <Section title={t('minutes.offers')}>
      <ol>
        {offers.map((offer) => (
          <li key={offer.id} style={offer.status === 'withdrawn' ? { textDecoration: 'line-through' } : {}}>
            <strong>{offer.byName}</strong>　
            {offer.amount ? `${formatMoney(offer.amount)} ${t('common.yuan')}` : ''}　{offer.terms}
            <div className="small soft">
              {codeLabel(offerStatuses, offer.status ?? 'open', i18n.language === 'en' ? 'en' : 'zh-CN')}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
