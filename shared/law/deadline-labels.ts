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

/** The label of a rule row ('D10-issue') or of a rule ('D04'); the id itself when it is unknown. */
export function deadlineLabel(id: string, locale: LabelLocale = 'zh-CN'): string {
  const found =
    deadlineRules.find((one) => one.id === id) ??
    deadlineRules.find((one) => one.rule === id) ??
    limitationRules.find((one) => one.rule === id);
  if (found === undefined) return id;
  return locale === 'en' ? found.en : found.zh;
}
