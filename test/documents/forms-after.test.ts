import { afterAll, describe, expect, it } from 'vitest';
import type { FormId } from '../../shared/case/actions.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { findApplicationObstacles } from '../../shared/documents/application-obstacles.ts';
import { buildDocument } from '../../shared/documents/build.ts';
import { getFormEntry } from '../../shared/documents/catalogue.ts';
import { mainFileDocuments, sideFileDocuments } from '../../shared/documents/file-order.ts';
import { listPaperSlots } from '../../shared/documents/slots.ts';
import { formatChineseDate } from '../../shared/text/dates.ts';
import { formatMoney, formatMoneyWithCapitals, isCapitalsOf, parseMoney } from '../../shared/text/money.ts';
import { caseNames } from '../fixtures/fold-case.ts';
import { foldWholeCase } from '../fixtures/fold-whole-case.ts';
import { createPageReader, plain } from '../fixtures/page-text.ts';
import { startTypesetter } from '../fixtures/typesetter.ts';

const typesetter = startTypesetter();
const mark = { documentId: 'D1', copies: 2 };
const reader = createPageReader();
afterAll(async () => {
  await typesetter.close();
  reader.close();
});

const dated = (date: string) => plain(formatChineseDate(date));

async function textFor(view: CaseView, form: FormId, subjectId = 'application', today = '2026-10-01') {
  const content = buildDocument(view, form, subjectId, { mediationEndsOn: '', today });
  return reader.pagesOf((await typesetter.typeset(content, mark)).pdf).join('');
}

/** The forms of this part of the set that the case can have, each on some of its subjects. */
function papersOf(view: CaseView, today: string): { form: FormId; subjectId: string }[] {
  const slots = listPaperSlots(view, today).filter((slot) => isLater(getFormEntry(slot.form).number));
  return [...new Set(slots.map((slot) => slot.form))].flatMap((form) =>
    slots.filter((slot) => slot.form === form).slice(0, 3),
  );
}
const isLater = (number: number) => number > 18 && ![22, 25].includes(number);

/** Sums in a text with figures and capitals, each pair. */
function moneyPairs(text: string): [figures: string, capitals: string][] {
  return [...text.matchAll(/([\d,]+\.\d{2})元（大写：(人民币[^）]+)）/g)].map((one) => [
    one[1] ?? '',
    one[2] ?? '',
  ]);
}

