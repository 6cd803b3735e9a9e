import type { Overruling } from '../../shared/case/overrulings.ts';
import type { MediatorTie } from '../../shared/case/related-cases.ts';
import type { CaseView } from '../../shared/case/view.ts';
import type { Mediator } from '../../shared/contract/desk.ts';
import { certificateDays } from '../../shared/directory/certificate-days.ts';
import { checkIntake } from '../../shared/law/intake-checks.ts';
import type { SectionId } from '../casepage/section-ids.ts';
import { tieMessageKey } from './RelatedCases.tsx';
import { messageKeyOf } from './useIntakeChecks.ts';

/** Something to answer for before a case is accepted. */
export type AcceptanceCheck = {
  readonly messageKey: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly article: string;
  /** 'party.P1.birthDate', '' where no single field mends it. */
  readonly path: string;
  readonly section: SectionId;
};

const consent = '企业劳动争议协商调解规定第二十二条';

/**
 * What speaks against accepting the case as it is saved, with these mediators.
 * @param decidedOn the day on which it is accepted
 */
export function listAcceptanceChecks(
  view: CaseView,
  decidedOn: string,
  ties: readonly MediatorTie[],
  chosen: readonly Mediator[] = [],
): AcceptanceCheck[] {
  const ofIntake = checkIntake({ ...view, today: decidedOn })
    .filter(({ severity }) => severity === 'warning')
    .map((one): AcceptanceCheck => {
      const { kind, id, field } = one.path;
      return {
        messageKey: messageKeyOf(one),
        params: one.params,
        article: one.article,
        path: `${kind}.${id}.${field}`,
        section: 'intake',
      };
    });
  const ofAnswers = view.parties
    .filter(({ side }) => side === 'respondent')
    .flatMap((party): AcceptanceCheck[] => {
      const response = view.responses.find(({ id }) => id === party.id);
      const common = {
        params: { name: party.name ?? '' },
        article: consent,
        path: `response.${party.id}.agreesToMediate`,
        section: 'acceptance' as const,
      };
      if (response?.agreesToMediate === true) return [];
      return response?.answeredOn
        ? [{ messageKey: 'check.intake.otherSideRefuses', ...common }]
        : [{ messageKey: 'check.intake.otherSideNotAsked', ...common }];
    });
  const ofMediators = ties.map(
    (tie): AcceptanceCheck => ({
      messageKey: tieMessageKey(tie),
      params: { mediator: tie.mediatorName, party: tie.partyName, number: tie.caseNumber },
      article: '特邀调解规定第十五条（参照）',
      path: '',
      section: 'acceptance',
    }),
  );
  const ofCertificates = chosen.flatMap((mediator): AcceptanceCheck[] => {
    const { state } = certificateDays(mediator, decidedOn);
    if (state === 'valid' || state === 'expiresSoon') return [];
    return [
      {
        messageKey: `check.certificate.${state}`,
        params: { mediator: mediator.name, date: mediator.validTo ?? '' },
        article: '京人社仲发〔2023〕18号第十三条',
        path: '',
        section: 'acceptance',
      },
    ];
  });
  return [...ofIntake, ...ofAnswers, ...ofMediators, ...ofCertificates];
}

export function keyOfCheck({ messageKey, path, params }: AcceptanceCheck): string {
  return [messageKey, path, ...Object.values(params)].join('|');
}

/** The checks with their reasons, as the decision keeps them. */
export function toOverrulings(
  checks: readonly AcceptanceCheck[],
  reasons: Readonly<Record<string, string>>,
): Overruling[] {
  return checks.map((check) => ({
    rule: check.messageKey,
    reason: (reasons[keyOfCheck(check)] ?? '').trim(),
    params: check.params,
    ...(check.path === '' ? {} : { path: check.path }),
  }));
}
