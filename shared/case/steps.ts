import { outcomesBeforeAcceptance } from '../law/codes/case-codes.ts';
import { isSameJson } from '../record/canonical.ts';
import { fieldValue } from '../record/registers.ts';
import type { CaseActionType, EntityPatch, FormId } from './actions.ts';
import { findAgreementInForce, findAgreements } from './agreement.ts';
import { archiveForms } from './archive-forms.ts';
import { isFrozen } from './freezing.ts';
import { findEntity, isStanding } from './project.ts';
import type { TypedBody } from './reducer.ts';
import {
  type CaseState,
  findDecision,
  findFreezeKeyOfDocument,
  findWithdrawable,
  isDecidedTwice,
} from './state.ts';
import { isHeld, listMeetingIds, listNeededParties } from './withdrawal.ts';

/** The stage bar: 申请 → 受理 → 调解 → 协议 → 履行 → 回访 → 归档. */
export const stages = [
  'application',
  'acceptance',
  'mediation',
  'agreement',
  'performance',
  'followUp',
  'archive',
] as const;
export type Stage = (typeof stages)[number];

type StepRule = {
  readonly id: string;
  readonly stage: Stage;
  readonly actionTypes: readonly CaseActionType[];
  /** Why the step is closed in this state of the case; null when it is open. */
  readonly refusal: (state: CaseState) => string | null;
  /** Whether this is what the case waits for. The first such step is the prominent button. */
  readonly isDue: (state: CaseState) => boolean;
};

const isOpened = (state: CaseState) => state.opened !== null;
const isAccepted = (state: CaseState) => findDecision(state, 'acceptance')?.decision === 'accepted';
const isArchived = (state: CaseState) => findDecision(state, 'archive') !== undefined;
const outcomeOf = (state: CaseState) => findDecision(state, 'outcome');
const count = (state: CaseState, kind: string) =>
  Object.values(state.entities[kind] ?? {}).filter(isStanding).length;
const hasSide = (state: CaseState, side: string) =>
  Object.values(state.entities.party ?? {}).some(
    (party) =>
      isStanding(party) &&
      fieldValue(party, 'side') === side &&
      String(fieldValue(party, 'name') ?? '') !== '',
  );

const negotiationOf = (state: CaseState) => {
  const negotiation = state.entities.negotiation?.negotiation;
  return (field: string) => fieldValue(negotiation, field);
};

/** 协商 or 和解 goes on, and nobody has applied for mediation (企业劳动争议协商调解规定 8 to 11). */
const isBeforeMediation = (state: CaseState) =>
  Boolean(negotiationOf(state)('requestedOn')) &&
  !fieldValue(state.entities.application?.application, 'receivedAt') &&
  findDecision(state, 'acceptance') === undefined;
const isSettledPrivately = (state: CaseState) =>
  isBeforeMediation(state) && negotiationOf(state)('result') === 'settled';

/** Something came of it: a meeting, a final agreement, or an outcome. */
const isMediated = (state: CaseState) =>
  listMeetingIds(state).length > 0 ||
  outcomeOf(state) !== undefined ||
  findAgreements(state).some(({ isFinal }) => isFinal);

/** Handed over by one office and not yet received by the other. */
const isOnItsWay = (state: CaseState) =>
  findDecision(state, 'handover') !== undefined && findDecision(state, 'receipt') === undefined;

/** Steps that change the case stay closed before 立案 and after 归档. */
function whileOpen(refusal: (state: CaseState) => string | null): (state: CaseState) => string | null {
  return (state) => {
    if (!isOpened(state)) return 'case.notOpened';
    if (isArchived(state)) return 'case.isArchived';
    if (isOnItsWay(state)) return 'case.isOnItsWay';
    return refusal(state);
  };
}

const alsoWhenArchived = (state: CaseState) => {
  const refusal = always(state);
  return refusal === 'case.isArchived' ? null : refusal;
};

const afterAcceptance = whileOpen((state) => (isAccepted(state) ? null : 'case.notAccepted'));
const always = whileOpen(() => null);
const archiving = whileOpen((state) => {
  const isRefused = findDecision(state, 'acceptance')?.decision === 'refused';
  return isRefused || outcomeOf(state) !== undefined ? null : 'archive.outcomeMissing';
});
/** A fact on paper is recorded whatever the state of the case (ARCHITECTURE 1: marked, never rejected). */
const aboutPaper = (state: CaseState) => (isOpened(state) ? null : 'case.notOpened');