describe.each(caseNames)('the papers after and beside the mediation of %s', (name) => {
  const { file, view } = foldWholeCase(name);
  const papers = papersOf(view, '2026-10-01');
  const isAgreed = file.agreement !== null;

  it('each names its form and the case, its sums agree, and no caucus sentence stands in it', async () => {
    const secrets = file.caucusNotes.flatMap((note) => [note.text, note.mustNeverBeExported ?? note.text]);
    for (const { form, subjectId } of papers) {
      const text = await textFor(view, form, subjectId);
      expect(text, form).toContain(plain(getFormEntry(form).title));
      expect(
        file.parties.some((party) => text.includes(plain(party.name))) ||
          text.includes(view.opened.caseNumber),
        `${form} ${subjectId}`,
      ).toBe(true);
      for (const [figures, capitals] of moneyPairs(text)) {
        const amount = parseMoney(figures);
        expect(amount !== null && isCapitalsOf(capitals, amount), `${figures} ${capitals}`).toBe(true);
      }
      for (const secret of secrets) expect(text, form).not.toContain(plain(secret));
    }
  });

  it('closing report: sources, dates, claims and result', async () => {
    const text = await textFor(view, 'closingReport');
    expect(text).toContain(dated(file.outcome.closedOn));
    expect(text).toContain(dated(file.acceptance.decidedOn));
    expect(text).toContain(plain(file.factsAndReasons));
    expect(text).toContain(plain(formatMoneyWithCapitals(file.claimTotal.amount)));
    expect(text).toContain(file.archive.archiveNumber);
    if (file.agreement)
      expect(text).toContain(plain(formatMoneyWithCapitals(file.agreement.total.amount ?? '0.00')));
  });

  it('cover: number, title, mediators, dates, who filed it, for how long', async () => {
    const text = await textFor(view, 'fileCover');
    for (const value of [
      file.archive.archiveNumber,
      view.opened.caseNumber,
      file.archive.filedBy,
      file.archive.retentionClass,
      file.disputeTypes.causeOfAction,
      ...file.mediators.map((one) => one.name),
    ])
      expect(text).toContain(plain(value));
    expect(text).toContain(dated(file.archive.filedOn));
    const content = buildDocument(view, 'fileCover', 'application', { mediationEndsOn: '', today: '' });
    expect((await typesetter.typeset(content, mark)).pages).toBe(1);
  });

  it('remarks: the note, who filed and who checked', async () => {
    const text = await textFor(view, 'fileRemarks');
    for (const value of [file.archive.closingNote, file.archive.filedBy, file.archive.checkedBy])
      expect(text).toContain(plain(value));
  });

  it('back: the file and its office, who binds and who seals across the edge', async () => {
    const text = await textFor(view, 'fileBack');
    for (const value of [file.archive.archiveNumber, file.archive.filedBy, view.opened.office.name])
      expect(text).toContain(plain(value));
    expect(text).toContain('骑缝盖章');
  });

  it('index of the internal file: its own papers with their pages and lines for what is paper only, none of the main file', async () => {
    const text = await textFor(view, 'sideFileIndex');
    const internal = sideFileDocuments(view).map((one) => one.form);
    expect(internal).toContain('performanceAssessment');
    for (const form of internal) expect(text).toContain(plain(getFormEntry(form).title));
    for (const { form } of mainFileDocuments(view))
      expect(text).not.toContain(plain(getFormEntry(form).title));
    expect(text).toContain('副卷目录11');
    const content = buildDocument(view, 'sideFileIndex', 'application', { mediationEndsOn: '', today: '' });
    expect((await typesetter.typeset(content, mark)).pages).toBe(1);
  });

  it('index: finalised papers of the main file with their pages, never the internal assessment', async () => {
    const text = await textFor(view, 'fileIndex');
    expect(view.documents.some((one) => one.form === 'performanceAssessment')).toBe(true);
    expect(text).not.toContain('履约能力');
    const forms = mainFileDocuments(view).map((one) => one.form);
    expect(forms).toEqual([
      'registrationForm',
      'acceptanceNotice',
      'rightsNotice',
      ...file.meetings.map(() => 'minutes'),
      ...(isAgreed ? ['agreement'] : []),
    ]);
    // The first registration form was replaced: cover 1, index 2, registration 3 and 4
    expect(text).toContain('劳动人事争议调解受理登记表3—42');
    expect(text).toContain('受理通知书51');
    expect(text).toContain('当事人权利义务告知书6—72');
    expect(text).toContain('身份证明材料必须，另附');
  });

  it('negotiation record and settlement agreement repeat the claims and leave the rest to the hand', async () => {
    for (const form of ['negotiationRecord', 'settlementAgreement'] as const) {
      const text = await textFor(view, form);
      for (const claim of file.claims) if (claim.inScope) expect(text).toContain(plain(claim.text));
      for (const party of file.parties) expect(text).toContain(plain(party.name));
    }
  });

  it('consent to extension: old and new last day, reason; a blank for one that is not agreed yet', async () => {
    for (const [index, extension] of file.extensions.entries()) {
      const text = await textFor(view, 'extensionConsent', String(index + 1));
      for (const date of [extension.fromDueDate, extension.toDueDate]) expect(text).toContain(dated(date));
      expect(text).toContain(plain(extension.reason));
    }
    const blank = await textFor(view, 'extensionConsent', String(file.extensions.length + 1));
    expect(blank).toContain('延期的原因');
    expect(() =>
      buildDocument(view, 'extensionConsent', String(file.extensions.length + 2), {
        mediationEndsOn: '',
        today: '',
      }),
    ).toThrow('document.extensionUnknown');
  });

  it.runIf(isAgreed)('record of performance: every sum due and paid, with its proof', async () => {
    const text = await textFor(view, 'performanceRecord', '1');
    for (const payment of file.performance?.payments ?? []) {
      expect(text).toContain(plain(payment.voucher));
      expect(text).toContain(dated(payment.paidOn));
    }
    expect(text).toContain(plain(formatMoneyWithCapitals(file.agreement?.total.amount ?? '0.00')));
    expect(text).toMatch(/义务(已全部|均已)履行完毕/);
  });

  it.runIf(isAgreed)('applications of both sides: clauses, numbers, days, whom they go to', async () => {
    for (const form of ['arbitrationReviewApplication', 'judicialConfirmationApplication'] as const) {
      const text = await textFor(view, form, '1');
      for (const obligation of file.agreement?.obligations ?? [])
        expect(text).toContain(plain(obligation.text));
      for (const party of file.parties) {
        expect(text).toContain(plain(party.name));
        expect(text).toContain(plain(party.deliveryAddress ?? ''));
      }
      expect(text).toContain(
        form === 'arbitrationReviewApplication' ? file.office.arbitrationCommission : file.office.court,
      );
    }
    expect(await textFor(view, 'judicialConfirmationApplication', '1')).toContain(
      '申请人出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律行为；如果因为该协议内容而给他人造成损害的，愿意承担相应的民事责任和其他法律责任。',
    );
    const proof = await textFor(view, 'mediationCertificate', '1');
    for (const meeting of file.meetings) expect(proof).toContain(dated(meeting.date));
  });
});

