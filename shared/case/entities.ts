import { z } from 'zod';

/**
 * The things a case file or the register of risks speaks of. Every field may still be empty while the work goes on; what
 * must be there for a step is said by the step (steps.ts), what should be there for an agreement by the checks.
 * Coded fields hold the stable codes of shared/law's code lists.
 */

/** 'YYYY-MM-DD', a calendar day in Asia/Shanghai. */
export const CalendarDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** 'HH:mm' in Asia/Shanghai. */
export const TimeOfDay = z.string().regex(/^\d{2}:\d{2}$/);
/** Yuan with two decimals, '1680.32'. */
export const Money = z.string().regex(/^\d{1,12}\.\d{2}$/);
export const Instant = z.iso.datetime({ offset: true });

const ShortText = z.string().max(500);
const LongText = z.string().max(20_000);
/** Who mediates, as on the day of appointment (劳动争议调解仲裁法 11; 18号文 13). */
export const AppointedMediator = z.object({
  id: z.string().max(64),
  name: z.string().max(100),
  role: z.enum(['leadMediator', 'mediator']),
  certificateNumber: z.string().max(100),
  validFrom: CalendarDate.nullable(),
  validTo: CalendarDate.nullable(),
});
export type AppointedMediator = z.infer<typeof AppointedMediator>;

const YesNo = z.enum(['yes', 'no', 'unknown']);
const RiskLevel = z.enum(['blue', 'yellow', 'orange', 'red']);
/** The paper of another body that something came here with. */
const ExternalDocument = z.object({
  number: ShortText,
  title: ShortText,
  issuer: ShortText,
  date: CalendarDate.nullable(),
});

/** 受理登记 and its decision; one per case, id 'application'. */
export const Application = z.object({
  /** 首次接洽: who came, called or sent somebody before there was an application, and what was told. */
  firstContactOn: CalendarDate,
  firstContactChannel: ShortText,
  firstContactPerson: ShortText,
  firstContactHandler: ShortText,
  firstContactSummary: LongText,
  sourceCode: z.string().max(16),
  externalDocument: ExternalDocument,
  sourceNote: LongText,
  /** 回复: whether the case is taken over (在线规则 12: within three working days), and how it ended (办案规则 69). */
  sourceAnsweredOn: CalendarDate,
  sourceToldResultOn: CalendarDate,
  caseClass: z.enum(['simple', 'general', 'major']),
  disputeTypeCode: z.string().max(16),
  otherDisputeTypeCodes: z.array(z.string().max(16)),
  causeOfAction: ShortText,
  /** 法院委托 only: the procedure of the court decides the time limit (在线规则 24). */
  courtProcedure: z.enum(['ordinary', 'summary']),
  form: z.enum(['written', 'oral', 'online', 'telephone']),
  receivedAt: Instant,
  place: ShortText,
  registrar: ShortText,
  isReadBackToApplicant: z.boolean(),
  arbitrationUnderWay: YesNo,
  litigationUnderWay: YesNo,
  inspectionUnderWay: YesNo,
  /** 申请仲裁, 起诉, 投诉: each interrupts the limitation (劳动争议调解仲裁法 27; 办案规则 27). */
  arbitrationAppliedOn: CalendarDate,
  litigationFiledOn: CalendarDate,
  inspectionComplainedOn: CalendarDate,
  /** 裁决书: what the parties may still do against an award (劳动争议调解仲裁法 48 to 50). */
  awardReceivedByWorkerOn: CalendarDate,
  awardReceivedByEmployerOn: CalendarDate,
  awardContestedOn: CalendarDate,
  /** 工伤认定 (工伤保险条例 17). */
  workInjuryOn: CalendarDate,
  workInjuryReportedOn: CalendarDate,
  factsAndReasons: LongText,
  workerCount: z.number().int().min(1).max(100_000),
  isCollective: z.boolean(),
  riskLevel: RiskLevel,
  priorNegotiation: LongText,
  rightsKnownOn: CalendarDate,
  /** 时效: D12 from knowing of the infringement, D13 wage arrears from the end of employment. */
  limitationRule: z.enum(['D12', 'D13']),
  /** Events that interrupt the limitation and that the case file does not hold otherwise, with their proof. */
  interruptions: z.array(z.object({ date: CalendarDate, ground: z.string().max(64), proof: ShortText })),
  /** 时效中止; `to` is null while the hindrance lasts. */
  suspensions: z.array(z.object({ from: CalendarDate, to: CalendarDate.nullable(), reason: ShortText })),
});
export type Application = z.infer<typeof Application>;

