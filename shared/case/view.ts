import { type Entities, type FieldConflict, findConflicts } from '../record/registers.ts';
import type {
  AcceptanceDecided,
  CaseArchived,
  CaseHandedOver,
  CaseOpened,
  CaseReceived,
  OutcomeRecorded,
} from './actions.ts';
import { type AgreementView, findAgreements } from './agreement.ts';
import { findAcceptance } from './appointments.ts';
import type { EntityKind, EntityOf } from './entities.ts';
import { listLateChanges } from './freezing.ts';
import { byOrder, findEntity, isStanding, listEntities, listStanding } from './project.ts';
import {
  type Authorship,
  type CaseDocument,
  type CaseState,
  type Extension,
  findDecision,
  findOffice,
  type LateChange,
  listChain,
  type RefusedAction,
  type TimelineEntry,
} from './state.ts';
import { listStays, type Stay } from './stays.ts';
import { computeStage, listSteps, type Stage, type StepId } from './steps.ts';
import { findRightsAnnouncement, listMeetingIds, sortParties } from './withdrawal.ts';

export type MeetingView = EntityOf<'meeting'> & {
  readonly entries: readonly EntityOf<'minutesEntry'>[];
  readonly offers: readonly EntityOf<'offer'>[];
  /** The finalised minutes, null while they are being written. */
  readonly document: CaseDocument | null;
};

export type VisitView = EntityOf<'visit'> & {
  readonly document: CaseDocument | null;
  /** 已更正: a later record of the same visit stands in its place. */
  readonly isCorrected: boolean;
};

/** A whole case file as screens and documents read it. Plain data; sent to the window as it is. */
export type CaseView = {
  readonly caseId: string;
  /** With the office of today: the one that received the case last. */
  readonly opened: CaseOpened;
  readonly stage: Stage;
  readonly nextStep: StepId | null;
  readonly steps: readonly { readonly id: StepId; readonly stage: Stage; readonly refusal: string | null }[];
  readonly application: EntityOf<'application'>;
  readonly parties: readonly EntityOf<'party'>[];
  readonly agents: readonly EntityOf<'agent'>[];
  readonly claims: readonly EntityOf<'claim'>[];
  readonly evidence: readonly EntityOf<'evidence'>[];
  /** 移出的: what was taken out of the file again. It stands in no paper; what is of the intake can be taken in again. */
  readonly withdrawn: {
    readonly parties: readonly EntityOf<'party'>[];
    readonly agents: readonly EntityOf<'agent'>[];
    readonly claims: readonly EntityOf<'claim'>[];
    readonly evidence: readonly EntityOf<'evidence'>[];
    /** Plans of visits that were called off. */
    readonly visits: readonly EntityOf<'visit'>[];
  };
  /** 扫描件 in the order they were taken in, without those withdrawn. */
  readonly scans: readonly EntityOf<'scan'>[];
  readonly responses: readonly EntityOf<'response'>[];
  readonly collective: EntityOf<'collective'> | null;
  readonly negotiation: EntityOf<'negotiation'> | null;
  /** With the mediators of today: challenges that were granted are reckoned in. */
  readonly acceptance: AcceptanceDecided | null;
  /** In their order, those entered by mistake among them. */
  readonly extensions: readonly Extension[];
  readonly meetings: readonly MeetingView[];
  readonly challenges: readonly EntityOf<'challenge'>[];
  readonly disclosures: readonly EntityOf<'disclosure'>[];
  readonly undisputedFacts: readonly EntityOf<'undisputedFact'>[];
  readonly agreements: readonly AgreementView[];
  /** 即时履行 without an agreement paper, without what was withdrawn. */
  readonly immediatePerformances: readonly EntityOf<'immediatePerformance'>[];
  /** 支付令, in the order of their filing. */
  readonly paymentOrders: readonly EntityOf<'paymentOrder'>[];
  readonly documents: readonly CaseDocument[];
  readonly visits: readonly VisitView[];
  readonly services: readonly EntityOf<'service'>[];
  readonly outcome: OutcomeRecorded | null;
  readonly archive: CaseArchived | null;
  readonly handover: CaseHandedOver | null;
  readonly receipt: CaseReceived | null;
  /** 移送: when it was the looking office's to work on. */
  readonly stays: readonly Stay[];
  readonly conflicts: readonly FieldConflict[];
  readonly late: readonly LateChange[];
  readonly refused: readonly RefusedAction[];
  /** Actions of a newer program: the case is read-only here until the program is updated. */
  readonly unknown: readonly Authorship[];
  readonly timeline: readonly TimelineEntry[];
};

/**
 * Projects the state of a case file. Throws when the case was never opened.
 * @param office the one that looks at it: what was handed over is no longer its own to work on
 */
