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

/** 送达方式 (办案规则 20). */
export const serviceMethods = [
  { code: 'direct', zh: '直接送达', en: 'Handed over' },
  { code: 'left', zh: '留置送达', en: 'Left at the address' },
  { code: 'post', zh: '邮寄送达', en: 'By post' },
  { code: 'electronic', zh: '电子送达', en: 'Electronically', aliases: ['微信送达', '电子邮件并直接送达'] },
  { code: 'entrusted', zh: '委托送达', en: 'Through another body', aliases: ['函送'] },
  { code: 'posted', zh: '张贴', en: 'Posted up' },
] as const satisfies CodeList;

/** 方案状态. */
export const offerStatuses = [
  { code: 'open', zh: '未答复', en: 'Open' },
  { code: 'replaced', zh: '被反方案取代', en: 'Replaced by a counter-offer' },
  { code: 'withdrawn', zh: '已撤回', en: 'Withdrawn' },
  { code: 'refused', zh: '被拒绝', en: 'Refused', aliases: ['未接受'] },
  { code: 'accepted', zh: '双方接受', en: 'Accepted', aliases: ['各方接受'] },
] as const satisfies CodeList;
