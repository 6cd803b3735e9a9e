import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgreementView } from '../../shared/case/agreement.ts';
import { formatAgreementNumber } from '../../shared/case/case-number.ts';
import { findRefusal } from '../../shared/case/step-refusals.ts';
import { checkDraftedAgreement, withTypedAgreement } from '../../shared/documents/agreement-draft-checks.ts';
import { formatMoney, sumMoney, toCapitals } from '../../shared/text/money.ts';
import { useLawTables } from '../calculators/useLawTables.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { newId, savedValues, useAct } from '../casepage/useCase.ts';
import { FinaliseButton } from '../documents/FinaliseButton.tsx';
import { LivePreview } from '../documents/LivePreview.tsx';
import { DraftMark } from '../drafts/DraftMark.tsx';
import { useDraft } from '../drafts/useDraft.ts';
import {
  CountField,
  EntityFields,
  focusBegun,
  LeftOutFields,
  ManyField,
  OvertakenFields,
  TextAreaField,
  TextField,
  useEditing,
} from '../editing/index.ts';
import { Button, Notice, SavedMark, Section, useOrder } from '../ui/index.tsx';
import { todayInShanghai } from '../ui/shanghai-time.ts';
import { Checks } from './Checks.tsx';
import { ObligationCard } from './ObligationCard.tsx';
import { inOrder, movedUp, nextOrder } from './obligation-order.ts';

