import type { FormId } from '../case/actions.ts';
import type { CaseView } from '../case/view.ts';

/** 仲裁审查, 司法确认, 支付令: what follows an agreement outside the office. */
export const applicationKinds = ['arbitrationReview', 'judicialConfirmation', 'paymentOrder'] as const;
export type ApplicationKind = (typeof applicationKinds)[number];

/** A paper that an application needs, in the order in which it is handed in. */
export type RequiredPaper = {
  readonly title: string;
  /** The same for the window in English. */
  readonly englishTitle: string;
  /** The forms of the case file that are this paper; none for what the parties bring themselves. */
  readonly forms: readonly FormId[];
  /** Whose scans are this paper, besides the signed copies of its forms. */
  readonly scansOf: 'nobody' | 'people' | 'employers' | 'agents' | 'performance';
  /** Whether the body refuses the application without it. */
  readonly isRequired: boolean;
};

const papers = {
  agreement: {
    title: '调解协议书',
    englishTitle: 'Mediation agreement',
    forms: ['agreement'],
    scansOf: 'nobody',
    isRequired: true,
  },
  identity: {
    title: '申请人身份证明（居民身份证复印件）',
    englishTitle: 'Proof of identity of the applicants (copies of identity cards)',
    forms: [],
    scansOf: 'people',
    isRequired: true,
  },
  employer: {
    title: '用人单位营业执照副本复印件、法定代表人身份证明书',
    englishTitle: 'Copy of the business licence, certificate of legal representative',
    forms: ['legalRepresentativeCertificate'],
    scansOf: 'employers',
    isRequired: true,
  },
  agents: {
    title: '授权委托书及受托人身份证明',
    englishTitle: 'Powers of attorney and proof of identity of the agents',
    forms: ['authorisation'],
    scansOf: 'agents',
    isRequired: true,
  },
  representatives: {
    title: '代表人推举书（同意书）',
    englishTitle: 'Election of representatives and consent',
    forms: ['representativeConsent'],
    scansOf: 'nobody',
    isRequired: true,
  },
  address: {
    title: '送达地址确认书',
    englishTitle: 'Confirmation of address for service',
    forms: ['addressConfirmation'],
    scansOf: 'nobody',
    isRequired: true,
  },
} as const satisfies Record<string, RequiredPaper>;

/**
 * The attachments of an application in order, after the application itself (办案规则 74; MSJ 354; MSJ 427).
 * What a case does not need (agents, an employer's papers) is not asked for.
 */
export function requiredPapers(view: CaseView, kind: ApplicationKind): RequiredPaper[] {
  const hasAgents = view.agents.some((agent) => agent.role !== 'representative');
  const people: RequiredPaper[] = [
    papers.identity,
    ...(view.parties.some((party) => party.kind === 'employer') ? [papers.employer] : []),
    ...(hasAgents ? [papers.agents] : []),
    ...(view.collective === null ? [] : [papers.representatives]),
  ];
  const others: RequiredPaper = {
    title: '其他与调解协议相关的证明材料',
    englishTitle: 'Other proof about the agreement',
    forms: ['performanceRecord'],
    scansOf: 'performance',
    isRequired: false,
  };
  switch (kind) {
    case 'arbitrationReview':
      return [papers.agreement, ...people, papers.address, others];
    case 'judicialConfirmation':
      return [
        papers.agreement,
        {
          title: '调解组织主持调解的证明',
          englishTitle: 'Proof of mediation by the organisation',
          forms: ['mediationCertificate'],
          scansOf: 'nobody',
          isRequired: true,
        },
        ...people,
        papers.address,
        {
          title: '与调解协议相关的财产权利证明等材料',
          englishTitle: 'Proof of property rights about the agreement',
          forms: [],
          scansOf: 'nobody',
          isRequired: false,
        },
      ];
    case 'paymentOrder':
      return [
        papers.agreement,
        {
          title: '督促履行通知书及送达回证',
          englishTitle: 'Reminder to perform and its receipt of service',
          forms: ['performanceReminder', 'serviceReceipt'],
          scansOf: 'nobody',
          isRequired: false,
        },
        {
          title: '履行情况记录、收款账户流水等未履行的证据',
          englishTitle: 'Record of performance, account statements: proof of non-performance',
          forms: ['performanceRecord'],
          scansOf: 'performance',
          isRequired: true,
        },
        papers.identity,
        {
          title: '被申请人的工商登记信息',
          englishTitle: 'Company registration of the debtor',
          forms: [],
          scansOf: 'employers',
          isRequired: false,
        },
      ];
  }
}

/** The titles as they stand under an application. */
export function attachmentTitles(view: CaseView, kind: ApplicationKind): string[] {
  return requiredPapers(view, kind).map((one) => one.title);
}
