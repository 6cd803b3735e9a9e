import type { FormId } from '../case/actions.ts';
import { idOfRow } from '../case/agreement.ts';
import { listStandingDocuments } from '../case/standing-documents.ts';
import type { CaseDocument } from '../case/state.ts';
import type { CaseView } from '../case/view.ts';
import { toShanghaiDate } from '../text/dates.ts';
import { type FormEntry, getFormEntry } from './catalogue.ts';
import { bodySubject, isServed, listServicesOf, listServicesOnBodies } from './service.ts';

/**
 * Where a form stands in the 正卷 (DOMAIN 2.3.15, by the numbers of DOMAIN 2.2): 申请、登记 → 通知 → 告知、授权、
 * 身份 → 送达 → 证据 → 笔录 → 协议、终止 → 履行、回访 → 审查、确认 → 结案.
 */
const formOrder = [
  36, 1, 2, 3, 4, 5, 6, 8, 9, 7, 12, 10, 11, 13, 21, 15, 14, 17, 20, 16, 18, 19, 22, 27, 23, 24, 25, 31, 28,
  29, 30, 33,
];
/** Cover, index and remarks are the frame of the file and no entries by this order. */
const frameNumber = 34;
const evidenceNumber = 15;

/** A line of the 卷内目录. Pages are null where only the paper itself shows how many there are. */
export type FilePiece = {
  readonly title: string;
  readonly pages: number | null;
  /** 'YYYY-MM-DD', '' where the file does not say. */
  readonly date: string;
  readonly note: string;
  readonly isRequired: boolean;
};

const requiredNumbers = [3, 7, 16, 18];

/** Finalised documents of the 正卷 in the order of the file; a later version stands for the one it replaces. */
export const mainFileDocuments = (view: CaseView): CaseDocument[] => documentsOf(view, 'mainFile');

/** Those of the 副卷, which stay within the office (办案规则 22). */
export const sideFileDocuments = (view: CaseView): CaseDocument[] => documentsOf(view, 'sideFile');

function documentsOf(view: CaseView, file: FormEntry['file']): CaseDocument[] {
  const position = (form: FormId) => {
    const index = formOrder.indexOf(getFormEntry(form).number);
    return index < 0 ? formOrder.length : index;
  };
  return listStandingDocuments(view)
    .filter((one) => getFormEntry(one.form).file === file && getFormEntry(one.form).number !== frameNumber)
    .map((document, index) => ({ document, index }))
    .sort(
      (left, right) =>
        position(left.document.form) - position(right.document.form) || left.index - right.index,
    )
    .map(({ document }) => document);
}

/** Every piece between index and remarks, evidence at its place. */
export function mainFilePieces(view: CaseView): FilePiece[] {
  const documents = mainFileDocuments(view);
  const pieces = piecesOf(view, documents);
  // After the lists of it.
  const isBeforeEvidence = (form: FormId) =>
    formOrder.indexOf(getFormEntry(form).number) <= formOrder.indexOf(evidenceNumber);
  const evidence = evidencePiece(view, documents);
  if (evidence === null) return pieces;
  const at = documents.filter((one) => isBeforeEvidence(one.form)).length;
  return [...pieces.slice(0, at), evidence, ...pieces.slice(at)];
}

/** Every piece of the 副卷 that was made here; nobody's notes of a caucus are among them. */
export const sideFilePieces = (view: CaseView): FilePiece[] => piecesOf(view, sideFileDocuments(view));

function piecesOf(view: CaseView, documents: readonly CaseDocument[]): FilePiece[] {
  const isOneOfSeveral = ({ form }: CaseDocument) => documents.filter((one) => one.form === form).length > 1;
  return documents.map((document) => pieceOf(view, document, isOneOfSeveral(document)));
}

