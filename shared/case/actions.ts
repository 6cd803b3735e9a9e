import { z } from 'zod';
import { Sm2Seal } from '../signatures/sm2-seal.ts';
import { PerformanceAssessment } from './assessment.ts';
import {
  AppointedMediator,
  CalendarDate,
  type EntityKind,
  entitySchemas,
  Instant,
  TimeOfDay,
} from './entities.ts';
import { Overruling } from './overrulings.ts';

/** Names that every JavaScript object has are no ids: entities are looked up by id in plain objects. */
const namesOfObjects: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));
const EntityId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/)
  .refine((id) => !namesOfObjects.has(id));

/**
 * Schema of a patch of one kind: known fields checked, each may be null to empty it. What is read may have fields that a
 * newer program added: they stay in the stored text and are not looked at. What is ordered here may not.
 */
function patchOf<Kind extends EntityKind>(kind: Kind, objectOf: typeof z.object | typeof z.strictObject) {
  const shape: Record<string, z.ZodType> = {};
  for (const [name, field] of Object.entries(entitySchemas[kind].shape)) {
    shape[name] = (field as z.ZodType).nullable().optional();
  }
  return z.object({ kind: z.literal(kind), id: EntityId, fields: objectOf(shape) });
}

function recordingBody(
  kinds: readonly [EntityKind, ...EntityKind[]],
  objectOf: typeof z.object | typeof z.strictObject,
) {
  const [first, ...others] = kinds;
  // By its kind at once: a union would try one after the other, for each patch of each action that is read.
  const patch = z.discriminatedUnion('kind', [
    patchOf(first, objectOf),
    ...others.map((kind) => patchOf(kind, objectOf)),
  ]);
  return z.object({
    patches: z.array(patch).min(1).max(2_000),
    reason: z.string().min(1).max(2_000).optional(),
    /** What the desk warned of while it was typed, and why it was recorded all the same. */
    overruled: z.array(Overruling).max(1_000).optional(),
  });
}

/** An action that records or changes entities. `reason` stands where an entry is put right. */
export function recording(...kinds: [EntityKind, ...EntityKind[]]) {
  return {
    version: 1,
    body: recordingBody(kinds, z.object),
    /** The body as it may be ordered at this desk. */
    order: recordingBody(kinds, z.strictObject),
  };
}

export type EntityPatch = {
  readonly kind: EntityKind;
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
};

/** A mediation organisation as it stands on its papers. */
export const Office = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  type: z.string(),
  district: z.string(),
  districtCode: z.string(),
  street: z.string(),
  address: z.string(),
  phone: z.string(),
  officeHead: z.string(),
  arbitrationCommission: z.string(),
  court: z.string(),
});

/** 立案: the case file begins. Office and desk stand in it as they were on that day. */
export const CaseOpened = z.object({
  caseNumber: z.string().min(1).max(128),
  externalNumber: z.string().max(128).nullable(),
  openedOn: CalendarDate,
  office: Office,
});
export type CaseOpened = z.infer<typeof CaseOpened>;

/** 受理 or 不予受理 (企业劳动争议协商调解规定 22: written notice with the reason). */
export const AcceptanceDecided = z.object({
  decision: z.enum(['accepted', 'refused']),
  decidedOn: CalendarDate,
  reason: z.string().max(2_000),
  approvedBy: z.string().max(100),
  noticeNumber: z.string().max(128),
  mediators: z.array(AppointedMediator).max(9),
  recorder: z.string().max(100),
  /** The legal ground of a refusal (code list refusalGrounds). */
  ground: z.string().max(32).optional(),
  /** Checks that were overruled, with the reason. */
  overruled: z.array(Overruling).optional(),
});
export type AcceptanceDecided = z.infer<typeof AcceptanceDecided>;

/** 更正受理决定: what was entered wrongly about the decision, with the reason; the former one stays in the timeline. */
export const AcceptanceCorrected = AcceptanceDecided.extend({
  correctionReason: z.string().min(1).max(2_000),
});
export type AcceptanceCorrected = z.infer<typeof AcceptanceCorrected>;

/** 延期: both sides agree to a later last day (企业劳动争议协商调解规定 29). */
export const ExtensionAgreed = z.object({
  rule: z.string().max(16),
  fromDueDate: CalendarDate,
  toDueDate: CalendarDate,
  /** The day of the last consent. */
  agreedOn: CalendarDate,
  reason: z.string().max(2_000),
  /** Who consented when and how. Missing in records made before it was kept. */
  consents: z
    .array(
      z.object({
        partyIds: z.array(EntityId).min(1).max(1_000),
        on: CalendarDate,
        manner: z.string().max(500),
      }),
    )
    .max(1_000)
    .optional(),
});
export type ExtensionAgreed = z.infer<typeof ExtensionAgreed>;

