import type { EntityOf } from '../../case/entities.ts';
import type { CaseView } from '../../case/view.ts';
import { codeLabel, serviceMethods, serviceResults } from '../../law/codes/index.ts';
import { formatChineseDate } from '../../text/dates.ts';
import { getFormEntry } from '../catalogue.ts';
import { choices, fields, type Paper, plainPaper } from '../paper.ts';
import { getParty } from '../party-words.ts';
import { commonContent } from '../places.ts';
import { bodySubject, listServicesOf, listServicesOnBodies } from '../service.ts';

/**
 * 送达回证 of one document to one party or to the body that is told (DOMAIN 2.3.14; 办案规则 20). Printed before, it leaves room for the hand of
 * whoever receives it; what is recorded already stands there.
 * @param subjectId '<document id>.<party id>', or '<document id>.body'
 * @throws Error 'document.serviceUnknown'
 */
export function buildServiceReceipt(view: CaseView, subjectId: string): Paper {
  const document = view.documents.find((one) => subjectId.startsWith(`${one.documentId}.`));
  const addressee = document && findAddressee(view, document.documentId, subjectId);
  if (document === undefined || addressee === undefined) throw new Error('document.serviceUnknown');
  const { services } = addressee;
  const received = services.findLast((one) => one.result === 'received');
  const failed = services.filter((one) => one.result !== 'received');
  const methods = services.map((one) => codeLabel(serviceMethods, one.method ?? ''));
  return {
    ...commonContent(view, 'serviceReceipt', view.opened.caseNumber),
    ...plainPaper,
    parts: [
      fields([
        ['案由', view.application.causeOfAction ?? ''],
        ['受送达人', addressee.name],
        ['送达单位', view.opened.office.name],
        ['送达地点', addressee.address],
        ['联系电话', addressee.phone],
      ]),
      {
        kind: 'table',
        widths: [14, 0, 62, 16],
        head: ['序号', '送达文件名称', '文号', '件数'],
        rows: [['1', getFormEntry(document.form).title, document.number, '1']],
      },
      choices(
        '送达方式',
        serviceMethods.map(({ zh }) => zh),
        methods,
      ),
      fields([
        ['签发人', view.acceptance?.approvedBy || view.opened.office.officeHead],
        ['送达人', ''],
        [
          '收到日期',
          received?.servedOn
            ? formatChineseDate(received.servedOn)
            : '　　　　　　　年　　月　　日　　时　　分',
        ],
        ['受送达人签名或者盖章', '　\n　'],
        ['代收人签名', ''],
        ['与受送达人关系', ''],
        ['拒收、留置情况及见证人', failed.map(failureText).join('；') || '　\n　\n　'],
        ['备注', noteOf(received) || '　\n　'],
      ]),
    ],
  };
}

type Addressee = {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly services: readonly EntityOf<'service'>[];
};

function findAddressee(view: CaseView, documentId: string, subjectId: string): Addressee | undefined {
  const id = subjectId.slice(documentId.length + 1);
  if (id === bodySubject) {
    const services = listServicesOnBodies(view, documentId);
    const name = services.at(-1)?.recipient ?? view.application.externalDocument?.issuer ?? '';
    return { name, address: '', phone: '', services };
  }
  const party = getParty(view, id);
  return (
    party && {
      name: party.name ?? '',
      address: party.deliveryAddress || party.registeredAddress || '',
      phone: party.phone ?? '',
      services: listServicesOf(view, documentId, party.id),
    }
  );
}

/** '2026年6月5日直接送达，拒收，当面拒收' */
function failureText({ servedOn, method, result, note }: EntityOf<'service'>): string {
  const manner = codeLabel(serviceMethods, method ?? '');
  return [
    `${servedOn ? formatChineseDate(servedOn) : ''}${manner}`,
    codeLabel(serviceResults, result ?? ''),
    note ?? '',
  ]
    .filter(Boolean)
    .join('，');
}

function noteOf(received: EntityOf<'service'> | undefined): string {
  const receiver = received?.receivedBy ? `签收人：${received.receivedBy}` : '';
  return [receiver, received?.note ?? ''].filter(Boolean).join('；');
}
