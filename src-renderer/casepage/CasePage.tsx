import { type ComponentType, memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { findRefusal } from '../../shared/case/step-refusals.ts';
import { type Stage, stages } from '../../shared/case/steps.ts';
import type { CaseView } from '../../shared/case/view.ts';
import type { OpenedCase } from '../../shared/contract/cases.ts';
import { isAgreedOutcome } from '../../shared/law/codes/index.ts';
import { errorText } from '../app/error-text.ts';
import { useArrival } from '../editing/index.ts';
import { ParkedHere } from '../exchange/ParkedHere.tsx';
import { useRoutes } from '../shell/routes.ts';
import { Contained } from '../ui/Contained.tsx';
import { Button, Notice } from '../ui/index.tsx';
import { loadedApart } from '../ui/loadedApart.tsx';
import { dateText } from '../ui/shanghai-time.ts';
import { useDisputeName } from '../ui/usePartyNames.ts';
import { Closing } from './Closing.tsx';
import { Conflicts } from './Conflicts.tsx';
import { Fetching } from './Fetching.tsx';
import { HandedOverNotice } from './HandOver.tsx';
import { LawRail, LegalCards } from './LawRail.tsx';
import { currentSectionOf, nextSectionOf, type SectionId, sectionIds } from './section-ids.ts';
import { Timeline } from './Timeline.tsx';
import { useOpenedCase } from './useCase.ts';

export type SectionProps = { readonly opened: OpenedCase; readonly caseId: string };

/** The sections whose code comes apart from the frame's, in the order in which they are wanted. */
const apart = {
  intake: loadedApart(() => import('../intake/IntakeSection.tsx')),
  acceptance: loadedApart(() => import('../intake/AcceptanceSection.tsx')),
  minutes: loadedApart(() => import('../minutes/MinutesSection.tsx')),
  agreement: loadedApart(() => import('../agreement/AgreementSection.tsx')),
  documents: loadedApart(() => import('../documents/DocumentsSection.tsx')),
  performance: loadedApart(() => import('../performance/PerformanceSection.tsx')),
  visits: loadedApart(() => import('../followup/VisitsSection.tsx')),
  applications: loadedApart(() => import('../applications/ApplicationsSection.tsx')),
  calculators: loadedApart(() => import('../calculators/CalculatorsSection.tsx')),
};

const components: Record<SectionId, ComponentType<SectionProps>> = {
  ...apart,
  closing: Closing,
  timeline: Timeline,
};

const idle = () =>
  new Promise<void>((done) => {
    window.requestIdleCallback(() => done());
  });

/** Brings in what a case shows, so that the first case of the day opens as quickly as the others; keys come first. */
export async function loadSections(): Promise<void> {
  for (const { load } of [LegalCards, ...Object.values(apart)]) {
    await idle();
    await load();
  }
}

const nowhere = {};

/** Two columns of their own: there the rail stands below. */
const wideSections: readonly SectionId[] = ['minutes', 'agreement', 'documents'];

export function CasePage({ caseId, section }: { readonly caseId: string; readonly section: string }) {
  const { t } = useTranslation();
  const { go, page } = useRoutes();
  const { data: opened, error, refetch } = useOpenedCase(caseId);
  const body = useRef<HTMLDivElement>(null);
  useArrival(page.name === 'case' ? page : nowhere);
  const isOpened = opened !== undefined;
  useEffect(() => {
    // Who went to another section with the keyboard goes on typing there, not at the top of the window.
    if (isOpened && page.name === 'case' && page.at === undefined && document.activeElement === document.body)
      body.current?.focus({ preventScroll: true });
  }, [page, isOpened]);
  if (error) {
    return (
      <>
        <Notice tone="error">{errorText(error, t)}</Notice>
        <Button data-action="retry-case" onClick={() => void refetch()}>
          {t('common.retry')}
        </Button>
      </>
    );
  }
  if (opened === undefined) return <Fetching caseId={caseId} />;
  const { view } = opened;
  const closedBy = findRefusal(view, 'recordIntake');
  const nextSection = nextSectionOf(view.nextStep);
  const current = currentSectionOf(section, view.nextStep);
  const parked = page.name === 'case' ? page.parked : undefined;
  // Where it is signed lies far below the papers.
  const unsigned =
    view.nextStep === 'signAgreement' ? view.agreements.findLast((one) => one.isFinal) : undefined;
  return (
    <>
      <CaseHead
        view={view}
        isThere={current === nextSection}
        onNext={() =>
          go({
            name: 'case',
            caseId,
            section: nextSection,
            ...(unsigned === undefined ? {} : { at: `agreement.${unsigned.version}` }),
          })
        }
      />
      <StageBar view={view} />
      {view.unknown.length > 0 && <Notice tone="warning">{t('case.newerProgram')}</Notice>}
      {closedBy === 'step.ofOthers' && <Notice tone="info">{t('case.onlyRead')}</Notice>}
      <HandedOverNotice view={view} />
      {opened.faults.length > 0 && (
        <Notice tone="error">{t('case.faults', { count: opened.faults.length })}</Notice>
      )}
      {parked !== undefined && <ParkedHere id={parked} view={view} />}
      <Conflicts opened={opened} caseId={caseId} />
      <div className="case-tabs" role="tablist" aria-label={t('case.sections')}>
        {sectionIds.map((id) => (
          <button
            key={id}
            type="button"
            role="tab"
            className="case-tab"
            data-section={id}
            aria-selected={id === current}
            onClick={() =>
              go({ name: 'case', caseId, section: id, ...(parked === undefined ? {} : { parked }) })
            }
          >
            {t(`section.${id}`)}
          </button>
        ))}
      </div>
      <div
        ref={body}
        tabIndex={-1}
        className={wideSections.includes(current) ? 'case-body case-body-wide' : 'case-body'}
      >
        <SectionAndRail opened={opened} caseId={caseId} section={current} />
      </div>
    </>
  );
}

/** Most of the page; what was drawn before the case was opened is not drawn a second time for that. */
const SectionAndRail = memo(function SectionAndRail(props: SectionProps & { readonly section: SectionId }) {
  const { opened, caseId, section } = props;
  const Section = components[section];
  return (
    <>
      <Contained key={`${caseId} ${section}`}>
        <Section opened={opened} caseId={caseId} />
      </Contained>
      <LawRail opened={opened} caseId={caseId} />
    </>
  );
});

function CaseHead(props: {
  readonly view: CaseView;
  /** Where the next step is done: then its own button there is the prominent one. */
  readonly isThere: boolean;
  readonly onNext: () => void;
}) {
  const { view, isThere, onNext } = props;
  const { t } = useTranslation();
  const names = (side: string) =>
    view.parties.filter((party) => party.side === side).map((party) => party.name ?? '');
  const disputeName = useDisputeName();
  return (
    <div className="case-head">
      <div>
        <p className="soft" data-value="caseNumber">
          {view.opened.caseNumber}
          {view.opened.externalNumber
            ? `　${t('case.externalNumber', { number: view.opened.externalNumber })}`
            : ''}
        </p>
        <h1>
          {disputeName({ applicants: names('applicant'), respondents: names('respondent') })}
          {view.application.causeOfAction && (
            <>
              {'\u00a0· '}
              <span className="whole">{view.application.causeOfAction}</span>
            </>
          )}
        </h1>
      </div>
      {view.nextStep && (
        <Button kind={isThere ? 'plain' : 'primary'} data-action="next-step" onClick={onNext}>
          {t(`step.${view.nextStep}`)}
        </Button>
      )}
    </div>
  );
}

/** What a case that ended without an agreement has not gone through. */
const neverReached: readonly Stage[] = ['agreement', 'performance', 'followUp'];

function StageBar({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const now = stages.indexOf(view.stage);
  const isFailed = view.outcome !== null && !isAgreedOutcome(view.outcome.code);
  const effective = view.agreements.findLast((one) => one.effectiveness.isEffective)?.effectiveness
    .effectiveDate;
  const performed = view.agreements
    .flatMap(({ performance }) => performance.flatMap(({ doneOn }) => doneOn ?? []))
    .sort()
    .at(-1);
  const dates: Partial<Record<Stage, string | null | undefined>> = {
    application: view.opened.openedOn,
    acceptance: view.acceptance?.decidedOn,
    mediation: view.meetings[0]?.date,
    agreement: effective,
    performance: performed,
    followUp: view.visits.findLast((visit) => visit.date)?.date,
    archive: view.archive?.filedOn,
  };
  return (
    <ol className="stage-bar" aria-label={t('case.stages')}>
      {stages.map((stage, index) => {
        const date = dates[stage];
        const isLeftOut = isFailed && neverReached.includes(stage) && !date;
        const isDone = (index < now || view.archive !== null) && !isLeftOut;
        return (
          <li
            key={stage}
            data-state={index === now ? 'now' : isDone ? 'done' : 'open'}
            aria-current={index === now ? 'step' : undefined}
          >
            {isDone ? '✓ ' : ''}
            {t(`stage.${stage}`)}
            <div className="small">{date ? dateText(date) : ''}</div>
          </li>
        );
      })}
    </ol>
  );
}
