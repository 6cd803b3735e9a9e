import { useTranslation } from 'react-i18next';
import { idOfRow } from '../../shared/case/agreement.ts';
import type { EntityOf } from '../../shared/case/entities.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { type DueRow, isConditional, isKept, owedTo } from '../../shared/documents/due-rows.ts';
import { instalmentOf } from '../../shared/documents/slots.ts';
import { findDayFault } from '../../shared/text/day-fault.ts';
import { compareMoney, formatMoney, parseMoney, sumMoney } from '../../shared/text/money.ts';
import { TakeBackEntity } from '../casepage/TakeBack.tsx';
import { newId, useAct } from '../casepage/useCase.ts';
import { PaperLine } from '../documents/PaperLine.tsx';
import { useDetailText } from '../documents/useDetailText.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { Button, Notice, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';

/** One instalment or duty: when, how much, what was done, with what paper, and the receipt for it. */
export function PerformanceCard(props: {
  readonly due: DueRow;
  /** With what one transfer would pay together with it, itself first. */
  readonly together: readonly DueRow[];
  /** Days between the agreed day and the payment, or today. */
  readonly late: number;
  readonly view: CaseView;
  readonly caseId: string;
  readonly isOpen: boolean;
}) {
  const { t } = useTranslation();
  const { due, together, late, view, caseId, isOpen } = props;
  const { row, obligation, owed } = due;
  const name = idOfRow(row);
  const isMoney = row.dueAmount !== '';
  const isPaidInPart = isMoney && !row.isDone && row.paidAmount !== '0.00';
  const nameOf = (id: string) => view.parties.find((party) => party.id === id)?.name ?? '';
  const open = isMoney ? listOpenShares(view, due) : [];
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
          {'　'}
          {isMoney && `${formatMoney(row.dueAmount)} ${t('common.yuan')}　`}
          {row.dueDate ? t('performance.due', { date: dateText(row.dueDate) }) : t('performance.noDueDate')}
          <div className="small soft">{listText((obligation.debtorIds ?? []).map(nameOf))}</div>
        </div>
        <State due={due} late={late} />
      </div>
      {isMoney && row.paidAmount !== '0.00' && (
        <p>
          {t('performance.paid', { amount: formatMoney(row.paidAmount) })}
          {isPaidInPart && `　${t('performance.owed', { amount: formatMoney(owed) })}`}
        </p>
      )}
      {isPaidInPart && open.length > 0 && (
        <p data-value="unpaid">
          {t('performance.unpaid', { names: listText(open.map(({ id }) => nameOf(id))) })}
        </p>
      )}
      {isPaidInPart && open.length === 0 && (obligation.creditorIds ?? []).length > 1 && (
        <Notice tone="warning">{t('performance.receiversUnknown')}</Notice>
      )}
      {isMoney && compareMoney(row.paidAmount, row.dueAmount) > 0 && (
        <Notice tone="warning">{t('performance.isMoreThanDue', { due: formatMoney(row.dueAmount) })}</Notice>
      )}
      {row.entries.map((entry) => (
        <Recorded key={entry.id} entry={entry} nameOf={nameOf} caseId={caseId} isOpen={isOpen} />
      ))}
      {isOpen && !row.isDone && (
        <Entry
          due={due}
          together={together}
          open={open.map(({ id, amount }) => ({ id, amount, name: nameOf(id) }))}
          name={name}
          caseId={caseId}
          isMoney={isMoney}
          acceptedOn={view.acceptance?.decidedOn ?? ''}
        />
      )}
      {isMoney && row.paidAmount !== '0.00' && (
        <PaperLine view={view} caseId={caseId} paper={{ form: 'paymentReceipt', subjectId: name }} />
      )}
    </div>
  );
}

