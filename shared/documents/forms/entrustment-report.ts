import { formatAgreementNumber } from '../../case/case-number.ts';
import type { CaseView } from '../../case/view.ts';
import { codeLabel, outcomes } from '../../law/codes/index.ts';
import { toShanghaiDate } from '../../text/dates.ts';
import { findLastAgreement } from '../due-rows.ts';
import {
  caseFields,
  caseWords,
  dateOrBlank,
  fields,
  orBlank,
  type Paper,
  paragraph,
  plainPaper,
} from '../paper.ts';
import { commonContent } from '../places.ts';
import { dateText, mediatorsText } from '../value-words.ts';
import { free, type Replacements, required, speak } from '../wording/sentence.ts';

/** How each of these sources sent the case: by advice, entrusted by arbitration, referred or entrusted by a court. */
const mannerOf: Readonly<Record<string, string>> = {
  S06: '以调解建议书引导当事人申请调解的',
  S07: '委托本组织调解的',
  S08: '立案前委派本组织调解的',
  S09: '立案后委托本组织调解的',
};

export const entrustmentReportSentences = {
  sent: free(
    '{{来源日期}}以{{来源文号}}{{来源方式}}{{案件}}，本组织于{{接收日期}}接收。现将调解结果函告如下：',
  ),
  agreed: free('经本组织主持调解，双方当事人自愿达成调解协议（{{协议编号}}）{{生效情况}}。'),
  settled: free('当事人已自行和解或者即时履行，{{结案方式}}。'),
  failed: required(
    '经调解，双方未能达成调解协议，调解于{{终止日期}}终止（{{结案方式}}）。',
    '最高人民法院关于人民法院特邀调解的规定第二十六条；劳动人事争议仲裁办案规则第七十条',
  ),
  facts: free('各方当事人书面确认的无争议事实，见所附《无争议事实确认书》。'),
  confidential: required(
    '当事人为达成调解协议作出妥协而认可的事实，未记入本函。',
    '人民法院在线调解规则第十八条',
  ),
  closing: free('特此函告。'),
  enclosedAgreement: free('调解协议书复印件'),
  enclosedFacts: free('无争议事实确认书'),
};

/**
 * 委托（委派）调解结果函: to the arbitration commission or the court that sent the case here (DOMAIN 1.11, 3.3 S06 to S09;
 * 办案规则 69, 70; 特邀规定 26). It tells the end, never an offer.
 */
export function buildEntrustmentReport(view: CaseView, wording: Replacements): Paper {
  const say = speak(entrustmentReportSentences, wording);
  const { application, acceptance, opened, outcome } = view;
  const { externalDocument, receivedAt, sourceCode } = application;
  const agreement = findLastAgreement(view);
  const received = application.sourceAnsweredOn || (receivedAt ? toShanghaiDate(receivedAt) : null);
  const ending = outcome === null ? '' : codeLabel(outcomes, outcome.code);
  const effective = agreement?.effectiveness.effectiveDate;
  const isAgreed = outcome?.code === 'R01' && agreement !== undefined;
  const isSettled = outcome?.code === 'R01a' || outcome?.code === 'R02';
  const hasFacts = !isAgreed && view.undisputedFacts.length > 0;
  const result = isAgreed
    ? say('agreed', {
        协议编号: agreement.document?.number || formatAgreementNumber(opened.caseNumber, agreement.version),
        生效情况: effective ? `，协议自${dateText(effective)}起生效` : '',
      })
    : isSettled
      ? say('settled', { 结案方式: ending })
      : say('failed', { 终止日期: dateOrBlank(outcome?.closedOn), 结案方式: orBlank(ending, 8) });
  return {
    ...commonContent(view, 'entrustmentReport', opened.caseNumber),
    ...plainPaper,
    addressee: externalDocument?.issuer || orBlank('', 10),
    parts: [
      ...say('sent', {
        来源日期: dateOrBlank(externalDocument?.date),
        来源文号: orBlank(externalDocument?.number, 8),
        来源方式: mannerOf[sourceCode ?? ''] ?? '',
        案件: caseWords(view),
        接收日期: dateOrBlank(received),
      }).map(paragraph),
      fields([
        ...caseFields(view),
        ['受理日期', acceptance?.decision === 'accepted' ? dateText(acceptance.decidedOn) : ''],
        ['结案日期', dateText(outcome?.closedOn)],
        ['调解员', mediatorsText(acceptance?.mediators ?? [])],
        ['调解会次数', `${view.meetings.filter((one) => one.date).length}次`],
        ['结案方式', ending],
      ]),
      ...result.map(paragraph),
      ...(hasFacts ? say('facts').map(paragraph) : []),
      ...say('confidential').map(paragraph),
    ],
    closing: say('closing'),
    letterDate: dateText(application.sourceToldResultOn || outcome?.closedOn),
    enclosures: [...(isAgreed ? say('enclosedAgreement') : []), ...(hasFacts ? say('enclosedFacts') : [])],
  };
}
