import { describe, expect, it } from 'vitest';
import type { FormId } from '../../shared/case/actions.ts';
import type { CaseDocument } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { buildDocument } from '../../shared/documents/build.ts';
import { countCopies, getFormEntry } from '../../shared/documents/catalogue.ts';
import { buildMinutes } from '../../shared/documents/forms/minutes.ts';
import type { Paper } from '../../shared/documents/paper.ts';
import { listPaperSlots } from '../../shared/documents/slots.ts';
import { isAskedToSign, signersOf } from '../../src-renderer/signing/signers.ts';
import { foldCase } from '../fixtures/fold-case.ts';
import { foldWholeCase } from '../fixtures/fold-whole-case.ts';

const { view } = foldCase('03-unlawful-dismissal-engineer');
const ofApplicants = [
  'registrationForm',
  'mediationApplication',
  'oralApplicationRecord',
  'applicationWithdrawal',
] as const satisfies readonly FormId[];
const signedByStaff = [
  ...(['disclosureStatement', 'evidenceList', 'performanceRecord'] as const),
  ...(['acceptanceApproval', 'extensionApproval', 'closingReport', 'visitRecord'] as const),
  ...(['fileRemarks', 'fileBack'] as const),
];
const paperOf = (form: FormId, given: CaseView = view) =>
  buildDocument(given, form, 'application', { mediationEndsOn: '', today: '' }) as Paper;
const textOf = (paper: Paper) => JSON.stringify(paper);
const others = view.parties.filter(({ side }) => side !== 'applicant').map(({ name }) => name ?? '');

describe('a paper of the applicants', () => {
  it.each(ofApplicants)('%s has no place for the other side, and nobody waits for it', (form) => {
    const places = paperOf(form).places.map(({ name }) => name);
    for (const name of others) expect(places).not.toContain(name);
    const document = { form, subjectId: 'application' } as CaseDocument;
    const asked = signersOf(view).filter((signer) => isAskedToSign(view, signer, document));
    const ids = asked.flatMap(({ forPartyIds }) => forPartyIds);
    const applicants = view.parties.filter(({ side }) => side === 'applicant').map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.every((id) => applicants.includes(id))).toBe(true);
  });

  it('is signed by both sides where it is of both', () => {
    const document = { form: 'agreement', subjectId: '1' } as CaseDocument;
    const asked = signersOf(view).filter((signer) => isAskedToSign(view, signer, document));
    for (const name of others) expect(asked.map(({ signerName }) => signerName)).toContain(name);
  });
});

it('whoever has a place on a paper of both sides and the office can be registered as having signed it', () => {
  const folded = foldWholeCase('03-unlawful-dismissal-engineer').view;
  const inPerson = { method: 'inPerson' as const, visitedPerson: '郑某' };
  const whole = { ...folded, visits: folded.visits.map((one) => ({ ...one, ...inPerson })) };
  const slots = [whole, { ...whole, outcome: null }].flatMap((one) => listPaperSlots(one, '2026-08-28'));
  for (const form of signedByStaff) {
    const slot = slots.find((one) => one.form === form);
    if (slot === undefined) throw new Error(`The case has no ${form}.`);
    const paper = buildDocument(whole, form, slot.subjectId, { mediationEndsOn: '', today: '' });
    const document = { form, subjectId: slot.subjectId } as CaseDocument;
    const made = { ...whole, documents: [...whole.documents, document] };
    const asked = signersOf(made).filter((signer) => isAskedToSign(made, signer, document));
    const names = asked.map(({ signerName }) => signerName);
    for (const place of paper.places) expect(names).toContain(place.name.split('　')[0]);
  }
});

it('who registered a case signs for having done so, before another is named to keep the record and after', () => {
  const acceptance = view.acceptance && { ...view.acceptance, recorder: '另一人' };
  for (const given of [
    { ...view, acceptance: null },
    { ...view, acceptance },
  ]) {
    const document = { form: 'oralApplicationRecord', subjectId: 'application' } as CaseDocument;
    const made = { ...given, documents: [document] };
    const asked = signersOf(made).filter((signer) => isAskedToSign(made, signer, document));
    expect(asked.map(({ signerName }) => signerName)).toContain(view.application.registrar);
    expect(asked.map(({ signerName }) => signerName)).not.toContain('另一人');
  }
});

it('who may choose or accept a mediator for a party signs the selection and the disclosure in its place', () => {
  for (const form of ['mediatorSelection', 'disclosureStatement'] as const) {
    const names = paperOf(form).places.map(({ name }) => name);
    const document = { form, subjectId: 'application' } as CaseDocument;
    const asked = signersOf(view).filter((signer) => isAskedToSign(view, signer, document));
    for (const { name } of view.agents) {
      expect(names).toContain(name);
      expect(asked.map(({ signerName }) => signerName)).toContain(name);
    }
  }
});

