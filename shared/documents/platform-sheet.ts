import type { EntityOf } from '../case/entities.ts';
import type { CaseView } from '../case/view.ts';
import {
  agentTypes,
  codeLabel,
  disputeTypes,
  employerTypes,
  idTypes,
  industries,
  sexes,
} from '../law/codes/index.ts';
import { isWorker } from '../law/party-kind.ts';
import type { Field, FieldBlock } from './content.ts';
import { findLastAgreement } from './due-rows.ts';
import { obligationText } from './obligation-text.ts';
import { findCommission } from './recipients.ts';

/**
 * 北京市劳动人事争议调解仲裁网上服务平台: 申请调解 (sqtj_ydxz, by the worker) and 审查确认 (scqr_ydxz, filed by the
 * employer and confirmed by the worker); DOMAIN 1.7, 2.0.
 */
export const platformMatters = ['mediation', 'reviewConfirmation'] as const;
export type PlatformMatter = (typeof platformMatters)[number];

export const platformName = '北京市劳动人事争议调解仲裁网上服务平台';

type Party = EntityOf<'party'>;

/**
 * What the platform asks for in the order of its page, each value as it is typed there: dates as 2026-03-05, sums
 * without separators. A value that the file does not hold is '' and stays in its place.
 */
export function buildPlatformSheet(view: CaseView, matter: PlatformMatter): FieldBlock[] {
  const people = view.parties.filter(isWorker);
  const employers = view.parties.filter((one) => one.kind === 'employer');
  const applicantIds = view.parties.filter(({ side }) => side === 'applicant').map(({ id }) => id);
  switch (matter) {
    case 'mediation':
      return [
        ...numbered('申请人（劳动者）', people.filter((one) => one.side === 'applicant').map(personFields)),
        // The page is the applicant's: his agents, and what he hands in.
        ...numbered(
          '委托代理人',
          view.agents
            .filter(({ forPartyIds }) => forPartyIds?.some((id) => applicantIds.includes(id)))
            .map(agentFields),
        ),
        ...numbered(
          '被申请人（用人单位）',
          employers.filter((one) => one.side !== 'applicant').map(employerFields),
        ),
        { heading: '争议信息', fields: disputeFields(view) },
        ...numbered('调解请求', view.claims.filter((one) => one.isInScope !== false).map(claimFields)),
        { heading: '事实与理由', fields: [['事实与理由', view.application.factsAndReasons ?? '']] },
        ...numbered(
          '证据',
          view.evidence
            .filter(({ submittedBy }) => !submittedBy || applicantIds.includes(submittedBy))
            .map(evidenceFields),
        ),
      ];
    case 'reviewConfirmation':
      return [
        ...numbered('申请人（用人单位）', employers.map(employerFields)),
        ...numbered('确认人（劳动者）', people.map(personFields)),
        ...numbered('委托代理人', view.agents.map(agentFields)),
        ...agreementBlocks(view),
      ];
  }
}

/** The sheet as plain text, for the pack. */
export function platformSheetText(blocks: readonly FieldBlock[]): string {
  return blocks
    .flatMap(({ heading, fields }) => [
      `【${heading}】`,
      ...fields.map(([label, value]) => `${label}：${value}`),
      '',
    ])
    .join('\r\n');
}

function numbered(heading: string, blocks: readonly Field[][]): FieldBlock[] {
  return blocks.map((fields, index) => ({
    heading: blocks.length > 1 ? `${heading}${index + 1}` : heading,
    fields,
  }));
}

function personFields(party: Party): Field[] {
  return [
    ['姓名', party.name ?? ''],
    ['性别', codeLabel(sexes, party.sex ?? '')],
    ['民族', party.ethnicGroup ?? ''],
    ['出生日期', party.birthDate ?? ''],
    ['证件类型', codeLabel(idTypes, party.idType ?? '')],
    ['证件号码', party.idNumber ?? ''],
    ['联系电话', party.phone ?? ''],
    ['住所', party.registeredAddress ?? ''],
    ['通讯（送达）地址', party.deliveryAddress ?? ''],
    ['邮政编码', party.postcode ?? ''],
    ['电子邮箱', party.email ?? ''],
    ['工作岗位', party.job ?? ''],
    ['入职日期', party.entryDate ?? ''],
    ['离职日期', party.leaveDate ?? ''],
    ['月工资（元）', party.monthlyWage ?? ''],
  ];
}

function employerFields(party: Party): Field[] {
  return [
    ['单位名称', party.name ?? ''],
    ['统一社会信用代码', party.creditCode ?? ''],
    ['法定代表人（主要负责人）', party.legalRepresentative ?? ''],
    ['职务', party.legalRepresentativeTitle ?? ''],
    ['住所', party.registeredAddress ?? ''],
    ['通讯（送达）地址', party.deliveryAddress ?? ''],
    ['邮政编码', party.postcode ?? ''],
    ['联系人', party.contactPerson ?? ''],
    ['联系电话', party.phone ?? ''],
    ['所属行业', codeLabel(industries, party.industry ?? '')],
    ['单位类型', codeLabel(employerTypes, party.employerType ?? '')],
  ];
}

function agentFields(agent: EntityOf<'agent'>): Field[] {
  return [
    ['姓名', agent.name ?? ''],
    ['代理人类型', codeLabel(agentTypes, agent.typeCode ?? '')],
    ['证件类型', codeLabel(idTypes, agent.idType ?? '')],
    ['证件号码', agent.idNumber ?? ''],
    ['工作单位', agent.organisation ?? ''],
    ['联系电话', agent.phone ?? ''],
    ['执业证号', agent.licenceNumber ?? ''],
    ['代理权限', (agent.powers ?? []).map((power) => power.text).join('；')],
  ];
}

function disputeFields({ application, parties }: CaseView): Field[] {
  const workers = application.workerCount ?? parties.filter(isWorker).length;
  return [
    ['争议类型', codeLabel(disputeTypes, application.disputeTypeCode ?? '')],
    ['案由', application.causeOfAction ?? ''],
    ['涉及劳动者人数', String(workers)],
    ['是否集体争议', application.isCollective === true ? '是' : '否'],
  ];
}

function claimFields(claim: EntityOf<'claim'>): Field[] {
  return [
    ['请求事项', claim.text || (claim.title ?? '')],
    ['争议类型', codeLabel(disputeTypes, claim.disputeTypeCode ?? '')],
    ['金额（元）', claim.amount ?? ''],
  ];
}

function evidenceFields(evidence: EntityOf<'evidence'>): Field[] {
  return [
    ['证据名称', evidence.name ?? ''],
    ['页数', evidence.pages ? String(evidence.pages) : ''],
    ['证明内容', evidence.purpose ?? ''],
  ];
}

function agreementBlocks(view: CaseView): FieldBlock[] {
  const agreement = findLastAgreement(view);
  if (agreement === undefined) return [];
  return [
    {
      heading: '调解协议',
      fields: [
        ['调解组织', view.opened.office.name],
        ['协议编号', agreement.document?.number ?? ''],
        ['协议生效日期', agreement.effectiveness.effectiveDate ?? ''],
        ['受理的仲裁委员会', findCommission(view, agreement)],
      ],
    },
    {
      heading: '协议内容',
      fields: agreement.obligations.map(
        (one, index): Field => [`第${index + 1}项`, one.text || obligationText(one, view.parties)],
      ),
    },
  ];
}
