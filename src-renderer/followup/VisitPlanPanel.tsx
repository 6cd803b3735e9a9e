import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import { planVisits } from '../../shared/case/visit-plan.ts';
import { useSession } from '../app/session-store.ts';
import { useLawTables } from '../calculators/useLawTables.ts';
import { newId, useAct } from '../casepage/useCase.ts';
import { Button, Notice, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { dateTextWithWeekday } from '../ui/shanghai-time.ts';

/** 回访计划 from the due days: shown as it would be, taken over with one button as one action. */
export function VisitPlanPanel({ view, caseId }: { readonly view: CaseView; readonly caseId: string }) {
  const { t } = useTranslation();
  const { act } = useAct(caseId);
  const person = useSession((session) => session.status?.person?.name ?? '');
  const tables = useLawTables();
  const plan = tables === undefined ? null : planVisits(view, tables.followUp, tables.calendar);
  const take = useOrder(async () => {
    const last = Math.max(0, ...view.visits.map((visit) => visit.number ?? 0));
    await act('visit.recorded', {
      patches: (plan?.visits ?? []).map((visit, index) => ({
        kind: 'visit',
        id: newId('v'),
        fields: {
          number: last + index + 1,
          plannedOn: visit.plannedOn,
          method: 'telephone',
          visitor: person,
          visitedPartyId: visit.visitedPartyId,
          purpose: visit.purpose,
        },
      })),
    });
  });
  if (plan === null || (plan.visits.length === 0 && plan.missingYears.length === 0)) return null;
  const nameOf = (id: string) => view.parties.find((party) => party.id === id)?.name ?? '';
  return (
    <div className="card stack" data-value="visitPlan">
      <h3>{t('visitPlan.title')}</h3>
      {plan.visits.length > 0 && (
        <ol>
          {plan.visits.map((visit) => (
            <li key={visit.plannedOn} data-planned={visit.plannedOn}>
              {dateTextWithWeekday(visit.plannedOn)}　{nameOf(visit.visitedPartyId)}　{visit.purpose}
            </li>
          ))}
        </ol>
      )}
      {plan.missingYears.length > 0 && (
        <Notice tone="warning">{t('visitPlan.missingYears', { years: listText(plan.missingYears) })}</Notice>
      )}
      <p className="small soft">
        {t('visitPlan.rule', {
          days: tables?.followUp.workingDaysAfterDue,
          checkpoints: listText(tables?.followUp.checkpoints ?? []),
          // What is shipped is nobody's document: it is said in the words of the window.
          source: tables?.followUp.confirmed
            ? tables.followUp.source
            : t('officeRules.shippedSource.followUp'),
        })}
      </p>
      {take.failure}
      {plan.visits.length > 0 && (
        <div className="row">
          <Button data-action="take-visit-plan" disabled={take.isBusy} onClick={() => void take.run()}>
            {t('visitPlan.take', { count: plan.visits.length })}
          </Button>
        </div>
      )}
    </div>
  );
}