/**
 * 移出: entered by mistake, or taken back by who had brought it. It leaves every paper, list and figure; the record of it
 * stays, and it can be taken in again.
 */
const isWithdrawn = z.boolean();

export const PartySide = z.enum(['applicant', 'respondent', 'thirdParty']);
export type PartySide = z.infer<typeof PartySide>;

/** 当事人: a natural person or an employer; the other kind's fields stay empty. */
export const Party = z.object({
  side: PartySide,
  kind: z.enum(['person', 'employer']),
  name: ShortText,
  relation: ShortText,
  idType: z.string().max(32),
  idNumber: z.string().max(64),
  sex: z.enum(['male', 'female', 'unknown']),
  birthDate: CalendarDate,
  /** 民法典 21 to 23: who has not full capacity acts through a guardian; empty for full. */
  civilCapacity: z.enum(['limited', 'none']),
  ethnicGroup: z.string().max(64),
  registeredAddress: ShortText,
  deliveryAddress: ShortText,
  postcode: z.string().max(16),
  phone: z.string().max(64),
  email: z.string().max(128),
  isElectronicServiceAgreed: z.boolean(),
  electronicServiceAccount: z.string().max(128),
  job: ShortText,
  entryDate: CalendarDate,
  leaveDate: CalendarDate,
  contractFrom: CalendarDate,
  contractTo: CalendarDate,
  hasWrittenContract: z.boolean(),
  employmentForm: z.string().max(32),
  monthlyWage: Money,
  /** Of the twelve months before the contract ended, or of all months where they were fewer (劳动合同法实施条例 27). */
  averageWage: Money,
  wageNote: ShortText,
  groupTags: z.array(z.string().max(32)),
  creditCode: z.string().max(32),
  legalRepresentative: ShortText,
  legalRepresentativeTitle: ShortText,
  contactPerson: ShortText,
  industry: z.string().max(32),
  employerType: z.string().max(32),
  employerSize: z.string().max(32),
  /** 经营状况 where it is not the ordinary one (办案规则 6, 7); a code of the list 'businessStandings'. */
  businessStanding: z.string().max(32),
  hasUnion: z.boolean(),
  isWithdrawn,
});
export type Party = z.infer<typeof Party>;

/** 委托代理人, 法定代理人 or elected 代表人. */
export const Agent = z.object({
  forPartyIds: z.array(z.string().max(64)),
  role: z.enum(['agent', 'legalGuardian', 'representative']),
  name: ShortText,
  sex: z.enum(['male', 'female', 'unknown']),
  idType: z.string().max(32),
  idNumber: z.string().max(64),
  organisation: ShortText,
  typeCode: z.string().max(32),
  relation: ShortText,
  phone: z.string().max(64),
  licenceNumber: z.string().max(64),
  powers: z.array(z.object({ text: ShortText, special: z.boolean() })),
  hasSpecialPowers: z.boolean(),
  authorisedOn: CalendarDate,
  validFrom: CalendarDate,
  validTo: CalendarDate,
  isWithdrawn,
});
export type Agent = z.infer<typeof Agent>;

/** 调解请求事项. */
export const Claim = z.object({
  claimantIds: z.array(z.string().max(64)),
  disputeTypeCode: z.string().max(16),
  title: ShortText,
  text: LongText,
  amount: Money,
  isInScope: z.boolean(),
  scopeNote: ShortText,
  calculationNote: LongText,
  /** What the calculator made of it, kept beside the amount that is claimed. */
  calculatedAmount: Money,
  isWithdrawn,
});
export type Claim = z.infer<typeof Claim>;

/** 证据. What was scanned of it are `scan` entities. */
export const Evidence = z.object({
  number: z.string().max(32),
  name: ShortText,
  submittedBy: z.string().max(64),
  pages: z.number().int().min(0).max(100_000),
  form: ShortText,
  purpose: LongText,
  otherSideOpinion: LongText,
  isWithdrawn,
});
export type Evidence = z.infer<typeof Evidence>;

/** 征询对方意见 and the answer. `askedOn` and `askedBy` are the first attempt, `attempts` those after it. */
export const Response = z.object({
  partyId: z.string().max(64),
  askedOn: CalendarDate,
  askedBy: ShortText,
  attempts: z.array(
    z.object({ date: CalendarDate, time: TimeOfDay.or(z.literal('')), method: ShortText, result: ShortText }),
  ),
  answeredOn: CalendarDate,
  answeredBy: ShortText,
  agreesToMediate: z.boolean(),
  opinion: LongText,
});
export type Response = z.infer<typeof Response>;

