import type { FormId } from '../case/actions.ts';
import type { AgreementView } from '../case/agreement.ts';
import { deadlineEventsOf } from '../case/deadline-events.ts';
import { isRouteOver } from '../case/enforcement.ts';
import type { EntityOf } from '../case/entities.ts';
import { listStandingDocuments } from '../case/standing-documents.ts';
import type { CaseDocument } from '../case/state.ts';
import type { CaseView } from '../case/view.ts';
import { computeDeadlines } from '../law/deadlines.ts';
import type { WorkingCalendar } from '../law/working-days.ts';
import { daysBetween } from '../text/dates.ts';
import { type ApplicationKind, type RequiredPaper, requiredPapers } from './application-attachments.ts';
import { findApplicationObstacles, type Obstacle } from './application-obstacles.ts';
import { getFormEntry } from './catalogue.ts';
import { findLastAgreement, overdueTo } from './due-rows.ts';
import { findCommission, findCourt, findDebtorCourt } from './recipients.ts';
import { listPaperSlots, type PaperSlot } from './slots.ts';

/** A paper of a pack with the finalised documents that are it. */
export type PackPaper = RequiredPaper & {
  /** The papers that the desk can make for it, made or not. */
  readonly slots: readonly PaperSlot[];
  readonly documents: readonly CaseDocument[];
  /** Signed copies of those documents, and what the parties brought. */
  readonly scans: readonly EntityOf<'scan'>[];
};

/** What is handed in for one application, in order, and what stands in its way. */
export type ApplicationPack = {
  readonly kind: ApplicationKind;
  readonly form: FormId;
  /** Subject of the application form: the agreement's version, or the creditor of a payment order. */
  readonly subjectId: string;
  /** Commission or court; '' where a hand fills it in. */
  readonly recipient: string;
  /** The application itself first, then the attachments. */
  readonly papers: readonly PackPaper[];
  /** 'YYYY-MM-DD'; null where there is none (支付令), the agreement is not in force or the calendar is missing. */
  readonly lastDay: string | null;
  /** When it was applied for, in time: then no day presses any more. */
  readonly appliedOn: string | null;
  /** Days from today to the last day, negative when it has passed; null once it was applied for. */
  readonly daysLeft: number | null;
  readonly lastDayArticle: string;
  /** Gravest first: what would have it refused, then what to look at. */
  readonly obstacles: readonly Obstacle[];
};

type NamedPaper = Pick<PaperSlot, 'form' | 'subjectId'>;

const forms = {
  arbitrationReview: 'arbitrationReviewApplication',
  judicialConfirmation: 'judicialConfirmationApplication',
  paymentOrder: 'paymentOrderApplication',
} as const satisfies Record<ApplicationKind, FormId>;

/** The row of the time limits that each application must keep (DOMAIN 1.2). A payment order has none. */
const deadlineOf = {
  arbitrationReview: 'D06',
  judicialConfirmation: 'D08',
  paymentOrder: null,
} as const satisfies Record<ApplicationKind, string | null>;

/**
 * The pack of an application: papers in order, last day, and the reasons that would have it refused, checked
 * before anyone goes there (办案规则 74–78; MSF 205–206, MSJ 353–358; TZF 16, MSF 225, MSJ 427–428).
 * Null while the case has no agreement.
 * @param facts.today 'YYYY-MM-DD' in Beijing
 * @param facts.creditorId the worker who asks for a payment order; by default the first creditor of money
 */
