import { useTranslation } from 'react-i18next';
import { caseSources, codeLabel, disputeTypes } from '../../shared/law/codes/index.ts';
import type { RiskView } from '../../shared/risk/view.ts';
import { dateText } from '../ui/shanghai-time.ts';

/** What tells one risk from the next, in a few words: when and from where, of what kind, how many, by when, whose it is. */
export function useRiskGist(): (view: RiskView) => string[] {
  const { t, i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  return ({ risk }) =>
    [
      risk.foundOn ? t('risk.found', { date: dateText(risk.foundOn) }) : '',
      risk.sourceCode ? codeLabel(caseSources, risk.sourceCode, locale) : '',
      risk.disputeTypeCode ? codeLabel(disputeTypes, risk.disputeTypeCode, locale) : '',
      risk.workerCount ? t('risk.workers', { count: risk.workerCount }) : '',
      [risk.keyOccasion, risk.keyDate ? dateText(risk.keyDate) : ''].filter(Boolean).join(' '),
      risk.responsible ?? '',
    ].filter(Boolean);
}
