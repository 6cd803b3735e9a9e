import type { CaseView } from '../../case/view.ts';
import {
  applicationForms,
  caseClasses,
  caseSources,
  codeLabel,
  disputeTypes,
  riskLevels,
} from '../../law/codes/index.ts';
import { isWorker } from '../../law/party-kind.ts';
import { formatChineseInstant } from '../../text/dates.ts';
import { sumMoney } from '../../text/money.ts';
import type { Field } from '../content.ts';
import {
  fields,
  heading,
  type Paper,
  type PaperPart,
  paragraph,
  paragraphsOf,
  plainPaper,
  table,
  under,
} from '../paper.ts';
import { employmentFields, partyBlocks, sideLabel } from '../parties.ts';
import { commonContent } from '../places.ts';
import { dateText, externalDocumentText, mediatorsText, moneyText, proceedingText } from '../value-words.ts';
import { type Replacements, required, speak } from '../wording/sentence.ts';
import { groupEmploymentOf, groupOf, groupPartsOf } from './group-parties.ts';

export const registrationFormSentences = {
  closing: required(
    '本调解组织已将调解的相关规定告知我，现自愿申请对上述争议进行调解。',
    '企业劳动争议协商调解规定第二十一条、第二十二条',
  ),
};

/** 受理登记表 (DOMAIN 2.3.2; 18号文 10; 企业劳动争议协商调解规定 32). */
export function buildRegistrationForm(view: CaseView, wording: Replacements): Paper {
  const say = speak(registrationFormSentences, wording);
  const { application, acceptance, opened } = view;
  const registration: Field[] = [
    ['编号', opened.caseNumber],
    ['外来编号', opened.externalNumber ?? ''],
    ['首次接洽', firstContactText(view)],
    ['登记时间', application.receivedAt ? formatChineseInstant(application.receivedAt) : ''],
    ['申请方式', codeLabel(applicationForms, application.form ?? '')],
    ['案件来源', codeLabel(caseSources, application.sourceCode ?? '')],
    ['来源文书', externalDocumentText(application.externalDocument)],
    [
      '争议类型',
      [application.disputeTypeCode ?? '', ...(application.otherDisputeTypeCodes ?? [])]
        .map((code) => codeLabel(disputeTypes, code))
        .filter(Boolean)
        .join('；'),
    ],
    ['案由', application.causeOfAction ?? ''],
    ['案件类别', codeLabel(caseClasses, application.caseClass ?? '')],
    [
      '涉及人数',
      application.workerCount
        ? `${application.workerCount}人${application.isCollective ? '（集体争议）' : ''}`
        : '',
    ],
    ['是否已申请仲裁', proceedingText(application.arbitrationUnderWay, application.arbitrationAppliedOn)],
    ['是否已提起诉讼', proceedingText(application.litigationUnderWay, application.litigationFiledOn)],
    [
      '是否已向劳动监察投诉',
      proceedingText(application.inspectionUnderWay, application.inspectionComplainedOn),
    ],
    ['风险等级', codeLabel(riskLevels, application.riskLevel ?? '')],
    ['登记人', application.registrar ?? ''],
  ];
  const decision = filled([
    ['受理意见', acceptance === null ? '' : acceptance.decision === 'accepted' ? '受理' : '不予受理'],
    ['理由', acceptance?.reason ?? ''],
    ['决定日期', dateText(acceptance?.decidedOn)],
    ['拟任调解员', acceptance === null ? '' : mediatorsText(acceptance.mediators)],
    ['负责人审批', acceptance?.approvedBy ?? ''],
  ]);
  const inScope = view.claims.filter((claim) => claim.isInScope !== false && claim.amount);
  const group = groupOf(view);
  const others = view.parties.filter((one) => !group.includes(one));
  const employment = others
    .filter(isWorker)
    .map((one) => ({ name: `${sideLabel(view, one)}　${one.name ?? ''}`, all: employmentFields(one) }))
    .filter(({ all }) => all.length > 0);
  const claimRows = view.claims.map((claim, index) => [
    String(index + 1),
    claim.text || claim.title || '',
    claim.isInScope === false ? `不属受理范围：${claim.scopeNote ?? ''}` : moneyText(claim.amount) || '—',
  ]);
  const total = inScope.length > 0 ? moneyText(sumMoney(inScope.map((claim) => claim.amount ?? '0.00'))) : '';
  return {
    ...commonContent(view, 'registrationForm', opened.caseNumber),
    ...plainPaper,
    parts: [
      fields([...filled(registration), ['备注', application.sourceNote ?? '']]),
      ...groupPartsOf(group),
      ...partyBlocks(view)
        .filter((block) => !group.some((one) => block.heading === sideLabel(view, one)))
        .flatMap((block) => [heading(block.heading), fields(block.fields)]),
      ...under('劳动关系情况', [
        ...groupEmploymentOf(group),
        ...employment.flatMap(({ name, all }): PaperPart[] => [{ kind: 'caption', text: name }, fields(all)]),
      ]),
      heading('调解请求事项及金额'),
      table({
        widths: [12, 0, 62],
        head: ['序号', '请求事项', '金额'],
        rows: [...claimRows, ...(total === '' ? [] : [['', '合计', total]])],
      }),
      ...under('事实与理由', paragraphsOf(application.factsAndReasons)),
      ...under(
        '证据材料',
        view.evidence.map((one) =>
          paragraph(`${one.number ?? ''}　${one.name ?? ''}${one.pages ? `（${one.pages}页）` : ''}`),
        ),
      ),
      ...under('对方意见', view.responses.length > 0 ? [fields(responseFields(view))] : []),
      ...under('受理意见', decision.length > 0 ? [fields(decision)] : []),
    ],
    closing: say('closing'),
  };
}

/** When, how and with whom it began; what was said then stays in the record. */
function firstContactText({ application }: CaseView): string {
  const handler = application.firstContactHandler;
  return [
    dateText(application.firstContactOn),
    application.firstContactChannel,
    application.firstContactPerson,
    handler ? `接待人：${handler}` : '',
  ]
    .filter(Boolean)
    .join('，');
}

/** Whether each other party agrees to be mediated, when and how it was asked. */
function responseFields(view: CaseView): Field[] {
  return view.responses.map((response): Field => {
    const asked = view.parties.find((one) => one.id === response.partyId);
    // Typed as people say it, '书面答复' or '书面', '电话征询' or '电话': the word stands once.
    const answeredBy = (response.answeredBy ?? '').replace(/答复$/, '');
    const askedBy = (response.askedBy ?? '').replace(/征[询求](意见)?$/, '');
    const answer = response.answeredOn
      ? `${dateText(response.answeredOn)}${answeredBy}答复：${response.agreesToMediate ? '同意调解' : '不同意调解'}。${response.opinion ?? ''}`
      : '未答复';
    return [
      asked ? sideLabel(view, asked) : '对方',
      `${dateText(response.askedOn)}${askedBy === '' ? '' : `以${askedBy}`}征询意见；${answer}`,
    ];
  });
}

function filled(fields: readonly Field[]): Field[] {
  return fields.filter(([, value]) => value !== '');
}
