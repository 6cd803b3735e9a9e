import type { CaseView } from '../../shared/case/view.ts';
import { formatChineseDate, toShanghaiDate } from '../../shared/text/dates.ts';
import { chineseCount } from '../../shared/text/numerals.ts';

/**
 * The clauses of an agreement in the words of the form (DOMAIN 2.3.9; 企业劳动争议协商调解规定 26). They are the text
 * of a Chinese document, the same in either language of the window, and may be changed before 定稿.
 */
export function defaultTerms(view: CaseView): Record<string, unknown> {
  const { receivedAt } = view.application;
  const applied = receivedAt ? `，申请人于${formatChineseDate(toShanghaiDate(receivedAt))}提出调解申请` : '';
  const copies = Math.max(3, view.parties.length + 1);
  // Of more than two parties each has its own copy, and all of them sign.
  const isOfTwo = view.parties.length <= 2;
  const claims = view.claims
    .filter((claim) => claim.isInScope !== false)
    .map((claim) => claim.title || claim.text || '');
  const { arbitrationCommission, court } = view.opened.office;
  return {
    copies,
    disputeSummary: `${isOfTwo ? '双方' : '各方'}因${claims.join('、') || view.application.causeOfAction || '劳动人事争议'}发生争议${applied}。`,
    // What it says of instalments holds where there are any: they come after the draft.
    defaultClause:
      '分期支付的，任何一期逾期超过五日，未到期各期款项视为全部到期，申请人可以要求一次性支付剩余款项；一次性支付的，逾期未付，申请人可以依法要求支付。',
    settledScope: `除本协议约定外，${isOfTwo ? '双方' : '各方'}就${claims.join('、') || '上述请求事项'}无其他争议。`,
    rightsNotice: `自本协议生效之日起，${isOfTwo ? '双方' : '各方'}当事人可以在十五日内共同向${arbitrationCommission || '有管辖权的劳动人事争议仲裁委员会'}申请仲裁审查，或者在三十日内共同向${court || '有管辖权的人民法院'}申请司法确认；因支付拖欠劳动报酬、工伤医疗费、经济补偿或者赔偿金达成的协议到期不履行的，劳动者可以持本协议向人民法院申请支付令。`,
    effectivenessClause: `本协议一式${chineseCount(copies)}份，${isOfTwo ? '双方' : '各方'}当事人和调解组织各执一份，自${isOfTwo ? '双方' : '各方当事人'}签名或者盖章、调解员签名并加盖调解组织印章后生效。`,
  };
}