/**
 * 撤销登记: what an action recorded was entered by mistake and counts no more; it is recorded anew. The action and the
 * reason stay in the timeline.
 */
export const ActionWithdrawn = z.object({
  actionId: z.string().regex(/^[0-9a-f]{64}$/),
  reason: z.string().min(1).max(2_000),
});
export type ActionWithdrawn = z.infer<typeof ActionWithdrawn>;

export const FormId = z.enum([
  'registrationForm',
  'rightsNotice',
  'refusalNotice',
  'acceptanceNotice',
  'mediationApplication',
  'oralApplicationRecord',
  'consultationLetter',
  'mediatorSelection',
  'challengeApplication',
  'disclosureStatement',
  'challengeDecision',
  'legalRepresentativeCertificate',
  'authorisation',
  'addressConfirmation',
  'meetingNotice',
  'investigationRecord',
  'evidenceList',
  'undisputedFacts',
  'minutes',
  'agreement',
  'terminationNotice',
  'visitRecord',
  'mediationOpinion',
  'extensionConsent',
  'applicationWithdrawal',
  'paymentReceipt',
  'performanceRecord',
  'performanceReminder',
  'performanceAssessment',
  'serviceReceipt',
  'arbitrationReviewApplication',
  'judicialConfirmationApplication',
  'paymentOrderApplication',
  'mediationCertificate',
  'majorDisputeReport',
  'closingReport',
  'fileCover',
  'fileIndex',
  'fileRemarks',
  'negotiationRecord',
  'settlementAgreement',
  'representativeConsent',
  'courtTerminationReport',
  'acceptanceApproval',
  'extensionApproval',
  'entrustmentReport',
  'fileBack',
  'sideFileIndex',
]);
export type FormId = z.infer<typeof FormId>;

/**
 * 定稿: a document becomes fixed. Text, hash, template and the printed bytes are one action, because
 * they must be true together. An agreement or minutes that are finalised are frozen.
 */
export const DocumentFinalised = z.object({
  documentId: EntityId,
  form: FormId,
  /** 'application', or the id of what the form is about (FormEntry.subject). */
  subjectId: EntityId,
  number: z.string().max(128),
  /** The data that was typeset, whole. */
  content: z.record(z.string(), z.unknown()),
  /** SHA-256 of the canonical text of `content`. */
  contentSha256: z.string().regex(/^[0-9a-f]{64}$/),
  templateVersion: z.string().max(64),
  /** The version of the office's own wording that it was made with; null or left out for the form's own. */
  wordingVersion: z.string().max(64).nullable().optional(),
  /** SHA-256 of the PDF's bytes; the bytes lie in the blob store under this name. */
  pdfSha256: z.string().regex(/^[0-9a-f]{64}$/),
  pages: z.number().int().min(1),
  copies: z.number().int().min(1),
  replacesDocumentId: EntityId.nullable(),
  /** Checks that were overruled, with the reason. */
  overruled: z.array(Overruling),
});
export type DocumentFinalised = z.infer<typeof DocumentFinalised>;

/** 打印: confirmed by the person who saw the paper; a queue's acceptance is not paper. */
export const DocumentPrinted = z.object({
  documentId: EntityId,
  copies: z.number().int().min(1).max(99),
  printer: z.string().max(200),
});
export type DocumentPrinted = z.infer<typeof DocumentPrinted>;

/**
 * 导出材料: papers and scans of the 正卷 left the office as one file, for whom and by which rule (个人信息保护法 23).
 * What left is named by ids and by the hash of the file that was saved.
 */
