import { type FieldConflict, findConflicts } from '../record/registers.ts';
import type {
  AcceptanceDecided,
  CaseArchived,
  CaseOpened,
  ExtensionAgreed,
  OutcomeRecorded,
} from './actions.ts';
import { type AgreementView, findAgreements } from './agreement.ts';
import type { EntityOf } from './entities.ts';
import { byOrder, findEntity, listEntities } from './project.ts';
import {
  type Authorship,
  type CaseDocument,
  type CaseState,
  findDecision,
  type LateChange,
  type RefusedAction,
  type TimelineEntry,
} from './state.ts';
import { computeStage, listSteps, type Stage, type StepId } from './steps.ts';

export type MeetingView = EntityOf<'meeting'> & {
  readonly entries: readonly EntityOf<'minutesEntry'>[];
  readonly offers: readonly EntityOf<'offer'>[];
  /** The finalised minutes, null while they are being written. */
  readonly document: CaseDocument | null;
};

export type VisitView = EntityOf<'visit'> & { readonly document: CaseDocument | null };

/** A whole case file as screens and documents read it. Plain data; sent to the window as it is. */
export type CaseView = {
  readonly caseId: string;
  readonly opened: CaseOpened;
  readonly stage: Stage;
  readonly nextStep: StepId | null;
  readonly steps: readonly { readonly id: StepId; readonly stage: Stage; readonly refusal: string | null }[];
  readonly application: EntityOf<'application'>;
  readonly parties: readonly EntityOf<'party'>[];
  readonly agents: readonly EntityOf<'agent'>[];
  readonly claims: readonly EntityOf<'claim'>[];
  readonly evidence: readonly EntityOf<'evidence'>[];
  readonly responses: readonly EntityOf<'response'>[];
  readonly collective: EntityOf<'collective'> | null;
  readonly acceptance: AcceptanceDecided | null;
  readonly extensions: readonly ExtensionAgreed[];
  readonly meetings: readonly MeetingView[];
  readonly undisputedFacts: readonly EntityOf<'undisputedFact'>[];
  readonly agreements: readonly AgreementView[];
  readonly documents: readonly CaseDocument[];
  readonly visits: readonly VisitView[];
  readonly outcome: OutcomeRecorded | null;
  readonly archive: CaseArchived | null;
  readonly conflicts: readonly FieldConflict[];
  readonly late: readonly LateChange[];
  readonly refused: readonly RefusedAction[];
  /** Actions of a newer program: the case is read-only here until the program is updated. */
  readonly unknown: readonly Authorship[];
  readonly timeline: readonly TimelineEntry[];
};

/** Projects the state of a case file. Throws when the case was never opened. */
export function getCaseView(caseId: string, state: CaseState): CaseView {
  if (state.opened === null) throw new Error('case.notOpened');
  const { entities } = state;
  const steps = listSteps(state);
  const documents = Object.values(state.documents);
  const frozenBy = (key: string) => {
    const frozen = state.frozen[key];
    return frozen === undefined ? null : (state.documents[frozen.documentId] ?? null);
  };
  const entries = byOrder(listEntities(entities, 'minutesEntry'));
  const offers = listEntities(entities, 'offer');
  return {
    caseId,
    opened: state.opened,
    stage: computeStage(state),
    nextStep: steps.find((step) => step.isDue)?.id ?? null,
    steps: steps.map(({ id, stage, refusal }) => ({ id, stage, refusal })),
    application: findEntity(entities, 'application', 'application') ?? { id: 'application' },
    parties: listEntities(entities, 'party'),
    agents: listEntities(entities, 'agent'),
    claims: listEntities(entities, 'claim'),
    evidence: listEntities(entities, 'evidence'),
    responses: listEntities(entities, 'response'),
    collective: findEntity(entities, 'collective', 'collective') ?? null,
    acceptance: findDecision(state, 'acceptance') ?? null,
    extensions: state.extensions,
    meetings: listEntities(entities, 'meeting')
      .sort((left, right) => (left.number ?? 0) - (right.number ?? 0))
      .map((meeting) => ({
        ...meeting,
        entries: entries.filter((entry) => entry.meetingId === meeting.id),
        offers: offers.filter((offer) => offer.meetingId === meeting.id),
        document: frozenBy(`meeting:${meeting.id}`),
      })),
    undisputedFacts: byOrder(listEntities(entities, 'undisputedFact')),
    agreements: findAgreements(state),
    documents,
    visits: listEntities(entities, 'visit')
      .sort((left, right) => (left.number ?? 0) - (right.number ?? 0))
      .map((visit) => ({ ...visit, document: frozenBy(`visit:${visit.id}`) })),
    outcome: findDecision(state, 'outcome') ?? null,
    archive: findDecision(state, 'archive') ?? null,
    conflicts: findConflicts(entities),
    late: state.late,
    refused: state.refused,
    unknown: state.unknown,
    timeline: state.timeline,
  };
}
