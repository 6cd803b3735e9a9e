import { afterAll, describe, expect, it } from 'vitest';
import type { FormId } from '../../shared/case/actions.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { buildDocument } from '../../shared/documents/build.ts';
import { getFormEntry } from '../../shared/documents/catalogue.ts';
import type { Paper } from '../../shared/documents/paper.ts';
import { listPaperSlots } from '../../shared/documents/slots.ts';
import { formatChineseDate } from '../../shared/text/dates.ts';
import { formatMoney, formatMoneyWithCapitals, sumMoney } from '../../shared/text/money.ts';
import { caseNames, foldCase } from '../fixtures/fold-case.ts';
import { createPageReader, plain } from '../fixtures/page-text.ts';
import { startTypesetter } from '../fixtures/typesetter.ts';

const typesetter = startTypesetter();
const reader = createPageReader();
const mark = { documentId: 'D1', copies: 2 };
const facts = { mediationEndsOn: '2026-05-06', today: '2026-05-06' };
afterAll(async () => {
  await typesetter.close();
  reader.close();
});

const forms: readonly FormId[] = [
  'mediationApplication',
  'oralApplicationRecord',
  'consultationLetter',
  'mediatorSelection',
  'challengeApplication',
  'disclosureStatement',
  'challengeDecision',
  'legalRepresentativeCertificate',
  'authorisation',
  'addressConfirmation',
  'meetingNotice',
  'investigationRecord',
  'evidenceList',
  'undisputedFacts',
];
const slotsOf = (view: CaseView) =>
  listPaperSlots(view, facts.today).filter(({ form }) => forms.includes(form));
const typeset = async (view: CaseView, form: FormId, subjectId: string) => {
  const content = buildDocument(view, form, subjectId, facts);
  return { content: content as Paper, ...(await typesetter.typeset(content, mark)) };
};
/** Several tests look at one paper: it is set once. */
const papers = new WeakMap<CaseView, Map<string, ReturnType<typeof typeset>>>();
const set = (view: CaseView, form: FormId, subjectId = 'application') => {
  const ofView = papers.get(view) ?? new Map<string, ReturnType<typeof typeset>>();
  papers.set(view, ofView);
  const key = `${form} ${subjectId}`;
  const paper = ofView.get(key) ?? typeset(view, form, subjectId);
  ofView.set(key, paper);
  return paper;
};
const textOf = async (view: CaseView, form: FormId, subjectId = 'application') =>
  reader.pagesOf((await set(view, form, subjectId)).pdf).join('');
const expectAll = (text: string, values: readonly (string | number | null | undefined)[]) => {
  for (const value of values) if (value) expect(text).toContain(plain(String(value)));
};

/** A4 less the right margin of 26 mm, and the empty half of a comma or full stop that ends a line of 12 points. */
const rightEdge = 595.28 - (26 / 25.4) * 72 + 6.1;

