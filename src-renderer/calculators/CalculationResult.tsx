import { useTranslation } from 'react-i18next';
import { findCardsOfBasis } from '../../shared/law/articles.ts';
import type { Calculation, CalculationMessage } from '../../shared/law/calculators/index.ts';
import { formatMoney, toCapitals } from '../../shared/text/money.ts';
import { dateText } from '../ui/shanghai-time.ts';

/** A result with everything that a party may ask about it. */
export function CalculationResult({ calculation }: { readonly calculation: Calculation<object> }) {
  const { t, i18n } = useTranslation();
  const say = ({ messageKey, params }: CalculationMessage) => t(messageKey, params);
  const cards = calculation.legalBasis.flatMap(findCardsOfBasis);
  return (
    <div className="stack" aria-live="polite" data-value="calculation">
      <div className="row">
        <strong style={{ fontSize: '1.35rem' }} data-value="calculationResult">
          {formatMoney(calculation.result)} {t('common.yuan')}
        </strong>
        <span className="soft">{toCapitals(calculation.result)}</span>
        <span className="tag">{t('calculator.forReference')}</span>
      </div>
      <dl className="calculation-facts">
        <dt>{t('calculators.formula')}</dt>
        <dd>{say(calculation.formula)}</dd>
        <dt>{t('calculators.steps')}</dt>
        <dd>
          <ol>
            {calculation.steps.map((step, index) => (
              <li key={index}>{say(step)}</li>
            ))}
          </ol>
        </dd>
        <dt>{t('calculators.rounding')}</dt>
        <dd>{say(calculation.rounding)}</dd>
        {calculation.legalBasis.length > 0 && (
          <>
            <dt>{t('calculators.basis')}</dt>
            <dd>
              {calculation.legalBasis.join('；')}
              {cards.map((card) => (
                <details key={card.id}>
                  <summary>
                    《{card.law}》{card.label}
                  </summary>
                  <p className="small card-text">{card.text}</p>
                </details>
              ))}
            </dd>
          </>
        )}
        {calculation.parameters.length > 0 && (
          <>
            <dt>{t('calculators.parameters')}</dt>
            <dd>
              <ul>
                {calculation.parameters.map((one) => (
                  <li key={`${one.key}-${one.effectiveFrom}`}>
                    {t('calculators.parameter', {
                      name: i18n.language === 'en' ? one.nameEn : one.name,
                      value: one.value,
                      unit: one.unit,
                      from: dateText(one.effectiveFrom),
                      document: one.document,
                      source: one.source,
                    })}{' '}
                    <span className={one.confirmed ? 'tag tag-green' : 'tag tag-amber'}>
                      {t(one.confirmed ? 'calculators.confirmed' : 'calculators.unconfirmed')}
                    </span>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      {calculation.warnings.map((warning) => (
        <p key={warning.messageKey + JSON.stringify(warning.params)} className="field-warning">
          {t('common.warningWord')}
          {say(warning)}
        </p>
      ))}
    </div>
  );
}