/** 集体争议: election and one row per worker. One per case, id 'collective'. */
export const Collective = z.object({
  electedOn: CalendarDate,
  representativeIds: z.array(z.string().max(64)),
  representativePowers: LongText,
  consentSignedOn: CalendarDate,
  rows: z.array(
    z.object({
      partyId: z.string().max(64),
      job: ShortText,
      dayRate: Money.or(z.literal('')),
      claimedDays: z.string().max(16),
      confirmedDays: z.string().max(16),
      claimAmount: Money.or(z.literal('')),
      agreedAmount: Money.or(z.literal('')),
      instalments: z.array(z.object({ number: z.number().int(), dueDate: CalendarDate, amount: Money })),
      accountName: ShortText,
      bank: ShortText,
      accountNumber: z.string().max(64),
    }),
  ),
  /** 已付生活费、预支: what each had received already. Beside the rows, which an older program would write without it. */
  advances: z.array(z.object({ partyId: z.string().max(64), amount: Money })),
});
export type Collective = z.infer<typeof Collective>;

/**
 * 协商 and 和解 before mediation (企业劳动争议协商调解规定 8 to 11; DOMAIN 2.3.20); one per case, id 'negotiation'.
 * Parties and claims are those of the case file, so mediation goes on from it with nothing typed again.
 */
export const Negotiation = z.object({
  requestedOn: CalendarDate,
  requestedBy: z.string().max(64),
  method: ShortText,
  request: LongText,
  answeredOn: CalendarDate,
  answer: z.enum(['agreed', 'refused', 'none']),
  periodFrom: CalendarDate,
  periodTo: CalendarDate,
  course: LongText,
  result: z.enum(['settled', 'failed', 'brokenOff']),
  endedOn: CalendarDate,
  unionWitness: ShortText,
  settlementSignedOn: CalendarDate,
  settlementText: LongText,
  settlementAmount: Money,
  settlementDueDate: CalendarDate,
  settlementMethod: ShortText,
  accountName: ShortText,
  bank: ShortText,
  accountNumber: z.string().max(64),
  performance: z.enum(['performed', 'partly', 'notPerformed']),
  performanceNote: LongText,
});
export type Negotiation = z.infer<typeof Negotiation>;

/** Who took part. What was checked at the door is missing in records made before it was kept. */
export const Attendee = z.object({
  personId: z.string().max(64),
  name: ShortText,
  role: ShortText,
  isIdentityChecked: z.boolean().optional(),
  /** The paper that was looked at: kind and number. */
  identityDocument: ShortText.optional(),
  /** 'self' speaks for itself; the others by a paper (民事诉讼法 62). */
  powers: z.enum(['self', 'general', 'special', 'none']).optional(),
  powersDocument: ShortText.optional(),
  presence: z.enum(['present', 'absent']).optional(),
  absenceReason: ShortText.optional(),
});
export type Attendee = z.infer<typeof Attendee>;

/** 调解会. */
export const Meeting = z.object({
  number: z.number().int().min(1),
  kind: z.enum(['faceToFace', 'separate', 'video', 'telephone', 'onSite']),
  date: CalendarDate,
  startTime: TimeOfDay,
  endTime: TimeOfDay,
  place: ShortText,
  room: ShortText,
  noticeMethod: ShortText,
  /** 告知权利义务: when it was read out, and by whom. */
  rightsAnnouncedAt: TimeOfDay,
  rightsAnnouncedBy: ShortText,
  isChallengeAsked: z.boolean(),
  isOpenToPublic: z.boolean(),
  isRecordingConsented: z.boolean(),
  attendees: z.array(Attendee),
  adjournments: z.array(z.object({ from: TimeOfDay, to: TimeOfDay, reason: ShortText })),
  result: z.enum(['succeeded', 'failed', 'toBeContinued']),
  isWithdrawn,
});
export type Meeting = z.infer<typeof Meeting>;

/** 回避申请 and its decision (特邀规定 15; 办案规则 11: three working days). */
export const Challenge = z.object({
  meetingId: z.string().max(64),
  mediatorId: z.string().max(64),
  raisedOn: CalendarDate,
  raisedById: z.string().max(64),
  ground: z.string().max(32),
  reason: LongText,
  decidedOn: CalendarDate,
  decision: z.enum(['granted', 'rejected', 'withdrawn']),
  decidedBy: ShortText,
  decisionReason: LongText,
  /** Who takes the place of the mediator when the challenge is granted. */
  replacement: AppointedMediator,
});
export type Challenge = z.infer<typeof Challenge>;

