import { useTranslation } from 'react-i18next';
import { type AgreementView, idOfRow, isEnforceable } from '../../shared/case/agreement.ts';
import { isClosedTo } from '../../shared/case/step-refusals.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { findApplicationObstacles } from '../../shared/documents/application-obstacles.ts';
import { daysLate, dueRowsOf, isOverdue, overdueTo, owedTo } from '../../shared/documents/due-rows.ts';
import { instalmentOf } from '../../shared/documents/slots.ts';
import { isWorker } from '../../shared/law/party-kind.ts';
import { formatMoney, sumMoney } from '../../shared/text/money.ts';
import { useSession } from '../app/session-store.ts';
import { newId, useAct } from '../casepage/useCase.ts';
import { PaperLine } from '../documents/PaperLine.tsx';
import { useDetailText } from '../documents/useDetailText.ts';
import { useRoutes } from '../shell/routes.ts';
import { Button, Notice, Section, useOrder } from '../ui/index.tsx';
import { madeCall } from './telephone-reminder.ts';

/**
 * 逾期: first the reminder (企业劳动争议协商调解规定 16, 32), then the payment order for the four kinds of money (劳动争议调解
 * 仲裁法 16), else arbitration (15). What review or confirmation made enforceable goes to the court that enforces it instead
 * (51, 民事诉讼法 206). Shown only when something is late.
 */
export function OverduePanel(props: {
  readonly agreement: AgreementView;
  readonly view: CaseView;
  readonly caseId: string;
  readonly today: string;
}) {
  const { t } = useTranslation();
  const titleOf = useDetailText();
  const { agreement, view, caseId, today } = props;
  const late = dueRowsOf(agreement).filter((one) => isOverdue(one, today));
  if (late.length === 0) return null;
  const partiesOf = (side: 'debtorIds' | 'creditorIds') => {
    const ids = new Set(late.flatMap(({ obligation }) => obligation[side] ?? []));
    return view.parties.filter((party) => ids.has(party.id));
  };
  const workers = partiesOf('creditorIds').filter(
    (party) => isWorker(party) && overdueTo(view, agreement, party.id, today).rows.length > 0,
  );
  const owed = sumMoney(late.map((one) => one.owed || '0.00'));
  return (
    <Section title={t('overdue.title')} id="overdue">
      <ul data-value="overdue">
        {late.map((one) => (
          <li key={idOfRow(one.row)}>
            {titleOf(instalmentOf(one.row))}
            {'　'}
            {one.owed === '' ? '' : `${formatMoney(one.owed)} ${t('common.yuan')}　`}
            <span className="tag tag-red">{t('performance.late', { count: daysLate(one, today) })}</span>
          </li>
        ))}
      </ul>
      {owed !== '0.00' && <p>{t('overdue.owed', { amount: formatMoney(owed) })}</p>}

      <h3>{t('overdue.remind')}</h3>
      <p className="soft small">{t('overdue.remindExplained')}</p>
      {partiesOf('debtorIds').map((party) => (
        <div key={party.id}>
          <PaperLine
            view={view}
            caseId={caseId}
            paper={{ form: 'performanceReminder', subjectId: party.id }}
            detail={party.name ?? ''}
          />
          {!isClosedTo(view, 'recordVisit') && (
            <TelephoneReminder
              view={view}
              caseId={caseId}
              partyId={party.id}
              phone={party.phone ?? ''}
              today={today}
            />
          )}
        </div>
      ))}

      {isEnforceable(agreement) ? (
        <>
          <h3>{t('overdue.enforcement')}</h3>
          <p>
            {t(enforceWords[agreement.route ?? 'none'], {
              number: agreement.enforcement?.documentNumber || t('overdue.numberMissing'),
            })}
          </p>
        </>
      ) : (
        <OrderOrArbitration {...props} workers={workers} />
      )}
    </Section>
  );
}