describe.each(caseNames)('the papers before and during mediation, case %s', (name) => {
  const { file, view } = foldCase(name);
  const namesOf = (side: string) =>
    file.parties.filter((party) => party.side === side).map((party) => party.name);

  it('application and oral record say who wants what from whom and why', async () => {
    for (const form of ['mediationApplication', 'oralApplicationRecord'] as const) {
      const text = await textOf(view, form);
      for (const party of file.parties) {
        expectAll(text, [
          party.name,
          party.idNumber,
          party.unifiedSocialCreditCode,
          party.phone,
          party.registeredAddress,
          party.deliveryAddress,
        ]);
      }
      expectAll(text, [...file.claims.map((claim) => claim.text), file.factsAndReasons, file.office.name]);
      const amounts = file.claims
        .filter((claim) => claim.inScope && claim.amount)
        .map((claim) => claim.amount ?? '');
      if (amounts.length > 0) expect(text).toContain(plain(formatMoneyWithCapitals(sumMoney(amounts))));
    }
    const applicants = file.parties.filter((party) => party.side === '申请人').map((party) => party.id);
    const application = await textOf(view, 'mediationApplication');
    // The labour relation of the worker who asks (DOMAIN 2.1).
    for (const one of view.parties.filter(({ kind }) => kind === 'person'))
      expectAll(application, [
        one.job ?? '',
        one.entryDate ? formatChineseDate(one.entryDate) : '',
        one.monthlyWage ? formatMoney(one.monthlyWage) : '',
      ]);
    for (const one of file.evidence)
      if (applicants.includes(one.submittedBy)) expectAll(application, [one.name, one.purpose]);
  });

  it('the letter of consultation tells each other party the claims and asks', async () => {
    for (const party of file.parties.filter((one) => one.side !== '申请人')) {
      const text = await textOf(view, 'consultationLetter', party.id);
      const asked = file.responses.find((one) => one.partyId === party.id)?.inquirySentOn;
      expectAll(text, [
        `${party.name}：`,
        ...namesOf('申请人'),
        ...file.claims.map((claim) => claim.text),
        file.office.name,
        file.office.phone,
        asked ? formatChineseDate(asked) : '',
        '□同意调解',
        '□不同意调解',
      ]);
    }
  });

  it('mediators stand in selection, disclosure and challenge with number and validity', async () => {
    for (const form of ['mediatorSelection', 'disclosureStatement'] as const) {
      const text = await textOf(view, form);
      for (const one of file.mediators) {
        expectAll(text, [one.name, one.certificateNumber, one.validTo ? formatChineseDate(one.validTo) : '']);
      }
      expectAll(
        text,
        file.parties.map((party) => party.name),
      );
    }
    const challenge = await textOf(view, 'challengeApplication');
    expectAll(
      challenge,
      file.mediators.map((one) => `□${one.name}（调解员）`),
    );
    expectAll(
      challenge,
      file.parties.map((party) => party.name),
    );
    expectAll(await textOf(view, 'challengeDecision'), [...namesOf('申请人'), ...namesOf('被申请人')]);
  });

  it('papers of one party or agent are about that one alone', async () => {
    for (const party of file.parties) {
      const address = await textOf(view, 'addressConfirmation', party.id);
      expectAll(address, [party.name, party.idNumber, party.unifiedSocialCreditCode, party.deliveryAddress]);
      expectAll(address, [party.postcode, party.phone, party.electronicService?.account]);
      expect(address).toContain(party.electronicService?.agreed ? '■同意' : '□同意');
      const evidence = await textOf(view, 'evidenceList', party.id);
      for (const one of file.evidence) {
        if (one.submittedBy === party.id)
          expectAll(evidence, [one.number, one.name, one.form, one.pages, one.purpose]);
        else expect(evidence).not.toContain(plain(one.name));
      }
      if (party.legalRepresentative) {
        expectAll(await textOf(view, 'legalRepresentativeCertificate', party.id), [
          party.name,
          party.unifiedSocialCreditCode,
          party.legalRepresentative.name,
          party.legalRepresentative.position,
          party.registeredAddress,
        ]);
      }
    }
  });

  it('a power of attorney grants what the case file grants and nothing more', async () => {
    for (const agent of file.agents) {
      if (view.agents.find((one) => one.id === agent.id)?.role !== 'agent') continue;
      const { content, pdf } = await set(view, 'authorisation', agent.id);
      expectAll(reader.pagesOf(pdf).join(''), [
        agent.name,
        agent.idNumber,
        agent.phone,
        agent.licenceNumber,
        ...agent.powers.map((power) => power.text),
        formatChineseDate(agent.validTo ?? ''),
        `代理权限为${agent.specialPowers ? '特别授权' : '一般授权'}`,
      ]);
      const ticked = content.parts
        .flatMap((part) => (part.kind === 'paragraph' ? [part.text] : []))
        .filter((words) => words.includes('■'))
        .map((words) => words.replace(/^（.+?）■ |（特别授权）|；$/g, ''));
      expect([...ticked].sort()).toEqual(agent.powers.map((power) => power.text).sort());
    }
  });

  it('notices of meetings and undisputed facts follow the case file', async () => {
    for (const [index, meeting] of file.meetings.entries()) {
      expectAll(await textOf(view, 'meetingNotice', view.meetings[index]?.id), [
        ...file.parties.map((party) => party.name),
        `${formatChineseDate(meeting.date)}${meeting.startTime}`,
        meeting.place,
        `第${meeting.number}次调解会`,
        ...file.mediators.map((one) => one.name),
      ]);
    }
    expectAll(await textOf(view, 'undisputedFacts'), [
      ...file.undisputedFacts,
      ...file.parties.map((party) => party.name),
    ]);
    expectAll(await textOf(view, 'investigationRecord'), [
      ...file.mediators.map((one) => one.name),
      view.opened.caseNumber,
    ]);
  });

  it('each carries its number, keeps its margins and no caucus sentence', async () => {
    for (const { form, subjectId } of slotsOf(view)) {
      const { pdf, pages } = await set(view, form, subjectId);
      const words = reader.wordsOf(pdf);
      expect(Math.max(...words.map((word) => word.xMax))).toBeLessThan(rightEdge);
      expect(words.map((word) => word.text).join('')).toContain(`文书${getFormEntry(form).number}`);
      expect(pages).toBeLessThan(6);
      const text = reader.pagesOf(pdf).join('');
      expect(text).toContain(plain(getFormEntry(form).title));
      for (const note of file.caucusNotes) {
        expect(text).not.toContain(plain(note.text));
        if (note.mustNeverBeExported) expect(text).not.toContain(plain(note.mustNeverBeExported));
      }
    }
  });
});

