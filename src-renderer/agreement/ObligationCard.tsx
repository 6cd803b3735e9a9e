import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import { findTermsOfWorkers, isOwedToAllWorkers } from '../../shared/case/worker-rows.ts';
import { obligationText } from '../../shared/documents/obligation-text.ts';
import { isSameJson } from '../../shared/record/canonical.ts';
import { compareMoney, formatMoney, isYuan, parseMoney, sumMoney } from '../../shared/text/money.ts';
import { useClaimOptions, usePartyOptions } from '../casepage/options.ts';
import {
  type Editing,
  EntityFields,
  focusBegun,
  ManyField,
  MoneyField,
  TextAreaField,
  TextField,
} from '../editing/index.ts';
import { Button, Notice } from '../ui/index.tsx';
import { fixedDateText } from '../ui/shanghai-time.ts';

type Row = { readonly number: number; readonly dueDate: string; readonly amount: string };

/** One obligation: money with a due day, or a duty. The clause is written from the fields, or by hand. */
export function ObligationCard(props: {
  readonly id: string;
  /** Of all obligations of this version. */
  readonly ids: readonly string[];
  readonly number: number;
  readonly editing: Editing;
  readonly view: CaseView;
  readonly isReadOnly: boolean;
  readonly onMoveUp: () => void;
}) {
  const { t } = useTranslation();
  const { id, ids, number, editing, view, isReadOnly } = props;
  const get = (field: string) => editing.get('obligation', id, field);
  const isMonetary = get('isMonetary') === true;
  const partyOptions = usePartyOptions()(view.parties);
  const claimOptions = useClaimOptions(view);
  const fields = Object.fromEntries(
    [
      'isMonetary',
      'kind',
      'debtorIds',
      'creditorIds',
      'amount',
      'taxTreatment',
      'dueDate',
      'method',
      'accountName',
      'bank',
      'accountNumber',
      'instalments',
    ].map((field) => [field, get(field)]),
  );
  const toSamePayee = isMonetary ? listToSamePayee(id, ids, editing) : [];
  const hasAccount = (one: string) => Boolean(editing.get('obligation', one, 'accountNumber'));
  const isWithoutAccount = (one: string) => !hasAccount(one) && !editing.get('obligation', one, 'bank');
  const withoutAccount = hasAccount(id) ? toSamePayee.filter(isWithoutAccount) : [];
  const withAccount = isWithoutAccount(id) ? toSamePayee.find(hasAccount) : undefined;
  const accountOf = (one: string) => ({
    bank: editing.get('obligation', one, 'bank'),
    accountNumber: editing.get('obligation', one, 'accountNumber'),
  });
  const termsOfGroup =
    isMonetary && isOwedToAllWorkers(view, (get('creditorIds') as string[] | null | undefined) ?? [])
      ? findTermsOfWorkers(view)
      : null;
  const isAsInTable =
    parseMoney(String(get('amount') ?? '')) === termsOfGroup?.amount &&
    isSameJson(get('instalments') ?? [], termsOfGroup?.instalments ?? []);
  const written = obligationText(fields as Parameters<typeof obligationText>[0], view.parties);
  return (
    <EntityFields editing={editing} kind="obligation" id={id} isReadOnly={isReadOnly}>
      <div className="card stack" data-obligation={id}>
        <div className="card-head">
          <h3>
            {number}. {t(isMonetary ? 'agreement.money' : 'agreement.duty')}
          </h3>
          {!isReadOnly && (
            <span className="row">
              {number > 1 && (
                <Button kind="quiet" data-action={`move-up-${id}`} onClick={props.onMoveUp}>
                  {t('agreement.moveUp')}
                </Button>
              )}
              <Button
                kind="quiet"
                data-action={`remove-${id}`}
                onClick={() =>
                  editing.saved('obligation', id, 'agreementVersion') === undefined
                    ? editing.drop('obligation', id)
                    : editing.set('obligation', id, { isWithdrawn: true })
                }
              >
                {t('agreement.remove')}
              </Button>
            </span>
          )}
        </div>
        <div className="grid">
          <TextField field="kind" />
          {isMonetary && <MoneyField field="amount" />}
          {isMonetary && <TextField field="taxTreatment" isWide />}
          <TextField field="dueDate" type="date" />
          <TextField field="method" />
          {isMonetary && <TextField field="accountName" />}
          {isMonetary && <TextField field="bank" />}
          {isMonetary && <TextField field="accountNumber" />}
          <ManyField field="debtorIds" options={partyOptions} />
          <ManyField field="creditorIds" options={partyOptions} />
          {claimOptions.length > 0 && <ManyField field="claimIds" options={claimOptions} />}
        </div>
        {!isReadOnly && withoutAccount.length > 0 && (
          <Button
            kind="quiet"
            data-action={`use-account-of-${id}`}
            onClick={() => {
              for (const other of withoutAccount) editing.set('obligation', other, accountOf(id));
            }}
          >
            {t('agreement.useAccount', { count: withoutAccount.length })}
          </Button>
        )}
        {!isReadOnly && withAccount !== undefined && (
          <Button
            kind="quiet"
            data-action={`take-account-${id}`}
            onClick={() => editing.set('obligation', id, accountOf(withAccount))}
          >
            {t('agreement.takeAccount', accountOf(withAccount))}
          </Button>
        )}
        {!isReadOnly && termsOfGroup !== null && !isAsInTable && (
          <Button
            kind="quiet"
            data-action={`use-table-of-workers-${id}`}
            onClick={() => editing.set('obligation', id, termsOfGroup)}
          >
            {t('agreement.useTableOfWorkers', { amount: formatMoney(termsOfGroup.amount) })}
          </Button>
        )}
        {isMonetary && <Instalments id={id} editing={editing} isReadOnly={isReadOnly} />}
        <TextAreaField
          field="text"
          rows={3}
          ownLabelKey={isMonetary ? 'field.obligation.text' : 'agreement.dutyText'}
        />
        {!get('text') && (
          <p className="small soft paper" data-value="obligationText">
            {written}
          </p>
        )}
        {!isMonetary && !isReadOnly && Boolean(get('kind')) && !get('text') && (
          <Button
            kind="quiet"
            data-action={`take-clause-${id}`}
            onClick={() => editing.set('obligation', id, { text: written })}
          >
            {t('agreement.takeClause')}
          </Button>
        )}
      </div>
    </EntityFields>
  );
}