const enforceWords = {
  arbitrationReview: 'overdue.enforceReview',
  judicialConfirmation: 'overdue.enforceConfirmation',
  notarisation: 'overdue.enforceNotarisation',
  none: 'overdue.enforceReview',
} as const;

function OrderOrArbitration({
  workers,
  ...props
}: Parameters<typeof OverduePanel>[0] & { readonly workers: CaseView['parties'] }) {
  const { t } = useTranslation();
  const { view } = props;
  return (
    <>
      <h3>{t('overdue.paymentOrder')}</h3>
      <p className="soft small">{t('overdue.paymentOrderExplained')}</p>
      <details open={workers.length <= 3}>
        <summary>{t('overdue.paymentOrdersOfAll', { count: workers.length })}</summary>
        {workers.map((party) => (
          <PaymentOrder key={party.id} {...props} partyId={party.id} name={party.name ?? ''} />
        ))}
      </details>

      <h3>{t('overdue.arbitration')}</h3>
      <p>
        {t('overdue.arbitrationExplained', {
          commission: view.opened.office.arbitrationCommission || t('overdue.competentCommission'),
        })}
      </p>
      <p className="small soft">{t('overdue.arbitrationArticle')}</p>
    </>
  );
}

/** A call is a visit by telephone: recorded as made with one click, it opens where what was said is written down. */
function TelephoneReminder(props: {
  readonly view: CaseView;
  readonly caseId: string;
  readonly partyId: string;
  readonly phone: string;
  readonly today: string;
}) {
  const { t } = useTranslation();
  const { view, caseId, partyId, phone, today } = props;
  const { act } = useAct(caseId);
  const go = useRoutes((routes) => routes.go);
  const visitor = useSession((session) => session.status?.person?.name ?? '');
  const record = useOrder(async () => {
    const id = newId('v');
    await act('visit.recorded', { patches: [madeCall(view, { id, partyId, today, visitor })] });
    go({ name: 'case', caseId, section: 'visits', at: `visit.${id}.findings` });
  });
  return (
    <div className="row">
      <Button
        kind="quiet"
        disabled={record.isBusy}
        data-action="remind-by-phone"
        onClick={() => void record.run()}
      >
        {t('overdue.call', { phone })}
      </Button>
      {record.failure}
    </div>
  );
}

function PaymentOrder(props: {
  readonly agreement: AgreementView;
  readonly view: CaseView;
  readonly caseId: string;
  readonly today: string;
  readonly partyId: string;
  readonly name: string;
}) {
  const { t } = useTranslation();
  const { agreement, view, caseId, today, partyId, name } = props;
  const obstacles = findApplicationObstacles(view, agreement, 'paymentOrder', {
    today,
    lastDay: null,
    creditorId: partyId,
  });
  const amounts = dueRowsOf(agreement)
    .filter((one) => one.obligation.isMonetary && isOverdue(one, today))
    .map((one) => owedTo(view, one, partyId));
  const known = amounts.filter((amount) => amount !== null);
  const isRefused = obstacles.some(({ severity }) => severity === 'refusal');
  return (
    <div data-payment-order={partyId}>
      {!isRefused && (
        <PaperLine
          view={view}
          caseId={caseId}
          paper={{ form: 'paymentOrderApplication', subjectId: partyId }}
          detail={`${name}　${known.length > 0 ? `${formatMoney(sumMoney(known))} ${t('common.yuan')}` : ''}`}
        />
      )}
      {obstacles.map((one) => (
        <Notice key={`${one.id}${one.about}`} tone={one.severity === 'refusal' ? 'warning' : 'info'}>
          {isRefused
            ? t('common.labelled', {
                label: name,
                value: t(`check.application.${one.id}`, { about: one.about }),
              })
            : t(`check.application.${one.id}`, { about: one.about })}{' '}
          <span className="small">{one.article}</span>
        </Notice>
      ))}
    </div>
  );
}
