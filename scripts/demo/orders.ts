import type { EntityPatch } from '../../shared/case/actions.ts';
import {
  agentTypes,
  applicationForms,
  type CodeList,
  caseClasses,
  employerSizes,
  employerTypes,
  employmentForms,
  findCodeByLabel,
  groups,
  idTypes,
  meetingResults,
  offerStatuses,
  riskLevels,
  satisfactionLevels,
  serviceMethods,
  sexes,
  visitMethods,
} from '../../shared/law/codes/index.ts';
import { toShanghaiDate } from '../../shared/text/dates.ts';
import { sumMoney } from '../../shared/text/money.ts';
import type { CaseFile } from './case-file.ts';

/** One intent of the case, as the window would order it. */
export type Order = { readonly type: string; readonly body: Record<string, unknown> };

/** What has to be typed for each part of a case file, in the desk's own fields and codes. */
export type CaseOrders = {
  readonly externalNumber: string;
  readonly openedOn: string;
  readonly intake: readonly EntityPatch[];
  readonly responses: readonly EntityPatch[];
  readonly acceptance: Record<string, unknown>;
  readonly extensions: readonly Record<string, unknown>[];
  readonly meetings: readonly {
    readonly meeting: EntityPatch;
    readonly entries: readonly (readonly EntityPatch[])[];
    readonly signatures: readonly SignatureOrder[];
  }[];
  readonly undisputedFacts: readonly EntityPatch[];
  readonly agreement: readonly EntityPatch[];
  readonly agreementSignatures: readonly SignatureOrder[];
  readonly outcome: Record<string, unknown>;
  /** 仲裁审查 and 支付令 as they went; null where nobody asked for them. */
  readonly enforcement: EntityPatch | null;
  readonly paymentOrder: EntityPatch | null;
  readonly performances: readonly EntityPatch[];
  readonly visits: readonly EntityPatch[];
  readonly services: readonly ServiceOrder[];
  readonly archive: Record<string, unknown>;
};

export type SignatureOrder = {
  readonly signerId: string;
  readonly signerName: string;
  readonly capacity: 'party' | 'agent' | 'mediator' | 'recorder' | 'organisation' | 'other';
  readonly forPartyIds: readonly string[];
  readonly manner: string;
  readonly date: string;
  readonly note: string;
  readonly scanSha256: null;
};

/** Turns a case file into the desk's fields. Pure; ids of parties, agents, claims and obligations are kept. */
export function ordersOfCase(file: CaseFile): CaseOrders {
  return {
    externalNumber: file.caseNumber,
    openedOn: file.application.receivedAt.slice(0, 10),
    intake: [
      applicationPatch(file),
      ...file.parties.map(partyPatch),
      ...file.agents.map(agentPatch),
      ...file.claims.map(claimPatch),
      ...file.evidence.map((one, index) => patch('evidence', `E${index + 1}`, one)),
      ...collectivePatch(file),
    ],
    responses: file.responses.map((one) =>
      patch('response', one.partyId, {
        partyId: one.partyId,
        askedOn: one.inquirySentOn,
        askedBy: one.inquiryMethod,
        answeredOn: one.answeredOn,
        answeredBy: one.answerMethod,
        agreesToMediate: one.agreesToMediate,
        opinion: one.opinion,
      }),
    ),
    acceptance: {
      decision: file.acceptance.decision.startsWith('不') ? 'refused' : 'accepted',
      decidedOn: file.acceptance.decidedOn,
      reason: file.acceptance.reason,
      approvedBy: file.acceptance.approvedBy,
      noticeNumber: '',
      mediators: file.mediators.map((one, index) => ({
        id: one.id,
        name: one.name,
        role: index === 0 ? 'leadMediator' : 'mediator',
        certificateNumber: one.certificateNumber,
        validFrom: one.validFrom,
        validTo: one.validTo,
      })),
      recorder: recorderOf(file),
    },
    extensions: file.extensions.map(({ rule, fromDueDate, toDueDate, reason, consents }) => ({
      rule,
      fromDueDate,
      toDueDate,
      agreedOn: consents
        .map(({ on }) => on)
        .sort()
        .at(-1),
      reason,
      consents,
    })),
    meetings: file.meetings.map((meeting) => meetingOrders(file, meeting)),
    undisputedFacts: file.undisputedFacts.map((text, index) =>
      patch('undisputedFact', `U${index + 1}`, { order: index + 1, text }),
    ),
    agreement: agreementPatches(file),
    agreementSignatures: agreementSignatures(file),
    outcome: { code: file.outcome.code, closedOn: file.outcome.closedOn, note: file.outcome.note ?? '' },
    enforcement: enforcementPatch(file),
    paymentOrder: paymentOrderPatch(file),
    performances: performancePatches(file),
    services: file.services.map(({ document, toPartyId, method, ...fields }) => ({
      partyId: toPartyId,
      papers: document.split('、'),
      ...fields,
      method: findMethod(method),
    })),
    visits: file.followUpVisits.map((one) =>
      patch('visit', `V${one.number}`, {
        number: one.number,
        date: one.date,
        method: code(visitMethods, one.method),
        visitor: one.visitor,
        visitedPartyId: one.visitedPartyId,
        visitedPerson: one.visitedPerson,
        purpose: one.purpose,
        findings: one.findings,
        satisfaction: code(satisfactionLevels, one.satisfaction),
        hiddenRisk: one.hiddenRisk,
        nextStep: one.nextStep,
      }),
    ),
    archive: {
      archiveNumber: file.archive.archiveNumber,
      filedOn: file.archive.filedOn,
      filedBy: file.archive.filedBy,
      checkedBy: file.archive.checkedBy,
      retentionClass: file.archive.retentionClass,
      note: file.archive.closingNote,
    },
  };
}