/** The other payments to the same creditors under the same name: their account is typed once. */
function listToSamePayee(id: string, ids: readonly string[], editing: Editing): string[] {
  const get = (other: string, field: string) => editing.get('obligation', other, field);
  return ids.filter(
    (other) =>
      other !== id &&
      get(other, 'isMonetary') === true &&
      isSameJson(get(other, 'creditorIds') ?? [], get(id, 'creditorIds') ?? []) &&
      (get(other, 'accountName') || '') === (get(id, 'accountName') || ''),
  );
}

function Instalments({
  id,
  editing,
  isReadOnly,
}: {
  readonly id: string;
  readonly editing: Editing;
  readonly isReadOnly: boolean;
}) {
  const { t } = useTranslation();
  const rows = (editing.get('obligation', id, 'instalments') as readonly Row[] | null | undefined) ?? [];
  const amount = parseMoney(String(editing.get('obligation', id, 'amount') ?? ''));
  const set = (next: readonly Row[]) => {
    const lastDue = next
      .map((row) => row.dueDate)
      .filter(Boolean)
      .sort()
      .at(-1);
    editing.set('obligation', id, { instalments: next, ...(lastDue ? { dueDate: lastDue } : {}) });
  };
  const change = (index: number, part: Partial<Row>) =>
    set(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  const sums = rows.map((row) => parseMoney(row.amount)).filter((one) => one !== null);
  const isUneven =
    rows.length > 0 &&
    amount !== null &&
    (sums.length < rows.length || compareMoney(sumMoney(sums), amount) !== 0);
  return (
    <div className="stack">
      {rows.map((row, index) => (
        <div key={row.number} className="row">
          <span>{t('agreement.instalment', { number: row.number })}</span>
          <input
            className="input"
            style={{ width: '11rem' }}
            type={isReadOnly ? 'text' : 'date'}
            aria-label={t('agreement.instalmentDue')}
            data-field={`obligation.${id}.instalments.${index}.dueDate`}
            readOnly={isReadOnly}
            value={isReadOnly ? fixedDateText(row.dueDate) : row.dueDate}
            onChange={(event) => change(index, { dueDate: event.target.value })}
          />
          <input
            className="input"
            style={{ width: '10rem' }}
            inputMode="decimal"
            aria-label={t('agreement.instalmentAmount')}
            data-field={`obligation.${id}.instalments.${index}.amount`}
            readOnly={isReadOnly}
            value={isReadOnly && isYuan(row.amount) ? formatMoney(row.amount) : row.amount}
            onChange={(event) => change(index, { amount: event.target.value })}
            onBlur={(event) => {
              const parsed = parseMoney(event.target.value);
              if (parsed !== null) change(index, { amount: parsed });
            }}
          />
          {!isReadOnly && (
            <Button
              kind="quiet"
              onClick={() =>
                set(rows.filter((_, at) => at !== index).map((one, at) => ({ ...one, number: at + 1 })))
              }
            >
              {t('agreement.remove')}
            </Button>
          )}
        </div>
      ))}
      {isUneven && <Notice tone="error">{t('agreement.instalmentsUneven')}</Notice>}
      {!isReadOnly && (
        <Button
          kind="quiet"
          data-action={`add-instalment-${id}`}
          onClick={() => {
            set([...rows, { number: rows.length + 1, dueDate: '', amount: '' }]);
            focusBegun('obligation', `${id}.instalments.${rows.length}`);
          }}
        >
          {t('agreement.addInstalment')}
        </Button>
      )}
    </div>
  );
}
