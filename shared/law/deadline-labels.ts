import type { LabelLocale } from './codes/code-list.ts';
import { deadlineRules } from './deadline-rules.ts';

/**
 * D12 and D13, the limitation of arbitration, depend on a chain of interruptions: see limitation.ts.
 * They stand here for their labels and articles.
 */
const limitationRules = [
  {
    rule: 'D12',
    article: '劳动争议调解仲裁法第二十七条第一款',
    zh: '知道或者应当知道权利被侵害之日起一年内申请仲裁',
    en: 'Arbitration within one year of knowing that the right was infringed',
  },
  {
    rule: 'D13',
    article: '劳动争议调解仲裁法第二十七条第四款',
    zh: '拖欠劳动报酬的，劳动关系终止之日起一年内申请仲裁',
    en: 'Wage arrears: arbitration within one year of the end of employment',
  },
] as const;

/** The rule in a word or two, where a list has room for no more. */
const shortLabels: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  D01: { zh: '协商答复', en: 'Answer to negotiation' },
  D02: { zh: '受理决定', en: 'Acceptance' },
  D03: { zh: '满十五日', en: 'Fifteen days' },
  D04: { zh: '调解期限', en: 'Mediation' },
  D05: { zh: '新就业形态调解期限', en: 'Mediation, new employment' },
  D06: { zh: '仲裁审查申请', en: 'Arbitration review' },
  D07: { zh: '仲裁审查决定', en: 'Review decision' },
  D08: { zh: '司法确认申请', en: 'Judicial confirmation' },
  D09: { zh: '约定履行', en: 'Performance' },
  D10: { zh: '支付令', en: 'Payment order' },
  D11: { zh: '支付令送达', en: 'Service of payment order' },
  D14: { zh: '仲裁委托调解期限', en: 'Mediation for arbitration' },
  D15: { zh: '法院委派调解期限', en: 'Mediation before filing' },
  D16: { zh: '法院委托调解期限', en: 'Mediation after filing' },
  D17: { zh: '答复委托', en: 'Answer to referral' },
  D18: { zh: '回避决定', en: 'Challenge' },
  D19: { zh: '督促履行', en: 'Performance' },
  D20: { zh: '对裁决起诉、申请撤销', en: 'Contesting the award' },
  D21: { zh: '申请工伤认定', en: 'Recognition of injury' },
  D22: { zh: '人事争议调解期限', en: 'Mediation, personnel' },
};

/** The short label of a rule; the whole one where none is given. */
export function shortDeadlineLabel(rule: string, locale: LabelLocale): string {
  const found = shortLabels[rule];
  if (found === undefined) return deadlineLabel(rule, locale);
  return locale === 'en' ? found.en : found.zh;
}

/** The label of a rule row ('D10-issue') or of a rule ('D04'); the id itself when it is unknown. */
export function deadlineLabel(id: string, locale: LabelLocale = 'zh-CN'): string {
  const found =
    deadlineRules.find((one) => one.id === id) ??
    deadlineRules.find((one) => one.rule === id) ??
    limitationRules.find((one) => one.rule === id);
  if (found === undefined) return id;
  return locale === 'en' ? found.en : found.zh;
}