/** The same case as a plain list of actions, for tests that need no window. Documents are not finalised here. */
export function actionsBeforeDocuments(file: CaseFile): Order[] {
  const orders = ordersOfCase(file);
  const recording = (type: string, patches: readonly EntityPatch[]): Order[] =>
    patches.length > 0 ? [{ type, body: { patches } }] : [];
  return [
    ...recording('intake.recorded', orders.intake),
    ...recording('response.recorded', orders.responses),
    { type: 'acceptance.decided', body: orders.acceptance },
    ...orders.extensions.map((body) => ({ type: 'extension.agreed', body })),
    ...orders.meetings.flatMap(({ meeting, entries }) => [
      ...recording('meeting.recorded', [meeting]),
      ...entries.flatMap((patches) => recording('minutes.entryWritten', patches)),
    ]),
    ...recording('minutes.entryWritten', orders.undisputedFacts),
    ...recording('agreement.drafted', orders.agreement),
  ];
}

export function recorderOf(file: CaseFile): string {
  return (file.staff.find((one) => one.role.includes('记录')) ?? file.staff[0])?.name ?? '';
}

function applicationPatch(file: CaseFile): EntityPatch {
  const { application, caseSource, disputeTypes, collective, firstContact } = file;
  return patch('application', 'application', {
    firstContactOn: toShanghaiDate(firstContact.at),
    firstContactChannel: firstContact.channel,
    firstContactPerson: firstContact.person,
    firstContactHandler: firstContact.handledBy,
    firstContactSummary: firstContact.summary,
    sourceCode: caseSource.code,
    ...(caseSource.externalDocument ? { externalDocument: caseSource.externalDocument } : {}),
    sourceNote: caseSource.note,
    caseClass: code(caseClasses, file.caseClass),
    disputeTypeCode: disputeTypes.primary.code,
    otherDisputeTypeCodes: disputeTypes.others.map((one) => one.code),
    causeOfAction: disputeTypes.causeOfAction,
    form: code(applicationForms, application.form),
    receivedAt: application.receivedAt,
    place: application.place,
    registrar: application.registrar,
    arbitrationUnderWay: proceeding(application.otherProceedings.arbitration),
    litigationUnderWay: proceeding(application.otherProceedings.litigation),
    inspectionUnderWay: proceeding(application.otherProceedings.labourInspection),
    factsAndReasons: file.factsAndReasons,
    workerCount: collective?.workerCount ?? 1,
    isCollective: collective !== null,
    riskLevel: code(riskLevels, file.acceptance.riskLevel),
  });
}

