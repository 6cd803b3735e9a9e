import type { FormId } from '../case/actions.ts';
import { type AgreementView, idOfRow, isEnforceable } from '../case/agreement.ts';
import { isRouteOver } from '../case/enforcement.ts';
import type { EntityOf } from '../case/entities.ts';
import type { CaseView } from '../case/view.ts';
import { isWorker } from '../law/party-kind.ts';
import type { ApplicationKind } from './application-attachments.ts';
import { type DueRow, dueRowsOf, overdueTo, owedTo } from './due-rows.ts';
import { findCommission, findCourt } from './recipients.ts';

/** Why an application would be refused ('refusal'), or what to look at before it goes out ('check'). */
export type Obstacle = {
  /** Words: 'check.application.<id>' in law.json. */
  readonly id: ObstacleId;
  readonly severity: 'refusal' | 'check';
  readonly article: string;
  /** The parties or obligations it is about, as they are named; '' for the whole application. */
  readonly about: string;
  /** Where it is mended; null where nothing on the desk mends it. */
  readonly mend: MendPlace | null;
};

/** A field of the case file, a paper to be made, or the signatures that are missing. */
export type MendPlace =
  | {
      readonly kind: 'party' | 'application' | 'claim' | 'agreementTerms' | 'obligation' | 'performance';
      readonly id: string;
      readonly field: string;
    }
  | { readonly kind: 'paper'; readonly form: FormId; readonly subjectId: string }
  | { readonly kind: 'signatures' };

export const obstacleIds = [
  'agreementNotEffective',
  'tooLate',
  'lastDayUnknown',
  'outOfScope',
  'employmentRelationConfirmed',
  'otherRouteChosen',
  'alreadyConfirmed',
  'alreadyEnforceable',
  'proceedingsUnderWay',
  'contentUnclear',
  'nothingToPerform',
  'commissionUnknown',
  'courtUnknown',
  'contactMissing',
  'identityMissing',
  'certificateMissing',
  'notTheFourKinds',
  'notDue',
  'amountUncertain',
  'counterObligation',
  'debtorNotReachable',
  'debtorCourtElsewhere',
  'creditorUnknown',
] as const;
export type ObstacleId = (typeof obstacleIds)[number];

type Facts = { readonly today: string; readonly lastDay: string | null; readonly creditorId: string };

const reviewRefused = '劳动人事争议仲裁办案规则第七十五条';
const reviewNotIssued = '劳动人事争议仲裁办案规则第七十八条';
const reviewMaterials = '劳动人事争议仲裁办案规则第七十四条';
const courtRefused = '民事诉讼法司法解释第三百五十五条';
const courtDismissed = '民事诉讼法司法解释第三百五十八条';
const courtMaterials = '民事诉讼法司法解释第三百五十四条';
const orderConditions = '民事诉讼法第二百二十五条';
const orderCourt = '民事诉讼法司法解释第四百二十七条';
const orderFourKinds = '劳动争议调解仲裁法第十六条';
const enforced = '劳动争议调解仲裁法第五十一条、民事诉讼法第二百零六条';

/** Everything that stands in the way of an application, refusals first. Pure: what the file does not hold is a check. */
export function findApplicationObstacles(
  view: CaseView,
  agreement: AgreementView,
  kind: ApplicationKind,
  facts: Facts,
): Obstacle[] {
  const found = ((): Obstacle[] => {
    switch (kind) {
      case 'arbitrationReview':
        return reviewObstacles(view, agreement, facts);
      case 'judicialConfirmation':
        return confirmationObstacles(view, agreement, facts);
      case 'paymentOrder':
        return orderObstacles(view, agreement, facts);
    }
  })();
  return [
    ...found.filter((one) => one.severity === 'refusal'),
    ...found.filter((one) => one.severity === 'check'),
  ];
}

function obstacle(
  isThere: boolean,
  id: ObstacleId,
  severity: Obstacle['severity'],
  article: string,
  { about = '', mend = null }: { readonly about?: string; readonly mend?: MendPlace | null } = {},
): Obstacle[] {
  return isThere ? [{ id, severity, article, about, mend }] : [];
}

const signatures: MendPlace = { kind: 'signatures' };
const fieldOf = (kind: Exclude<MendPlace['kind'], 'paper' | 'signatures'>, id: string, field: string) =>
  ({ kind, id, field }) as const satisfies MendPlace;
const applicationField = (field: string) => fieldOf('application', 'application', field);

