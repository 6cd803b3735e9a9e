import type { CaseView } from '../../case/view.ts';
import {
  blank,
  caseFields,
  caseWords,
  dateOrBlank,
  fields,
  heading,
  orBlank,
  type Paper,
  paragraph,
  partyPlace,
  personPlace,
  plainPaper,
  ruled,
} from '../paper.ts';
import { agentLabel } from '../parties.ts';
import { commonContent } from '../places.ts';
import { mediatorsText, placeText } from '../value-words.ts';
import { free, type Replacements, required, speak } from '../wording/sentence.ts';

export const meetingNoticeSentences = {
  invited: free('本组织受理的{{案件}}，定于下列时间、地点召开第{{次数}}次调解会，请你（单位）准时参加：'),
  bringPapers: free(
    '一、请携带身份证件；单位参加的，另携带营业执照复印件、法定代表人（负责人）身份证明书。委托代理人参加的，提交写明委托事项和权限的授权委托书。',
  ),
  bringEvidence: free('二、请携带与争议有关的证据原件和复印件。'),
  openness: required(
    '三、{{是否公开}}参加人应当遵守调解现场秩序，未经各方同意不得录音、录像。',
    '企业劳动争议协商调解规定第二十四条',
  ),
  absence: free(
    '四、不能按时参加的，请提前告知本组织{{联系电话}}，以便另定时间。当事人有权申请调解员回避，也有权接受、拒绝调解或者要求终止调解。',
  ),
  closing: free('特此通知。'),
};

/**
 * 调解会通知书 to all parties of one meeting (DOMAIN 2.2, row 13).
 * @throws Error 'document.meetingUnknown'
 */
export function buildMeetingNotice(view: CaseView, meetingId: string, wording: Replacements): Paper {
  const say = speak(meetingNoticeSentences, wording);
  const meeting = view.meetings.find((one) => one.id === meetingId);
  if (meeting === undefined) throw new Error('document.meetingUnknown');
  const { acceptance, opened } = view;
  const { office } = opened;
  const mediators = mediatorsText(acceptance?.mediators ?? []);
  const recorder = acceptance?.recorder ?? '';
  const openness = meeting.isOpenToPublic
    ? '经双方当事人要求，本次调解公开进行。'
    : '调解不公开进行，双方当事人要求公开的除外。';
  return {
    ...commonContent(view, 'meetingNotice', opened.caseNumber),
    ...plainPaper,
    addressee: view.parties.map((party) => party.name ?? '').join('、'),
    parts: [
      ...say('invited', {
        案件: caseWords(view),
        次数: meeting.number ? String(meeting.number) : blank(2),
      }).map(paragraph),
      fields([
        ['时间', `${dateOrBlank(meeting.date)}${orBlank(meeting.startTime, 4)}`],
        ['地点', orBlank(placeText(meeting), 16)],
        ['调解员', mediators],
        ['记录人', recorder],
      ]),
      ...[
        ...say('bringPapers'),
        ...say('bringEvidence'),
        ...say('openness', { 是否公开: openness }),
        ...say('absence', { 联系电话: office.phone ? `（电话：${office.phone}）` : '' }),
      ].map(paragraph),
    ],
    closing: say('closing'),
    letterDate: '',
  };
}

/** About two pages with the head and the places to sign. */
const linesForAnswers = 22;

export const investigationRecordSentences = {
  told: required(
    '调查人已向被调查人表明身份，告知调查事项和有关规定，被调查人应当如实陈述，对不愿回答的问题可以不回答。',
    '企业劳动争议协商调解规定第二十五条',
  ),
  closing: required(
    '以上笔录经本人核对（已向本人宣读），与所述一致。',
    '参照劳动人事争议仲裁办案规则第四十二条',
  ),
};

/** 调查笔录, written by hand at the place (DOMAIN 2.2, row 14; 2.3.8). Every page is signed. */
export function buildInvestigationRecord(view: CaseView, wording: Replacements): Paper {
  const say = speak(investigationRecordSentences, wording);
  const { acceptance, opened } = view;
  const mediators = acceptance?.mediators ?? [];
  return {
    ...commonContent(view, 'investigationRecord', opened.caseNumber),
    ...plainPaper,
    parts: [
      fields([
        ...caseFields(view),
        [
          '时间',
          `${blank(3)}年${blank(2)}月${blank(2)}日${blank(2)}时${blank(2)}分至${blank(2)}时${blank(2)}分`,
        ],
        ['地点', ''],
        ['调查人', mediators.map((one) => one.name).join('、')],
        ['记录人', acceptance?.recorder ?? ''],
        ['被调查人', ''],
        ['性别、年龄', ''],
        ['证件号码', ''],
        ['联系电话', ''],
        ['单位、职务', ''],
        ['与当事人关系', ''],
      ]),
      ...say('told').map(paragraph),
      heading('调查内容'),
      ruled(linesForAnswers),
    ],
    isSignedOnEachPage: true,
    closing: say('closing'),
    places: [
      personPlace('被调查人（签名、捺印）', '', true),
      ...(mediators.length > 0
        ? mediators.map((one) => personPlace('调查人（签名）', one.name))
        : [personPlace('调查人（签名）')]),
      personPlace('记录人（签名）', acceptance?.recorder ?? ''),
    ],
  };
}

export const undisputedFactsSentences = {
  opening: free('在调解过程中，各方当事人对下列事实没有争议，自愿予以书面确认：'),
  concessions: required(
    '本确认书不包括当事人为达成调解协议作出妥协而认可的事实，该类事实不得在其后的仲裁、诉讼中作为对其不利的证据。未达成调解协议的，除法律另有规定外，当事人在其后的仲裁、诉讼中无需对上述已经确认的事实举证。',
    '人民法院在线调解规则第十八条、第二十二条',
  ),
  closing: free('以上事实经各方当事人核对无误。'),
};

/** 无争议事实确认书 (DOMAIN 2.2, row 17; 人民法院在线调解规则 22): may leave the office, concessions may not. */
export function buildUndisputedFacts(view: CaseView, wording: Replacements): Paper {
  const say = speak(undisputedFactsSentences, wording);
  const facts = view.undisputedFacts.map((one) => one.text ?? '').filter(Boolean);
  return {
    ...commonContent(view, 'undisputedFacts', view.opened.caseNumber),
    ...plainPaper,
    parts: [
      fields(caseFields(view)),
      ...say('opening').map(paragraph),
      ...facts.map((text, index) => paragraph(`${index + 1}．${text}`)),
      ...(facts.length > 0 ? [] : [ruled(8)]),
    ],
    closing: [...say('concessions'), ...say('closing')],
    places: [
      ...view.parties.map((party) => partyPlace(view, party)),
      ...view.agents
        .filter((agent) => agent.role !== 'representative')
        .map((agent) => personPlace(`${agentLabel(agent)}（签名）`, agent.name ?? '')),
      ...(view.acceptance?.mediators ?? []).map((one) =>
        personPlace(
          '调解员（签名）',
          one.certificateNumber ? `${one.name}　证号：${one.certificateNumber}` : one.name,
        ),
      ),
    ],
  };
}
