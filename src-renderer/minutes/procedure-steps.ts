import type { EntityPatch } from '../../shared/case/actions.ts';

type Step = { readonly title: string; readonly text: string };

/** 告知权利义务 and the question of challenges (DOMAIN 2.3.5, 2.3.8 ②). */
export const rightsStep: Step = {
  title: '宣布纪律、告知权利义务',
  text: '现在宣布调解纪律，告知当事人的权利和义务：当事人有权选择或者接受调解员，有权接受调解、拒绝调解或者要求终止调解，有权自主表达意愿、自愿达成调解协议；应当如实陈述事实，遵守现场秩序，尊重对方行使权利。请问各方是否申请回避？',
};

/** The fact of the meeting that goes with the entry of that step, however it was written. */
export function announcedRights(meetingId: string, time: string, name: string): EntityPatch {
  const fields = { rightsAnnouncedAt: time, rightsAnnouncedBy: name, isChallengeAsked: true };
  return { kind: 'meeting', id: meetingId, fields };
}

/**
 * The ten steps of a meeting (DOMAIN 2.3.8) as sentences for the minutes. They are the words of a Chinese document
 * and so the same in either language of the window. Caucuses (step nine) are announced here and recorded elsewhere.
 */
export const procedureSteps: readonly Step[] = [
  { title: '核对身份', text: '现在核对各方当事人及代理人的身份和代理权限。' },
  rightsStep,
  { title: '征询是否公开、录音录像', text: '请问各方是否要求公开调解？是否同意录音录像？' },
  { title: '申请人陈述请求、事实与理由', text: '请申请人陈述调解请求以及所依据的事实和理由。' },
  { title: '被申请人答辩', text: '请被申请人对申请人的请求、事实和理由进行答辩。' },
  { title: '举证质证', text: '请各方出示证据并说明证明目的，请对方发表意见。' },
  { title: '归纳无争议事实与争议焦点', text: '根据各方陈述和证据，现归纳无争议事实和争议焦点如下：' },
  { title: '释法说理', text: '现就本争议涉及的法律规定向各方说明如下：' },
  { title: '分别沟通', text: '现在休会，由调解员与各方分别沟通，沟通内容另纸记录。' },
  { title: '方案往来', text: '请各方提出调解方案。' },
];
