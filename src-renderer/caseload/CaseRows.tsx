import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseListItem } from '../../shared/contract/cases.ts';
import { deadlineLabel, shortDeadlineLabel } from '../../shared/law/deadline-labels.ts';
import { daysBetween } from '../../shared/text/dates.ts';
import { formatMoney } from '../../shared/text/money.ts';
import { asRestedOn } from '../casepage/rested-line.ts';
import { useRoutes } from '../shell/routes.ts';
import { dateText } from '../ui/shanghai-time.ts';
import { useDisputeName } from '../ui/usePartyNames.ts';

const nearDays = 3;

/** A deadline with its days, said in words and colour. */
export function DeadlineTag(props: {
  readonly dueDate: string;
  readonly rule: string;
  readonly today: string;
}) {
  const { dueDate, rule, today } = props;
  const { t, i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const days = daysBetween(today, dueDate);
  const tone = days < 0 ? 'tag-red' : days <= nearDays ? 'tag-amber' : '';
  const words = days < 0 ? t('deadline.passed', { count: -days }) : t('deadline.left', { count: days });
  return (
    <span className={`tag ${tone}`} title={`${dateText(dueDate)}　${deadlineLabel(rule, locale)}`}>
      {t('deadline.tag', { label: shortDeadlineLabel(rule, locale), words })}
    </span>
  );
}

/** Drawn again only for other rows or another day: what else the page learns while it is drawn costs fifty rows nothing. */
export const CaseRows = memo(function CaseRows(props: {
  readonly rows: readonly CaseListItem[];
  readonly today: string;
}) {
  const { rows, today } = props;
  const { t } = useTranslation();
  const disputeName = useDisputeName();
  const go = useRoutes((routes) => routes.go);
  return (
    <table className="case-rows">
      <thead>
        <tr>
          <th>{t('caseload.caseNumber')}</th>
          <th>{t('caseload.parties')}</th>
          <th>{t('caseload.cause')}</th>
          <th>{t('caseload.amount')}</th>
          <th>{t('caseload.stage')}</th>
          <th>{t('caseload.deadline')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, caseNumber, stage, closed, nextDeadlineOn, summary, isHere }) => (
          <tr
            key={id}
            className="choosable"
            onClick={() => go({ name: 'case', caseId: id, section: '' })}
            {...asRestedOn({ caseId: id, section: '', isHere })}
          >
            <td>
              <button
                type="button"
                className="button button-quiet unbroken"
                data-case={id}
                onClick={() => go({ name: 'case', caseId: id, section: '' })}
              >
                {caseNumber}
              </button>
              {summary.externalNumber && <div className="small soft">{summary.externalNumber}</div>}
            </td>
            <td>{disputeName(summary)}</td>
            <td className="cause">{summary.causeOfAction}</td>
            <td className="money">
              {summary.claimTotal ? `${formatMoney(summary.claimTotal)} ${t('common.yuan')}` : ''}
            </td>
            <td className="stage">
              {summary.handedOverTo ? (
                <>
                  <span className="tag">{t('caseload.handedOver')}</span>
                  <div className="small soft" data-value="handedOverTo">
                    {summary.handedOverTo}
                  </div>
                </>
              ) : closed ? (
                <span className="tag tag-green">✓ {t('caseload.isClosed')}</span>
              ) : (
                <span className="tag">{t(`stage.${stage}`)}</span>
              )}
              {!isHere && (
                <span className="tag" data-value="notHere" title={t('caseload.notHereHint')}>
                  {t('caseload.notHere')}
                </span>
              )}
              {summary.conflicts > 0 && (
                <span className="tag tag-amber">{t('caseload.conflicts', { count: summary.conflicts })}</span>
              )}
              {summary.missingSignatures > 0 && (
                <span className="tag tag-amber">
                  {t('caseload.missingSignatures', { count: summary.missingSignatures })}
                </span>
              )}
              {summary.overduePerformance > 0 && (
                <span className="tag tag-red">
                  {t('caseload.overdue', { count: summary.overduePerformance })}
                </span>
              )}
            </td>
            <td className="deadline">
              {nextDeadlineOn && (
                <DeadlineTag dueDate={nextDeadlineOn} rule={summary.nextDeadlineRule} today={today} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
});