function pieceOf(view: CaseView, document: CaseDocument, isOneOfSeveral: boolean): FilePiece {
  const entry = getFormEntry(document.form);
  const refused = document.signatures.filter((one) => one.manner === 'refused').map((one) => one.signerName);
  return {
    title: `${entry.title}${occasionText(view, document)}${isOneOfSeveral ? whoseOf(view, document) : ''}${receiptText(view, document)}`,
    pages: document.pages,
    date: dayOf(view, document),
    note: refused.length > 0 ? `${refused.join('、')}拒绝签名，已记明` : '',
    isRequired: requiredNumbers.includes(entry.number),
  };
}

/**
 * The day that the paper bears: of the service, of its last signature or seal; where nobody has signed it yet of the visit, of
 * the meeting or of the payment that it is about, else on which it was made final. An agreement drawn up on Monday and sealed on
 * Friday is of Friday.
 */
function dayOf(view: CaseView, document: CaseDocument): string {
  const { signatures, authorship } = document;
  const servedOn = findReceipt(view, document)?.servedOn;
  if (servedOn) return servedOn;
  const signed = signatures.flatMap(({ manner, date }) => (manner === 'refused' ? [] : [date])).toSorted();
  const day =
    findOccasion(view, document)?.date || findPaymentDay(view, document) || findDecisionDay(view, document);
  return signed.at(-1) ?? (day || toShanghaiDate(authorship.at));
}

/** The head signs an approval in ink when the office decides, on whatever day it was typed. */
const findDecisionDay = ({ acceptance }: CaseView, { form }: CaseDocument): string =>
  form === 'acceptanceApproval' ? (acceptance?.decidedOn ?? '') : '';

/** The last payment that a receipt confirms, or with which the record of an agreement closes. */
function findPaymentDay(view: CaseView, { form, subjectId }: CaseDocument): string {
  const lastOf = (rows: readonly { readonly doneOn?: string | null }[]) =>
    rows
      .map(({ doneOn }) => doneOn ?? '')
      .sort()
      .at(-1) ?? '';
  if (form === 'paymentReceipt')
    return lastOf([
      ...view.immediatePerformances.filter(({ id }) => id === subjectId),
      ...view.agreements
        .flatMap(({ performance }) => performance)
        .filter((row) => idOfRow(row) === subjectId),
    ]);
  if (form !== 'performanceRecord') return '';
  const agreement = view.agreements.find(({ version }) => version === subjectId);
  return agreement?.isPerformed ? lastOf(agreement.performance) : '';
}

/** The meeting of minutes, the visit of its record. */
function findOccasion(view: CaseView, { form, subjectId }: CaseDocument) {
  const list = form === 'minutes' ? view.meetings : form === 'visitRecord' ? view.visits : [];
  return list.find(({ id }) => id === subjectId);
}

/** （第2次） of minutes, visits and the notice of a meeting, （第2次，更正） of the record that puts another right. */
function occasionText(view: CaseView, document: CaseDocument): string {
  if (document.form === 'meetingNotice') {
    const invited = view.meetings.find(({ id }) => id === document.subjectId);
    return invited?.number ? `（第${invited.number}次）` : '';
  }
  const one = findOccasion(view, document);
  const isCorrection = one !== undefined && 'correctsVisitId' in one && Boolean(one.correctsVisitId);
  return one?.number ? `（第${one.number}次${isCorrection ? '，更正' : ''}）` : '';
}

/** A row of the index has two lines. */
const longestTitle = 30;
const longestName = 18;

const shortened = (name: string, longest: number) =>
  name.length > longest ? `${name.slice(0, Math.max(1, longest - 1))}…` : name;

