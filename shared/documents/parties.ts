import type { EntityOf } from '../case/entities.ts';
import type { CaseView } from '../case/view.ts';
import {
  agentTypes,
  codeLabel,
  employerSizes,
  employerTypes,
  employmentForms,
  groups,
  idTypes,
  industries,
  partySides,
  sexes,
} from '../law/codes/index.ts';
import { isWorker } from '../law/party-kind.ts';
import type { Field, FieldBlock } from './content.ts';
import { dateText, moneyText, yesNoText } from './value-words.ts';

type Party = EntityOf<'party'>;
type Agent = EntityOf<'agent'>;

/** 申请人, 被申请人; numbered where there are several of one side. */
export function sideLabel(view: Pick<CaseView, 'parties'>, party: Party): string {
  const label = codeLabel(partySides, party.side ?? '');
  const sameSide = view.parties.filter((one) => one.side === party.side);
  return sameSide.length > 1 ? `${label}${sameSide.findIndex((one) => one.id === party.id) + 1}` : label;
}

/** Every filled field of a party (办案规则 29), without the labour relation. */
export function partyFields(party: Party): Field[] {
  const fields: Field[] =
    party.kind === 'employer'
      ? [
          ['名称', party.name ?? ''],
          ['统一社会信用代码', party.creditCode ?? ''],
          ['法定代表人（负责人）', joined(party.legalRepresentative, party.legalRepresentativeTitle)],
          ['联系人', party.contactPerson ?? ''],
          ['联系电话', party.phone ?? ''],
          ['住所', party.registeredAddress ?? ''],
          ['送达地址', party.deliveryAddress ?? ''],
          ['邮编', party.postcode ?? ''],
          ['行业', codeLabel(industries, party.industry ?? '')],
          ['单位类型', codeLabel(employerTypes, party.employerType ?? '')],
          ['单位规模', codeLabel(employerSizes, party.employerSize ?? '')],
          ['是否建立工会', yesNoText(party.hasUnion)],
        ]
      : [
          ['姓名', party.name ?? ''],
          ['性别', party.sex ? codeLabel(sexes, party.sex) : ''],
          ['出生日期', dateText(party.birthDate)],
          ['民族', party.ethnicGroup ?? ''],
          [party.idType ? codeLabel(idTypes, party.idType) : '证件号码', party.idNumber ?? ''],
          ['联系电话', party.phone ?? ''],
          ['住所', party.registeredAddress ?? ''],
          ['送达地址', party.deliveryAddress ?? ''],
          ['邮编', party.postcode ?? ''],
        ];
  return [
    ...fields,
    ['电子送达', party.isElectronicServiceAgreed ? (party.electronicServiceAccount ?? '同意') : ''] as const,
  ].filter(([, value]) => value !== '');
}

/** From when to when; without a last day it runs on, where a bare date would read as the day of one. */
export function contractText(party: Party): string {
  if (party.hasWrittenContract === false) return '未签订书面劳动合同';
  const [from, to] = [dateText(party.contractFrom), dateText(party.contractTo)];
  return from !== '' && to === '' ? `自${from}起` : [from, to].filter(Boolean).join('至');
}

/** The labour relation of a worker. */
export function employmentFields(party: Party): Field[] {
  const fields: Field[] = [
    ['岗位', party.job ?? ''],
    ['用工形式', codeLabel(employmentForms, party.employmentForm ?? '')],
    ['入职日期', dateText(party.entryDate)],
    ['离职日期', dateText(party.leaveDate)],
    ['劳动合同', contractText(party)],
    ['月工资', moneyText(party.monthlyWage)],
    ['离职前十二个月月平均工资', moneyText(party.averageWage)],
    ['工资说明', party.wageNote ?? ''],
    ['重点群体', (party.groupTags ?? []).map((code) => codeLabel(groups, code)).join('、')],
  ];
  return fields.filter(([, value]) => value !== '');
}

/** A party as an application tells of it: the worker with the labour relation (DOMAIN 2.1). */
export const partyWithEmployment = (party: Party): Field[] => [
  ...partyFields(party),
  ...(isWorker(party) ? employmentFields(party) : []),
];

/** 委托代理人, 法定代理人 or 代表人 with what they may do. */
export function agentFields(agent: Agent): Field[] {
  const fields: Field[] = [
    ['姓名', agent.name ?? ''],
    [agent.idType ? codeLabel(idTypes, agent.idType) : '证件号码', agent.idNumber ?? ''],
    ['单位', agent.organisation ?? ''],
    ['身份', [codeLabel(agentTypes, agent.typeCode ?? ''), agent.relation ?? ''].filter(Boolean).join('，')],
    ['执业证号', agent.licenceNumber ?? ''],
    ['联系电话', agent.phone ?? ''],
    ['代理权限', agent.role === 'agent' ? (agent.hasSpecialPowers ? '特别授权' : '一般授权') : ''],
    ['权限内容', (agent.powers ?? []).map((power) => power.text).join('；')],
    ['授权期限', [dateText(agent.validFrom), dateText(agent.validTo)].filter(Boolean).join('至')],
  ];
  return fields.filter(([, value]) => value !== '');
}

export function agentLabel(agent: Agent): string {
  if (agent.role === 'legalGuardian') return '法定代理人';
  return agent.role === 'representative' ? '代表人' : '委托代理人';
}

/** All parties, each followed by those who act for it alone. */
export function partyBlocks(view: CaseView, fieldsOf = partyFields): FieldBlock[] {
  return view.parties.flatMap((party) => [
    { heading: sideLabel(view, party), fields: fieldsOf(party) },
    ...view.agents
      .filter((agent) => agent.forPartyIds?.[0] === party.id && agent.role !== 'representative')
      .map((agent) => ({
        heading: `${sideLabel(view, party)}的${agentLabel(agent)}`,
        fields: agentFields(agent),
      })),
  ]);
}

/** 马桂香诉北京禾柳香餐饮管理有限公司 without the numbers: names of a side. */
export function namesOfSide(view: Pick<CaseView, 'parties'>, side: Party['side']): string {
  return view.parties
    .filter((party) => party.side === side)
    .map((party) => party.name ?? '')
    .join('、');
}

function joined(name: string | null | undefined, title: string | null | undefined): string {
  return title ? `${name ?? ''}（${title}）` : (name ?? '');
}