/** One receipt as it was recorded, and the way to take back one that was recorded by mistake. */
function Recorded(props: {
  readonly entry: EntityOf<'performance'>;
  readonly nameOf: (id: string) => string;
  readonly caseId: string;
  readonly isOpen: boolean;
}) {
  const { t } = useTranslation();
  const { entry, nameOf, caseId, isOpen } = props;
  const { id, doneOn, amount, method, proof, creditorIds } = entry;
  const words = [
    doneOn ? dateText(doneOn) : '',
    amount ? `${formatMoney(amount)} ${t('common.yuan')}` : '',
    method ?? '',
    proof ? t('performance.proofIs', { proof }) : '',
    creditorIds ? t('performance.receivedBy', { names: listText(creditorIds.map(nameOf)) }) : '',
  ].filter(Boolean);
  return (
    <div data-performance-entry={id}>
      <p className="small">{words.join('　')}</p>
      {isOpen && (
        <TakeBackEntity
          label={t('takeBack.performance')}
          name={`performance-${id}`}
          caseId={caseId}
          type="performance.recorded"
          kind="performance"
          id={id}
        />
      )}
    </div>
  );
}

function State({ due, late }: { readonly due: DueRow; readonly late: number }) {
  const { t } = useTranslation();
  const { row } = due;
  if (row.isDone)
    return (
      <span>
        <span className="tag tag-green">
          ✓ {t('performance.done', { date: row.doneOn ? dateText(row.doneOn) : '' })}
        </span>
        {late > 0 && <span className="tag tag-amber">{t('performance.doneLate', { count: late })}</span>}
      </span>
    );
  if (isKept(due)) return <span className="tag">{t('performance.kept')}</span>;
  if (isConditional(due)) return <span className="tag">{t('performance.conditional')}</span>;
  if (late > 0) return <span className="tag tag-red">{t('performance.late', { count: late })}</span>;
  // Of an agreement that is not in force the agreed day may be gone, and nobody is late.
  const isAhead = row.dueDate !== null && row.dueDate >= todayInShanghai();
  return <span className="tag">{t(isAhead ? 'performance.open' : 'performance.undated')}</span>;
}

/** Of several creditors those who are still owed their share, and how much; none where the file does not say. */
function listOpenShares(view: CaseView, due: DueRow): { readonly id: string; readonly amount: string }[] {
  const creditors = due.obligation.creditorIds ?? [];
  const shares = creditors.map((id) => ({ id, amount: owedTo(view, due, id) }));
  if (creditors.length < 2 || shares.some(({ amount }) => amount === null)) return [];
  return shares.flatMap(({ id, amount }) => (amount === null || amount === '0.00' ? [] : [{ id, amount }]));
}

