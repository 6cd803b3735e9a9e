import type { CodeList } from './code-list.ts';

/** 笔录条目类别. */
export const minutesEntryKinds = [
  { code: 'statement', zh: '陈述', en: 'Statement' },
  { code: 'question', zh: '询问', en: 'Question' },
  { code: 'fact', zh: '无争议事实', en: 'Undisputed fact' },
  { code: 'offer', zh: '调解方案', en: 'Offer' },
  { code: 'counterOffer', zh: '反方案', en: 'Counter-offer' },
  { code: 'explanation', zh: '告知、释明', en: 'Explanation of rights and law' },
  { code: 'result', zh: '调解结果', en: 'Result' },
] as const satisfies CodeList;

/** 调解方式. */
export const meetingKinds = [
  { code: 'faceToFace', zh: '当面调解', en: 'Face to face' },
  { code: 'separate', zh: '背对背调解', en: 'Each side apart' },
  { code: 'video', zh: '视频调解', en: 'By video' },
  { code: 'telephone', zh: '电话调解', en: 'By telephone' },
  { code: 'onSite', zh: '上门（现场）调解', en: 'At the workplace' },
] as const satisfies CodeList;

/** 参加人的代理权限 (民事诉讼法 62: settling needs special powers). */
export const attendancePowers = [
  { code: 'self', zh: '本人', en: 'In person' },
  { code: 'general', zh: '一般授权', en: 'General powers' },
  { code: 'special', zh: '特别授权', en: 'Special powers' },
  { code: 'none', zh: '无授权（旁听、证人）', en: 'No powers (listener, witness)' },
] as const satisfies CodeList;

/** 回避事由 (最高人民法院关于人民法院特邀调解的规定 15). */
export const challengeGrounds = [
  {
    code: 'party',
    zh: '是当事人、代理人或者其近亲属',
    en: 'Is a party or agent, or a close relative of one',
  },
  { code: 'interest', zh: '与本争议有利害关系', en: 'Has an interest in the dispute' },
  {
    code: 'otherRelation',
    zh: '有其他关系，可能影响公正调解',
    en: 'Another relation that may affect fairness',
  },
] as const satisfies CodeList;

/** 回避决定. */
export const challengeDecisions = [
  { code: 'granted', zh: '准许回避', en: 'Granted' },
  { code: 'rejected', zh: '驳回申请', en: 'Rejected' },
  { code: 'withdrawn', zh: '申请人撤回', en: 'Withdrawn' },
] as const satisfies CodeList;

/** 当事人对披露的意见 (人民法院在线调解规则 13, 14). */
export const disclosureOpinions = [
  { code: 'continue', zh: '同意继续由其调解', en: 'Go on with this mediator' },
  { code: 'replace', zh: '要求更换调解员', en: 'Ask for another mediator' },
  { code: 'refuseMediation', zh: '拒绝调解', en: 'Refuse mediation' },
] as const satisfies CodeList;

/** 调解会结果. */
export const meetingResults = [
  { code: 'succeeded', zh: '调解成功', en: 'Agreed', aliases: ['成功'] },
  { code: 'failed', zh: '调解不成', en: 'Not agreed', aliases: ['不成'] },
  { code: 'toBeContinued', zh: '有待继续', en: 'To be continued' },
] as const satisfies CodeList;

/** 回访方式. */
export const visitMethods = [
  { code: 'telephone', zh: '电话', en: 'By telephone' },
  { code: 'inPerson', zh: '上门', en: 'In person' },
  { code: 'message', zh: '微信', en: 'By message', aliases: ['短信', '微信、短信'] },
] as const satisfies CodeList;

/** 满意度. */
export const satisfactionLevels = [
  { code: 'verySatisfied', zh: '满意', en: 'Satisfied' },
  { code: 'satisfied', zh: '基本满意', en: 'Fairly satisfied' },
  { code: 'neutral', zh: '一般', en: 'Neutral' },
  { code: 'dissatisfied', zh: '不满意', en: 'Dissatisfied' },
] as const satisfies CodeList;

/** 签署方式 on paper or screen. */
export const signatureManners = [
  { code: 'signed', zh: '签名', en: 'Signed' },
  { code: 'signedAndFingerprint', zh: '签名并捺印', en: 'Signed with fingerprint' },
  { code: 'fingerprint', zh: '捺印', en: 'Fingerprint' },
  { code: 'sealed', zh: '盖章', en: 'Sealed' },
  { code: 'onScreen', zh: '电子签名', en: 'Signed on screen', aliases: ['屏幕手写签名'] },
  { code: 'certificate', zh: '数字证书签名', en: 'Signed by certificate' },
  { code: 'refused', zh: '拒绝签名', en: 'Refused to sign', aliases: ['拒签', '拒绝签章'] },
] as const satisfies CodeList;

/** 方案状态. */
export const offerStatuses = [
  { code: 'open', zh: '未答复', en: 'Open' },
  { code: 'replaced', zh: '被反方案取代', en: 'Replaced by a counter-offer' },
  { code: 'withdrawn', zh: '已撤回', en: 'Withdrawn' },
  { code: 'refused', zh: '被拒绝', en: 'Refused', aliases: ['未接受'] },
  { code: 'accepted', zh: '双方接受', en: 'Accepted', aliases: ['各方接受'] },
] as const satisfies CodeList;
