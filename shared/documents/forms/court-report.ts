import type { CaseView } from '../../case/view.ts';
import { toShanghaiDate } from '../../text/dates.ts';
import { caseFields, choices, fields, heading, type Paper, paragraph, plainPaper, ruled } from '../paper.ts';
import { commonContent } from '../places.ts';
import { dateText, mediatorsText } from '../value-words.ts';
import { free, type Replacements, speak } from '../wording/sentence.ts';

export const courtTerminationReportSentences = {
  meeting: free('{{日期}}{{地点}}召开第{{次数}}次调解会。'),
  facts: free('各方当事人已书面确认的无争议事实：'),
};

/** Why a referred mediation ended, in the words of the courts' form (人民法院在线调解规则 25; 特邀规定 26). */
const reasons = {
  over: '调解期限届满，未达成调解协议',
  withdrawn: '一方撤回申请或者明确表示不接受调解',
  apart: '双方分歧较大，难以达成协议',
  collusion: '可能存在恶意串通，损害国家利益、社会公共利益或者他人合法权益',
  delay: '隐瞒事实、虚假陈述或者借调解拖延',
  unreachable: '无法与被告取得联系',
  other: '其他：＿＿＿＿＿＿＿＿＿＿＿＿',
} as const;

/** 涉嫌虚假调解 (R14) is one of two: the mediator ticks which. */
function reasonOf(code: string | undefined): readonly string[] {
  switch (code) {
    case 'R04':
      return [reasons.over];
    case 'R02':
    case 'R03':
    case 'R05':
    case 'R07':
      return [reasons.withdrawn];
    case 'R06':
      return [reasons.apart];
    case 'R08':
      return [reasons.unreachable];
    default:
      return [];
  }
}

/**
 * 诉前案件终止调解情况表 to the court that referred the case (DOMAIN 2.3.10): of the 副卷, because it says what the mediator
 * makes of the parties. Of what was said it holds the days of the meetings and what both sides agreed in writing, no offer.
 */
export function buildCourtTerminationReport(view: CaseView, wording: Replacements): Paper {
  const say = speak(courtTerminationReportSentences, wording);
  const { application, acceptance, opened, outcome } = view;
  const { externalDocument, receivedAt } = application;
  const facts = view.undisputedFacts.map((one, index) => paragraph(`${index + 1}．${one.text ?? ''}`));
  const meetings = view.meetings.filter((one) => one.date);
  return {
    ...commonContent(view, 'courtTerminationReport', opened.caseNumber),
    ...plainPaper,
    parts: [
      fields([
        ...caseFields(view),
        ['委派法院', externalDocument?.issuer ?? ''],
        ['委派文号', externalDocument?.number ?? ''],
        [
          '接收时间',
          dateText(application.sourceAnsweredOn || (receivedAt ? toShanghaiDate(receivedAt) : null)),
        ],
        ['终止时间', dateText(outcome?.closedOn)],
        ['调解员', mediatorsText(acceptance?.mediators ?? [])],
      ]),
      heading('调解过程摘要'),
      ...(meetings.length > 0
        ? meetings.flatMap((one) =>
            say('meeting', {
              日期: dateText(one.date),
              地点: one.place ? `在${one.place}` : '',
              次数: String(one.number ?? ''),
            }).map(paragraph),
          )
        : [ruled(2)]),
      ...(facts.length > 0 ? [...say('facts').map(paragraph), ...facts] : []),
      choices('终止原因', Object.values(reasons), reasonOf(outcome?.code)),
      heading('争议焦点'),
      ruled(4),
      choices('繁简分流建议', ['繁案', '简案']),
      heading('备注'),
      ruled(2),
    ],
  };
}
