import { useTranslation } from 'react-i18next';
import type { AgreementView } from '../../shared/case/agreement.ts';
import { isClosedTo } from '../../shared/case/step-refusals.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { dueRowsOf, isOverdue, overdueTo } from '../../shared/documents/due-rows.ts';
import { paymentOrderAnswers } from '../../shared/law/codes/index.ts';
import { isWorker } from '../../shared/law/party-kind.ts';
import { usePartyOptions } from '../casepage/options.ts';
import { newId, savedValues, useAct } from '../casepage/useCase.ts';
import {
  ChoiceField,
  type Editing,
  EntityFields,
  focusBegun,
  ManyField,
  PickField,
  SaveBar,
  TextAreaField,
  TextField,
  useEditing,
} from '../editing/index.ts';
import { Button, Notice, Section } from '../ui/index.tsx';

const kind = 'paymentOrder';

/** 支付令: what became of each filing. Its days stand in the rail (民事诉讼法 226, 227; 民诉法解释 430). */
export function PaymentOrders(props: {
  readonly agreement: AgreementView;
  readonly view: CaseView;
  readonly caseId: string;
  readonly today: string;
}) {
  const { t } = useTranslation();
  const { agreement, view, caseId, today } = props;
  const { act } = useAct(caseId);
  const editing = useEditing(`${caseId}:paymentOrders`, savedValues(view));
  const late = dueRowsOf(agreement).filter(
    (one) => one.obligation.isMonetary === true && isOverdue(one, today),
  );
  const isReadOnly = isClosedTo(view, 'recordPerformance');
  const known = view.paymentOrders.map(({ id }) => id);
  const ids = [...new Set([...known, ...editing.newIds(kind)])];
  const wasPrinted = view.documents.some(({ form }) => form === 'paymentOrderApplication');
  if (ids.length === 0 && !wasPrinted && late.length === 0) return null;
  const begin = () => {
    const begun = newId('po');
    editing.set(kind, begun, {
      applicantIds: view.parties
        .filter((party) => isWorker(party) && overdueTo(view, agreement, party.id, today).rows.length > 0)
        .map(({ id }) => id),
      debtorId: late.flatMap(({ obligation }) => obligation.debtorIds ?? [])[0] ?? '',
    });
    focusBegun(kind, begun);
  };
  return (
    <Section title={t('paymentOrder.title')} id="payment-orders">
      {ids.length === 0 && <p className="soft small">{t('paymentOrder.explained')}</p>}
      {ids.map((id, index) => (
        <Course key={id} id={id} number={index + 1} view={view} editing={editing} isReadOnly={isReadOnly} />
      ))}
      {!isReadOnly && (
        <>
          <Button kind="quiet" data-action="add-payment-order" onClick={begin}>
            ＋ {t('paymentOrder.add')}
          </Button>
          {ids.length > 0 && (
            <SaveBar
              editing={editing}
              action="save-payment-orders"
              label={t('paymentOrder.save')}
              isPlain
              onSave={(reason) => act('paymentOrder.recorded', { patches: editing.patches, ...reason })}
            />
          )}
        </>
      )}
    </Section>
  );
}

function Course(props: {
  readonly id: string;
  readonly number: number;
  readonly view: CaseView;
  readonly editing: Editing;
  readonly isReadOnly: boolean;
}) {
  const { t } = useTranslation();
  const { id, number, view, editing, isReadOnly } = props;
  const answer = editing.get(kind, id, 'answer');
  const partyOptions = usePartyOptions();
  return (
    <EntityFields editing={editing} kind={kind} id={id} isReadOnly={isReadOnly}>
      <div className="card" data-payment-order-course={id}>
        <h3>{t('paymentOrder.number', { number })}</h3>
        <div className="grid">
          <ManyField field="applicantIds" options={partyOptions(view.parties.filter(isWorker))} />
          <PickField
            field="debtorId"
            options={partyOptions(view.parties.filter((party) => !isWorker(party)))}
          />
          <TextField field="court" suggestions={[view.opened.office.court].filter(Boolean)} />
          <TextField field="appliedOn" type="date" />
          <TextField field="acceptedOn" type="date" />
          <TextField field="documentNumber" />
          <TextField field="issuedOn" type="date" />
          <TextField field="servedOn" type="date" />
          <ChoiceField field="answer" codes={paymentOrderAnswers} />
          <TextField field="answeredOn" type="date" />
          <TextAreaField field="note" rows={2} />
        </div>
        {(answer === 'objected' || answer === 'none' || answer === 'paid') && (
          <Notice tone="info">{t(`paymentOrder.after.${answer}`)}</Notice>
        )}
      </div>
    </EntityFields>
  );
}
