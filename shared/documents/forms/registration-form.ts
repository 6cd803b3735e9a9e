import type { CaseView } from '../../case/view.ts';
import {
  applicationForms,
  caseClasses,
  caseSources,
  codeLabel,
  disputeTypes,
  riskLevels,
} from '../../law/codes/index.ts';
import { formatChineseInstant } from '../../text/dates.ts';
import { sumMoney } from '../../text/money.ts';
import type { DocumentContent, Field, FieldBlock } from '../content.ts';
import { employmentFields, partyBlocks, sideLabel } from '../parties.ts';
import { commonContent } from '../places.ts';
import { dateText, mediatorsText, moneyText, proceedingText } from '../wording.ts';

/** 受理登记表 (DOMAIN 2.3.2; 18号文 10; 企业劳动争议协商调解规定 32). */
export type RegistrationForm = DocumentContent & {
  readonly registration: readonly Field[];
  readonly parties: readonly FieldBlock[];
  readonly employment: readonly FieldBlock[];
  readonly claims: readonly { readonly text: string; readonly amount: string }[];
  readonly claimTotal: string;
  readonly facts: string;
  readonly evidence: readonly string[];
  readonly responses: readonly Field[];
  readonly decision: readonly Field[];
};

export function buildRegistrationForm(view: CaseView): RegistrationForm {
  const { application, acceptance, opened } = view;
  const external = application.externalDocument;
  const registration: Field[] = [
    ['编号', opened.caseNumber],
    ['外来编号', opened.externalNumber ?? ''],
    ['登记时间', application.receivedAt ? formatChineseInstant(application.receivedAt) : ''],
    ['申请方式', codeLabel(applicationForms, application.form ?? '')],
    ['案件来源', codeLabel(caseSources, application.sourceCode ?? '')],
    [
      '来源文书',
      external ? [external.title, external.number, external.issuer].filter(Boolean).join('，') : '',
    ],
    ['争议类型', codeLabel(disputeTypes, application.disputeTypeCode ?? '')],
    ['案由', application.causeOfAction ?? ''],
    ['案件类别', codeLabel(caseClasses, application.caseClass ?? '')],
    [
      '涉及人数',
      application.workerCount
        ? `${application.workerCount}人${application.isCollective ? '（集体争议）' : ''}`
        : '',
    ],
    ['是否已申请仲裁', proceedingText(application.arbitrationUnderWay)],
    ['是否已提起诉讼', proceedingText(application.litigationUnderWay)],
    ['是否已向劳动监察投诉', proceedingText(application.inspectionUnderWay)],
    ['风险等级', codeLabel(riskLevels, application.riskLevel ?? '')],
    ['登记人', application.registrar ?? ''],
  ];
  const inScope = view.claims.filter((claim) => claim.isInScope !== false && claim.amount);
  return {
    ...commonContent(view, 'registrationForm', opened.caseNumber),
    registration: filled(registration),
    parties: partyBlocks(view),
    employment: view.parties
      .filter((party) => party.kind === 'person')
      .map((party) => ({
        heading: `${sideLabel(view, party)}　${party.name ?? ''}`,
        fields: employmentFields(party),
      }))
      .filter((block) => block.fields.length > 0),
    claims: view.claims.map((claim) => ({
      text: claim.text || claim.title || '',
      amount: claim.isInScope === false ? `不属受理范围：${claim.scopeNote ?? ''}` : moneyText(claim.amount),
    })),
    claimTotal: inScope.length > 0 ? moneyText(sumMoney(inScope.map((claim) => claim.amount ?? '0.00'))) : '',
    facts: application.factsAndReasons ?? '',
    evidence: view.evidence.map(
      (one) => `${one.number ?? ''}　${one.name ?? ''}${one.pages ? `（${one.pages}页）` : ''}`,
    ),
    responses: view.responses.map((response): Field => {
      const party = view.parties.find((one) => one.id === response.partyId);
      const answer = response.answeredOn
        ? `${dateText(response.answeredOn)}${response.answeredBy ?? ''}答复：${response.agreesToMediate ? '同意调解' : '不同意调解'}。${response.opinion ?? ''}`
        : '未答复';
      return [
        party ? sideLabel(view, party) : '对方',
        `${dateText(response.askedOn)}以${response.askedBy ?? ''}征询意见；${answer}`,
      ];
    }),
    decision: filled([
      ['受理意见', acceptance === null ? '' : acceptance.decision === 'accepted' ? '受理' : '不予受理'],
      ['理由', acceptance?.reason ?? ''],
      ['决定日期', dateText(acceptance?.decidedOn)],
      ['拟任调解员', acceptance === null ? '' : mediatorsText(acceptance.mediators)],
      ['负责人审批', acceptance?.approvedBy ?? ''],
    ]),
  };
}

function filled(fields: readonly Field[]): Field[] {
  return fields.filter(([, value]) => value !== '');
}