/** The work in its order: one table for buttons, checks on the desk and checks on the server. */
export const caseSteps = [
  {
    id: 'openCase',
    stage: 'application',
    actionTypes: ['case.opened'],
    refusal: (state) => (isOpened(state) && !isDecidedTwice(state, 'opening') ? 'case.alreadyOpened' : null),
    isDue: (state) => !isOpened(state),
  },
  {
    id: 'recordIntake',
    stage: 'application',
    actionTypes: ['intake.recorded'],
    refusal: always,
    isDue: (state) =>
      outcomeOf(state) === undefined &&
      (!hasSide(state, 'applicant') || !hasSide(state, 'respondent') || count(state, 'claim') === 0),
  },
  {
    // 企业劳动争议协商调解规定 10, 11: an answer, a result, and whether the settlement was performed
    id: 'recordNegotiation',
    stage: 'application',
    actionTypes: [],
    refusal: always,
    isDue: (state) =>
      isBeforeMediation(state) &&
      outcomeOf(state) === undefined &&
      negotiationOf(state)('performance') !== 'performed',
  },
  {
    id: 'recordResponse',
    stage: 'application',
    actionTypes: ['response.recorded'],
    refusal: whileOpen((state) => (hasSide(state, 'respondent') ? null : 'response.respondentMissing')),
    isDue: (state) =>
      findDecision(state, 'acceptance') === undefined &&
      !isBeforeMediation(state) &&
      outcomeOf(state) === undefined &&
      !hasAnsweredResponse(state),
  },
  {
    // 企业劳动争议协商调解规定 22: in scope and both sides agree, within three working days
    id: 'decideAcceptance',
    stage: 'acceptance',
    actionTypes: ['acceptance.decided'],
    refusal: whileOpen((state) => {
      if (!hasSide(state, 'applicant')) return 'acceptance.applicantMissing';
      if (!hasSide(state, 'respondent')) return 'acceptance.respondentMissing';
      if (findDecision(state, 'acceptance') === undefined && outcomeOf(state) !== undefined)
        return 'outcome.alreadyRecorded';
      const isOpen = findDecision(state, 'acceptance') === undefined || isDecidedTwice(state, 'acceptance');
      return isOpen ? null : 'acceptance.alreadyDecided';
    }),
    isDue: (state) =>
      findDecision(state, 'acceptance') === undefined &&
      !isBeforeMediation(state) &&
      outcomeOf(state) === undefined,
  },
  {
    id: 'correctAcceptance',
    stage: 'acceptance',
    actionTypes: ['acceptance.corrected'],
    refusal: whileOpen((state) =>
      findDecision(state, 'acceptance') === undefined ? 'acceptance.notDecided' : null,
    ),
    isDue: () => false,
  },
  {
    // 企业劳动争议协商调解规定 29: longer only if both sides agree
    id: 'agreeExtension',
    stage: 'mediation',
    actionTypes: ['extension.agreed'],
    refusal: afterAcceptance,
    isDue: () => false,
  },
  {
    // An extension, a signature on paper, printed copies or an outcome entered by mistake: recorded anew.
    id: 'withdrawAction',
    stage: 'mediation',
    actionTypes: ['action.withdrawn'],
    refusal: always,
    isDue: () => false,
  },
  {
    id: 'holdMeeting',
    stage: 'mediation',
    actionTypes: ['meeting.recorded'],
    refusal: afterAcceptance,
    isDue: (state) =>
      isAccepted(state) &&
      outcomeOf(state) === undefined &&
      (listMeetingIds(state).length === 0 ||
        (lastResultOf(state) === 'toBeContinued' && count(state, 'agreementTerms') === 0)),
  },
  {
    id: 'writeMinutes',
    stage: 'mediation',
    actionTypes: ['minutes.entryWritten'],
    refusal: whileOpen((state) => {
      if (!isAccepted(state)) return 'case.notAccepted';
      return listMeetingIds(state).length > 0 ? null : 'minutes.meetingMissing';
    }),
    isDue: (state) => isAccepted(state) && outcomeOf(state) === undefined && hasUnfrozenMeeting(state),
  },
  {
    id: 'draftAgreement',
    stage: 'agreement',
    actionTypes: ['agreement.drafted'],
    refusal: afterAcceptance,
    isDue: (state) =>
      isAccepted(state) &&
      outcomeOf(state) === undefined &&
      !hasPerformedAtOnce(state) &&
      lastResultOf(state) !== 'failed' &&
      findAgreements(state).at(-1)?.isFinal !== true,
  },
  {
    id: 'signAgreement',
    stage: 'agreement',
    actionTypes: [],
    refusal: always,
    isDue: (state) => {
      const last = findAgreements(state).at(-1);
      const code = outcomeOf(state)?.code;
      const isOpenOrAgreed = code === 'R01' || (code === undefined && lastResultOf(state) !== 'failed');
      return isOpenOrAgreed && last?.isFinal === true && !last.effectiveness.isEffective;
    },
  },
  {
    id: 'recordOutcome',
    stage: 'agreement',
    actionTypes: ['outcome.recorded'],
    // Before acceptance only some codes end a file: findOutcomeRefusal.
    refusal: whileOpen((state) => {
      const isOpen = outcomeOf(state) === undefined || isDecidedTwice(state, 'outcome');
      return isOpen ? null : 'outcome.alreadyRecorded';
    }),
    isDue: (state) =>
      outcomeOf(state) === undefined &&
      ((isAccepted(state) &&
        (hasPerformedAtOnce(state) ||
          lastResultOf(state) === 'failed' ||
          (findAgreements(state).at(-1)?.effectiveness.isEffective ?? false))) ||
        (isSettledPrivately(state) && negotiationOf(state)('performance') === 'performed')),
  },
  {
    id: 'recordPerformance',
    stage: 'performance',
    actionTypes: ['performance.recorded', 'paymentOrder.recorded'],
    refusal: whileOpen((state) =>
      findAgreements(state).some((one) => one.isFinal) ? null : 'performance.agreementMissing',
    ),
    isDue: (state) => findAgreementInForce(findAgreements(state))?.isPerformed === false,
  },
  {
    id: 'recordVisit',
    stage: 'followUp',
    actionTypes: ['visit.recorded'],
    refusal: afterAcceptance,
    isDue: (state) =>
      findAgreements(state).some((one) => one.effectiveness.isEffective) && !hasVisitThatTookPlace(state),
  },
  {
    // A fact on paper: a notice is served after the outcome too, and refused at the door.
    id: 'recordService',
    stage: 'archive',
    actionTypes: ['service.recorded'],
    refusal: always,
    isDue: () => false,
  },
  {
    id: 'archiveCase',
    stage: 'archive',
    actionTypes: ['case.archived'],
    refusal: (state) => {
      const code = archiving(state);
      return code === 'case.isArchived' && isDecidedTwice(state, 'archive') ? null : code;
    },
    isDue: (state) =>
      !isArchived(state) &&
      (outcomeOf(state) !== undefined || findDecision(state, 'acceptance')?.decision === 'refused'),
  },
  {
    id: 'reopenCase',
    stage: 'archive',
    actionTypes: ['case.reopened'],
    refusal: (state) => (isArchived(state) || outcomeOf(state) !== undefined ? null : 'reopening.notClosed'),
    isDue: () => false,
  },
  {
    id: 'handOver',
    stage: 'acceptance',
    actionTypes: ['case.handedOver'],
    refusal: always,
    isDue: () => false,
  },
  {
    id: 'receiveCase',
    stage: 'acceptance',
    actionTypes: ['case.received'],
    refusal: (state) => (isOnItsWay(state) || isDecidedTwice(state, 'receipt') ? null : 'case.notHandedOver'),
    isDue: isOnItsWay,
  },
  {
    id: 'finaliseDocument',
    stage: 'mediation',
    actionTypes: ['document.finalised'],
    refusal: alsoWhenArchived,
    isDue: () => false,
  },
  {
    id: 'handlePaper',
    stage: 'agreement',
    actionTypes: [
      'document.printed',
      'document.signed',
      'document.signedByCertificate',
      'scan.recorded',
      'pack.exported',
    ],
    refusal: aboutPaper,
    isDue: () => false,
  },
  {
    id: 'settleConflict',
    stage: 'application',
    actionTypes: ['conflict.settled'],
    refusal: aboutPaper,
    isDue: () => false,
  },
] as const satisfies readonly StepRule[];

