import type { CaseView } from '../../case/view.ts';
import { chineseOrdinal, heading, type Paper, type PaperPart, paragraph, plainPaper } from '../paper.ts';
import { namesOfAll } from '../party-words.ts';
import { commonContent } from '../places.ts';
import { free, type Replacements, required, speak } from '../wording/sentence.ts';

export const rightsNoticeSentences = {
  opening: free('本组织对你们之间的{{案由}}进行调解。现将当事人在调解活动中的权利和义务告知如下：'),
  rightToChooseMediator: required('选择或者接受调解员；', '人民调解法第二十三条'),
  rightToRefuse: required('接受调解、拒绝调解或者要求终止调解；', '人民调解法第二十三条'),
  rightToOpenness: required('要求调解公开进行或者不公开进行；', '人民调解法第二十三条'),
  rightToAgreeFreely: required('自主表达意愿、自愿达成调解协议；', '人民调解法第二十三条'),
  rightToChallenge: free('认为调解员与本争议有利害关系或者有其他可能影响公正调解情形的，有权申请其回避；'),
  rightToAgent: free(
    '委托代理人参加调解；委托代理人代为承认、放弃、变更调解请求，进行和解的，须有特别授权。',
  ),
  dutyOfTruth: required('如实陈述争议事实；', '人民调解法第二十四条'),
  dutyOfOrder: required('遵守调解现场秩序，尊重调解员；', '人民调解法第二十四条'),
  dutyOfRespect: required('尊重对方当事人行使权利。', '人民调解法第二十四条'),
  noFee: required('本调解组织调解劳动人事争议，不收取任何费用。', '人民调解法第四条'),
  confidentiality: required(
    '调解不公开进行，双方当事人要求公开的除外。当事人为达成调解协议作出妥协而认可的事实，不得在其后的仲裁或者诉讼中作为对其不利的证据，但法律另有规定或者当事人均同意的除外。',
    '企业劳动争议协商调解规定第十一条、第二十四条',
  ),
  falseMediation: free(
    '当事人恶意串通、捏造事实进行虚假调解，损害国家利益、社会公共利益或者他人合法权益的，依法承担法律责任。',
  ),
  limitation: free(
    '劳动争议申请仲裁的时效期间为一年，从当事人知道或者应当知道其权利被侵害之日起计算。劳动关系存续期间因拖欠劳动报酬发生争议的，不受上述时效期间限制；劳动关系终止的，应当自终止之日起一年内提出。调解不成的，可以依法申请仲裁。',
  ),
  personalInformation: required(
    '{{调解组织}}为调解本争议，处理您的姓名、证件号码、联系方式、地址、工资及收款账户等信息；其中收款账户、医疗健康等敏感个人信息仅在计算、履行和证明所必需的范围内处理。上述信息保存于本组织加密的业务系统，保存期限按案卷保管期限执行。您有权查阅、复制、更正本人信息。向仲裁机构、人民法院等其他单位提供的，另行告知接收方并取得您的单独同意，法律、行政法规另有规定的除外。联系电话：{{联系电话}}。',
    '个人信息保护法第十七条、第三十条',
  ),
  closing: free('以上内容已向我宣读/阅读，我已知悉。'),
};

/** 当事人权利义务告知书 (DOMAIN 2.3.5; 人民调解法 23–24; 个人信息保护法 17). */
export function buildRightsNotice(view: CaseView, wording: Replacements): Paper {
  const say = speak(rightsNoticeSentences, wording);
  const { office } = view.opened;
  const numbered = (points: readonly string[]) =>
    points.map((text, index) => paragraph(`${chineseOrdinal(index)}${text}`));
  return {
    ...commonContent(view, 'rightsNotice', view.opened.caseNumber),
    ...plainPaper,
    addressee: namesOfAll(view),
    parts: [
      ...say('opening', { 案由: view.application.causeOfAction || '劳动人事争议' }).map(paragraph),
      heading('一、当事人的权利'),
      ...numbered([
        ...say('rightToChooseMediator'),
        ...say('rightToRefuse'),
        ...say('rightToOpenness'),
        ...say('rightToAgreeFreely'),
        ...say('rightToChallenge'),
        ...say('rightToAgent'),
      ]),
      heading('二、当事人的义务'),
      ...numbered([...say('dutyOfTruth'), ...say('dutyOfOrder'), ...say('dutyOfRespect')]),
      heading('三、其他事项'),
      ...points('不收取费用', say('noFee')),
      ...points('保密与妥协事实', say('confidentiality')),
      ...points('虚假调解的法律后果', say('falseMediation')),
      ...points('仲裁时效', say('limitation')),
      ...points(
        '个人信息处理',
        say('personalInformation', { 调解组织: office.name, 联系电话: office.phone || '见调解室公示' }),
      ),
    ],
    closing: say('closing'),
  };
}

/** A point whose further lines, if an office adds some, are paragraphs under it; nothing where it was left out. */
function points(title: string, lines: readonly string[]): PaperPart[] {
  return lines.map((text, index) =>
    index === 0 ? { kind: 'point', heading: title, text } : paragraph(text),
  );
}
