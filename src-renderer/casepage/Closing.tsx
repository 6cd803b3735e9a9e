import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormId } from '../../shared/case/actions.ts';
import { proposeOutcome } from '../../shared/case/former-closing.ts';
import { findLimitationDay, findProceedings } from '../../shared/case/limitation-events.ts';
import { findOutcomeFaults } from '../../shared/case/outcome-faults.ts';
import { findRefusal, isClosedTo } from '../../shared/case/step-refusals.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { isServed, listServicesOf } from '../../shared/documents/service.ts';
import {
  codeLabel,
  findSending,
  interruptionGrounds,
  isFailedOutcome,
  outcomes,
  outcomesBeforeAcceptance,
  withoutOutcomeCodes,
} from '../../shared/law/codes/index.ts';
import { isWorker } from '../../shared/law/party-kind.ts';
import { useLawTables } from '../calculators/useLawTables.ts';
import { PaperLine } from '../documents/PaperLine.tsx';
import { useDraft } from '../drafts/useDraft.ts';
import { useCodeOptions } from '../editing/index.ts';
import { useRoutes } from '../shell/routes.ts';
import { Button, Notice, Section, SelectInput, StillMissing, TextInput, useOrder } from '../ui/index.tsx';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';
import { ArchivePanel } from './ArchivePanel.tsx';
import type { SectionProps } from './CasePage.tsx';
import { HandOver, isSaidAbove } from './HandOver.tsx';
import { mayTakeBack, TakeBackAction } from './TakeBack.tsx';
import { useAct } from './useCase.ts';

/** 结案, its papers, 归档 after the list was gone through, reopening with a reason, 移送. */
export function Closing({ opened, caseId }: SectionProps) {
  // A file that is reopened proposes its former end at once, not only when the page is opened again.
  const reopened = opened.view.timeline.findLast(({ type }) => type === 'case.reopened')?.actionId;
  return (
    <div>
      <Outcome key={`outcome ${reopened}`} opened={opened} caseId={caseId} />
      <ArchivePanel key={`archive ${reopened}`} opened={opened} caseId={caseId} />
      <Reopening opened={opened} caseId={caseId} />
      <HandOver opened={opened} caseId={caseId} />
    </div>
  );
}

/**
 * The day that people are told when a mediation has failed; who has to look it up says a wrong one. Once somebody has
 * gone to arbitration it is no longer told.
 */
function LimitationDay({ view, caseId }: { readonly view: CaseView; readonly caseId: string }) {
  const { t, i18n } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const tables = useLawTables();
  if (tables === undefined) return null;
  const today = todayInShanghai();
  const proceedings = findProceedings(view, today);
  const day = findLimitationDay(view, tables.calendar, today);
  const isOfSeveral = view.parties.filter(isWorker).length > 1;
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  return (
    <>
      <p data-value="limitationDay">
        {proceedings !== null
          ? t('limitation.proceedings', {
              date: dateText(proceedings.date),
              ground: codeLabel(interruptionGrounds, proceedings.ground, locale),
            })
          : day === null
            ? t('closing.limitationUnknown')
            : t(isOfSeveral ? 'closing.limitationDayFirst' : 'closing.limitationDay', {
                date: dateText(day),
              })}
      </p>
      <div className="row">
        <Button
          kind="quiet"
          data-action="to-limitation"
          onClick={() => go({ name: 'case', caseId, section: 'calculators' })}
        >
          {t(proceedings === null ? 'closing.toLimitation' : 'closing.toProceedings')}
        </Button>
      </div>
    </>
  );
}

/** Papers that an outcome asks for: its notice first, the report of every case last. */
function papersOf(code: string, { application: { sourceCode }, acceptance }: CaseView): FormId[] {
  const isAnswered = findSending(sourceCode) !== undefined;
  const answer: FormId[] = isAnswered ? ['entrustmentReport'] : [];
  switch (code) {
    case 'R01':
    case 'R01a':
      return [...answer, 'closingReport'];
    case 'R02':
    case 'R03':
      return [
        'applicationWithdrawal',
        // Before acceptance there is no mediation to be ended.
        ...(acceptance === null ? [] : (['terminationNotice'] as const)),
        ...answer,
        'closingReport',
      ];
    case 'R15':
      return ['closingReport'];
    default:
      if (acceptance === null) return [...answer, 'closingReport'];
      return [
        'terminationNotice',
        ...(sourceCode === 'S08' ? (['courtTerminationReport'] as const) : answer),
        'mediationOpinion',
        'closingReport',
      ];
  }
}

/** 法院委派、委托: the case is with the court, which goes on with it (特邀规定 26); nobody is sent to arbitration. */
function isReferral({ application }: CaseView): boolean {
  return application.sourceCode === 'S08' || application.sourceCode === 'S09';
}

/** What is still to be done with the notice that the mediation has failed. */
function noticeWords(view: CaseView): string {
  const notice = view.documents.findLast(({ form }) => form === 'terminationNotice');
  if (notice === undefined) return 'closing.rightToArbitrate';
  const isServedOnAll = view.parties.every(({ id }) =>
    listServicesOf(view, notice.documentId, id).some(isServed),
  );
  return isServedOnAll ? 'closing.noticeServed' : 'closing.serveNotice';
}