function partyPatch(party: CaseFile['parties'][number]): EntityPatch {
  const isPerson = party.kind === '自然人';
  const side = { 申请人: 'applicant', 被申请人: 'respondent', 第三人: 'thirdParty' }[party.side];
  const common = {
    side,
    kind: isPerson ? 'person' : 'employer',
    name: party.name,
    relation: party.relation,
    registeredAddress: party.registeredAddress,
    deliveryAddress: party.deliveryAddress,
    postcode: party.postcode,
    phone: party.phone,
    isElectronicServiceAgreed: party.electronicService.agreed,
    electronicServiceAccount: party.electronicService.account,
  };
  if (!isPerson) {
    return patch('party', party.id, {
      ...common,
      creditCode: party.unifiedSocialCreditCode,
      legalRepresentative: party.legalRepresentative?.name,
      legalRepresentativeTitle: party.legalRepresentative?.position,
      contactPerson: party.contact?.name,
      industry: party.industry?.code,
      employerType: party.ownership ? code(employerTypes, party.ownership) : undefined,
      employerSize: party.size ? code(employerSizes, party.size) : undefined,
      hasUnion: party.hasUnion,
    });
  }
  return patch('party', party.id, {
    ...common,
    idType: party.idType ? code(idTypes, party.idType) : undefined,
    idNumber: party.idNumber,
    sex: party.sex ? code(sexes, party.sex) : undefined,
    birthDate: party.birthDate,
    ethnicGroup: party.ethnicGroup,
    job: party.job,
    entryDate: party.entryDate,
    leaveDate: party.leaveDate,
    contractFrom: party.contractTerm?.from,
    contractTo: party.contractTerm?.to,
    hasWrittenContract: party.contractTerm?.written,
    employmentForm: party.employmentForm ? code(employmentForms, party.employmentForm) : undefined,
    monthlyWage: party.monthlyWage,
    averageWage: party.averageWage12,
    wageNote: party.wageNote,
    groupTags: (party.groupTags ?? []).map((label) => code(groups, label)),
  });
}

function agentPatch(agent: CaseFile['agents'][number]): EntityPatch {
  return patch('agent', agent.id, {
    forPartyIds: [agent.forPartyId],
    role: 'agent',
    name: agent.name,
    sex: agent.sex ? code(sexes, agent.sex) : undefined,
    idType: agent.idType ? code(idTypes, agent.idType) : undefined,
    idNumber: agent.idNumber,
    organisation: agent.organisation,
    typeCode: code(agentTypes, agent.type),
    relation: agent.relation,
    phone: agent.phone,
    licenceNumber: agent.licenceNumber,
    powers: agent.powers,
    hasSpecialPowers: agent.specialPowers,
    authorisedOn: agent.authorisedOn,
    validFrom: agent.validFrom,
    validTo: agent.validTo,
  });
}

function claimPatch(claim: CaseFile['claims'][number]): EntityPatch {
  return patch('claim', claim.id, {
    claimantIds: claim.claimantIds,
    disputeTypeCode: claim.disputeType.code,
    title: claim.title,
    text: claim.text,
    amount: claim.amount,
    isInScope: claim.inScope,
    scopeNote: claim.scopeNote,
  });
}

function collectivePatch({ collective }: CaseFile): EntityPatch[] {
  if (collective === null) return [];
  return [
    patch('collective', 'collective', {
      electedOn: collective.electedOn,
      representativeIds: collective.representativeIds,
      representativePowers: collective.representativePowers,
      consentSignedOn: collective.consentSheet.signedOn,
      rows: collective.table.map((row) => ({
        partyId: row.partyId,
        job: row.job,
        dayRate: row.dayRate,
        claimedDays: row.claimedDays.total,
        confirmedDays: row.confirmedDays,
        claimAmount: row.claimAmount,
        agreedAmount: row.agreedAmount,
        instalments: row.instalments.map(({ number, dueDate, amount }) => ({ number, dueDate, amount })),
        accountName: row.payee.accountName,
        bank: row.payee.bank,
        accountNumber: row.payee.accountNumber,
      })),
      advances: collective.table.map(({ partyId, advancePaid }) => ({ partyId, amount: advancePaid })),
    }),
  ];
}

function meetingOrders(file: CaseFile, meeting: CaseFile['meetings'][number]) {
  const meetingId = `M${meeting.number}`;
  const entryId = (number: number, sequence: number) => `M${number}-${sequence}`;
  const offers = file.offers.filter((one) => one.meetingNumber === meeting.number);
  return {
    meeting: patch('meeting', meetingId, {
      number: meeting.number,
      date: meeting.date,
      startTime: meeting.startTime,
      endTime: meeting.endTime,
      place: meeting.place,
      isOpenToPublic: meeting.openToPublic,
      isRecordingConsented: meeting.recordingConsent,
      attendees: meeting.attendees,
      adjournments: meeting.adjournments,
      result: code(meetingResults, meeting.result),
    }),
    entries: meeting.minutes.map((entry) => {
      const offer = offers.find((one) => one.minutesSeq === entry.seq);
      const written = patch('minutesEntry', entryId(meeting.number, entry.seq), {
        meetingId,
        order: entry.seq,
        time: entry.time,
        speakerId: entry.speakerId,
        speaker: entry.speaker,
        speakerRole: entry.speakerRole,
        kind: entry.kind,
        text: entry.text,
        correctsEntryId:
          entry.correctsEntry === undefined
            ? undefined
            : entryId(entry.correctsMeeting ?? meeting.number, entry.correctsEntry),
      });
      if (offer === undefined) return [written];
      return [
        written,
        patch('offer', offer.id, {
          meetingId,
          entryId: written.id,
          kind: offer.kind,
          byName: entry.speaker,
          forPartyId: offer.forPartyId,
          answersOfferId: offer.answersOfferId,
          amount: offer.amount,
          terms: offer.terms,
          status: findCodeByLabel(offerStatuses, offer.status)?.code ?? 'refused',
        }),
      ];
    }),
    signatures: meeting.signatures.map((one) => signatureOrder(file, one)),
  };
}

