import { z } from 'zod';
import { caseActions, FormId } from '../case/actions.ts';
import { PerformanceAssessment } from '../case/assessment.ts';
import { MeetingPlan } from '../case/meeting-plans.ts';
import { CaseSummary, KnownPerson } from '../case/summary.ts';
import type { CaseView } from '../case/view.ts';
import { singleLine } from '../text/controls.ts';
import { defineContract, Nothing } from './ipc.ts';

const CaseId = z.string().min(1).max(64);

/** What a list shows of a case: the summary without what only the machine needs. */
export const CaseListItem = CaseSummary.omit({ heads: true, searchTokens: true, foldVersion: true }).extend({
  /** Whether the desk holds the case whole; otherwise opening fetches it from the central server. */
  isHere: z.boolean(),
  summary: CaseSummary.shape.summary.omit({ people: true }),
});
export type CaseListItem = z.infer<typeof CaseListItem>;

/** The folded case file. Main made it from checked actions, so it is not parsed again. */
const CaseViewSchema = z.custom<CaseView>((value) => typeof value === 'object' && value !== null);

export const RunningDeadline = z.object({
  /** The row of the rules, 'D20-worker'; `rule` is 'D20'. */
  id: z.string(),
  rule: z.string(),
  triggerDate: z.string(),
  dueDate: z.string(),
  rawDueDate: z.string(),
  isRolledOver: z.boolean(),
  doneOn: z.string().nullable(),
  /** When what it is about was over, in time or not. */
  endedOn: z.string().nullable(),
  /** Days from today; negative when passed; null when done or not reckonable. */
  daysLeft: z.number().int().nullable(),
  article: z.string(),
  /** A duty that passes is overdue; a right or an opening that passes is nobody's fault. */
  nature: z.enum(['duty', 'right', 'opening']),
  /** 'calendarMissing' when no calendar of that year is on the desk. */
  problem: z.string().nullable(),
});
export type RunningDeadline = z.infer<typeof RunningDeadline>;

export const CheckFinding = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  article: z.string(),
  messageKey: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Where it is mended: entity kind, id and field. */
  path: z.object({ kind: z.string(), id: z.string(), field: z.string() }).nullable(),
});
export type CheckFinding = z.infer<typeof CheckFinding>;

/** A case as its page shows it. */
export const OpenedCase = z.object({
  view: CaseViewSchema,
  deadlines: z.array(RunningDeadline),
  /** Checks of the newest agreement that is not final yet. */
  agreementChecks: z.array(CheckFinding),
  people: z.record(z.string(), z.string()),
  /** Faults found when the stored actions were checked: nothing is shown as true that does not verify. */
  faults: z.array(z.object({ actionId: z.string(), fault: z.string() })),
});
export type OpenedCase = z.infer<typeof OpenedCase>;

/** Actions that go with bytes, numbers or files which only main makes. */
const madeByOtherOrders: readonly string[] = [
  'case.opened',
  'document.finalised',
  'document.signedByCertificate',
  'pack.exported',
];

/** Any case action as the window orders it: type and body; main adds who, where, when and after what. */
const actionOrders = Object.entries(caseActions)
  .filter(([type]) => !madeByOtherOrders.includes(type))
  .map(([type, one]) => z.object({ type: z.literal(type), body: 'order' in one ? one.order : one.body }));
const [firstOrder, secondOrder, ...otherOrders] = actionOrders;
const ActionOrder =
  firstOrder && secondOrder
    ? z.discriminatedUnion('type', [firstOrder, secondOrder, ...otherOrders])
    : z.never();

/** One planned visit with what somebody needs who goes there. */
export const VisitRoundRow = z.object({
  caseId: z.string(),
  caseNumber: z.string(),
  visitId: z.string(),
  plannedOn: z.string(),
  method: z.string(),
  partyName: z.string(),
  person: z.string(),
  address: z.string(),
  phone: z.string(),
  purpose: z.string(),
  /** What was due and is not done: by whom, what is still owed of it, '' for a duty, and since when. */
  open: z.array(
    z.object({ kind: z.string(), debtors: z.array(z.string()), amount: z.string(), dueDate: z.string() }),
  ),
});
export type VisitRoundRow = z.infer<typeof VisitRoundRow>;