export type StepId = (typeof caseSteps)[number]['id'];

const steps: readonly (StepRule & { readonly id: StepId })[] = caseSteps;

/**
 * Every step with the reason that closes it, for buttons and for the question "why not?".
 * @param office the one that looks at the case; null where nobody does
 */
export function listSteps(
  state: CaseState,
  office: string | null = null,
): { id: StepId; stage: Stage; refusal: string | null; isDue: boolean }[] {
  const isElsewhere = office !== null && isOfOtherOffice(state, office);
  return steps.map(({ id, stage, actionTypes, refusal, isDue }) => {
    const code = isElsewhere && !actionTypes.some(isFactOnPaper) ? 'case.handedOver' : refusal(state);
    return { id, stage, refusal: code, isDue: code === null && isDue(state) };
  });
}

/** Where the case stands: the stage of what it waits for. */
export function computeStage(state: CaseState): Stage {
  if (isArchived(state)) return 'archive';
  return listSteps(state).find((step) => step.isDue)?.stage ?? 'followUp';
}

/**
 * Why this action of an office may not be done in this state of the case; null when it may. A refusal that a removed
 * body would have lifted does not count: what came after it was judged while it was whole.
 */
export function findStepRefusal(state: CaseState, typed: TypedBody, office: string): string | null {
  const step = steps.find((rule) => rule.actionTypes.includes(typed.type));
  const code =
    findOfficeRefusal(state, typed.type, office) ?? step?.refusal(state) ?? findBodyRefusal(state, typed);
  const liftedBy = code === null ? undefined : liftedByType[code];
  return liftedBy !== undefined && state.redactedTypes.includes(liftedBy) ? null : code;
}