export function findApplicationPack(
  view: CaseView,
  kind: ApplicationKind,
  facts: { readonly today: string; readonly calendar: WorkingCalendar; readonly creditorId?: string },
): ApplicationPack | null {
  const agreement = findLastAgreement(view);
  if (agreement === undefined) return null;
  const creditorId =
    facts.creditorId ?? agreement.obligations.find((one) => one.isMonetary)?.creditorIds?.[0] ?? '';
  const subjectId = kind === 'paymentOrder' ? creditorId : agreement.version;
  const deadline = findDeadline(view, kind, facts.calendar);
  const lastDay = deadline?.dueDate ?? null;
  // Who took an application back, or was refused, has none before anybody: the days count as for who has not gone yet.
  const appliedOn = isRouteOver(agreement) ? null : (deadline?.doneOn ?? null);
  const form = forms[kind];
  const application: RequiredPaper = {
    title: getFormEntry(form).title,
    englishTitle: getFormEntry(form).englishTitle,
    forms: [form],
    scansOf: 'nobody',
    isRequired: true,
  };
  const current = listStandingDocuments(view);
  const slots = listPaperSlots(view, facts.today);
  const { debtors } = overdueTo(view, agreement, creditorId, facts.today);
  // The other workers' identity cards are no business of a court that one of them asks (个人信息保护法 6).
  const isConcerned = (partyId: string) =>
    kind !== 'paymentOrder' || partyId === creditorId || debtors.some((one) => one.id === partyId);
  const isMeant = (paper: NamedPaper) => {
    if (paper.form === form) return paper.subjectId === subjectId;
    return isOfAgreement(paper, agreement.version, current, debtors);
  };
  return {
    kind,
    form,
    subjectId,
    recipient: recipientOf(view, agreement, kind, debtors),
    papers: [application, ...requiredPapers(view, kind)].map((paper) => {
      const isOne = (one: NamedPaper) => paper.forms.some((own) => own === one.form) && isMeant(one);
      const documents = current.filter(isOne);
      return {
        ...paper,
        slots: slots.filter(isOne),
        documents,
        scans: scansOf(view, paper, documents, isConcerned),
      };
    }),
    lastDay,
    appliedOn,
    daysLeft: lastDay === null || appliedOn !== null ? null : daysBetween(facts.today, lastDay),
    lastDayArticle: deadline?.article ?? '',
    obstacles: findApplicationObstacles(view, agreement, kind, {
      // What was applied for in time does not come too late afterwards.
      today: appliedOn ?? facts.today,
      lastDay,
      creditorId,
    }),
  };
}

function findDeadline(view: CaseView, kind: ApplicationKind, calendar: WorkingCalendar) {
  const rule = deadlineOf[kind];
  if (rule === null) return undefined;
  return computeDeadlines(deadlineEventsOf(view), calendar).find((one) => one.rule === rule);
}

function recipientOf(
  view: CaseView,
  agreement: AgreementView,
  kind: ApplicationKind,
  debtors: CaseView['parties'],
): string {
  switch (kind) {
    case 'arbitrationReview':
      return findCommission(view, agreement);
    case 'judicialConfirmation':
      return findCourt(view, agreement);
    case 'paymentOrder':
      return findDebtorCourt(view, debtors);
  }
}

/** Left out: papers of another version, reminders to others than the debtors, receipts for other services. */
function isOfAgreement(
  paper: NamedPaper,
  version: string,
  current: readonly CaseDocument[],
  debtors: CaseView['parties'],
): boolean {
  if (getFormEntry(paper.form).subject === 'agreement') return paper.subjectId === version;
  const isToDebtor = (one: NamedPaper) => debtors.some((debtor) => debtor.id === one.subjectId);
  if (paper.form === 'performanceReminder') return isToDebtor(paper);
  if (paper.form !== 'serviceReceipt') return true;
  return current.some(
    (one) =>
      one.form === 'performanceReminder' &&
      isToDebtor(one) &&
      paper.subjectId.startsWith(`${one.documentId}.`),
  );
}

function scansOf(
  view: CaseView,
  paper: RequiredPaper,
  documents: readonly CaseDocument[],
  isConcerned: (partyId: string) => boolean,
): EntityOf<'scan'>[] {
  const ofParties = (kind: 'person' | 'employer') => (scan: EntityOf<'scan'>) =>
    scan.subjectKind === 'party' &&
    isConcerned(scan.subjectId ?? '') &&
    view.parties.some((party) => party.id === scan.subjectId && party.kind === kind);
  const isBrought = ((): ((scan: EntityOf<'scan'>) => boolean) => {
    switch (paper.scansOf) {
      case 'nobody':
        return () => false;
      case 'people':
        return ofParties('person');
      case 'employers':
        return ofParties('employer');
      case 'agents':
        return (scan) => scan.subjectKind === 'agent';
      case 'performance':
        return (scan) => scan.subjectKind === 'performance';
    }
  })();
  const isSignedCopy = (scan: EntityOf<'scan'>) =>
    scan.subjectKind === 'document' && documents.some((one) => one.documentId === scan.subjectId);
  return view.scans.filter((scan) => isSignedCopy(scan) || isBrought(scan));
}
