import type { FormId } from '../case/actions.ts';
import { findAgreementInForce } from '../case/agreement.ts';
import type { EntityOf } from '../case/entities.ts';
import { listUnreplacedDocuments } from '../case/standing-documents.ts';
import type { CaseDocument } from '../case/state.ts';
import type { CaseView } from '../case/view.ts';
import { toShanghaiDate } from '../text/dates.ts';
import { getFormEntry } from './catalogue.ts';

/** Papers that are served on the parties and so want a 送达回证 (办案规则 20). */
export const servedForms: readonly FormId[] = [
  'consultationLetter',
  'refusalNotice',
  'acceptanceNotice',
  'challengeDecision',
  'meetingNotice',
  'agreement',
  'terminationNotice',
  'performanceReminder',
];
/** Handed over with them; whoever received it signs on the paper itself. */
const handedForms: readonly FormId[] = [...servedForms, 'rightsNotice'];

type Party = Pick<EntityOf<'party'>, 'id' | 'side'>;

/** The final papers that are served on a party, without those that a later one replaced. */
export function listServedPapers(
  view: CaseView,
  party: Party,
  forms: readonly FormId[] = handedForms,
): CaseDocument[] {
  return listUnreplacedDocuments(view).filter(
    ({ form, subjectId }) =>
      forms.includes(form) &&
      (getFormEntry(form).subject !== 'party' || party.id === subjectId) &&
      (form !== 'refusalNotice' || party.side === 'applicant'),
  );
}

/** What became of a paper with a party, the earliest first. */
export function listServicesOf(view: CaseView, documentId: string, partyId: string): EntityOf<'service'>[] {
  return view.services.filter(
    (one) => one.partyIds?.includes(partyId) && one.documentIds?.includes(documentId),
  );
}

/** Papers that go to the body that sent the case here, and to nobody else (办案规则 70; 特邀规定 26). */
const reportForms: readonly FormId[] = ['entrustmentReport', 'courtTerminationReport'];

/** The subject of a 送达回证 to such a body: '<document id>.body'; of one to a party it is '<document id>.<party id>'. */
export const bodySubject = 'body';

/** The final papers for the body that sent the case here. */
export function listReports(view: CaseView): CaseDocument[] {
  return listUnreplacedDocuments(view).filter(({ form }) => reportForms.includes(form));
}

/** What became of a paper with bodies that are no party, the earliest first. */
export function listServicesOnBodies(view: CaseView, documentId: string): EntityOf<'service'>[] {
  return view.services.filter((one) => one.recipient && one.documentIds?.includes(documentId));
}

/** Reports that nobody is recorded to have received. */
export function listUnservedReports(view: CaseView): CaseDocument[] {
  return listReports(view).filter(({ documentId }) => !listServicesOnBodies(view, documentId).some(isServed));
}

/** Left at the place of somebody who refused it, a paper counts as served (民事诉讼法 89). */
export function isServed({ result, method }: EntityOf<'service'>): boolean {
  return result === 'received' || method === 'leftBehind';
}

/**
 * The papers that a party is not yet recorded to have received. An agreement is handed out when it is in force: one that
 * somebody would not sign is no paper of the parties.
 */
export function listUnservedPapers(view: CaseView, party: Party): CaseDocument[] {
  return listServedPapers(view, party).filter(
    ({ documentId, form, subjectId }) =>
      (form !== 'agreement' || isInForce(view, subjectId)) &&
      !listServicesOf(view, documentId, party.id).some(isServed),
  );
}

/** Which day a paper cannot have been served before. Its words are `service.early.<code>`. */
export type EarlyService = {
  readonly code: 'application' | 'acceptance' | 'challenge' | 'effect' | 'closing';
  readonly day: string;
};

/** Of a service, on the day that stands there: papers that tell of what was decided or agreed on a later one. */
export function findEarlyService(
  view: CaseView,
  { documentIds, servedOn }: Pick<EntityOf<'service'>, 'documentIds' | 'servedOn'>,
): EarlyService[] {
  const found = view.documents
    .filter(({ documentId }) => documentIds?.includes(documentId))
    .flatMap((document) => firstDayOf(view, document) ?? [])
    .filter(({ day }) => Boolean(servedOn) && (servedOn ?? '') < day);
  return [...new Map(found.map((one) => [one.code, one])).values()];
}

function firstDayOf(view: CaseView, { form, subjectId }: CaseDocument): EarlyService | null {
  const since = (code: EarlyService['code'], day: string | null | undefined) => (day ? { code, day } : null);
  switch (form) {
    case 'consultationLetter': {
      const { receivedAt } = view.application;
      return since('application', receivedAt ? toShanghaiDate(receivedAt) : '');
    }
    case 'refusalNotice':
    case 'acceptanceNotice':
    case 'meetingNotice':
      return since('acceptance', view.acceptance?.decidedOn);
    case 'challengeDecision':
      return since('challenge', view.challenges.map(({ decidedOn }) => decidedOn ?? '').sort()[0]);
    case 'agreement':
      return since(
        'effect',
        view.agreements.find((one) => one.version === subjectId)?.effectiveness.effectiveDate,
      );
    case 'performanceReminder':
      return since('effect', findAgreementInForce(view.agreements)?.effectiveness.effectiveDate);
    case 'terminationNotice':
    case 'entrustmentReport':
    case 'courtTerminationReport':
      return since('closing', view.outcome?.closedOn);
    default:
      return null;
  }
}

const isInForce = ({ agreements }: CaseView, version: string) =>
  agreements.some((one) => one.version === version && one.effectiveness.isEffective);