function Outcome({ opened, caseId }: SectionProps) {
  const { t, i18n } = useTranslation();
  const { view } = opened;
  const { act } = useAct(caseId);
  const go = useRoutes((routes) => routes.go);
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  // What was settled before mediation has its own end; else only some ways lead out before acceptance.
  const isEarly = view.acceptance === null && view.negotiation?.result !== 'settled';
  const codes = useCodeOptions(isEarly ? outcomesBeforeAcceptance : outcomes);
  const proposed = proposeOutcome(view, todayInShanghai());
  const { value, change, clear } = useDraft(`${caseId}:outcome`, proposed);
  const save = useOrder(async () => {
    await act('outcome.recorded', value);
    clear();
  });
  const refusal = findRefusal(view, 'recordOutcome');
  if (view.outcome !== null) {
    const { code, closedOn, note } = view.outcome;
    const isFailed = isFailedOutcome(code) && view.acceptance !== null;
    const recorded = view.timeline.findLast(({ type }) => type === 'outcome.recorded');
    return (
      <Section title={t('closing.outcome')}>
        <p data-value="outcome">
          <strong>{codeLabel(outcomes, code, locale)}</strong>　{dateText(closedOn)}
        </p>
        {note !== '' && <p>{withoutOutcomeCodes(note)}</p>}
        {isFailed && view.archive === null && (
          <Notice tone="info">
            {isReferral(view) ? (
              <>
                <p>{t('closing.courtInformed')}</p>
                <p className="small">{t('closing.courtInformedArticle')}</p>
              </>
            ) : (
              <>
                <p>{t(noticeWords(view))}</p>
                <p className="small">{t('closing.rightToArbitrateArticle')}</p>
                <LimitationDay view={view} caseId={caseId} />
              </>
            )}
          </Notice>
        )}
        {papersOf(code, view).map((form) => (
          <PaperLine key={form} view={view} caseId={caseId} paper={{ form, subjectId: 'application' }} />
        ))}
        {recorded !== undefined && mayTakeBack(view) && (
          <TakeBackAction
            label={t('takeBack.outcome')}
            name="outcome"
            caseId={caseId}
            actionId={recorded.actionId}
          />
        )}
      </Section>
    );
  }
  // Fields that nothing would take are not offered.
  if (refusal !== null)
    return isSaidAbove(refusal) ? null : (
      <Section title={t('closing.outcome')}>
        <p className="soft">{t(`errors.${refusal}`)}</p>
      </Section>
    );
  const faults = findOutcomeFaults(view, value, todayInShanghai());
  const isNoteAsked = faults.some(({ isGrave }) => isGrave);
  const missing = [
    ...(value.code === '' ? [t('closing.code')] : []),
    ...(value.closedOn === '' ? [t('closing.closedOn')] : []),
    ...(isNoteAsked && value.note.trim() === '' ? [t('closing.noteAsReason')] : []),
  ];
  const isFailing = value.code !== '' && isFailedOutcome(value.code) && !isEarly;
  return (
    <Section title={t('closing.outcome')}>
      <div className="grid">
        <SelectInput
          label={t('closing.code')}
          field="outcome.code"
          value={value.code}
          options={codes}
          hasNone
          isWide
          onChange={(code) => change({ ...value, code })}
        />
        <TextInput
          label={t('closing.closedOn')}
          field="outcome.closedOn"
          type="date"
          value={value.closedOn}
          onChange={(closedOn) => change({ ...value, closedOn })}
        />
        <TextInput
          label={t(isNoteAsked ? 'closing.noteAsReason' : 'closing.note')}
          field="outcome.note"
          isWide
          value={value.note}
          onChange={(note) => change({ ...value, note })}
        />
      </div>
      {value.code === 'R01a' && view.immediatePerformances.length === 0 && (
        <Notice tone="warning">
          <p>{t('closing.immediateMissing')}</p>
          <Button
            kind="quiet"
            data-action="to-immediate"
            onClick={() => go({ name: 'case', caseId, section: 'agreement', at: 'perform-at-once' })}
          >
            {t('closing.toImmediate')}
          </Button>
        </Notice>
      )}
      {faults.map((one) => (
        <Notice key={one.code} tone="warning">
          {t(`closing.fault.${one.code}`, { day: dateText(one.day) })}
        </Notice>
      ))}
      {isFailing && (
        <p className="soft small">
          {t(isReferral(view) ? 'closing.failingHintCourt' : 'closing.failingHint')}
        </p>
      )}
      {isEarly && <p className="soft small">{t('closing.beforeAcceptance')}</p>}
      {save.failure}
      <div className="row">
        <Button
          kind={view.nextStep === 'recordOutcome' || isFailing ? 'primary' : 'plain'}
          data-action="record-outcome"
          disabled={
            save.isBusy ||
            missing.length > 0 ||
            // 京人社仲发〔2025〕1号: where no agreement is made, the minutes must hold what was performed.
            (value.code === 'R01a' && view.immediatePerformances.length === 0)
          }
          onClick={() => void save.run()}
        >
          {t('step.recordOutcome')}
        </Button>
        <StillMissing labels={missing} />
      </div>
    </Section>
  );
}

function Reopening({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { act } = useAct(caseId);
  const [reason, setReason] = useState('');
  const reopen = useOrder(async () => {
    await act('case.reopened', { reopenedOn: todayInShanghai(), reason });
    setReason('');
  });
  if (isClosedTo(opened.view, 'reopenCase')) return null;
  return (
    <Section title={t('closing.reopen')}>
      <p className="soft small">{t('closing.reopenExplained')}</p>
      <TextInput
        label={t('closing.reopenReason')}
        field="reopen.reason"
        value={reason}
        onChange={setReason}
      />
      {reopen.failure}
      <div className="row">
        <Button
          data-action="reopen"
          disabled={reopen.isBusy || reason.trim() === ''}
          onClick={() => void reopen.run()}
        >
          {t('closing.reopen')}
        </Button>
      </div>
    </Section>
  );
}