/** Of a 送达回证: which paper it is of, who got it and when. */
function findReceipt(view: CaseView, { form, subjectId }: CaseDocument) {
  const served = view.documents.find(({ documentId }) => subjectId.startsWith(`${documentId}.`));
  if (form !== 'serviceReceipt' || served === undefined) return null;
  const id = subjectId.slice(served.documentId.length + 1);
  const services =
    id === bodySubject
      ? listServicesOnBodies(view, served.documentId)
      : listServicesOf(view, served.documentId, id);
  const last = services.findLast(isServed) ?? services.at(-1);
  return {
    paper: `${getFormEntry(served.form).title}${occasionText(view, served).replace(/[（）]/g, '')}`,
    name: (id === bodySubject ? last?.recipient : view.parties.find((one) => one.id === id)?.name) ?? '',
    servedOn: last?.servedOn ?? '',
  };
}

/** （调解终止通知书，汪雨桐）: nine receipts of one name would tell nobody which is which. */
function receiptText(view: CaseView, document: CaseDocument): string {
  const receipt = findReceipt(view, document);
  if (receipt === null) return '';
  const room = longestTitle - getFormEntry(document.form).title.length - receipt.paper.length - 3;
  return `（${[receipt.paper, shortened(receipt.name, room)].filter(Boolean).join('，')}）`;
}

/** （刘长河） of papers of one form about several people or employers: nobody finds one of twelve without the name. */
function whoseOf({ parties, agents }: CaseView, { form, subjectId }: CaseDocument): string {
  const party = parties.find(({ id }) => id === subjectId);
  const name =
    form === 'legalRepresentativeCertificate'
      ? party?.legalRepresentative
      : (party?.name ?? agents.find(({ id }) => id === subjectId)?.name);
  if (!name) return '';
  return `（${shortened(name, longestName)}）`;
}

function evidencePiece(view: CaseView, documents: readonly CaseDocument[]): FilePiece | null {
  if (view.evidence.length === 0) return null;
  // Lists that were made here have lines of their own.
  const hasLists = documents.some(({ form }) => form === 'evidenceList');
  const isCounted = view.evidence.every((one) => typeof one.pages === 'number');
  return {
    title: `${hasLists ? '' : '证据清单及'}证据材料（${view.evidence.length}件）`,
    pages: isCounted ? view.evidence.reduce((sum, one) => sum + (one.pages ?? 0), 0) : null,
    date: '',
    note: '',
    isRequired: false,
  };
}

/** 必须 items that the case file does not hold yet (DOMAIN 2.3.15), by their names. */
export function missingPieces(view: CaseView): string[] {
  const numbers = mainFileDocuments(view).map((one) => getFormEntry(one.form).number);
  const isAgreed = view.outcome?.code === 'R01';
  const isAccepted = view.acceptance?.decision === 'accepted';
  return [
    ...(numbers.some((one) => one === 1 || one === 3) ? [] : ['申请书或者受理登记表']),
    ...(isAccepted && !numbers.includes(7) ? ['当事人权利义务告知书'] : []),
    '身份证明材料',
    ...(isAccepted && !numbers.includes(16) ? ['调解笔录'] : []),
    ...(isAgreed && !numbers.includes(18) ? ['调解协议书'] : []),
  ];
}

/**
 * Papers of the 正卷 that were made elsewhere: what sent the case here, what went to other bodies, what came back of an
 * application for review or confirmation, and what proves that it was paid and done.
 */
export function listBroughtPapers({ application, services, agreements }: CaseView): string[] {
  const names = [
    application.externalDocument?.title,
    ...services.map(({ otherPapers }) => otherPapers),
    ...agreements.flatMap(({ route, enforcement, performance }) => [
      enforcement?.result === 'confirmed' ? confirmingPapers[route ?? 'none'] : '',
      performance.some(({ entries }) => entries.some(({ proof }) => proof)) ? '履行凭证' : '',
    ]),
  ];
  return [...new Set(names.map((name) => (name ?? '').trim()).filter(Boolean))];
}

const confirmingPapers = {
  arbitrationReview: '仲裁调解书',
  judicialConfirmation: '司法确认裁定书',
  notarisation: '公证债权文书',
  none: '',
} as const;