describe('a debtor that is late', () => {
  const { file, view } = foldWholeCase('02-construction-collective-wages', {
    end: 'paid',
    paidUntil: '2026-08-01',
  });
  const today = '2026-08-18';

  it('is reminded of what is overdue today, and of nothing else', async () => {
    const text = await textFor(view, 'performanceReminder', 'P13', today);
    expect(text).toContain('京朝柳劳调督字〔2026〕第A001号');
    expect(text).toContain(plain(formatMoneyWithCapitals('74145.00')));
    expect(text).toContain(dated('2026-08-10'));
    expect(text).not.toContain(dated('2026-09-10'));
    expect(() =>
      buildDocument(view, 'performanceReminder', 'P13', { mediationEndsOn: '', today: '2026-08-10' }),
    ).toThrow('document.nothingOverdue');
  });

  it.each([
    ['arbitrationReview', '发生法律效力的仲裁调解书', '劳动争议调解仲裁法》第五十一条'],
    ['judicialConfirmation', '确认调解协议有效的裁定书', '民事诉讼法》第二百零六条'],
  ] as const)(
    'is told that the court enforces it, not of arbitration, after %s',
    async (route, title, article) => {
      const enforcement = {
        id: '1',
        route,
        result: 'confirmed',
        documentNumber: '审调字〔2026〕第9号',
      } as const;
      const [first, ...others] = view.agreements;
      if (first === undefined) throw new Error('no agreement');
      const enforceable = { ...view, agreements: [{ ...first, route, enforcement }, ...others] };
      const text = await textFor(enforceable, 'performanceReminder', 'P13', today);
      expect(text).toContain(`${title}（审调字〔2026〕第9号）向人民法院申请强制执行`);
      expect(text).toContain(article);
      expect(text).not.toMatch(/申请仲裁|支付令/);
      expect(
        findApplicationObstacles(enforceable, { ...first, enforcement }, 'paymentOrder', {
          today,
          lastDay: null,
          creditorId: 'P1',
        }).map(({ id }) => id),
      ).toContain('alreadyEnforceable');
    },
  );

  it('gets a payment order application of each worker with the worker’s own sum', async () => {
    const offered = listPaperSlots(view, today).filter((slot) => slot.form === 'paymentOrderApplication');
    expect(offered.map((slot) => slot.subjectId)).toEqual(file.collective?.table.map((row) => row.partyId));
    for (const row of (file.collective?.table ?? []).slice(0, 3)) {
      const amount = row.instalments.find((one) => one.dueDate === '2026-08-10')?.amount ?? '';
      const text = await textFor(view, 'paymentOrderApplication', row.partyId, today);
      expect(text).toContain(plain(`支付 ${formatMoneyWithCapitals(amount)}。`));
      expect(text).toContain('北京市通州区人民法院');
      expect(text).toContain('已逾期8日');
    }
  });

  it('gets a receipt with a line for each worker, together what was paid', async () => {
    const text = await textFor(view, 'paymentReceipt', 'O1.1', today);
    for (const row of file.collective?.table ?? []) {
      const amount = row.instalments.find((one) => one.dueDate === '2026-07-10')?.amount ?? '';
      expect(text).toContain(formatMoney(amount));
    }
    expect(text).toContain(plain(formatMoneyWithCapitals('98862.00')));
  });
});

