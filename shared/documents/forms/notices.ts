import {
  formatAcceptanceNoticeNumber,
  formatRefusalNoticeNumber,
  formatTerminationNoticeNumber,
} from '../../case/case-number.ts';
import type { CaseView } from '../../case/view.ts';
import { codeLabel, outcomes } from '../../law/codes/index.ts';
import { toShanghaiDate } from '../../text/dates.ts';
import { caseWords, type Paper, paragraph, plainPaper } from '../paper.ts';
import { namesOfSide } from '../parties.ts';
import { namesOfAll } from '../party-words.ts';
import { commonContent } from '../places.ts';
import { dateText, mediatorsText } from '../value-words.ts';

/** 受理通知书 (DOMAIN 2.3.4). @param lastDay the last day of D04, '' when it cannot be reckoned */
export function buildAcceptanceNotice(view: CaseView, lastDay: string): Paper {
  const { acceptance, opened } = view;
  const mediators = mediatorsText(acceptance?.mediators ?? []);
  return {
    ...commonContent(
      view,
      'acceptanceNotice',
      acceptance?.noticeNumber || formatAcceptanceNoticeNumber(opened.caseNumber),
    ),
    ...plainPaper,
    addressee: namesOfAll(view),
    parts: [
      `${caseWords(view)}，经审查，属于本组织受理范围，双方当事人同意调解，本组织决定于${dateText(acceptance?.decidedOn)}予以受理。`,
      `本案由${mediators}担任调解员。当事人认为调解员与本争议有利害关系或者有其他可能影响公正调解情形的，可以申请其回避。`,
      `调解应当自受理之日起十五日内结束${lastDay ? `，即至${dateText(lastDay)}止` : ''}；双方当事人同意延期的，可以延长。期限内未达成调解协议的，视为调解不成，任何一方均可依法申请仲裁。`,
      '当事人的权利和义务见所附《当事人权利义务告知书》。调解的时间、地点另行通知。',
    ].map(paragraph),
    closing: ['特此通知。'],
    letterDate: dateText(acceptance?.decidedOn),
  };
}

/** 不予受理通知书 (DOMAIN 2.3.3; 企业劳动争议协商调解规定 22). */
export function buildRefusalNotice(view: CaseView): Paper {
  const { acceptance, application, opened } = view;
  const received = application.receivedAt ? dateText(toShanghaiDate(application.receivedAt)) : '';
  return {
    ...commonContent(
      view,
      'refusalNotice',
      acceptance?.noticeNumber || formatRefusalNoticeNumber(opened.caseNumber),
    ),
    ...plainPaper,
    addressee: namesOfSide(view, 'applicant'),
    parts: [
      `你（单位）于${received}提出的${application.causeOfAction ?? '劳动人事'}争议调解申请收悉。经审查，因${acceptance?.reason ?? ''}，本组织不予受理。`,
      '你可以自知道或者应当知道权利被侵害之日起一年内，向有管辖权的劳动人事争议仲裁委员会申请仲裁。',
    ].map(paragraph),
    closing: ['特此通知。'],
    letterDate: dateText(acceptance?.decidedOn),
  };
}

/** 终止调解通知书 with the notice of the right to arbitrate (DOMAIN 2.3.10; 企业劳动争议协商调解规定 30). */
export function buildTerminationNotice(view: CaseView): Paper {
  const { acceptance, outcome, opened } = view;
  const reason = outcome ? codeLabel(outcomes, outcome.code) : '';
  return {
    ...commonContent(view, 'terminationNotice', formatTerminationNoticeNumber(opened.caseNumber)),
    ...plainPaper,
    addressee: namesOfAll(view),
    parts: [
      `${caseWords(view)}，本组织于${dateText(acceptance?.decidedOn)}受理。因${reason}${outcome?.note ? `（${outcome.note}）` : ''}，调解于${dateText(outcome?.closedOn)}终止。`,
      `本组织已对调解情况作了记录并由双方当事人签名（盖章）。你可以依法向${opened.office.arbitrationCommission || '有管辖权的劳动人事争议仲裁委员会'}申请仲裁（申请仲裁的时效期间为一年）。`,
    ].map(paragraph),
    closing: ['特此通知。'],
    letterDate: dateText(outcome?.closedOn),
  };
}