it('a receipt is signed by who received the payment, not by who made it', () => {
  const paid = foldWholeCase('01-restaurant-wage-arrears', { end: 'paid' }).view;
  const [row] = paid.agreements.at(-1)?.performance ?? [];
  const document = {
    form: 'paymentReceipt',
    subjectId: `${row?.obligationId}.${row?.instalmentNumber}`,
  } as CaseDocument;
  const asked = signersOf(paid).filter((signer) => isAskedToSign(paid, signer, document));
  expect(asked.map(({ signerName }) => signerName)).toEqual(['马桂香']);
});

const group = foldWholeCase('02-construction-collective-wages', { end: 'signed' }).view;

describe('a paper of some of many parties', () => {
  it('is signed under a power of attorney by whom the agent acts for, and by nobody of the other side', () => {
    const [agent] = group.agents;
    if (agent === undefined) throw new Error('The case has no agent.');
    const document = { form: 'authorisation', subjectId: agent.id } as CaseDocument;
    const asked = signersOf(group).filter((signer) => isAskedToSign(group, signer, document));
    expect(asked.map(({ signerId }) => signerId)).toEqual([...(agent.forPartyIds ?? []), agent.id]);
  });

  it('has places under minutes for the elected, who were there for their group, and not for those who were not', () => {
    const [first] = group.meetings;
    if (first === undefined) throw new Error('The case has no meeting.');
    const nameOf = (id: string) => group.parties.find((party) => party.id === id)?.name ?? '';
    const namesOn = (view: CaseView) => buildMinutes(view, first.id, {}).places.map(({ name }) => name);
    const elected = group.collective?.representativeIds ?? [];
    const [other] = (group.collective?.rows ?? []).filter(({ partyId }) => !elected.includes(partyId));
    const otherName = nameOf(other?.partyId ?? '');
    for (const id of elected) expect(namesOn(group)).toContain(nameOf(id));
    expect(namesOn(group)).not.toContain(otherName);
    const came = { personId: 'X1', name: otherName, role: '申请人（旁听）', presence: 'present' as const };
    const meetings = [{ ...first, attendees: [...(first.attendees ?? []), came] }];
    expect(namesOn({ ...group, meetings })).toContain(otherName);
  });
});

describe('the paper of an election', () => {
  it('asks nobody to consent to an agreement before it says what each is to get', () => {
    const rows = (group.collective?.rows ?? []).map((row) => ({ ...row, agreedAmount: '' }));
    const elected = textOf(
      paperOf('representativeConsent', {
        ...group,
        collective: { id: 'collective', ...group.collective, rows },
      }),
    );
    expect(elected).toContain('推举');
    expect(elected).not.toContain('应得');
    expect(elected).not.toContain('同意代表人据此');
    const consented = textOf(paperOf('representativeConsent', group));
    expect(consented).toContain('同意代表人据此');
    expect(consented).toContain('247,155.00');
  });
});

describe('the copies by rule', () => {
  it('of a refusal are one for each applicant and one for the file (企业劳动争议协商调解规定 22)', () => {
    expect(countCopies(getFormEntry('refusalNotice'), 2, 1)).toBe(2);
    expect(countCopies(getFormEntry('refusalNotice'), 14, 2)).toBe(13);
    expect(countCopies(getFormEntry('agreement'), 14, 2)).toBe(15);
    expect(countCopies(getFormEntry('mediationApplication'), 3, 2)).toBe(3);
  });
});

describe('a notice', () => {
  it('of acceptance names the first meeting once it is planned', () => {
    expect(textOf(paperOf('acceptanceNotice', { ...view, meetings: [] }))).toContain(
      '调解的时间、地点另行通知。',
    );
    const planned = textOf(paperOf('acceptanceNotice'));
    expect(planned).toContain('第一次调解会定于');
    expect(planned).not.toContain('另行通知');
  });

  it('of acceptance tells the fifteen days also when it is made again after an extension', () => {
    const extended = {
      ...group,
      extensions: [
        { ...group.extensions[0], fromDueDate: '2026-06-22', toDueDate: '2026-07-03', isWithdrawn: false },
      ],
    } as CaseView;
    const notice = buildDocument(extended, 'acceptanceNotice', 'application', {
      mediationEndsOn: '2026-07-03',
      today: '',
    }) as Paper;
    expect(textOf(notice)).toContain('即至2026年6月22日止');
    expect(textOf(notice)).not.toContain('7月3日');
  });

  it('names a room once that stands at the end of the place', () => {
    const meetings = group.meetings.map((one) => ({
      ...one,
      place: '职工服务中心三层第一调解室',
      room: '第一调解室',
    }));
    const text = textOf(paperOf('acceptanceNotice', { ...group, meetings }));
    expect(text).toContain('三层第一调解室召开');
  });

  it('of refusal takes a reason as it was typed, with or without a full stop', () => {
    const { acceptance } = view;
    if (acceptance === null) throw new Error('no acceptance');
    const refused = { ...acceptance, decision: 'refused' as const, reason: '被申请人不同意调解。' };
    const text = textOf(paperOf('refusalNotice', { ...view, acceptance: refused }));
    expect(text).toContain('因被申请人不同意调解，本组织不予受理。');
    expect(text).toContain('提出的劳动合同纠纷调解申请收悉');
  });
});