/** 披露: what a mediator tells of himself, and whether the parties go on (在线规则 13, 14). */
export const Disclosure = z.object({
  meetingId: z.string().max(64),
  mediatorId: z.string().max(64),
  date: CalendarDate,
  hasFacts: z.boolean(),
  text: LongText,
  opinion: z.enum(['continue', 'replace', 'refuseMediation']),
});
export type Disclosure = z.infer<typeof Disclosure>;

export const MinutesEntryKind = z.enum([
  'statement',
  'question',
  'fact',
  'offer',
  'counterOffer',
  'explanation',
  'result',
]);
export type MinutesEntryKind = z.infer<typeof MinutesEntryKind>;

/** 笔录条目: one utterance. `order` sorts entries in a meeting; a correction names the entry it puts right. */
export const MinutesEntry = z.object({
  meetingId: z.string().max(64),
  order: z.number(),
  time: TimeOfDay,
  speakerId: z.string().max(64),
  speaker: ShortText,
  speakerRole: ShortText,
  kind: MinutesEntryKind,
  text: z.string().max(50_000),
  correctsEntryId: z.string().max(64),
  interruptsEntryId: z.string().max(64),
  isWithdrawn,
});
export type MinutesEntry = z.infer<typeof MinutesEntry>;

/** 调解方案: one link of the chain of offers. */
export const Offer = z.object({
  meetingId: z.string().max(64),
  entryId: z.string().max(64),
  kind: z.enum(['offer', 'counterOffer']),
  byName: ShortText,
  forPartyId: z.string().max(64),
  answersOfferId: z.string().max(64),
  amount: Money,
  terms: LongText,
  status: z.enum(['open', 'replaced', 'withdrawn', 'refused', 'accepted']),
});
export type Offer = z.infer<typeof Offer>;

/** 无争议事实: agreed in writing, may leave the office. */
export const UndisputedFact = z.object({ order: z.number(), text: LongText, isWithdrawn });
export type UndisputedFact = z.infer<typeof UndisputedFact>;

/** What an agreement says besides its obligations. Its id is the version: '1', '2', ... */
export const AgreementTerms = z.object({
  number: z.string().max(128),
  copies: z.number().int().min(1).max(99),
  copyHolders: z.array(ShortText),
  disputeSummary: LongText,
  employmentRelation: LongText,
  employmentEndedOn: CalendarDate,
  employmentEndReason: ShortText,
  defaultClause: LongText,
  settledScope: LongText,
  openItems: z.array(LongText),
  rightsNotice: LongText,
  effectivenessClause: LongText,
  arbitrationCommission: ShortText,
  court: ShortText,
  enforcementRoute: z.enum(['arbitrationReview', 'judicialConfirmation', 'none']),
  replacesVersion: z.string().max(16),
  changeReason: LongText,
});
export type AgreementTerms = z.infer<typeof AgreementTerms>;

export const Instalment = z.object({
  number: z.number().int().min(1),
  dueDate: CalendarDate.or(z.literal('')),
  amount: Money.or(z.literal('')),
});
export type Instalment = z.infer<typeof Instalment>;

/** 协议义务: money with a due day, or a duty. */
export const Obligation = z.object({
  agreementVersion: z.string().max(16),
  order: z.number(),
  isMonetary: z.boolean(),
  kind: ShortText,
  debtorIds: z.array(z.string().max(64)),
  creditorIds: z.array(z.string().max(64)),
  claimIds: z.array(z.string().max(64)),
  amount: Money,
  taxTreatment: ShortText,
  dueDate: CalendarDate,
  method: ShortText,
  accountName: ShortText,
  bank: ShortText,
  accountNumber: z.string().max(64),
  instalments: z.array(Instalment),
  text: LongText,
  isWithdrawn,
  /** The obligation of an earlier version that this one was drawn from: what was paid on that one counts here too. */
  replacesId: z.string().max(64),
});
export type Obligation = z.infer<typeof Obligation>;

/**
 * 履行保障途径 after an agreement, and what came of it (办案规则 74; 民事诉讼法 205). Its id is the agreement's version. It
 * stands beside the agreement, because the parties may choose after its text is frozen.
 */