export const PackExported = z.object({
  purpose: z.enum(['arbitrationReview', 'judicialConfirmation', 'paymentOrder', 'onlinePlatform']),
  /** '' where a hand fills it in. */
  recipient: z.string().max(200),
  article: z.string().max(200),
  files: z.number().int().min(1).max(10_000),
  documentIds: z.array(EntityId).max(1_000),
  scanIds: z.array(EntityId).max(5_000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type PackExported = z.infer<typeof PackExported>;

export const SignatureManner = z.enum([
  'signed',
  'fingerprint',
  'signedAndFingerprint',
  'sealed',
  'onScreen',
  'refused',
]);
export type SignatureManner = z.infer<typeof SignatureManner>;

/** One stroke of a pen: numbers in fours, x and y in hundredths of a pixel, milliseconds since the first touch, pressure in thousandths. */
const Stroke = z.array(z.number().int().min(-1_000_000).max(10_000_000)).max(40_000);

/**
 * 屏签: a signature written on a screen, with the consent that 电子签名法 3 and 个人信息保护法 29 want beforehand. It is
 * kept as evidence of who wrote it; it is an ordinary electronic signature, not a reliable one (电子签名法 13).
 */
export const OnScreenSignature = z.object({
  /** The words that were agreed to, as they stood on the screen. */
  consentText: z.string().min(1).max(5_000),
  consentedAt: Instant,
  width: z.number().int().min(1).max(10_000),
  height: z.number().int().min(1).max(10_000),
  pointer: z.enum(['pen', 'touch', 'mouse']),
  strokes: z.array(Stroke).min(1).max(500),
});
export type OnScreenSignature = z.infer<typeof OnScreenSignature>;

/** 调解员证 as it was when its mediator signed: renewed since the appointment, it is what counts (18号文 13). */
export const Licence = z.object({
  certificateNumber: z.string().max(100),
  validFrom: CalendarDate.nullable(),
  validTo: CalendarDate.nullable(),
});

/** 签名, 捺印, 盖章 or 拒签 of one person on one document. */
export const DocumentSigned = z.object({
  documentId: EntityId,
  /** Party, agent or mediator id; 'organisation' is the mediation organisation's own seal. */
  signerId: EntityId,
  signerName: z.string().min(1).max(200),
  capacity: z.enum(['party', 'agent', 'mediator', 'recorder', 'organisation', 'other']),
  /** The parties this person signs for (itself, or those it represents). */
  forPartyIds: z.array(EntityId).max(1_000),
  manner: SignatureManner,
  date: CalendarDate,
  note: z.string().max(2_000),
  /** 逐页签名: whether every page was signed. Missing where nobody said. */
  isEveryPageSigned: z.boolean().optional(),
  /** 拒签: who saw it. */
  witness: z.string().max(200).optional(),
  /** 盖章: whose act it was, the person who holds the seal and put it on. */
  sealHolder: z.string().max(200).optional(),
  /** Scan of the signed paper in the blob store, or null. */
  scanSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** Of a mediator. */
  licence: Licence.optional(),
  /** 屏签: how it was written, and the consent to it. Only with the manner 'onScreen'. */
  onScreen: OnScreenSignature.optional(),
});
export type DocumentSigned = z.infer<typeof DocumentSigned>;

/**
 * 证书签名: a PAdES signature by a certified mediator, or by the organisation's seal certificate, in the file itself
 * (电子签名法 13). The central server judges it together with the file; the file goes before this action.
 */
export const DocumentSignedByCertificate = z.object({
  documentId: EntityId,
  capacity: z.enum(['mediator', 'organisation']),
  /** The mediator as the case names him; 'organisation' for the seal. */
  signerId: EntityId,
  signerName: z.string().min(1).max(200),
  certificateNumber: z.string().max(100),
  /** Of a mediator, by the register. */
  licence: Licence.optional(),
  /** Of the signing certificate, hex. */
  serialNumber: z.string().regex(/^[0-9a-f]{2,64}$/),
  /** By the signer's clock, as it stands in the file; proved only by the server's receipt. */
  signedAt: Instant,
  /** The day of `signedAt` in Beijing. */
  date: CalendarDate,
  /** SHA-256 of the whole file with this signature as its last; the bytes lie in the blob store. */
  pdfSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The signature that stands before this one in the file; null for the first. */
  continues: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** GB/T 32918 over the SM3 of the finalised document, kept beside the file. */
  sm2Seal: Sm2Seal.nullable(),
});
export type DocumentSignedByCertificate = z.infer<typeof DocumentSignedByCertificate>;

/** 结案方式 (code list 3.5). */
export const OutcomeRecorded = z.object({
  code: z.string().max(16),
  closedOn: CalendarDate,
  note: z.string().max(2_000),
});
export type OutcomeRecorded = z.infer<typeof OutcomeRecorded>;

export const CaseArchived = z.object({
  archiveNumber: z.string().max(128),
  filedOn: CalendarDate,
  filedBy: z.string().max(100),
  checkedBy: z.string().max(100),
  retentionClass: z.string().max(32),
  note: z.string().max(2_000),
  /** 必须 items that the case file does not show whole, and what somebody said of each (DOMAIN 2.3.15). */
  overruled: z
    .array(z.object({ item: z.string().max(32), reason: z.string().min(1).max(500) }))
    .max(50)
    .optional(),
});
export type CaseArchived = z.infer<typeof CaseArchived>;

export const CaseReopened = z.object({ reopenedOn: CalendarDate, reason: z.string().min(1).max(2_000) });
export type CaseReopened = z.infer<typeof CaseReopened>;

/** 移送: the whole file goes to another office; from then on only that office works on it. */
export const CaseHandedOver = z.object({
  toOfficeId: z.string().min(1).max(64),
  toOfficeName: z.string().min(1).max(200),
  handedOverOn: CalendarDate,
  reason: z.string().min(1).max(2_000),
  handedOverBy: z.string().max(100),
});
export type CaseHandedOver = z.infer<typeof CaseHandedOver>;

/** 接收 of a file that was handed over. */
export const CaseReceived = z.object({
  receivedOn: CalendarDate,
  receivedBy: z.string().max(100),
  /** The receiving office's own number, '' when it keeps the former one. */
  caseNumber: z.string().max(128),
  note: z.string().max(2_000),
  /** The receiving office: its name and seal stand on what is made from now on. Programs before this one did not say it. */
  office: Office.optional(),
});
export type CaseReceived = z.infer<typeof CaseReceived>;

/**
 * Every action a case file can hold, with its version and body. A body is only ever extended; a new
 * meaning is a new version with an upcaster in upcast.ts.
 */
export const caseActions = {
  'case.opened': { version: 1, body: CaseOpened },
  'intake.recorded': recording(
    'application',
    'party',
    'agent',
    'claim',
    'evidence',
    'collective',
    'negotiation',
  ),
  'response.recorded': recording('response'),
  'acceptance.decided': { version: 1, body: AcceptanceDecided },
  'acceptance.corrected': { version: 1, body: AcceptanceCorrected },
  'extension.agreed': { version: 1, body: ExtensionAgreed },
  // Since version 2 a count of printed copies too.
  'action.withdrawn': { version: 2, body: ActionWithdrawn },
  'meeting.recorded': recording('meeting', 'challenge', 'disclosure'),
  // The meeting too: reading out the rights is an entry and a fact of the meeting in one; so is what was paid at once.
  'minutes.entryWritten': recording(
    'minutesEntry',
    'offer',
    'undisputedFact',
    'meeting',
    'immediatePerformance',
  ),
  'agreement.drafted': recording('agreementTerms', 'obligation', 'enforcement'),
  'document.finalised': { version: 1, body: DocumentFinalised },
  'document.printed': { version: 1, body: DocumentPrinted },
  'document.signed': { version: 1, body: DocumentSigned },
  'pack.exported': { version: 1, body: PackExported },
  'document.signedByCertificate': { version: 1, body: DocumentSignedByCertificate },
  'outcome.recorded': { version: 1, body: OutcomeRecorded },
  'performance.recorded': recording('performance'),
  'paymentOrder.recorded': recording('paymentOrder'),
  'visit.recorded': recording('visit'),
  'service.recorded': recording('service'),
  'scan.recorded': recording('scan'),
  'conflict.settled': recording(
    'application',
    'party',
    'agent',
    'claim',
    'evidence',
    'response',
    'collective',
    'negotiation',
    'meeting',
    'challenge',
    'disclosure',
    'minutesEntry',
    'offer',
    'undisputedFact',
    'agreementTerms',
    'obligation',
    'enforcement',
    'immediatePerformance',
    'performance',
    'paymentOrder',
    'visit',
    'service',
    'scan',
  ),
  'case.archived': { version: 1, body: CaseArchived },
  'case.reopened': { version: 1, body: CaseReopened },
  'case.handedOver': { version: 1, body: CaseHandedOver },
  'case.received': { version: 1, body: CaseReceived },
} as const;

export type CaseActionType = keyof typeof caseActions;
export type CaseActionBody<Type extends CaseActionType> = z.infer<(typeof caseActions)[Type]['body']>;
export const caseActionTypes = Object.keys(caseActions) as CaseActionType[];
const knownTypes: ReadonlySet<string> = new Set(caseActionTypes);

export function isCaseActionType(type: string): type is CaseActionType {
  return knownTypes.has(type);
}

/** Privileged material of the 副卷; a chain of its own that no export of the 正卷 can reach. */
export const sideFileActions = {
  'caucusNote.written': {
    version: 1,
    body: z.object({
      noteId: EntityId,
      meetingId: z.string().max(64),
      withId: z.string().max(64),
      date: CalendarDate,
      time: TimeOfDay,
      text: z.string().min(1).max(20_000),
      /** The mediator of the case who talked apart, where somebody else writes it down. */
      heldById: EntityId.optional(),
    }),
  },
  'assessment.recorded': { version: 1, body: PerformanceAssessment },
} as const;
export type SideFileActionType = keyof typeof sideFileActions;