describe('a receipt of service', () => {
  const { view } = foldWholeCase('04-no-contract-double-wage-failed');

  it('names the document, the recipient and the place of delivery', async () => {
    const text = await textFor(view, 'serviceReceipt', 'acceptanceNotice-application.P2');
    const party = view.parties.find((one) => one.id === 'P2');
    for (const value of [
      '受理通知书',
      '京朝柳劳调受字〔2026〕第A001号',
      party?.name ?? '',
      party?.deliveryAddress ?? '',
    ])
      expect(text).toContain(plain(value));
  });

  it('is none for a document or party that the file does not hold', () => {
    for (const subjectId of ['acceptanceNotice-application.P9', 'minutes-M9.P1'])
      expect(() =>
        buildDocument(view, 'serviceReceipt', subjectId, { mediationEndsOn: '', today: '' }),
      ).toThrow(/document\.(serviceUnknown|partyUnknown)/);
  });
});

describe('调解终止通知书', () => {
  const failed = foldWholeCase('04-no-contract-double-wage-failed').view;
  const unsigned: CaseView = {
    ...failed,
    documents: failed.documents.map((one) => ({ ...one, signatures: [] })),
  };

  it('says who would not sign the minutes, and never that both have', async () => {
    const text = await textFor(failed, 'terminationNotice');
    expect(text).toContain('北京橙果速选电子商务有限公司拒绝在笔录上签名（盖章），已在笔录中注明');
    expect(text).not.toContain('由双方当事人签名');
    expect(text).toContain('因当事人拒绝在调解协议书上签名（盖章），调解于');
    // Nobody may count the year from the day on which the notice is received.
    expect(text).toContain(
      '申请仲裁的时效期间为一年，依照《劳动争议调解仲裁法》第二十七条计算，不从收到本通知书之日起算',
    );
  });

  it('and the closing report tell who refused when, and who was served when', async () => {
    const text = await textFor(failed, 'closingReport');
    expect(text).toContain('北京橙果速选电子商务有限公司于2026年6月4日拒绝在调解笔录上签名（盖章）');
    const [worker, employer] = failed.parties;
    const notice = {
      ...failed.documents[0],
      documentId: 'N1',
      form: 'terminationNotice',
      replacesDocumentId: null,
    };
    const documents = [...failed.documents, notice] as CaseView['documents'];
    const serve = (partyId: string | undefined, servedOn: string, result: string) => ({
      ...{
        id: `${partyId}${servedOn}`,
        documentIds: ['N1'],
        partyIds: [partyId],
        method: 'direct',
        result,
        servedOn,
      },
    });
    const services = [
      serve(worker?.id, '2026-06-05', 'received'),
      serve(employer?.id, '2026-06-05', 'refused'),
      serve(employer?.id, '2026-06-08', 'received'),
    ] as CaseView['services'];
    expect(await textFor({ ...failed, documents, services }, 'closingReport')).toContain(
      '调解终止通知书送达：汪雨桐，2026年6月5日；北京橙果速选电子商务有限公司，2026年6月8日（2026年6月5日拒收）。',
    );
  });

  it('says that both have signed only where both have', async () => {
    expect(await textFor(unsigned, 'terminationNotice')).not.toContain('由双方当事人签名');
    const { view } = foldWholeCase('01-restaurant-wage-arrears');
    const outcome = { code: 'R06', closedOn: '2026-05-09', note: '' };
    const text = await textFor({ ...view, outcome }, 'terminationNotice');
    expect(text).toContain('作了记录并由双方当事人签名（盖章）');
    expect(text).toContain('因双方当事人分歧较大，未能达成调解协议，调解于');
  });
});

describe('what sent the case here is told how it ended', () => {
  const agreed = foldWholeCase('01-restaurant-wage-arrears').view;
  const sentBy = (view: CaseView, sourceCode: string): CaseView => ({
    ...view,
    application: {
      ...view.application,
      sourceCode,
      externalDocument: {
        title: '委托调解函',
        number: '京朝劳人仲委调字〔2026〕第9号',
        issuer: '某仲裁委员会',
        date: '2026-04-10',
      },
    },
  });

  it.each([
    ['S06', '以调解建议书引导当事人申请调解的'],
    ['S07', '委托本组织调解的'],
    ['S08', '立案前委派本组织调解的'],
    ['S09', '立案后委托本组织调解的'],
  ])('%s: the letter, the result and the number of the agreement', async (source, manner) => {
    const view = sentBy(agreed, source);
    const slot = listPaperSlots(view, '2026-10-01').find(({ form }) => form === 'entrustmentReport');
    expect(slot?.isDue).toBe(true);
    const text = await textFor(view, 'entrustmentReport');
    for (const words of ['某仲裁委员会', '京朝劳人仲委调字〔2026〕第9号', manner, '自愿达成调解协议'])
      expect(text).toContain(plain(words));
    expect(text).toContain(plain(`${view.opened.caseNumber}-协1`));
    expect(text).toContain(dated(view.outcome?.closedOn ?? ''));
  });

  it('a failed one says so, with the facts that both sides agreed in writing and no offer', async () => {
    const failed = sentBy(foldWholeCase('04-no-contract-double-wage-failed').view, 'S09');
    const text = await textFor(failed, 'entrustmentReport');
    expect(text).toContain('未能达成调解协议');
    expect(text).toContain('无争议事实确认书');
    const offers = failed.meetings
      .flatMap(({ entries }) => entries)
      .filter(({ kind }) => kind === 'offer' || kind === 'counterOffer');
    for (const offer of offers) expect(text).not.toContain(plain(offer.text ?? ''));
  });

  it('is no paper of a case that came by itself', () => {
    const forms = listPaperSlots(agreed, '2026-10-01').map(({ form }) => form);
    expect(forms).not.toContain('entrustmentReport');
  });
});

