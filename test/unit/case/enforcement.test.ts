import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { choosingRoute } from '../../../shared/case/enforcement.ts';
import type { Enforcement } from '../../../shared/case/entities.ts';
import { getCaseView } from '../../../shared/case/view.ts';
import { buildDocument } from '../../../shared/documents/build.ts';
import { listBroughtPapers } from '../../../shared/documents/file-order.ts';
import { findFieldFaults } from '../../../shared/law/field-faults.ts';
import { createReckoning } from '../../../src-main/cases/reckoning.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';

const reckoning = await createReckoning(join(import.meta.dirname, '../../../assets'));
const { view } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
const applied = {
  route: 'arbitrationReview',
  appliedOn: '2026-04-28',
  decidedOn: '2026-05-06',
  documentNumber: '第9号',
} as const;

const rulesOf = (enforcement: Partial<Enforcement>) => {
  const agreements = view.agreements.map((one) => ({
    ...one,
    route: enforcement.route ?? null,
    enforcement: { id: one.version, ...enforcement },
  }));
  return reckoning.deadlines({ ...view, agreements }, '2026-05-07').map(({ rule }) => rule);
};

describe('the day on which both received what was decided', () => {
  const days = (servedOn: string) =>
    new Map([
      ['decidedOn', '2026-07-10'],
      ['servedOn', servedOn],
    ]);
  const faultsOf = (servedOn: string) =>
    findFieldFaults('enforcement', (field) => days(servedOn).get(field), '2026-08-28');

  it('lies not before that of the decision (办案规则 77)', () => {
    expect(faultsOf('2026-07-09').map(({ code }) => code)).toContain('order.servedBeforeIssued');
    expect(faultsOf('2026-07-13')).toEqual([]);
  });
});

describe('the way that makes an agreement enforceable', () => {
  it('chosen anew begins with an empty course', () => {
    const enforcement = { id: '1', ...applied, result: 'refused' } as const;
    const patch = choosingRoute({ version: '1', enforcement }, 'judicialConfirmation', '2026-05-07');
    expect(patch.fields).toEqual({
      route: 'judicialConfirmation',
      chosenOn: '2026-05-07',
      appliedOn: null,
      decidedOn: null,
      result: null,
      documentNumber: null,
    });
  });

  it('gives the thirty days back to who was refused by the commission, or went back before it', () => {
    expect(rulesOf(applied)).not.toContain('D08');
    expect(rulesOf({ ...applied, result: 'refused' })).toContain('D08');
    expect(rulesOf({ ...applied, result: 'withdrawn' })).toContain('D08');
  });

  it('sends what can be enforced to no arbitration and no payment order', () => {
    expect(rulesOf(applied)).toContain('D09');
    const confirmed = rulesOf({ ...applied, result: 'confirmed' });
    expect(confirmed).not.toContain('D09');
    expect(confirmed).toContain('D19');
  });
});

describe('公证赋强 (公证法 37)', () => {
  const { line } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
  const viewNow = () => getCaseView('case-1', line.fold().state);
  const agreementNow = () => {
    const [one] = viewNow().agreements;
    if (one === undefined) throw new Error('The case has no agreement.');
    return one;
  };
  const record = (patch: unknown) => line.write({ type: 'agreement.drafted', body: { patches: [patch] } });

  it('gives way to one of the other two that was chosen later, or apart, by who knew nothing of it', () => {
    const { line: apart } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
    const agreement = () => getCaseView('case-1', apart.fold().state).agreements[0];
    const choose = (route: string, otherRoute = {}) =>
      apart.write({
        type: 'agreement.drafted',
        body: {
          patches: [{ kind: 'enforcement', id: agreement()?.version, fields: { route, ...otherRoute } }],
        },
      });
    choose('none', { otherRoute: 'notarisation' });
    expect(agreement()?.route).toBe('notarisation');
    choose('judicialConfirmation');
    expect(agreement()?.route).toBe('judicialConfirmation');
    choose('none');
    expect(agreement()?.route).toBe('notarisation');
  });

  it('is a way of its own, which a program that does not know it reads as none of the other two', () => {
    record(choosingRoute(agreementNow(), 'notarisation', '2026-05-07'));
    expect(viewNow().refused).toEqual([]);
    expect(agreementNow()).toMatchObject({ route: 'notarisation', enforcement: { route: 'none' } });
    const rules = reckoning.deadlines(viewNow(), '2026-05-07').map(({ rule }) => rule);
    expect(rules).not.toContain('D06');
    expect(rules).not.toContain('D08');
  });

  it('makes the agreement enforceable with the certificate of the notary, and the reminder says so', () => {
    const fields = { decidedOn: '2026-05-12', result: 'confirmed', documentNumber: '（2026）京证字第9号' };
    record({ kind: 'enforcement', id: '1', fields });
    expect(reckoning.deadlines(viewNow(), '2026-05-20').map(({ rule }) => rule)).not.toContain('D09');
    const facts = { mediationEndsOn: '', today: '2026-06-20' };
    const reminder = JSON.stringify(buildDocument(viewNow(), 'performanceReminder', 'P2', facts));
    expect(reminder).toContain('）和公证机构出具的执行证书');
    expect(reminder).toContain('公证法》第三十七条');
    expect(listBroughtPapers(viewNow())).toContain('公证债权文书');
  });

  it('is given up for another way, which then stands alone', () => {
    record(choosingRoute(agreementNow(), 'judicialConfirmation', '2026-05-15'));
    expect(agreementNow()).toMatchObject({ route: 'judicialConfirmation', enforcement: { result: null } });
  });
});
