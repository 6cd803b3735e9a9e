import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAcceptanceNoticeNumber, formatRefusalNoticeNumber } from '../../shared/case/case-number.ts';
import { formatChineseDate } from '../../shared/text/dates.ts';
import { call, desk } from '../app/desk.ts';
import { todayInShanghai } from '../caseload/useNewCase.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { savedValues, useAct } from '../casepage/useCase.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { CheckField, EntityFields, TextAreaField, TextField, useEditing } from '../editing/index.ts';
import { Button, Notice, SavedMark, Section, useOrder } from '../ui/index.tsx';

/** Asking the other side, then 受理 or 不予受理 (企业劳动争议协商调解规定 22), and 延期. */
export default function AcceptanceSection({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const editing = useEditing(`${caseId}:responses`, savedValues(view));
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const isReadOnly = view.archive !== null;
  const respondents = view.parties.filter((party) => party.side !== 'applicant');
  const save = useOrder(async () => {
    const patches = editing.patches.map((patch) => ({
      ...patch,
      fields: { ...patch.fields, partyId: patch.id },
    }));
    await act('response.recorded', { patches });
    editing.clear();
    setSavedAt(new Date());
  });
  return (
    <div>
      <Section title={t('acceptance.responses')}>
        {respondents.length === 0 && <p className="soft">{t('errors.response.respondentMissing')}</p>}
        {respondents.map((party) => (
          <EntityFields
            key={party.id}
            editing={editing}
            kind="response"
            id={party.id}
            isReadOnly={isReadOnly}
          >
            <div className="card">
              <h3>{party.name}</h3>
              <div className="grid">
                <TextField field="askedOn" type="date" />
                <TextField field="askedBy" />
                <TextField field="answeredOn" type="date" />
                <TextField field="answeredBy" />
                <CheckField field="agreesToMediate" />
                <TextAreaField field="opinion" rows={2} />
              </div>
            </div>
          </EntityFields>
        ))}
        {save.failure}
        {!isReadOnly && respondents.length > 0 && (
          <div className="row">
            <Button
              kind={view.acceptance === null && editing.patches.length > 0 ? 'primary' : 'plain'}
              data-action="save-responses"
              disabled={save.isBusy || editing.patches.length === 0}
              onClick={() => void save.run()}
            >
              {t('acceptance.saveResponses')}
            </Button>
            <SavedMark at={editing.patches.length === 0 ? savedAt : null} />
          </div>
        )}
      </Section>
      <Decision opened={opened} caseId={caseId} />
      {view.acceptance?.decision === 'accepted' && <Extension opened={opened} caseId={caseId} />}
    </div>
  );
}

type DecisionDraft = {
  readonly decision: 'accepted' | 'refused';
  readonly decidedOn: string;
  readonly reason: string;
  readonly approvedBy: string;
  readonly recorder: string;
  readonly mediatorIds: readonly string[];
};

function Decision({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const { data } = useQuery({ queryKey: ['mediators'], queryFn: () => call(desk.desk.mediators({})) });
  const mediators = data?.mediators ?? [];
  const { value, change, clear } = useDraft<DecisionDraft>(`${caseId}:acceptance`, {
    decision: 'accepted',
    decidedOn: todayInShanghai(),
    reason: '',
    approvedBy: view.opened.office.officeHead,
    recorder: view.application.registrar ?? '',
    mediatorIds: [],
  });
  const decide = useOrder(async () => {
    const number = value.decision === 'accepted' ? formatAcceptanceNoticeNumber : formatRefusalNoticeNumber;
    const chosen = value.mediatorIds.flatMap((id) => mediators.find((one) => one.id === id) ?? []);
    await act('acceptance.decided', {
      decision: value.decision,
      decidedOn: value.decidedOn,
      reason: value.reason,
      approvedBy: value.approvedBy,
      recorder: value.recorder,
      noticeNumber: number(view.opened.caseNumber),
      mediators: chosen.map((one, index) => ({ ...one, role: index === 0 ? 'leadMediator' : 'mediator' })),
    });
    clear();
  });
  if (view.acceptance !== null) {
    const { decision, decidedOn, reason, mediators: appointed } = view.acceptance;
    return (
      <Section title={t('acceptance.decision')}>
        <Notice tone={decision === 'accepted' ? 'good' : 'info'}>
          {t(`acceptance.${decision}On`, { date: formatChineseDate(decidedOn) })} {reason}
        </Notice>
        <p>
          {t('acceptance.mediators')}：{appointed.map((one) => one.name).join('、')}
        </p>
      </Section>
    );
  }
  const refusal = view.steps.find((step) => step.id === 'decideAcceptance')?.refusal ?? null;
  const text = (name: 'reason' | 'approvedBy' | 'recorder') => (
    <div className="field">
      <label htmlFor={`acceptance-${name}`}>{t(`acceptance.${name}`)}</label>
      <input
        id={`acceptance-${name}`}
        data-field={`acceptance.${name}`}
        value={value[name]}
        onChange={(event) => change({ ...value, [name]: event.target.value })}
      />
    </div>
  );
  const isReady =
    value.reason.trim() !== '' && (value.decision === 'refused' || value.mediatorIds.length > 0);
  return (
    <Section title={t('acceptance.decision')}>
      <div className="grid">
        <div className="field">
          <label htmlFor="decision">{t('acceptance.decision')}</label>
          <select
            id="decision"
            data-field="acceptance.decision"
            value={value.decision}
            onChange={(event) =>
              change({ ...value, decision: event.target.value === 'refused' ? 'refused' : 'accepted' })
            }
          >
            <option value="accepted">{t('acceptance.accept')}</option>
            <option value="refused">{t('acceptance.refuse')}</option>
          </select>
        </div>
        <div className="field">
          <label htmlFor="decidedOn">{t('acceptance.decidedOn')}</label>
          <input
            id="decidedOn"
            type="date"
            data-field="acceptance.decidedOn"
            value={value.decidedOn}
            onChange={(event) => change({ ...value, decidedOn: event.target.value })}
          />
        </div>
        {text('reason')}
        {text('approvedBy')}
        {text('recorder')}
      </div>
      {value.decision === 'accepted' && (
        <fieldset className="field" style={{ border: 0, padding: 0, margin: 0 }}>
          <legend className="field-label">{t('acceptance.chooseMediators')}</legend>
          <div className="chips">
            {mediators.map((one) => (
              <button
                key={one.id}
                type="button"
                className="chip"
                data-mediator={one.name}
                aria-pressed={value.mediatorIds.includes(one.id)}
                onClick={() =>
                  change({
                    ...value,
                    mediatorIds: value.mediatorIds.includes(one.id)
                      ? value.mediatorIds.filter((id) => id !== one.id)
                      : [...value.mediatorIds, one.id],
                  })
                }
              >
                {one.name}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      {refusal && <p className="soft small">{t(`errors.${refusal}`)}</p>}
      {decide.failure}
      <Button
        kind="primary"
        data-action="decide-acceptance"
        disabled={decide.isBusy || refusal !== null || !isReady}
        onClick={() => void decide.run()}
      >
        {t(value.decision === 'accepted' ? 'acceptance.accept' : 'acceptance.refuse')}
      </Button>
    </Section>
  );
}

function Extension({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { act } = useAct(caseId);
  const current = opened.deadlines.find((one) => one.rule === 'D04');
  const { value, change, clear } = useDraft(`${caseId}:extension`, {
    toDueDate: '',
    agreedOn: todayInShanghai(),
    reason: '',
  });
  const agree = useOrder(async () => {
    await act('extension.agreed', { rule: 'D04', fromDueDate: current?.dueDate ?? value.agreedOn, ...value });
    clear();
  });
  return (
    <Section title={t('acceptance.extension')}>
      {opened.view.extensions.map((one) => (
        <p key={one.toDueDate}>
          {t('acceptance.extendedTo', {
            from: formatChineseDate(one.fromDueDate),
            to: formatChineseDate(one.toDueDate),
            reason: one.reason,
          })}
        </p>
      ))}
      <div className="grid">
        <div className="field">
          <label htmlFor="extensionTo">{t('acceptance.extensionTo')}</label>
          <input
            id="extensionTo"
            type="date"
            data-field="extension.toDueDate"
            value={value.toDueDate}
            onChange={(event) => change({ ...value, toDueDate: event.target.value })}
          />
        </div>
        <div className="field">
          <label htmlFor="extensionOn">{t('acceptance.extensionAgreedOn')}</label>
          <input
            id="extensionOn"
            type="date"
            data-field="extension.agreedOn"
            value={value.agreedOn}
            onChange={(event) => change({ ...value, agreedOn: event.target.value })}
          />
        </div>
        <div className="field">
          <label htmlFor="extensionReason">{t('acceptance.extensionReason')}</label>
          <input
            id="extensionReason"
            data-field="extension.reason"
            value={value.reason}
            onChange={(event) => change({ ...value, reason: event.target.value })}
          />
        </div>
      </div>
      <p className="soft small">{t('acceptance.extensionRule')}</p>
      {agree.failure}
      <Button
        data-action="agree-extension"
        disabled={agree.isBusy || value.toDueDate === '' || value.reason.trim() === ''}
        onClick={() => void agree.run()}
      >
        {t('acceptance.extend')}
      </Button>
    </Section>
  );
}