function reviewObstacles(view: CaseView, agreement: AgreementView, facts: Facts): Obstacle[] {
  const { isEffective } = agreement.effectiveness;
  const termsField = (field: string) => fieldOf('agreementTerms', agreement.version, field);
  return [
    ...obstacle(!isEffective, 'agreementNotEffective', 'refusal', '劳动争议调解仲裁法第十四条', {
      mend: signatures,
    }),
    ...obstacle(isLate(facts), 'tooLate', 'refusal', reviewRefused),
    ...obstacle(isEffective && facts.lastDay === null, 'lastDayUnknown', 'check', reviewMaterials),
    ...obstacle(isOutOfScope(view), 'outOfScope', 'refusal', reviewRefused, {
      mend: fieldOf('claim', view.claims[0]?.id ?? '', 'isInScope'),
    }),
    ...obstacle(confirmsRelation(view), 'employmentRelationConfirmed', 'refusal', reviewRefused, {
      mend: applicationField('disputeTypeCode'),
    }),
    ...otherRoute(agreement, 'judicialConfirmation', 'refusal', reviewRefused),
    ...unclearObligations(agreement, reviewNotIssued),
    ...obstacle(findCommission(view, agreement) === '', 'commissionUnknown', 'check', reviewRefused, {
      mend: termsField('arbitrationCommission'),
    }),
    ...partyObstacles(view, reviewMaterials),
  ];
}

function confirmationObstacles(view: CaseView, agreement: AgreementView, facts: Facts): Obstacle[] {
  const { isEffective } = agreement.effectiveness;
  const termsField = (field: string) => fieldOf('agreementTerms', agreement.version, field);
  const hasCertificate = view.documents.some(
    (one) => one.form === 'mediationCertificate' && one.subjectId === agreement.version,
  );
  return [
    ...obstacle(!isEffective, 'agreementNotEffective', 'refusal', '劳动争议调解仲裁法第十四条', {
      mend: signatures,
    }),
    ...obstacle(isLate(facts), 'tooLate', 'refusal', '民事诉讼法第二百零五条'),
    ...obstacle(isEffective && facts.lastDay === null, 'lastDayUnknown', 'check', '民事诉讼法第二百零五条'),
    ...obstacle(isOutOfScope(view), 'outOfScope', 'refusal', courtRefused, {
      mend: fieldOf('claim', view.claims[0]?.id ?? '', 'isInScope'),
    }),
    ...obstacle(confirmsRelation(view), 'employmentRelationConfirmed', 'check', courtRefused, {
      mend: applicationField('disputeTypeCode'),
    }),
    // With a 调解书 it can be enforced already.
    ...otherRoute(agreement, 'arbitrationReview', 'check', courtRefused),
    ...unclearObligations(agreement, courtDismissed),
    ...obstacle(findCourt(view, agreement) === '', 'courtUnknown', 'check', courtRefused, {
      mend: termsField('court'),
    }),
    ...obstacle(!hasCertificate, 'certificateMissing', 'check', courtMaterials, {
      mend: { kind: 'paper', form: 'mediationCertificate', subjectId: agreement.version },
    }),
    ...partyObstacles(view, courtMaterials),
  ];
}

function orderObstacles(view: CaseView, agreement: AgreementView, facts: Facts): Obstacle[] {
  const own = dueRowsOf(agreement).filter(
    (one) => one.obligation.isMonetary && (one.obligation.creditorIds ?? []).includes(facts.creditorId),
  );
  const { rows: due, debtors } = overdueTo(view, agreement, facts.creditorId, facts.today);
  const debtorIds = new Set(debtors.map((one) => one.id));
  const performanceOf = ({ row }: DueRow) => fieldOf('performance', idOfRow(row), 'doneOn');
  const obligationOf = (one: DueRow) => fieldOf('obligation', one.obligation.id, 'kind');
  const owedBack = dueRowsOf(agreement).filter(
    (one) =>
      (one.obligation.debtorIds ?? []).includes(facts.creditorId) &&
      !one.row.isDone &&
      (one.obligation.creditorIds ?? []).some((id) => debtorIds.has(id)),
  );
  const { district } = view.opened.office;
  return [
    ...obstacle(
      !agreement.effectiveness.isEffective,
      'agreementNotEffective',
      'refusal',
      '劳动争议调解仲裁法第十四条',
      { mend: signatures },
    ),
    ...obstacle(isEnforceable(agreement), 'alreadyEnforceable', 'check', enforced),
    ...obstacle(
      !view.parties.some((one) => one.id === facts.creditorId && isWorker(one)),
      'creditorUnknown',
      'refusal',
      orderFourKinds,
    ),
    ...obstacle(own.length > 0 && due.length === 0, 'notDue', 'refusal', orderConditions, {
      mend: own[0] === undefined ? null : performanceOf(own[0]),
    }),
    ...obstacle(own.length === 0, 'nothingToPerform', 'refusal', orderConditions),
    ...due
      .filter((one) => !isOfTheFourKinds(view, one))
      .flatMap((one) =>
        obstacle(true, 'notTheFourKinds', 'check', orderFourKinds, {
          about: one.row.kind,
          mend: obligationOf(one),
        }),
      ),
    ...due
      .filter((one) => owedTo(view, one, facts.creditorId) === null)
      .flatMap((one) =>
        obstacle(true, 'amountUncertain', 'refusal', orderConditions, {
          about: one.row.kind,
          mend: performanceOf(one),
        }),
      ),
    ...owedBack.flatMap((one) =>
      obstacle(true, 'counterObligation', 'check', orderConditions, {
        about: one.row.kind,
        mend: performanceOf(one),
      }),
    ),
    ...debtors
      .filter((one) => !one.deliveryAddress && !one.registeredAddress)
      .flatMap((one) =>
        obstacle(true, 'debtorNotReachable', 'refusal', orderConditions, {
          about: one.name ?? '',
          mend: fieldOf('party', one.id, 'deliveryAddress'),
        }),
      ),
    ...debtors
      .filter((one) => one.registeredAddress && !(district && one.registeredAddress.includes(district)))
      .flatMap((one) =>
        obstacle(true, 'debtorCourtElsewhere', 'check', orderCourt, {
          about: one.name ?? '',
          mend: fieldOf('party', one.id, 'registeredAddress'),
        }),
      ),
  ];
}