describe('the approvals within the office', () => {
  const { view } = foldWholeCase('02-construction-collective-wages');

  it('are of the 副卷, as those of arbitration are (办案规则 22)', () => {
    for (const form of ['acceptanceApproval', 'extensionApproval', 'closingReport'] as const)
      expect(getFormEntry(form).file).toBe('sideFile');
  });

  it('of acceptance: claims, sums, what the others answered and what was decided', async () => {
    const text = await textFor(view, 'acceptanceApproval');
    for (const claim of view.claims) expect(text).toContain(plain(claim.text ?? ''));
    expect(text).toContain('■同意受理');
    expect(text).toContain(dated(view.acceptance?.decidedOn ?? ''));
    expect(text).toContain(plain(view.acceptance?.reason ?? ''));
  });

  it('of an extension: old day, new day, reason and who consented; the next one is a blank', async () => {
    for (const [index, extension] of view.extensions.entries()) {
      const text = await textFor(view, 'extensionApproval', String(index + 1));
      for (const date of [extension.fromDueDate, extension.toDueDate]) expect(text).toContain(dated(date));
      expect(text).toContain(plain(extension.reason));
    }
    const blank = await textFor(view, 'extensionApproval', String(view.extensions.length + 1));
    expect(blank).toContain('各方当事人是否书面同意');
    expect(() =>
      buildDocument(view, 'extensionApproval', String(view.extensions.length + 2), {
        mediationEndsOn: '',
        today: '',
      }),
    ).toThrow('document.extensionUnknown');
  });
});

describe('a mediation that a court referred and that failed', () => {
  const failed = foldWholeCase('04-no-contract-double-wage-failed').view;
  const referred: CaseView = {
    ...failed,
    application: {
      ...failed.application,
      sourceCode: 'S08',
      sourceAnsweredOn: '2026-05-20',
      externalDocument: {
        title: '委派调解函',
        number: '（2026）京0115诉前调1号',
        issuer: '北京市大兴区人民法院',
        date: '2026-05-18',
      },
    },
  };
  const forms = (view: CaseView) => listPaperSlots(view, '2026-10-01').map(({ form }) => form);

  it('is reported to the court on its own form, which no other case has and which is of the 副卷', async () => {
    expect(forms(referred)).toContain('courtTerminationReport');
    expect(forms(failed)).not.toContain('courtTerminationReport');
    expect(getFormEntry('courtTerminationReport').file).toBe('sideFile');
    const text = await textFor(referred, 'courtTerminationReport');
    expect(text).toContain('北京市大兴区人民法院');
    expect(text).toContain(dated('2026-05-20'));
    expect(text).toContain(dated(failed.outcome?.closedOn ?? ''));
    expect(text).toContain('■一方撤回申请或者明确表示不接受调解');
    const offers = failed.meetings
      .flatMap(({ entries }) => entries)
      .filter(({ kind }) => kind === 'offer' || kind === 'counterOffer');
    expect(offers.length).toBeGreaterThan(0);
    for (const offer of offers) expect(text).not.toContain(plain(offer.text ?? ''));
  });

  it('goes on at the court, not in arbitration, and the parties are told so (特邀规定 26)', async () => {
    const text = await textFor(referred, 'terminationNotice');
    expect(text).toContain('书面报告北京市大兴区人民法院，由人民法院依法处理');
    expect(text).not.toContain('申请仲裁的时效期间');
  });
});