/** 'P1–P12' and '双方' name several parties. */
function partyIds(file: CaseFile, text: string): string[] {
  const ids = file.parties.map((party) => party.id);
  if (text === '双方') return ids;
  const [first, last] = text.split('–');
  if (first === undefined || last === undefined) return [text];
  return ids.slice(ids.indexOf(first), ids.indexOf(last) + 1);
}

function agreementPatches(file: CaseFile): EntityPatch[] {
  const { agreement } = file;
  if (agreement === null) return [];
  const endedOn = agreement.employmentRelation.endedOn;
  return [
    patch('agreementTerms', '1', {
      copies: agreement.copies,
      disputeSummary: agreement.disputeSummary,
      employmentRelation: agreement.employmentRelation.text,
      employmentEndedOn: endedOn && /^\d{4}-\d{2}-\d{2}$/.test(endedOn) ? endedOn : undefined,
      employmentEndReason: agreement.employmentRelation.reason,
      defaultClause: agreement.defaultClause,
      settledScope: agreement.settledScope,
      openItems: agreement.openItems,
      rightsNotice: agreement.rightsNotice,
      effectivenessClause: agreement.effectivenessClause,
    }),
    ...agreement.obligations.map((one, index) =>
      patch('obligation', one.id, {
        agreementVersion: '1',
        order: index + 1,
        isMonetary: one.monetary,
        kind: one.kind,
        debtorIds: partyIds(file, one.debtorId),
        creditorIds: partyIds(file, one.creditorId),
        claimIds: one.claimIds,
        amount: one.amount,
        taxTreatment: one.taxTreatment,
        dueDate: one.dueDate,
        method: one.method,
        accountName: one.payee?.accountName,
        bank: one.payee?.bank,
        accountNumber: one.payee?.accountNumber,
        instalments: one.instalments?.map(({ number, dueDate, amount }) => ({ number, dueDate, amount })),
        text: one.text,
      }),
    ),
  ];
}

function agreementSignatures(file: CaseFile): SignatureOrder[] {
  const { agreement, office } = file;
  if (agreement === null) return [];
  return [
    ...agreement.signatures.map((one) => signatureOrder(file, one)),
    {
      signerId: 'organisation',
      signerName: office.name,
      capacity: 'organisation',
      forPartyIds: [],
      manner: 'sealed',
      date: agreement.organisationSeal.date,
      note: '',
      scanSha256: null,
    },
  ];
}

function signatureOrder(
  file: CaseFile,
  row: {
    signerId: string;
    signerName: string;
    manner: string;
    date: string;
    note?: string | null | undefined;
  },
): SignatureOrder {
  const agent = file.agents.find((one) => one.id === row.signerId);
  const isParty = file.parties.some((one) => one.id === row.signerId);
  const isMediator = file.mediators.some((one) => one.id === row.signerId);
  const isRecorder = file.staff.some((one) => one.id === row.signerId);
  const capacity = isParty
    ? 'party'
    : agent
      ? 'agent'
      : isMediator
        ? 'mediator'
        : isRecorder
          ? 'recorder'
          : 'other';
  const extra = row.manner.includes('，') ? row.manner.slice(row.manner.indexOf('，') + 1) : '';
  return {
    signerId: row.signerId,
    signerName: row.signerName,
    capacity,
    forPartyIds: isParty ? [row.signerId] : agent ? [agent.forPartyId] : [],
    manner: mannerCode(row.manner),
    date: row.date,
    note: [extra, row.note ?? ''].filter(Boolean).join('；'),
    scanSha256: null,
  };
}

function mannerCode(text: string): string {
  if (text.startsWith('拒')) return 'refused';
  if (text.startsWith('盖章')) return 'sealed';
  if (text.includes('捺印') && text.includes('签名')) return 'signedAndFingerprint';
  return text.includes('捺印') ? 'fingerprint' : 'signed';
}