/** Which action lifts a refusal for good, by the refusal's code. */
const liftedByType: Readonly<Record<string, CaseActionType>> = {
  'case.notOpened': 'case.opened',
  'response.respondentMissing': 'intake.recorded',
  'acceptance.applicantMissing': 'intake.recorded',
  'acceptance.respondentMissing': 'intake.recorded',
  'case.notAccepted': 'acceptance.decided',
  'outcome.notDecided': 'acceptance.decided',
  'acceptance.notDecided': 'acceptance.decided',
  'minutes.meetingMissing': 'meeting.recorded',
  'document.meetingUnknown': 'meeting.recorded',
  'document.agreementUnknown': 'agreement.drafted',
  'document.visitUnknown': 'visit.recorded',
  'document.partyUnknown': 'intake.recorded',
  'document.paymentUnknown': 'agreement.drafted',
  'document.serviceUnknown': 'document.finalised',
  'document.extensionUnknown': 'extension.agreed',
  'document.unknown': 'document.finalised',
  'withdrawal.notThere': 'document.signed',
  'performance.agreementMissing': 'document.finalised',
  'archive.outcomeMissing': 'outcome.recorded',
  'reopening.notClosed': 'outcome.recorded',
  'case.notHandedOver': 'case.handedOver',
};

/** What was printed, signed or taken out of the office has happened, whatever the case file says. */
export function isFactOnPaper(type: string): boolean {
  return type === 'document.printed' || type === 'document.signed' || type === 'pack.exported';
}

/** Once a file was handed over, it is the other office's to work on; facts on paper are recorded all the same. */
function findOfficeRefusal(state: CaseState, type: CaseActionType, office: string): string | null {
  return isOfOtherOffice(state, office) && !isFactOnPaper(type) ? 'case.handedOver' : null;
}

function isOfOtherOffice(state: CaseState, office: string): boolean {
  const handover = findDecision(state, 'handover');
  return handover !== undefined && handover.toOfficeId !== office;
}

