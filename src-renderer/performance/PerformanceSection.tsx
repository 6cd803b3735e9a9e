import { useTranslation } from 'react-i18next';
import type { PerformanceRow } from '../../shared/case/agreement.ts';
import { daysBetween, formatChineseDate } from '../../shared/text/dates.ts';
import { formatMoney, parseMoney } from '../../shared/text/money.ts';
import { todayInShanghai } from '../caseload/useNewCase.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { newId, useAct } from '../casepage/useCase.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { Button, Section, useOrder } from '../ui/index.tsx';

/** What is due, what was done, with what proof; overdue in days. */
export default function PerformanceSection({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const refusal = view.steps.find((step) => step.id === 'recordPerformance')?.refusal ?? null;
  const agreement = view.agreements.findLast((one) => one.isFinal);
  return (
    <Section title={t('section.performance')}>
      {refusal && <p className="soft">{t(`errors.${refusal}`)}</p>}
      {agreement && !agreement.effectiveness.isEffective && (
        <p className="soft">{t('agreement.notEffectiveYet')}</p>
      )}
      {agreement?.performance.map((row) => (
        <Row
          key={`${row.obligationId}-${row.instalmentNumber}`}
          row={row}
          caseId={caseId}
          isOpen={refusal === null}
        />
      ))}
    </Section>
  );
}

function Row({
  row,
  caseId,
  isOpen,
}: {
  readonly row: PerformanceRow;
  readonly caseId: string;
  readonly isOpen: boolean;
}) {
  const { t } = useTranslation();
  const { act } = useAct(caseId);
  const name = `${row.obligationId}.${row.instalmentNumber}`;
  const isMoney = row.dueAmount !== '';
  const { value, change, clear } = useDraft(`${caseId}:performance:${name}`, {
    doneOn: '',
    amount: isMoney ? row.dueAmount : '',
    proof: '',
  });
  const save = useOrder(async () => {
    const amount = parseMoney(value.amount);
    const fields = {
      obligationId: row.obligationId,
      instalmentNumber: row.instalmentNumber,
      doneOn: value.doneOn,
      proof: value.proof,
      ...(isMoney && amount !== null ? { amount } : {}),
    };
    await act('performance.recorded', { patches: [{ kind: 'performance', id: newId('y'), fields }] });
    clear();
  });
  const late = row.dueDate === null || row.isDone ? 0 : daysBetween(row.dueDate, todayInShanghai());
  return (
    <div className="card" data-performance={name}>
      <div className="card-head">
        <div>
          <strong>
            {row.kind}
            {row.instalmentNumber > 0
              ? `　${t('agreement.instalment', { number: row.instalmentNumber })}`
              : ''}
          </strong>
          　{isMoney ? `${formatMoney(row.dueAmount)} ${t('common.yuan')}` : ''}　
          {row.dueDate
            ? t('performance.due', { date: formatChineseDate(row.dueDate) })
            : t('performance.noDueDate')}
        </div>
        {row.isDone ? (
          <span className="tag tag-green">
            {t('performance.done', { date: row.doneOn ? formatChineseDate(row.doneOn) : '' })}
          </span>
        ) : late > 0 ? (
          <span className="tag tag-red">{t('performance.late', { days: late })}</span>
        ) : (
          <span className="tag">{t('performance.open')}</span>
        )}
      </div>
      {isMoney && row.paidAmount !== '0.00' && (
        <p>{t('performance.paid', { amount: formatMoney(row.paidAmount) })}</p>
      )}
      {isOpen && !row.isDone && (
        <div className="row">
          <input
            className="input"
            style={{ width: '11rem' }}
            type="date"
            aria-label={t('performance.doneOn')}
            data-field={`performance.${name}.doneOn`}
            value={value.doneOn}
            onChange={(event) => change({ ...value, doneOn: event.target.value })}
          />
          {isMoney && (
            <input
              className="input"
              style={{ width: '10rem' }}
              aria-label={t('performance.amount')}
              data-field={`performance.${name}.amount`}
              value={value.amount}
              onChange={(event) => change({ ...value, amount: event.target.value })}
            />
          )}
          <input
            className="input"
            style={{ flex: 1, minWidth: '10rem' }}
            aria-label={t('performance.proof')}
            placeholder={t('performance.proof')}
            data-field={`performance.${name}.proof`}
            value={value.proof}
            onChange={(event) => change({ ...value, proof: event.target.value })}
          />
          <Button
            data-action={`record-performance-${name}`}
            disabled={save.isBusy || value.doneOn === '' || (isMoney && parseMoney(value.amount) === null)}
            onClick={() => void save.run()}
          >
            {t('performance.record')}
          </Button>
        </div>
      )}
      {save.failure}
    </div>
  );
}