export const Enforcement = z.object({
  route: z.enum(['arbitrationReview', 'judicialConfirmation', 'none']),
  /**
   * 公证赋强 (公证法 37; DOMAIN 3.6), with the route 'none': a program that does not know it reads that neither the commission
   * nor the court is applied to, and so it is.
   */
  otherRoute: z.enum(['notarisation']),
  chosenOn: CalendarDate,
  appliedOn: CalendarDate,
  acceptedOn: CalendarDate,
  /** 延长: the commission's head approved five working days more (办案规则 76). */
  lengthenedOn: CalendarDate,
  decidedOn: CalendarDate,
  result: z.enum(['confirmed', 'refused', 'withdrawn']),
  documentNumber: z.string().max(128),
  /** 签收: a 仲裁调解书 binds once both have received it (办案规则 77). */
  servedOn: CalendarDate,
});
export type Enforcement = z.infer<typeof Enforcement>;
export type EnforcementRoute = Enforcement['route'] | Enforcement['otherRoute'];

/**
 * 即时履行: what was paid or done at the table, so that no agreement paper is made. Its result must stand in the minutes
 * (京人社仲发〔2025〕1号); `entryId` is the entry that says it.
 */
export const ImmediatePerformance = z.object({
  meetingId: z.string().max(64),
  entryId: z.string().max(64),
  isMonetary: z.boolean(),
  kind: ShortText,
  debtorIds: z.array(z.string().max(64)),
  creditorIds: z.array(z.string().max(64)),
  claimIds: z.array(z.string().max(64)),
  amount: Money,
  doneOn: CalendarDate,
  method: ShortText,
  proof: ShortText,
  /** Why no agreement is made although the rule speaks of new forms of employment only. */
  exceptionReason: LongText,
  isWithdrawn,
});
export type ImmediatePerformance = z.infer<typeof ImmediatePerformance>;

/**
 * 支付令 and its course (劳动争议调解仲裁法 16; 民事诉讼法 225 to 228): one for each filing, in favour of those who filed it
 * together.
 */
export const PaymentOrder = z.object({
  applicantIds: z.array(z.string().max(64)),
  debtorId: z.string().max(64),
  court: ShortText,
  appliedOn: CalendarDate,
  acceptedOn: CalendarDate,
  documentNumber: z.string().max(128),
  issuedOn: CalendarDate,
  servedOn: CalendarDate,
  answeredOn: CalendarDate,
  answer: z.enum(['paid', 'objected', 'none']),
  note: LongText,
});
export type PaymentOrder = z.infer<typeof PaymentOrder>;

/** 付款: what was really paid or done. */
export const Performance = z.object({
  obligationId: z.string().max(64),
  instalmentNumber: z.number().int().min(0),
  /** Of several creditors those who received it, where they are not all. */
  creditorIds: z.array(z.string().max(64)),
  doneOn: CalendarDate,
  amount: Money,
  method: ShortText,
  proof: ShortText,
  isWithdrawn,
});
export type Performance = z.infer<typeof Performance>;

/** 回访. `plannedOn` alone is a plan; with `date` it took place. */
export const Visit = z.object({
  number: z.number().int().min(1),
  plannedOn: CalendarDate,
  date: CalendarDate,
  method: z.enum(['telephone', 'inPerson', 'message']),
  visitor: ShortText,
  visitedPartyId: z.string().max(64),
  visitedPerson: ShortText,
  purpose: LongText,
  findings: LongText,
  satisfaction: ShortText,
  hiddenRisk: LongText,
  nextStep: LongText,
  /** What somebody has brought since, as the visited person tells it, and when: it interrupts the limitation. */
  proceeding: z.enum(['appliedForArbitration', 'filedLawsuit', 'complainedToInspection']),
  proceedingOn: CalendarDate,
  /** 更正: the final record of the same visit that this one puts right. That one stays as it was, and says so. */
  correctsVisitId: z.string().max(64),
  correctionReason: LongText,
  /** A plan that was called off; what took place stays. */
  isWithdrawn,
});
export type Visit = z.infer<typeof Visit>;

/** 送达: papers handed or sent in one go, and what became of it (办案规则 20). A representative receives for the others. */
export const Service = z.object({
  partyIds: z.array(z.string().max(64)),
  /** A court, a commission or another body that is no party. */
  recipient: ShortText,
  /** Finalised papers of this file. */
  documentIds: z.array(z.string().max(64)),
  /** Papers that were made elsewhere, by their names. */
  otherPapers: LongText,
  method: z.enum(['direct', 'post', 'electronic', 'entrusted', 'leftBehind']),
  result: z.enum(['received', 'refused', 'returned']),
  /** The day of receipt, of refusal, or of the return. */
  servedOn: CalendarDate,
  receivedBy: ShortText,
  /** 拒收、留置情况及见证人, the number of the letter. */
  note: LongText,
  isWithdrawn,
});
export type Service = z.infer<typeof Service>;

