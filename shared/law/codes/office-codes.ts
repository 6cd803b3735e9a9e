import type { CodeList } from './code-list.ts';

/** 调解组织类型 (DOMAIN 3.4; 18号文 8 and 9). */
export const organisationTypes = [
  {
    code: 'enterpriseCommittee',
    zh: '企业劳动争议调解委员会（总部）',
    en: 'Enterprise mediation committee',
    aliases: ['企业劳动争议调解委员会'],
  },
  {
    code: 'enterpriseBranchCommittee',
    zh: '企业劳动争议调解委员会（分支）',
    en: 'Enterprise branch committee',
  },
  { code: 'workshopGroup', zh: '企业劳动争议调解委员会（车间小组）', en: 'Workshop mediation group' },
  {
    code: 'subdistrict',
    zh: '街道（乡镇）劳动人事争议调解组织',
    en: 'Subdistrict or township mediation organisation',
  },
  { code: 'districtCentre', zh: '区劳动争议调解中心', en: 'District mediation centre' },
  { code: 'cityCentre', zh: '市劳动争议调解中心', en: 'City mediation centre' },
  { code: 'arbitrationCentre', zh: '仲裁院内设调解中心', en: 'Mediation centre in the arbitration court' },
  { code: 'unionRegional', zh: '工会调解组织（区域）', en: 'Trade union, regional' },
  { code: 'unionIndustry', zh: '工会调解组织（行业）', en: 'Trade union, industry' },
  { code: 'unionLegalStation', zh: '职工法律服务工作站', en: 'Workers’ legal service station' },
  { code: 'association', zh: '行业商（协）会调解组织', en: 'Chamber or trade association' },
  { code: 'park', zh: '园区、商圈、楼宇调解组织', en: 'Park, business area or building' },
  {
    code: 'smePlatform',
    zh: '中小企业公共服务示范平台调解组织',
    en: 'Service platform for small enterprises',
  },
  {
    code: 'publicInstitution',
    zh: '事业单位调解组织（教育、文化、卫生）',
    en: 'Public institution (education, culture, health)',
  },
  { code: 'peoplesMediation', zh: '人民调解委员会', en: 'People’s mediation committee' },
  { code: 'courtInvited', zh: '特邀调解组织（法院）', en: 'Organisation invited by a court' },
  { code: 'other', zh: '其他', en: 'Other' },
] as const satisfies CodeList;

/** 北京市各区, GB/T 2260. 经开区 has no code of its own: '119901' is the product's local value. */
export const districts = [
  { code: '110101', zh: '东城区', en: 'Dongcheng' },
  { code: '110102', zh: '西城区', en: 'Xicheng' },
  { code: '110105', zh: '朝阳区', en: 'Chaoyang' },
  { code: '110106', zh: '丰台区', en: 'Fengtai' },
  { code: '110107', zh: '石景山区', en: 'Shijingshan' },
  { code: '110108', zh: '海淀区', en: 'Haidian' },
  { code: '110109', zh: '门头沟区', en: 'Mentougou' },
  { code: '110111', zh: '房山区', en: 'Fangshan' },
  { code: '110112', zh: '通州区', en: 'Tongzhou' },
  { code: '110113', zh: '顺义区', en: 'Shunyi' },
  { code: '110114', zh: '昌平区', en: 'Changping' },
  { code: '110115', zh: '大兴区', en: 'Daxing' },
  { code: '110116', zh: '怀柔区', en: 'Huairou' },
  { code: '110117', zh: '平谷区', en: 'Pinggu' },
  { code: '110118', zh: '密云区', en: 'Miyun' },
  { code: '110119', zh: '延庆区', en: 'Yanqing' },
  {
    code: '119901',
    zh: '北京经济技术开发区',
    en: 'Beijing Economic-Technological Development Area',
    aliases: ['经开区', '110115-BDA'],
  },
] as const satisfies CodeList;
