import { describe, expect, it } from 'vitest';
import type { FormId } from '../../shared/case/actions.ts';
import type { CaseDocument } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { buildDocument } from '../../shared/documents/build.ts';
import { countCopies, getFormEntry } from '../../shared/documents/catalogue.ts';
import type { Paper } from '../../shared/documents/paper.ts';
import { isAskedToSign, signersOf } from '../../src-renderer/signing/signers.ts';
import { foldCase } from '../fixtures/fold-case.ts';

const { view } = foldCase('03-unlawful-dismissal-engineer');
const ofApplicants = [
  'registrationForm',
  'mediationApplication',
  'oralApplicationRecord',
  'applicationWithdrawal',
] as const satisfies readonly FormId[];
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

  it('of refusal takes a reason as it was typed, with or without a full stop', () => {
    const { acceptance } = view;
    if (acceptance === null) throw new Error('no acceptance');
    const refused = { ...acceptance, decision: 'refused' as const, reason: '被申请人不同意调解。' };
    const text = textOf(paperOf('refusalNotice', { ...view, acceptance: refused }));
    expect(text).toContain('因被申请人不同意调解，本组织不予受理。');
    expect(text).toContain('提出的劳动合同纠纷调解申请收悉');
  });
});