/** What was done, as typed; a sum or a day that looks wrong is said beside it and may stand. */
function Entry(props: {
  readonly due: DueRow;
  readonly together: readonly DueRow[];
  /** Of several creditors those who may be paid alone. */
  readonly open: readonly { readonly id: string; readonly amount: string; readonly name: string }[];
  readonly name: string;
  readonly caseId: string;
  readonly isMoney: boolean;
  readonly acceptedOn: string;
}) {
  const { t } = useTranslation();
  const { due, together, open, name, caseId, isMoney, acceptedOn } = props;
  const { row, obligation, owed } = due;
  const { act } = useAct(caseId);
  const titleOf = useDetailText();
  const {
    value: typed,
    change,
    clear,
  } = useDraft(`${caseId}:performance:${name}`, {
    doneOn: '',
    /** Null while nobody has typed another sum than what is owed, which each payment makes less. */
    amount: null as string | null,
    method: isMoney ? (obligation.method ?? '') : '',
    proof: '',
    receiverIds: null as readonly string[] | null,
  });
  const value = { ...typed, amount: typed.amount ?? (isMoney ? owed : '') };
  // A draft of an older program has none.
  const receiverIds = open.map(({ id }) => id).filter((id) => value.receiverIds?.includes(id) ?? true);
  const isToSome = open.length > 0 && receiverIds.length < (obligation.creditorIds ?? []).length;
  const choose = (id: string) => {
    const chosen = open.filter((one) => receiverIds.includes(one.id) !== (one.id === id));
    change({
      ...typed,
      receiverIds: chosen.map((one) => one.id),
      amount: sumMoney(chosen.map((one) => one.amount)),
    });
  };
  const amount = parseMoney(value.amount);
  const whole = together.length > 1 ? sumMoney(together.map((one) => one.owed)) : null;
  const isWhole = whole !== null && amount === whole;
  const save = useOrder(async () => {
    const patchOf = ({ obligationId, instalmentNumber }: DueRow['row'], paid: string | null) => ({
      kind: 'performance' as const,
      id: newId('y'),
      fields: {
        obligationId,
        instalmentNumber,
        doneOn: value.doneOn,
        proof: value.proof,
        ...(value.method === '' ? {} : { method: value.method }),
        ...(isMoney && paid !== null ? { amount: paid } : {}),
        ...(isToSome ? { creditorIds: receiverIds } : {}),
      },
    });
    const patches = isWhole ? together.map((one) => patchOf(one.row, one.owed)) : [patchOf(row, amount)];
    await act('performance.recorded', { patches });
    clear();
  });
  const input = (field: 'doneOn' | 'amount' | 'method' | 'proof', type: string, width: string) => (
    <div className="field" style={{ flex: width }}>
      <label htmlFor={`${name}-${field}`}>{t(`performance.${field}`)}</label>
      <input
        id={`${name}-${field}`}
        type={type}
        data-field={`performance.${name}.${field}`}
        autoComplete="off"
        value={value[field]}
        onChange={(event) => change({ ...typed, [field]: event.target.value })}
      />
    </div>
  );
  const dayFault = findDayFault(value.doneOn, { today: todayInShanghai(), notBefore: acceptedOn });
  const warnings = [
    ...(dayFault === null ? [] : [`performance.${dayFault}`]),
    ...(amount !== null && compareMoney(amount, owed) < 0 ? ['performance.isPart'] : []),
    ...(amount !== null && !isWhole && compareMoney(amount, owed) > 0 ? ['performance.isMore'] : []),
  ];
  const isAmountWrong = isMoney && value.amount !== '' && amount === null;
  return (
    <>
      <div className="row" style={{ alignItems: 'flex-end' }}>
        {input('doneOn', 'date', '0 1 11rem')}
        {isMoney && input('amount', 'text', '0 1 9rem')}
        {isMoney && input('method', 'text', '2 1 20rem')}
        {input('proof', 'text', '2 1 12rem')}
        <Button
          data-action={`record-performance-${name}`}
          disabled={
            save.isBusy ||
            value.doneOn === '' ||
            (isMoney && amount === null) ||
            (isToSome && receiverIds.length === 0)
          }
          onClick={() => void save.run()}
        >
          {t('performance.record')}
        </Button>
      </div>
      {whole !== null && !isWhole && (
        <Button
          kind="quiet"
          data-action={`pay-together-${name}`}
          onClick={() => change({ ...typed, amount: whole })}
        >
          {t('performance.payTogether', { count: together.length, amount: formatMoney(whole) })}
        </Button>
      )}
      {isWhole && (
        <p className="small soft" role="status">
          {t('performance.recordedTogether', {
            parts: listText(
              together.map((one) => `${titleOf(instalmentOf(one.row))} ${formatMoney(one.owed)}`),
            ),
          })}
        </p>
      )}
      {open.length > 0 && (
        <details>
          <summary>
            {t(isToSome ? 'performance.toThese' : 'performance.toAll', { count: receiverIds.length })}
          </summary>
          <div className="chips" role="group" aria-label={t('performance.receivers')}>
            {open.map((one) => (
              <button
                key={one.id}
                type="button"
                className="chip"
                data-receiver={`${name}.${one.id}`}
                aria-pressed={receiverIds.includes(one.id)}
                onClick={() => choose(one.id)}
              >
                {one.name} {formatMoney(one.amount)}
              </button>
            ))}
          </div>
        </details>
      )}
      {isAmountWrong && <p className="field-error">{t('common.notAnAmount')}</p>}
      {warnings.map((key) => (
        <p key={key} className="field-warning" role="status">
          {t('common.warningWord')}
          {t(key, { owed: owed === '' ? '' : formatMoney(owed) })}
        </p>
      ))}
      {save.failure}
    </>
  );
}
