import type { FormId } from '../case/actions.ts';
import { deadlineEventsOf } from '../case/deadline-events.ts';
import type { CaseDocument } from '../case/state.ts';
import type { CaseView } from '../case/view.ts';
import { computeDeadlines } from '../law/deadlines.ts';
import type { WorkingCalendar } from '../law/working-days.ts';
import { daysBetween } from '../text/dates.ts';
import { type ApplicationKind, type RequiredPaper, requiredPapers } from './application-attachments.ts';
import { findApplicationObstacles, type Obstacle } from './application-obstacles.ts';
import { findLastAgreement } from './due-rows.ts';

/** A paper of a pack with the finalised documents that are it. */
export type PackPaper = RequiredPaper & {
  readonly documents: readonly CaseDocument[];
};

/** What is handed in for one application, in order, and what stands in its way. */
export type ApplicationPack = {
  readonly kind: ApplicationKind;
  readonly form: FormId;
  /** Subject of the application form: the agreement's version, or the creditor of a payment order. */
  readonly subjectId: string;
  /** The application itself first, then the attachments. */
  readonly papers: readonly PackPaper[];
  /** 'YYYY-MM-DD'; null where there is none (支付令), the agreement is not in force or the calendar is missing. */
  readonly lastDay: string | null;
  /** Days from today to the last day, negative when it has passed. */
  readonly daysLeft: number | null;
  readonly lastDayArticle: string;
  /** Gravest first: what would have it refused, then what to look at. */
  readonly obstacles: readonly Obstacle[];
};

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
  const form = forms[kind];
  const application = { title: '', forms: [form], isRequired: true };
  const current = currentDocuments(view);
  return {
    kind,
    form,
    subjectId,
    papers: [application, ...requiredPapers(view, kind)].map((paper) => ({
      ...paper,
      documents: current.filter(
        (document) =>
          paper.forms.some((one) => one === document.form) &&
          (document.form !== form || document.subjectId === subjectId) &&
          (document.form !== 'agreement' || document.subjectId === agreement.version),
      ),
    })),
    lastDay,
    daysLeft: lastDay === null ? null : daysBetween(facts.today, lastDay),
    lastDayArticle: deadline?.article ?? '',
    obstacles: findApplicationObstacles(view, agreement, kind, {
      today: facts.today,
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

/** Documents that no later version replaces. */
function currentDocuments(view: CaseView): CaseDocument[] {
  const replaced = new Set(view.documents.map((one) => one.replacesDocumentId));
  return view.documents.filter((one) => !replaced.has(one.documentId));
}