/** What the body itself must fit: known documents, meetings, and nothing that is frozen. */
function findBodyRefusal(state: CaseState, typed: TypedBody): string | null {
  switch (typed.type) {
    case 'document.printed':
    case 'document.signed':
      return state.documents[typed.body.documentId] === undefined ? 'document.unknown' : null;
    case 'document.signedByCertificate': {
      const { documentId, continues } = typed.body;
      const document = state.documents[documentId];
      if (document === undefined) return 'document.unknown';
      const isKnown = document.signatures.some(
        (one) => one.manner === 'certificate' && one.authorship.actionId === continues,
      );
      return continues === null || isKnown ? null : 'certificate.earlierMissing';
    }
    case 'document.finalised': {
      if (isArchived(state) && !archiveForms.includes(typed.body.form)) return 'case.isArchived';
      if (state.documents[typed.body.documentId] !== undefined) return 'document.alreadyFinalised';
      const freezeKey = findFreezeKeyOfDocument(typed.body);
      if (freezeKey !== undefined && state.frozen[freezeKey] !== undefined) return 'document.isFrozen';
      return findSubjectRefusal(state, typed.body.form, typed.body.subjectId);
    }
    case 'acceptance.corrected':
      // What was mediated already cannot be refused afterwards: it is ended with its outcome.
      return typed.body.decision === 'refused' && isAccepted(state) && isMediated(state)
        ? 'acceptance.alreadyMediated'
        : null;
    case 'outcome.recorded':
      return findOutcomeRefusal(state, typed.body.code);
    case 'action.withdrawn':
      return findWithdrawable(state, typed.body.actionId) === undefined ? 'withdrawal.notThere' : null;
    case 'service.recorded':
      return typed.body.patches.every((patch) => isOfKnownPapers(state, patch as EntityPatch))
        ? null
        : 'document.unknown';
    case 'scan.recorded':
      return typed.body.patches.every((patch) => isOfKnownDocument(state, patch as EntityPatch))
        ? null
        : 'document.unknown';
    case 'conflict.settled':
      return typed.body.patches.every((patch) => isOfConflict(state, patch as EntityPatch))
        ? findFrozenRefusal(state, typed.body.patches as readonly EntityPatch[])
        : 'conflict.notThere';
    default: {
      if (!('patches' in typed.body)) return null;
      const patches = typed.body.patches as readonly EntityPatch[];
      if (patches.some((patch) => isNeededStill(state, patch, patches))) return 'intake.partyNeeded';
      if (patches.some((patch) => isMeetingHeld(state, patch))) return 'minutes.meetingHeld';
      return findFrozenRefusal(state, patches);
    }
  }
}

/** A settlement between the two sides alone ends a file that nobody brought to mediation; so does who goes back before. */
function findOutcomeRefusal(state: CaseState, code: string): string | null {
  const isEarly = findDecision(state, 'acceptance') === undefined && !isSettledPrivately(state);
  return isEarly && !outcomesBeforeAcceptance.some((one) => one.code === code) ? 'outcome.notDecided' : null;
}

/** Whether it takes out a party who belongs to the file for good. */
function isNeededStill(
  state: CaseState,
  { kind, id, fields }: EntityPatch,
  patches: readonly EntityPatch[],
): boolean {
  if (kind !== 'party' || fields.isWithdrawn !== true) return false;
  const isGroupWrittenAnew = patches.some((patch) => patch.kind === 'collective' && 'rows' in patch.fields);
  return listNeededParties(state, isGroupWrittenAnew).has(id);
}

/** Whether it takes out a meeting that took place. */
function isMeetingHeld(state: CaseState, { kind, id, fields }: EntityPatch): boolean {
  return kind === 'meeting' && fields.isWithdrawn === true && isHeld(state, id);
}

function findFrozenRefusal(state: CaseState, patches: readonly EntityPatch[]): string | null {
  return patches.some((patch) => isFrozen(state, patch)) ? 'document.isFrozen' : null;
}

/** Whether every paper that it says was served is one of this file. */
function isOfKnownPapers(state: CaseState, { fields }: EntityPatch): boolean {
  const { documentIds } = fields;
  if (!Array.isArray(documentIds)) return true;
  return documentIds.every((id) => Object.hasOwn(state.documents, String(id)));
}

/** A scan of signed paper names its document. */
function isOfKnownDocument(state: CaseState, { fields }: EntityPatch): boolean {
  return fields.subjectKind !== 'document' || state.documents[String(fields.subjectId)] !== undefined;
}