/**
 * Payments of the schedule, told apart by obligation: each schedule row pays the instalments that fall due with
 * it. A payment that differs from what is due is entered whole on the first of them.
 */
/** 仲裁审查, of the first agreement. */
function enforcementPatch({ arbitrationReview }: CaseFile): EntityPatch | null {
  if (arbitrationReview === null) return null;
  const { appliedOn, acceptedOn, resultOn, result, documentNumber, mediationDocumentNumber, servedOn } =
    arbitrationReview;
  return patch('enforcement', '1', {
    appliedOn,
    acceptedOn,
    decidedOn: resultOn,
    result: result === '撤回' ? 'withdrawn' : 'confirmed',
    documentNumber: mediationDocumentNumber ?? documentNumber,
    ...(servedOn === null ? {} : { servedOn }),
  });
}

/** 支付令: paid by the debtor on the day of the late payment, or objected to. */
function paymentOrderPatch({ paymentOrder, performance, agreement }: CaseFile): EntityPatch | null {
  if (paymentOrder === null || agreement === null) return null;
  const { court, applicantPartyIds, debtorPartyId, appliedOn, acceptedOn, documentNumber } = paymentOrder;
  const { issuedOn, servedOn, objection, result } = paymentOrder;
  return patch('paymentOrder', 'PO1', {
    applicantIds: applicantPartyIds,
    debtorId: debtorPartyId,
    court,
    appliedOn,
    acceptedOn,
    documentNumber,
    issuedOn,
    servedOn,
    answer: objection ? 'objected' : 'paid',
    answeredOn:
      (performance?.payments ?? []).map(({ paidOn }) => paidOn).find((day) => day >= servedOn) ?? '',
    note: result,
  });
}

function performancePatches(file: CaseFile): EntityPatch[] {
  const { agreement, performance } = file;
  if (agreement === null || performance === null) return [];
  const rows = agreement.obligations.flatMap((one) =>
    (one.instalments ?? []).map((instalment) => ({ ...instalment, obligationId: one.id })),
  );
  const dueDates = [...new Set(rows.map((row) => row.dueDate))].sort();
  const payments = performance.payments.flatMap((payment, index) => {
    const due = rows.filter((row) => row.dueDate === dueDates[payment.scheduleNumber - 1]);
    const single = agreement.obligations.find((one) => one.monetary);
    const targets =
      due.length > 0
        ? due
        : single
          ? [{ obligationId: single.id, number: 0, amount: payment.paidAmount }]
          : [];
    const isWhole = due.length > 0 && sumMoney(due.map((row) => row.amount)) === payment.paidAmount;
    return (isWhole ? targets : targets.slice(0, 1)).map((row, part) =>
      patch('performance', `Y${index + 1}-${part + 1}`, {
        obligationId: row.obligationId,
        instalmentNumber: row.number,
        doneOn: payment.paidOn,
        amount: isWhole ? row.amount : payment.paidAmount,
        method: payment.method,
        proof: payment.voucher,
      }),
    );
  });
  const duties = performance.duties.flatMap((duty, index) =>
    duty.doneOn === null
      ? []
      : [
          patch('performance', `D${index + 1}`, {
            obligationId: duty.obligationId,
            instalmentNumber: 0,
            doneOn: duty.doneOn,
            proof: duty.proof,
          }),
        ],
  );
  return [...payments, ...duties];
}

function proceeding(text: string): 'yes' | 'no' {
  return text === '否' ? 'no' : 'yes';
}

function code(list: CodeList, label: string): string {
  return findCodeByLabel(list, label)?.code ?? label;
}

/** A patch without what the file leaves open. */
function patch(kind: EntityPatch['kind'], id: string, fields: Record<string, unknown>): EntityPatch {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return { kind, id, fields: Object.fromEntries(given) };
}

/** 送达 of the papers whose titles end so. */
export type ServiceOrder = {
  /** Null where a body that is no party received them. */
  readonly partyId: string | null;
  readonly papers: readonly string[];
  readonly servedOn: string;
  readonly method: string;
  readonly receivedBy: string;
  readonly note: string | null;
};

/** '电子邮件并直接送达' and '微信送达' say more than the list: the first way that it names. */
function findMethod(text: string): string {
  if (/电子|微信/.test(text)) return 'electronic';
  if (text === '函送') return 'post';
  return serviceMethods.find(({ zh }) => text.includes(zh))?.code ?? 'direct';
}