export function getCaseView(caseId: string, state: CaseState, office: string | null = null): CaseView {
  if (state.opened === null) throw new Error('case.notOpened');
  const { entities } = state;
  const steps = listSteps(state, office);
  const documents = Object.values(state.documents);
  const frozenBy = (key: string) => {
    const frozen = state.frozen[key];
    return frozen === undefined ? null : (state.documents[frozen.documentId] ?? null);
  };
  const timeline = listChain(state.timeline);
  const entries = byOrder(listEntities(entities, 'minutesEntry'));
  const offers = listEntities(entities, 'offer');
  const visits = listEntities(entities, 'visit').filter(
    ({ id, date }) => isStanding(entities.visit?.[id]) || Boolean(date),
  );
  const correctedVisits = new Set(visits.map(({ correctsVisitId }) => correctsVisitId));
  const meetingIds = listMeetingIds(state);
  const { parties, withdrawn } = sortParties(state);
  // Who was taken out is named nowhere any more.
  const gone = new Set(withdrawn.map(({ id }) => id));
  const isHere = (partyId: string) => !gone.has(partyId);
  return {
    caseId,
    opened: { ...state.opened, office: findOffice(state) ?? state.opened.office },
    stage: computeStage(state),
    nextStep: steps.find((step) => step.isDue)?.id ?? null,
    steps: steps.map(({ id, stage, refusal }) => ({ id, stage, refusal })),
    application: findEntity(entities, 'application', 'application') ?? { id: 'application' },
    parties,
    agents: listStanding(entities, 'agent').map((agent) => ({
      ...agent,
      ...(agent.forPartyIds ? { forPartyIds: agent.forPartyIds.filter(isHere) } : {}),
    })),
    claims: listStanding(entities, 'claim').map((claim) => ({
      ...claim,
      ...(claim.claimantIds ? { claimantIds: claim.claimantIds.filter(isHere) } : {}),
    })),
    evidence: listStanding(entities, 'evidence'),
    withdrawn: {
      parties: withdrawn,
      agents: listWithdrawn(entities, 'agent'),
      claims: listWithdrawn(entities, 'claim'),
      evidence: listWithdrawn(entities, 'evidence'),
      visits: listWithdrawn(entities, 'visit').filter(({ date }) => !date),
    },
    scans: byOrder(listStanding(entities, 'scan')),
    responses: listEntities(entities, 'response').filter(({ id }) => isHere(id)),
    negotiation: findNegotiation(entities),
    collective: findEntity(entities, 'collective', 'collective') ?? null,
    acceptance: findAcceptance(state) ?? null,
    extensions: state.extensions,
    meetings: listEntities(entities, 'meeting')
      .filter(({ id }) => meetingIds.includes(id))
      .sort((left, right) => (left.number ?? 0) - (right.number ?? 0))
      .map((meeting) => ({
        ...meeting,
        ...findRightsAnnouncement(entities, meeting.id),
        entries: entries.filter((entry) => entry.meetingId === meeting.id),
        offers: offers.filter((offer) => offer.meetingId === meeting.id),
        document: frozenBy(`meeting:${meeting.id}`),
      })),
    challenges: listEntities(entities, 'challenge'),
    disclosures: listEntities(entities, 'disclosure'),
    undisputedFacts: byOrder(listStanding(entities, 'undisputedFact')),
    agreements: findAgreements(state),
    immediatePerformances: listStanding(entities, 'immediatePerformance'),
    paymentOrders: listEntities(entities, 'paymentOrder').sort((left, right) =>
      (left.appliedOn ?? '').localeCompare(right.appliedOn ?? ''),
    ),
    documents,
    services: listStanding(entities, 'service').sort((left, right) =>
      (left.servedOn ?? '') < (right.servedOn ?? '') ? -1 : 1,
    ),
    visits: visits
      .sort((left, right) => (left.number ?? 0) - (right.number ?? 0))
      .map((visit) => ({
        ...visit,
        document: frozenBy(`visit:${visit.id}`),
        isCorrected: correctedVisits.has(visit.id),
      })),
    outcome: findDecision(state, 'outcome') ?? null,
    archive: findDecision(state, 'archive') ?? null,
    handover: findDecision(state, 'handover') ?? null,
    receipt: findDecision(state, 'receipt') ?? null,
    stays: listStays(timeline, office),
    conflicts: findConflicts(entities),
    late: listLateChanges(state),
    refused: state.refused,
    unknown: state.unknown,
    timeline,
  };
}

/** 协商 of which every word was taken back (撤销登记) is none. */
function findNegotiation(entities: CaseState['entities']): EntityOf<'negotiation'> | null {
  const negotiation = findEntity(entities, 'negotiation', 'negotiation');
  if (negotiation === undefined) return null;
  const { id: _, ...fields } = negotiation;
  return Object.values(fields).some((value) => value !== null) ? negotiation : null;
}

function listWithdrawn<Kind extends EntityKind>(entities: Entities, kind: Kind): EntityOf<Kind>[] {
  return listEntities(entities, kind).filter(({ id }) => !isStanding(entities[kind]?.[id]));
}