/** A settlement keeps one of the values that stand beside each other; it is no way around the other steps. */
function isOfConflict(state: CaseState, patch: EntityPatch): boolean {
  return Object.entries(patch.fields).every(([field, value]) => {
    const values = state.entities[patch.kind]?.[patch.id]?.fields[field] ?? [];
    return values.length > 1 && values.some((one) => isSameJson(one.value, value));
  });
}

function findSubjectRefusal(state: CaseState, form: FormId, subjectId: string): string | null {
  const exists = (kind: string) => state.entities[kind]?.[subjectId] !== undefined;
  switch (form) {
    case 'minutes':
      return exists('meeting') ? null : 'document.meetingUnknown';
    case 'agreement':
      return exists('agreementTerms') ? null : 'document.agreementUnknown';
    case 'visitRecord':
      return exists('visit') ? null : 'document.visitUnknown';
    case 'meetingNotice':
      return exists('meeting') ? null : 'document.meetingUnknown';
    case 'consultationLetter':
    case 'legalRepresentativeCertificate':
    case 'addressConfirmation':
    case 'evidenceList':
      return exists('party') ? null : 'document.partyUnknown';
    case 'authorisation':
      return exists('agent') ? null : 'document.agentUnknown';
    case 'mediationApplication':
    case 'oralApplicationRecord':
    case 'mediatorSelection':
    case 'challengeApplication':
    case 'disclosureStatement':
    case 'challengeDecision':
    case 'investigationRecord':
    case 'undisputedFacts':
    case 'registrationForm':
    case 'rightsNotice':
    case 'refusalNotice':
    case 'acceptanceNotice':
    case 'terminationNotice':
      return null;
    case 'performanceRecord':
    case 'arbitrationReviewApplication':
    case 'judicialConfirmationApplication':
    case 'mediationCertificate':
      return exists('agreementTerms') ? null : 'document.agreementUnknown';
    case 'performanceReminder':
    case 'paymentOrderApplication':
      return exists('party') ? null : 'document.partyUnknown';
    case 'paymentReceipt':
      return exists('immediatePerformance') ||
        Object.keys(state.entities.obligation ?? {}).some((id) => subjectId.startsWith(`${id}.`))
        ? null
        : 'document.paymentUnknown';
    case 'serviceReceipt':
      return Object.keys(state.documents).some((id) => subjectId.startsWith(`${id}.`))
        ? null
        : 'document.serviceUnknown';
    case 'extensionConsent':
    case 'extensionApproval':
      return /^[1-9]\d?$/.test(subjectId) && Number(subjectId) <= state.extensions.length + 1
        ? null
        : 'document.extensionUnknown';
    case 'mediationOpinion':
    case 'applicationWithdrawal':
    case 'performanceAssessment':
    case 'majorDisputeReport':
    case 'closingReport':
    case 'fileCover':
    case 'fileIndex':
    case 'fileRemarks':
    case 'fileBack':
    case 'sideFileIndex':
    case 'negotiationRecord':
    case 'settlementAgreement':
    case 'representativeConsent':
    case 'courtTerminationReport':
    case 'acceptanceApproval':
    case 'entrustmentReport':
      return null;
  }
}

/** 即时履行: what was agreed was done at the table and stands in the minutes (京人社仲发〔2025〕1号). */
function hasPerformedAtOnce(state: CaseState): boolean {
  return count(state, 'immediatePerformance') > 0;
}

function hasAnsweredResponse(state: CaseState): boolean {
  return Object.values(state.entities.response ?? {}).some((one) => Boolean(fieldValue(one, 'answeredOn')));
}

function hasUnfrozenMeeting(state: CaseState): boolean {
  return listMeetingIds(state).some((id) => state.frozen[`meeting:${id}`] === undefined);
}

/** How the last meeting ended, once its minutes are final: a mediation that failed waits for no agreement. */
function lastResultOf(state: CaseState): string | undefined {
  const last = listMeetingIds(state)
    .flatMap((id) => findEntity(state.entities, 'meeting', id) ?? [])
    .sort((left, right) => (left.number ?? 0) - (right.number ?? 0))
    .at(-1);
  return last === undefined || state.frozen[`meeting:${last.id}`] === undefined
    ? undefined
    : (last.result ?? undefined);
}

function hasVisitThatTookPlace(state: CaseState): boolean {
  return Object.values(state.entities.visit ?? {}).some((one) => Boolean(fieldValue(one, 'date')));
}
