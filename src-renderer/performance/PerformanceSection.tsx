import { useTranslation } from 'react-i18next';
import { idOfRow } from '../../shared/case/agreement.ts';
import { findRefusal } from '../../shared/case/step-refusals.ts';
import { daysLate, dueRowsOf, findLastAgreement, listDueTogether } from '../../shared/documents/due-rows.ts';
import { formatMoney, sumMoney } from '../../shared/text/money.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { PaperLine } from '../documents/PaperLine.tsx';
import { Section } from '../ui/index.tsx';
import { todayInShanghai } from '../ui/shanghai-time.ts';
import { AssessmentPanel } from './AssessmentPanel.tsx';
import { OverduePanel } from './OverduePanel.tsx';
import { PaymentOrders } from './PaymentOrders.tsx';
import { PerformanceCard } from './PerformanceCard.tsx';

/** What is due, what was done, with what proof; what can be done about what is late; how able the debtor is. */
export default function PerformanceSection({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const refusal = findRefusal(view, 'recordPerformance');
  const counting = findLastAgreement(view);
  const agreement = counting?.isFinal ? counting : undefined;
  const today = todayInShanghai();
  const rows = agreement === undefined ? [] : dueRowsOf(agreement);
  const money = rows.filter(({ row }) => row.dueAmount !== '');
  const due = sumMoney(money.map(({ row }) => row.dueAmount));
  const paid = sumMoney(money.map(({ row }) => row.paidAmount || '0.00'));
  return (
    <div>
      <Section title={t('section.performance')}>
        {refusal && <p className="soft">{t(`errors.${refusal}`)}</p>}
        {agreement && !agreement.effectiveness.isEffective && (
          <p className="soft">{t('agreement.notEffectiveYet')}</p>
        )}
        {money.length > 0 && (
          <p data-value="performanceTotal">
            {t('performance.total', {
              due: formatMoney(due),
              paid: formatMoney(paid),
              owed: formatMoney(sumMoney(money.map(({ owed }) => owed))),
            })}
          </p>
        )}
        {rows.map((one) => (
          <PerformanceCard
            key={idOfRow(one.row)}
            due={one}
            together={listDueTogether(rows, one)}
            // Before it is in force, nobody is late with it.
            late={agreement?.effectiveness.isEffective ? daysLate(one, today) : 0}
            view={view}
            caseId={caseId}
            isOpen={refusal === null}
          />
        ))}
        {agreement?.effectiveness.isEffective && (
          <PaperLine
            view={view}
            caseId={caseId}
            paper={{ form: 'performanceRecord', subjectId: agreement.version }}
          />
        )}
      </Section>
      {agreement?.effectiveness.isEffective && (
        <>
          <OverduePanel agreement={agreement} view={view} caseId={caseId} today={today} />
          <PaymentOrders agreement={agreement} view={view} caseId={caseId} today={today} />
        </>
      )}
      {view.acceptance?.decision === 'accepted' && <AssessmentPanel view={view} caseId={caseId} />}
    </div>
  );
}