/** One version: its obligations and terms on the left, the real page on the right, the checks below it. */
export function AgreementEditor({
  opened,
  caseId,
  agreement,
}: SectionProps & { readonly agreement: AgreementView }) {
  const { t } = useTranslation();
  const { view } = opened;
  const { version } = agreement;
  const { act } = useAct(caseId);
  const refusal = findRefusal(view, 'draftAgreement');
  const isReadOnly = agreement.isFinal || refusal !== null;
  const editing = useEditing(`${caseId}:agreement:${version}`, savedValues(view), isReadOnly);
  const tables = useLawTables();
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  // A draft: who follows a finding to another page comes back to what he wrote here.
  const { value: overruled, change: setOverruled } = useDraft<Readonly<Record<string, string>>>(
    `${caseId}:overruled:${version}`,
    {},
  );
  const orderOf = (id: string) => (editing.get('obligation', id, 'order') as number | undefined) ?? null;
  const ids = inOrder(
    [
      ...new Set([
        ...agreement.obligations.map((one) => one.id),
        ...editing
          .newIds('obligation')
          .filter((id) => editing.get('obligation', id, 'agreementVersion') === version),
      ]),
    ].filter((id) => editing.get('obligation', id, 'isWithdrawn') !== true),
    orderOf,
  );
  const save = useOrder(async () => {
    await act('agreement.drafted', { patches: editing.patches });
    editing.clear();
    setSavedAt(new Date());
  });
  const add = (isMonetary: boolean) => {
    const applicants = view.parties.filter((party) => party.side === 'applicant').map((party) => party.id);
    const respondents = view.parties.filter((party) => party.side === 'respondent').map((party) => party.id);
    const id = newId('o');
    editing.set('obligation', id, {
      agreementVersion: version,
      order: nextOrder(ids, orderOf),
      isMonetary,
      debtorIds: respondents,
      creditorIds: applicants,
      ...(isMonetary
        ? { taxTreatment: t('agreement.defaultTax'), method: t('agreement.defaultMethod') }
        : {}),
    });
    focusBegun('obligation', id);
  };
  // 部分达成: what is left to be settled elsewhere is chosen from the claims, never written anew (DOMAIN 1.6).
  const openItems = editing.get('agreementTerms', version, 'openItems');
  const openItemOptions = [
    ...new Set([
      ...view.claims.flatMap(({ title }) => title || []),
      ...(Array.isArray(openItems) ? (openItems as string[]) : []),
    ]),
  ].map((title) => ({ value: title, label: title }));
  const amounts = ids
    .filter((id) => editing.get('obligation', id, 'isMonetary') === true)
    .map((id) => String(editing.get('obligation', id, 'amount') ?? ''))
    .filter((amount) => /^\d+\.\d{2}$/.test(amount));
  const findings =
    editing.patches.length === 0
      ? opened.agreementChecks
      : checkDraftedAgreement(
          withTypedAgreement(view, editing.patches),
          todayInShanghai(),
          tables ?? { certificate: { severity: 'error' } },
        );
  const openWarnings = findings.filter(
    (one) => one.severity === 'warning' && !(overruled[one.rule] ?? '').trim(),
  );
  const hasErrors = findings.some((one) => one.severity === 'error');
  return (
    <div className="split">
      <div>
        {editing.isRestored && editing.patches.length > 0 && (
          <Notice tone="info">{t('common.draftRestored')}</Notice>
        )}
        <LeftOutFields editing={editing} />
        {refusal !== null && !agreement.isFinal && <p className="soft">{t(`errors.${refusal}`)}</p>}
        <Section
          title={t('agreement.obligations')}
          aside={
            !isReadOnly && (
              <>
                <Button data-action="add-money" onClick={() => add(true)}>
                  {t('agreement.addMoney')}
                </Button>
                <Button data-action="add-duty" onClick={() => add(false)}>
                  {t('agreement.addDuty')}
                </Button>
              </>
            )
          }
        >
          {ids.map((id, index) => (
            <ObligationCard
              key={id}
              id={id}
              ids={ids}
              number={index + 1}
              editing={editing}
              view={view}
              isReadOnly={isReadOnly}
              onMoveUp={() => {
                for (const { id: moved, order } of movedUp(ids, id, orderOf))
                  editing.set('obligation', moved, { order });
              }}
            />
          ))}
          {amounts.length > 0 && (
            <p data-value="agreementTotal">
              <strong>
                {t('agreement.total')}
                {'　'}
                {t('agreement.totalAmount', {
                  amount: formatMoney(sumMoney(amounts)),
                  capitals: toCapitals(sumMoney(amounts)),
                })}
              </strong>
            </p>
          )}
        </Section>
        <EntityFields editing={editing} kind="agreementTerms" id={version} isReadOnly={isReadOnly}>
          <Section title={t('agreement.terms')}>
            <p className="soft">
              {t('agreement.number', { number: formatAgreementNumber(view.opened.caseNumber, version) })}
            </p>
            <div className="grid">
              <TextAreaField field="disputeSummary" rows={2} />
              <TextAreaField field="employmentRelation" rows={2} />
              <TextField field="employmentEndedOn" type="date" />
              <TextField field="employmentEndReason" />
              <CountField field="copies" />
              <TextAreaField field="defaultClause" rows={2} />
              <TextAreaField field="settledScope" rows={2} />
              {openItemOptions.length > 0 && <ManyField field="openItems" options={openItemOptions} />}
              <TextAreaField field="rightsNotice" rows={3} />
              <TextAreaField field="effectivenessClause" rows={2} />
            </div>
          </Section>
        </EntityFields>
        {!isReadOnly && (
          <div className="composer">
            <OvertakenFields editing={editing} />
            <div className="row">
              <Button
                kind={editing.patches.length > 0 ? 'primary' : 'plain'}
                data-action="save-agreement"
                disabled={save.isBusy || editing.patches.length === 0}
                onClick={() => void save.run()}
              >
                {t('agreement.save')}
              </Button>
              {editing.patches.length > 0 && <DraftMark />}
              <SavedMark at={editing.patches.length === 0 ? savedAt : null} />
            </div>
            {save.failure}
          </div>
        )}
      </div>
      <div className="agreement-side">
        <LivePreview
          caseId={caseId}
          form="agreement"
          subjectId={version}
          documentId={agreement.document?.documentId}
          state={view.timeline.at(-1)?.actionId ?? ''}
          typed={editing.patches}
        />
        {!isReadOnly && (
          <Section title={t('agreement.checks')}>
            <Checks
              caseId={caseId}
              findings={findings}
              overruled={overruled}
              onOverrule={(rule, reason) => setOverruled({ ...overruled, [rule]: reason })}
            />
            <p className="soft small">
              {t(editing.patches.length > 0 ? 'agreement.saveFirst' : 'agreement.finaliseExplained')}
            </p>
            <FinaliseButton
              kind={view.nextStep === 'draftAgreement' ? 'primary' : 'plain'}
              caseId={caseId}
              form="agreement"
              subjectId={version}
              isDisabled={
                hasErrors || openWarnings.length > 0 || editing.patches.length > 0 || ids.length === 0
              }
              overruled={Object.entries(overruled)
                .filter(([, reason]) => reason.trim() !== '')
                .map(([rule, reason]) => ({ rule, reason }))}
            />
          </Section>
        )}
      </div>
    </div>
  );
}
