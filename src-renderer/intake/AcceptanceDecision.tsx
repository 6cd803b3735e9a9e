import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AcceptanceDecided } from '../../shared/case/actions.ts';
import { formatAcceptanceNoticeNumber, formatRefusalNoticeNumber } from '../../shared/case/case-number.ts';
import { findRefusal, isClosedTo } from '../../shared/case/step-refusals.ts';
import { codeLabel, refusalGrounds } from '../../shared/law/codes/index.ts';
import { toShanghaiDate } from '../../shared/text/dates.ts';
import { findDayFault } from '../../shared/text/day-fault.ts';
import { call, desk } from '../app/desk.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { useAct } from '../casepage/useCase.ts';
import { PaperLine } from '../documents/PaperLine.tsx';
import { useDraft } from '../drafts/useDraft.ts';
import { useCodeOptions } from '../editing/index.ts';
import { Button, Notice, Section, SelectInput, StillMissing, TextInput, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';
import { AcceptanceChecks } from './AcceptanceChecks.tsx';
import { listAcceptanceChecks, toOverrulings } from './acceptance-checks.ts';
import { useRelatedCases } from './RelatedCases.tsx';

/** 受理 or 不予受理: decided once, and put right with a reason where it was entered wrongly. */
export function AcceptanceDecision({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const [isCorrecting, setCorrecting] = useState(false);
  const { acceptance } = opened.view;
  const mayCorrect = !isClosedTo(opened.view, 'correctAcceptance');
  return (
    <Section
      title={t('acceptance.decision')}
      aside={
        acceptance !== null &&
        mayCorrect && (
          <Button
            kind="quiet"
            data-action="correct-acceptance"
            aria-expanded={isCorrecting}
            onClick={() => setCorrecting(!isCorrecting)}
          >
            {t(isCorrecting ? 'common.cancel' : 'acceptance.correct')}
          </Button>
        )
      }
    >
      {acceptance !== null && <Decided opened={opened} caseId={caseId} acceptance={acceptance} />}
      {(acceptance === null || isCorrecting) && (
        <DecisionForm
          opened={opened}
          caseId={caseId}
          former={acceptance}
          onDecided={() => setCorrecting(false)}
        />
      )}
    </Section>
  );
}

function Decided({ opened, caseId, acceptance }: SectionProps & { readonly acceptance: AcceptanceDecided }) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const { decision, decidedOn, reason, mediators, ground } = acceptance;
  const papers =
    decision === 'accepted' ? (['acceptanceNotice', 'rightsNotice'] as const) : (['refusalNotice'] as const);
  return (
    <>
      <Notice tone={decision === 'accepted' ? 'good' : 'info'}>
        {t(`acceptance.${decision}On`, { date: dateText(decidedOn), reason })}
      </Notice>
      {ground && (
        <p>
          {t('common.labelled', {
            label: t('acceptance.ground'),
            value: codeLabel(refusalGrounds, ground, locale),
          })}
        </p>
      )}
      {mediators.length > 0 && (
        <p>
          {t('common.labelled', {
            label: t('acceptance.mediators'),
            value: listText(mediators.map((one) => one.name)),
          })}
        </p>
      )}
      {papers.map((form) => (
        <PaperLine key={form} view={opened.view} caseId={caseId} paper={{ form, subjectId: 'application' }} />
      ))}
    </>
  );
}

type DecisionDraft = {
  readonly decision: 'accepted' | 'refused';
  readonly decidedOn: string;
  readonly reason: string;
  readonly approvedBy: string;
  readonly recorder: string;
  /** Null while nobody has chosen: then the only mediator of the register is proposed. */
  readonly mediatorIds: readonly string[] | null;
  /** The legal ground of a refusal (code list refusalGrounds). */
  readonly ground?: string;
  /** Why the case is accepted in spite of a check, by the check's key. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** Why a decision is put right. */
  readonly correctionReason?: string;
};

function DecisionForm({
  opened,
  caseId,
  former,
  onDecided,
}: SectionProps & {
  /** The decision that is put right; null where none was made. */
  readonly former: AcceptanceDecided | null;
  readonly onDecided: () => void;
}) {
  const { t } = useTranslation();
  const grounds = useCodeOptions(refusalGrounds);
  const { view } = opened;
  const { act } = useAct(caseId);
  const { data } = useQuery({ queryKey: ['mediators'], queryFn: () => call(desk.desk.mediators({})) });
  const registered = data?.mediators ?? [];
  // Who mediates already stays to be chosen, whatever has become of the register.
  const others = (former?.mediators ?? []).filter(({ id }) => !registered.some((one) => one.id === id));
  const mediators = [...registered, ...others];
  const { value, change, clear } = useDraft<DecisionDraft>(
    `${caseId}:${former === null ? 'acceptance' : 'acceptanceCorrection'}`,
    former === null
      ? {
          decision: 'accepted',
          decidedOn: todayInShanghai(),
          reason: '',
          approvedBy: view.opened.office.officeHead,
          recorder: view.application.registrar ?? '',
          mediatorIds: null,
        }
      : { ...former, ground: former.ground ?? '', mediatorIds: former.mediators.map(({ id }) => id) },
  );
  // A draft of an older program has none of them.
  const { ground = '', reasons = {}, correctionReason = '' } = value;
  const [only, ...more] = registered;
  const mediatorIds = value.mediatorIds ?? (only !== undefined && more.length === 0 ? [only.id] : []);
  const { ties } = useRelatedCases({
    ...view,
    disputeTypeCode: view.application.disputeTypeCode ?? '',
  });
  const isAccepting = value.decision === 'accepted';
  const tiesOfChosen = ties.filter(({ mediatorId }) => mediatorIds.includes(mediatorId));
  const chosen = mediatorIds.flatMap((id) => mediators.find((one) => one.id === id) ?? []);
  const checks = isAccepting
    ? listAcceptanceChecks(view, value.decidedOn || todayInShanghai(), tiesOfChosen, chosen)
    : [];
  const overruled = toOverrulings(checks, reasons);
  const decide = useOrder(async () => {
    const number = isAccepting ? formatAcceptanceNoticeNumber : formatRefusalNoticeNumber;
    const decision: AcceptanceDecided = {
      decision: value.decision,
      decidedOn: value.decidedOn,
      reason: value.reason,
      ...(isAccepting ? {} : { ground }),
      ...(overruled.length > 0 ? { overruled } : {}),
      approvedBy: value.approvedBy,
      recorder: value.recorder,
      noticeNumber: number(view.opened.caseNumber),
      // An id number is for the check of interests alone: no case file holds it.
      mediators: (isAccepting ? chosen : []).map(
        ({ id, name, certificateNumber, validFrom, validTo }, index) => ({
          id,
          name,
          certificateNumber,
          validFrom,
          validTo,
          role: index === 0 ? 'leadMediator' : 'mediator',
        }),
      ),
    };
    await (former === null
      ? act('acceptance.decided', decision)
      : act('acceptance.corrected', { ...decision, correctionReason }));
    clear();
    onDecided();
  });
  const step = former === null ? 'decideAcceptance' : 'correctAcceptance';
  const refusal = findRefusal(view, step);
  const text = (name: 'reason' | 'approvedBy' | 'recorder', isWide = false) => (
    <TextInput
      label={t(`acceptance.${name}`)}
      field={`acceptance.${name}`}
      value={value[name]}
      isWide={isWide}
      onChange={(typed) => change({ ...value, [name]: typed })}
    />
  );
  const { receivedAt } = view.application;
  const dayFault = findDayFault(value.decidedOn, {
    today: todayInShanghai(),
    notBefore: receivedAt ? toShanghaiDate(receivedAt) : '',
  });
  const missing = [
    ...(value.decidedOn === '' ? [t('acceptance.decidedOn')] : []),
    ...(!isAccepting && ground === '' ? [t('acceptance.ground')] : []),
    ...(value.reason.trim() === '' ? [t('acceptance.reason')] : []),
    ...(isAccepting && mediatorIds.length === 0 ? [t('acceptance.chooseMediators')] : []),
    ...(overruled.some(({ reason }) => reason === '') ? [t('acceptance.insistReason')] : []),
    ...(former !== null && correctionReason.trim() === '' ? [t('acceptance.correctionReason')] : []),
  ];
  const isReady = missing.length === 0;
  const verdict = t(isAccepting ? 'acceptance.accept' : 'acceptance.refuse');
  return (
    <>
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
          findings={dayFault === null ? [] : [{ severity: 'warning', text: t(`acceptance.day.${dayFault}`) }]}
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
        {text('approvedBy')}
        {text('recorder')}
        {text('reason', true)}
      </div>
      {isAccepting && (
        <fieldset className="field">
          <legend className="field-label">{t('acceptance.chooseMediators')}</legend>
          <div className="chips">
            {mediators.map((one) => (
              <button
                key={one.id}
                type="button"
                className="chip"
                data-mediator={one.name}
                aria-pressed={mediatorIds.includes(one.id)}
                onClick={() =>
                  change({
                    ...value,
                    mediatorIds: mediatorIds.includes(one.id)
                      ? mediatorIds.filter((id) => id !== one.id)
                      : [...mediatorIds, one.id],
                  })
                }
              >
                {mediatorIds.length > 1 && mediatorIds[0] === one.id
                  ? t('acceptance.leads', { name: one.name })
                  : one.name}
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
      {former !== null && (
        <TextInput
          label={t('acceptance.correctionReason')}
          field="acceptance.correctionReason"
          value={correctionReason}
          isWide
          onChange={(typed) => change({ ...value, correctionReason: typed })}
        />
      )}
      {refusal && <p className="soft small">{t(`errors.${refusal}`)}</p>}
      {decide.failure}
      <div className="row">
        <Button
          kind={isReady ? 'primary' : 'plain'}
          data-action={former === null ? 'decide-acceptance' : 'save-correction'}
          disabled={decide.isBusy || refusal !== null || !isReady}
          onClick={() => void decide.run()}
        >
          {former === null ? verdict : t('acceptance.saveCorrection')}
        </Button>
        {refusal === null && <StillMissing labels={missing} />}
      </div>
    </>
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