/** What a scan shows; `document` is the signed paper of a finalised document, `case` the file as a whole. */
export const ScanSubjectKind = z.enum(['evidence', 'party', 'agent', 'performance', 'document', 'case']);
export type ScanSubjectKind = z.infer<typeof ScanSubjectKind>;

/** 扫描件、照片: one file, found in the blob store under the SHA-256 of its bytes. Its bytes never change. */
export const Scan = z.object({
  subjectKind: ScanSubjectKind,
  subjectId: z.string().max(64),
  order: z.number(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  mediaType: z.enum(['application/pdf', 'image/png', 'image/jpeg']),
  /** Bytes. */
  size: z.number().int().min(1),
  /** The bytes as they came from the camera or scanner, where the scan kept was set straight; '' otherwise. */
  originalSha256: z.string().regex(/^([0-9a-f]{64})?$/),
  note: ShortText,
  isWithdrawn,
});
export type Scan = z.infer<typeof Scan>;

/**
 * 风险台账 (DOMAIN 9, point 6; 京人社仲发〔2023〕18号 3): what was found at an employer before there is a case. One per record,
 * id 'risk'.
 */
export const Risk = z.object({
  foundOn: CalendarDate,
  sourceCode: z.string().max(16),
  /** 来文: the paper or order of work that told of it; a case that comes of it takes it over. */
  externalDocument: ExternalDocument,
  employerName: ShortText,
  creditCode: z.string().max(32),
  registeredAddress: ShortText,
  contactPerson: ShortText,
  phone: z.string().max(64),
  industry: z.string().max(32),
  workerCount: z.number().int().min(1).max(100_000),
  groupTags: z.array(z.string().max(32)),
  disputeTypeCode: z.string().max(16),
  description: LongText,
  riskLevel: RiskLevel,
  /** 重要时间节点: the day, and what makes it one. */
  keyDate: CalendarDate,
  keyOccasion: ShortText,
  responsible: ShortText,
  measures: LongText,
  status: z.enum(['checking', 'resolving', 'resolved', 'referred', 'escalated']),
  /** Since when it stands so. */
  statusOn: CalendarDate,
  isWithdrawn,
});
export type Risk = z.infer<typeof Risk>;

/** 跟进记录: what was done about a risk on a day. */
export const RiskFollowUp = z.object({ date: CalendarDate, by: ShortText, text: LongText, isWithdrawn });

/** 上报: told to a higher office, and what was told. */
export const RiskReport = z.object({
  date: CalendarDate,
  recipient: ShortText,
  content: LongText,
  isWithdrawn,
});

/** 关联案件: a case that came of a risk; the id is the case's. */
export const RiskCase = z.object({ caseNumber: z.string().max(128), openedOn: CalendarDate, isWithdrawn });

/** Every kind of entity with the schema of its fields. */
export const entitySchemas = {
  application: Application,
  party: Party,
  agent: Agent,
  claim: Claim,
  evidence: Evidence,
  response: Response,
  collective: Collective,
  negotiation: Negotiation,
  meeting: Meeting,
  challenge: Challenge,
  disclosure: Disclosure,
  minutesEntry: MinutesEntry,
  offer: Offer,
  undisputedFact: UndisputedFact,
  agreementTerms: AgreementTerms,
  obligation: Obligation,
  enforcement: Enforcement,
  immediatePerformance: ImmediatePerformance,
  performance: Performance,
  paymentOrder: PaymentOrder,
  visit: Visit,
  service: Service,
  scan: Scan,
  risk: Risk,
  riskFollowUp: RiskFollowUp,
  riskReport: RiskReport,
  riskCase: RiskCase,
} as const;

export type EntityKind = keyof typeof entitySchemas;

/** The known fields of an entity. A field that was emptied on purpose is null. */
export type EntityValues<Kind extends EntityKind> = {
  [Field in keyof z.infer<(typeof entitySchemas)[Kind]>]?:
    | z.infer<(typeof entitySchemas)[Kind]>[Field]
    | null;
};
export type EntityOf<Kind extends EntityKind> = { readonly id: string } & EntityValues<Kind>;