describe('the page', () => {
  const { view } = foldCase('01-restaurant-wage-arrears');
  const longName = '北京市朝阳区柳荫庄街道鑫淼燊餐饮管理服务与食品供应链技术发展股份有限公司第一分公司'.slice(
    0,
    40,
  );
  const rareName = '㛃𬱖䶮';
  const wide: CaseView = {
    ...view,
    parties: view.parties.map((party) => ({
      ...party,
      name: party.kind === 'employer' ? longName : rareName,
    })),
  };

  it.each(forms)('%s holds an employer of forty characters and a rare name', async (form) => {
    expect([...longName]).toHaveLength(40);
    for (const slot of slotsOf(wide).filter((one) => one.form === form)) {
      const { pdf } = await set(wide, form, slot.subjectId);
      expect(Math.max(...reader.wordsOf(pdf).map((word) => word.xMax))).toBeLessThan(rightEdge);
      const text = reader.pagesOf(pdf).join('');
      const isOfOne = getFormEntry(form).subject === 'party' && form !== 'evidenceList';
      const own = wide.parties.find((party) => party.id === slot.subjectId)?.name;
      expectAll(text, isOfOne ? [own] : [longName, rareName]);
    }
  });

  it.each(Array.from({ length: 12 }, (_, index) => index * 3))(
    'the places to sign stay with the last words after %i more lines',
    async (lines) => {
      const facts = Array.from({ length: lines }, (_, index) => `事实第${index + 1}段。`).join('\n');
      const longer: CaseView = {
        ...view,
        application: { ...view.application, factsAndReasons: `事实开头。\n${facts}` },
      };
      for (const [form, last, first] of [
        ['mediationApplication', '此致', '申请人（签名、捺印）'],
        ['oralApplicationRecord', '以上记录', '记录人（签名）'],
      ] as const) {
        const pages = reader.pagesOf((await set(longer, form)).pdf);
        const page = pages.find((one) => one.includes(last));
        expect(page).toContain(first);
        expect(page).toContain('本文书由劳动争议调解工作台生成');
      }
    },
  );

  it('what the case file does not say is a blank, never a word of our own', async () => {
    const bare: CaseView = {
      ...view,
      application: { id: 'application' },
      agents: [],
      claims: [],
      evidence: [],
      responses: [],
      acceptance: null,
      undisputedFacts: [],
      parties: [{ id: 'P1', side: 'respondent', kind: 'employer', name: '某公司' }],
    };
    for (const form of forms) {
      const { subject } = getFormEntry(form);
      const subjectId =
        { party: 'P1', meeting: view.meetings[0]?.id ?? '' }[subject as 'party'] ?? 'application';
      if (subject === 'agent') continue;
      const { content, pages } = await set(bare, form, subjectId);
      expect(JSON.stringify({ ...content, letterDate: '' })).not.toMatch(/undefined|null|NaN/);
      expect(pages).toBeLessThanOrEqual(2);
    }
    const { content } = await set(bare, 'mediatorSelection');
    const tables = content.parts.flatMap((part) => (part.kind === 'table' ? [part.rows] : []));
    expect(tables[0]).toHaveLength(3);
  });

  it('papers about someone who is not in the case are refused by name', () => {
    expect(() => buildDocument(view, 'addressConfirmation', 'P9', facts)).toThrow('document.partyUnknown');
    expect(() => buildDocument(view, 'authorisation', 'A9', facts)).toThrow('document.agentUnknown');
    expect(() => buildDocument(view, 'meetingNotice', 'M9', facts)).toThrow('document.meetingUnknown');
  });
});