/** A finalised document of this desk's case files. */
export const FoundDocument = z.object({
  caseId: CaseId,
  caseNumber: z.string(),
  documentId: z.string(),
  form: FormId,
  subjectId: z.string(),
  contentSha256: z.string(),
  pdfSha256: z.string(),
  /** A newer one stands in its place. */
  isReplaced: z.boolean(),
});
export type FoundDocument = z.infer<typeof FoundDocument>;

const onDay = { date: z.string(), caseItem: CaseListItem };
/** 日程: something that a day holds for an open case. */
export const ScheduleEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('meeting'), ...onDay, plan: MeetingPlan }),
  z.object({ kind: z.literal('deadline'), ...onDay, rule: z.string() }),
  z.object({ kind: z.literal('payment'), ...onDay }),
  z.object({ kind: z.literal('visit'), ...onDay }),
]);
export type ScheduleEntry = z.infer<typeof ScheduleEntry>;

export const CaseFilter = z.object({
  /** Free text: name, employer, ID number, phone, case number, pinyin initials. */
  search: z.string().max(200).default(''),
  stage: z.string().max(32).nullable().default(null),
  isClosed: z.boolean().nullable().default(null),
  mediatorId: z.string().max(64).nullable().default(null),
  order: z.enum(['deadline', 'newest', 'changed']).default('changed'),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
export type CaseFilter = z.infer<typeof CaseFilter>;

export const casesContract = defineContract({
  area: 'cases',
  queries: {
    list: {
      request: CaseFilter,
      response: z.object({ rows: z.array(CaseListItem), total: z.number().int() }),
    },
    open: { request: z.object({ caseId: CaseId }), response: OpenedCase },
    /** How far the fetching of a case has come, in bytes; null when none is under way. */
    fetching: {
      request: z.object({ caseId: CaseId }),
      response: z.object({
        progress: z.object({ received: z.number().int(), total: z.number().int().nullable() }).nullable(),
      }),
    },
    /** What the first page shows: meetings and visits of the day, deadlines, missing signatures. */
    today: {
      request: Nothing,
      response: z.object({
        date: z.string(),
        /** Meetings that are held today, by hour. */
        meetings: z.array(z.object({ caseItem: CaseListItem, plan: MeetingPlan })),
        /** Those of the next days, by day and hour. */
        soonMeetings: z.array(z.object({ caseItem: CaseListItem, plan: MeetingPlan })),
        deadlines: z.array(CaseListItem),
        waitingForSignature: z.array(CaseListItem),
        overduePerformance: z.array(CaseListItem),
        visits: z.array(CaseListItem),
        /** 移送 here and not yet received. */
        toReceive: z.array(CaseListItem),
        conflicts: z.array(CaseListItem),
        openCases: z.number().int(),
      }),
    },
    /** What stands on the days from one to another ('YYYY-MM-DD', both included), in their order. */
    schedule: {
      request: z.object({ from: z.iso.date(), until: z.iso.date() }),
      response: z.object({ entries: z.array(ScheduleEntry) }),
    },
    /** Planned visits of open cases between two days ('YYYY-MM-DD', both included), for going out. */
    visitRound: {
      request: z.object({ from: z.iso.date(), until: z.iso.date() }),
      response: z.object({ rows: z.array(VisitRoundRow) }),
    },
    /** The case that a document belongs to, by the code on its page or by the hash of its finalised bytes. */
    findDocument: {
      request: z.union([
        z.strictObject({ documentId: z.string().min(1).max(64) }),
        z.strictObject({ pdfSha256: z.string().regex(/^[0-9a-f]{64}$/) }),
      ]),
      response: z.object({ found: FoundDocument.nullable() }),
    },
    /** Parties of earlier cases by name, ID number or credit code, while somebody types in `caseId`. */
    findParties: {
      request: z.object({ caseId: CaseId, search: z.string().max(200) }),
      response: z.object({
        rows: z.array(
          z.object({
            caseId: CaseId,
            caseNumber: z.string(),
            partyId: z.string(),
            kind: KnownPerson.shape.kind,
            name: z.string(),
            number: z.string(),
          }),
        ),
      }),
    },
    /** What an earlier case says of a party: who it is and how it is reached. Each reading is in the access log. */
    readParty: {
      request: z.object({ caseId: CaseId, partyId: z.string().min(1).max(64) }),
      response: z.object({ fields: z.record(z.string(), z.unknown()) }),
    },
    /** The same dispute twice; a mediator of the office who seems to be of one side. */
    findRelated: {
      request: z.object({
        caseId: CaseId,
        disputeTypeCode: z.string().max(16),
        people: z.array(KnownPerson).max(200),
      }),
      response: z.object({
        disputes: z.array(
          z.object({
            caseId: CaseId,
            caseNumber: z.string(),
            openedOn: z.string(),
            isClosed: z.boolean(),
            applicant: z.string(),
            respondent: z.string(),
            isSameKind: z.boolean(),
          }),
        ),
        ties: z.array(
          z.object({
            mediatorId: z.string(),
            mediatorName: z.string(),
            kind: z.enum(['takesPart', 'tookPart']),
            isCertain: z.boolean(),
            partyName: z.string(),
            caseNumber: z.string(),
          }),
        ),
      }),
    },
  },
  commands: {
    /** A new case file with a number of this desk. `externalNumber` is kept beside it. */
    create: {
      request: z.object({
        openedOn: z.iso.date(),
        externalNumber: z.string().overwrite(singleLine).trim().max(128).nullable(),
      }),
      response: z.object({ caseId: CaseId, caseNumber: z.string() }),
    },
    /** One intent becomes one action; answers when it is durable on disk. */
    act: {
      request: z.object({ caseId: CaseId, order: ActionOrder }),
      response: z.object({ actionId: z.string(), opened: OpenedCase }),
    },
    /** The round of visits was printed for going out: names and addresses left on paper. */
    noteRoundPrinted: { request: Nothing, response: z.object({}) },
    /** 背对背沟通记录: goes to the 副卷 alone. */
    writeCaucusNote: {
      request: z.object({
        caseId: CaseId,
        meetingId: z.string().max(64),
        withId: z.string().max(64),
        date: z.iso.date(),
        time: z.string().regex(/^\d{2}:\d{2}$/),
        text: z.string().trim().min(1).max(20_000),
        heldById: z.string().min(1).max(64).optional(),
      }),
      response: z.object({ actionId: z.string() }),
    },
    /** 履约能力评估: goes to the 副卷 alone. */
    writeAssessment: {
      request: PerformanceAssessment.omit({ assessmentId: true }).extend({ caseId: CaseId }),
      response: z.object({ actionId: z.string() }),
    },
    /** Opens the 副卷; every reading is written to the access log. */
    readAssessments: {
      request: z.object({ caseId: CaseId }),
      response: z.object({
        assessments: z.array(PerformanceAssessment.extend({ person: z.string() })),
      }),
    },
    /** Opens the 副卷; every reading is written to the access log. */
    readCaucusNotes: {
      request: z.object({ caseId: CaseId }),
      response: z.object({
        notes: z.array(
          z.object({
            noteId: z.string(),
            meetingId: z.string(),
            withId: z.string(),
            date: z.string(),
            time: z.string(),
            text: z.string(),
            person: z.string(),
            heldById: z.string().optional(),
          }),
        ),
      }),
    },
  },
});
/** An action as the window orders it. */
export type ActionOrder = z.infer<typeof ActionOrder>;
