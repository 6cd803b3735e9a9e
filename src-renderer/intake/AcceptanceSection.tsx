import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatAcceptanceNoticeNumber, formatRefusalNoticeNumber } from '../../shared/case/case-number.ts';
import { codeLabel, refusalGrounds } from '../../shared/law/codes/index.ts';
import { call, desk } from '../app/desk.ts';
import { todayInShanghai } from '../caseload/useNewCase.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { savedValues, useAct } from '../casepage/useCase.ts';
import { PaperLine } from '../documents/PaperLine.tsx';
import { useDraft } from '../drafts/useDraft.ts';
import { SaveBar, useCodeOptions, useEditing } from '../editing/index.ts';
import { Button, Notice, Section, SelectInput, TextInput, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { dateText } from '../ui/shanghai-time.ts';
import { AcceptanceChecks } from './AcceptanceChecks.tsx';
import { listAcceptanceChecks, toOverrulings } from './acceptance-checks.ts';
import { ExtensionPanel } from './ExtensionPanel.tsx';
import { useRelatedCases } from './RelatedCases.tsx';
import { attemptsOf, ResponseCard } from './ResponseCard.tsx';

/** Asking the other side, then 受理 or 不予受理 (企业劳动争议协商调解规定 22), and 延期. */
export default function AcceptanceSection({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const editing = useEditing(`${caseId}:responses`, savedValues(view));
  const isReadOnly = view.archive !== null;
  const respondents = view.parties.filter((party) => party.side !== 'applicant');
  const isDated = respondents.every(({ id }) => attemptsOf(editing, id).every(({ date }) => date !== ''));
  return (
    <div>
      <Section title={t('acceptance.responses')}>
        {respondents.length === 0 && <p className="soft">{t('errors.response.respondentMissing')}</p>}
        {respondents.map((party) => (
          <ResponseCard key={party.id} party={party} view={view} editing={editing} isReadOnly={isReadOnly} />
        ))}
        {!isReadOnly && respondents.length > 0 && (
          <SaveBar
            editing={editing}
            action="save-responses"
            label={t('acceptance.saveResponses')}
            isPlain
            isBlocked={!isDated}
            onSave={(reason) =>
              act('response.recorded', {
                patches: editing.patches.map((patch) => ({
                  ...patch,
                  fields: { ...patch.fields, partyId: patch.id },
                })),
                ...reason,
              })
            }
          />
        )}
      </Section>
      <Decision opened={opened} caseId={caseId} />
      {view.acceptance?.decision === 'accepted' && <ExtensionPanel opened={opened} caseId={caseId} />}
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
  /** The legal ground of a refusal (code list refusalGrounds). */
  readonly ground?: string;
  /** Why the case is accepted in spite of a check, by the check's key. */
  readonly reasons?: Readonly<Record<string, string>>;
};

function Decision({ opened, caseId }: SectionProps) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const grounds = useCodeOptions(refusalGrounds);
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
  // A draft of an older program has neither.
  const { ground = '', reasons = {} } = value;
  const { ties } = useRelatedCases({
    ...view,
    disputeTypeCode: view.application.disputeTypeCode ?? '',
  });
  const isAccepting = value.decision === 'accepted';
  const tiesOfChosen = ties.filter(({ mediatorId }) => value.mediatorIds.includes(mediatorId));
  const chosen = value.mediatorIds.flatMap((id) => mediators.find((one) => one.id === id) ?? []);
  const checks = isAccepting
    ? listAcceptanceChecks(view, value.decidedOn || todayInShanghai(), tiesOfChosen, chosen)
    : [];
  const overruled = toOverrulings(checks, reasons);
  const decide = useOrder(async () => {
    const number = value.decision === 'accepted' ? formatAcceptanceNoticeNumber : formatRefusalNoticeNumber;
    await act('acceptance.decided', {
      decision: value.decision,
      decidedOn: value.decidedOn,
      reason: value.reason,
      ...(isAccepting ? {} : { ground }),
      ...(overruled.length > 0 ? { overruled } : {}),
      approvedBy: value.approvedBy,
      recorder: value.recorder,
      noticeNumber: number(view.opened.caseNumber),
      // Her number is for the check of interests alone: no case file holds it.
      mediators: chosen.map(({ idNumber: _, ...one }, index) => ({
        ...one,
        role: index === 0 ? 'leadMediator' : 'mediator',
      })),
    });
    clear();
  });
  if (view.acceptance !== null) {
    const { decision, decidedOn, reason, mediators: appointed, ground } = view.acceptance;
    const papers =
      decision === 'accepted'
        ? (['acceptanceNotice', 'rightsNotice'] as const)
        : (['refusalNotice'] as const);
    return (
      <Section title={t('acceptance.decision')}>
        <Notice tone={decision === 'accepted' ? 'good' : 'info'}>
          {t(`acceptance.${decision}On`, { date: dateText(decidedOn) })} {reason}
        </Notice>
        {ground && (
          <p>
            {t('common.labelled', {
              label: t('acceptance.ground'),
              value: codeLabel(refusalGrounds, ground, locale),
            })}
          </p>
        )}
        {appointed.length > 0 && (
          <p>
            {t('common.labelled', {
              label: t('acceptance.mediators'),
              value: listText(appointed.map((one) => one.name)),
            })}
          </p>
        )}
        {papers.map((form) => (
          <PaperLine key={form} view={view} caseId={caseId} paper={{ form, subjectId: 'application' }} />
        ))}
      </Section>
    );
  }
  const refusal = view.steps.find((step) => step.id === 'decideAcceptance')?.refusal ?? null;
  const text = (name: 'reason' | 'approvedBy' | 'recorder') => (
    <TextInput
      label={t(`acceptance.${name}`)}
      field={`acceptance.${name}`}
      value={value[name]}
      onChange={(typed) => change({ ...value, [name]: typed })}
    />
  );
  const isReady =
    value.reason.trim() !== '' &&
    (isAccepting ? value.mediatorIds.length > 0 : ground !== '') &&
    overruled.every(({ reason }) => reason !== '');
  return (
    <Section title={t('acceptance.decision')}>
      <div className="grid">
        <SelectInput
          label={t('acceptance.decision')}
          field="acceptance.decision"
          value={value.decision}
          options={[
            { value: 'accepted', label: t('acceptance.accept') },
            { value: 'refused', label: t('acceptance.refuse') },
          ]}
          onChange={(decision) =>
            change({ ...value, decision: decision === 'refused' ? 'refused' : 'accepted' })
          }
        />
        <TextInput
          label={t('acceptance.decidedOn')}
          field="acceptance.decidedOn"
          type="date"
          value={value.decidedOn}
          onChange={(decidedOn) => change({ ...value, decidedOn })}
        />
        {!isAccepting && (
          <SelectInput
            label={t('acceptance.ground')}
            field="acceptance.ground"
            value={ground}
            options={grounds}
            hasNone
            onChange={(chosen) => change({ ...value, ...groundChosen(chosen, value) })}
          />
        )}
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
      <AcceptanceChecks
        caseId={caseId}
        checks={checks}
        reasons={reasons}
        onReason={(key, reason) => change({ ...value, reasons: { ...reasons, [key]: reason } })}
      />
      {refusal && <p className="soft small">{t(`errors.${refusal}`)}</p>}
      {decide.failure}
      <Button
        kind={isReady ? 'primary' : 'plain'}
        data-action="decide-acceptance"
        disabled={decide.isBusy || refusal !== null || !isReady}
        onClick={() => void decide.run()}
      >
        {t(value.decision === 'accepted' ? 'acceptance.accept' : 'acceptance.refuse')}
      </Button>
    </Section>
  );
}

/** The ground's wording is that of the notice; what somebody wrote in its place stays. */
function groundChosen(
  ground: string,
  { ground: before = '', reason }: DecisionDraft,
): Partial<DecisionDraft> {
  const isOwn = reason.trim() !== '' && reason !== codeLabel(refusalGrounds, before);
  return { ground, reason: isOwn ? reason : codeLabel(refusalGrounds, ground) };
}