const isLate = ({ today, lastDay }: Facts) => lastDay !== null && today > lastDay;

const isOutOfScope = (view: CaseView) =>
  view.claims.length > 0 && view.claims.every((claim) => claim.isInScope === false);

/** 确认劳动关系: dispute type 101. */
const confirmsRelation = (view: CaseView) =>
  view.application.disputeTypeCode === '101' ||
  view.claims.some((claim) => claim.isInScope !== false && claim.disputeTypeCode === '101');

/** 仲裁审查, 司法确认: the other way was chosen, or has already led to a decision (办案规则 75). */
function otherRoute(
  agreement: AgreementView,
  other: NonNullable<AgreementView['route']>,
  whenConfirmed: Obstacle['severity'],
  article: string,
): Obstacle[] {
  const { version, route } = agreement;
  if (route !== other || isRouteOver(agreement)) return [];
  if (isEnforceable(agreement)) return obstacle(true, 'alreadyConfirmed', whenConfirmed, article);
  return obstacle(true, 'otherRouteChosen', 'check', article, {
    mend: fieldOf('agreementTerms', version, 'enforcementRoute'),
  });
}

/** A sum without an amount or a day, or an agreement that asks for nothing, cannot be carried out. */
function unclearObligations(agreement: AgreementView, article: string): Obstacle[] {
  const unclear = agreement.obligations.filter(
    (one) => one.isMonetary && (!one.amount || (!one.dueDate && (one.instalments ?? []).length === 0)),
  );
  return [
    ...unclear.flatMap((one) =>
      obstacle(true, 'contentUnclear', 'refusal', article, {
        about: one.kind ?? '',
        mend: fieldOf('obligation', one.id, one.amount ? 'dueDate' : 'amount'),
      }),
    ),
    ...obstacle(agreement.obligations.length === 0, 'contentUnclear', 'refusal', article),
  ];
}

function partyObstacles(view: CaseView, article: string): Obstacle[] {
  /** `lacks` names the first field that is empty. */
  const missing = (id: ObstacleId, lacks: (party: EntityOf<'party'>) => string | null) =>
    view.parties.flatMap((party) => {
      const field = lacks(party);
      return field === null
        ? []
        : obstacle(true, id, 'check', article, {
            about: party.name ?? '',
            mend: fieldOf('party', party.id, field),
          });
    });
  return [
    ...missing('contactMissing', (party) => {
      if (!party.deliveryAddress) return 'deliveryAddress';
      return party.phone ? null : 'phone';
    }),
    ...missing('identityMissing', (party) => {
      if (party.kind === 'employer') return party.creditCode ? null : 'creditCode';
      return party.idNumber ? null : 'idNumber';
    }),
    ...obstacle(
      view.application.arbitrationUnderWay === 'yes' || view.application.litigationUnderWay === 'yes',
      'proceedingsUnderWay',
      'check',
      article,
      { mend: applicationField('arbitrationUnderWay') },
    ),
  ];
}

/** 劳动报酬、工伤医疗费、经济补偿、赔偿金 by the claims that an obligation settles, or by its name (TZF 16). */
const fourKindCodes = ['108', '109', '110', '111'];

function isOfTheFourKinds(view: CaseView, { obligation }: DueRow): boolean {
  const claims = view.claims.filter((claim) => (obligation.claimIds ?? []).includes(claim.id));
  const codes = claims.map((claim) => claim.disputeTypeCode ?? '');
  const isByClaims = codes.length > 0 && codes.every((code) => fourKindCodes.includes(code));
  return isByClaims || /工资|报酬|工伤医疗费|经济补偿|赔偿金/.test(obligation.kind ?? '');
}
