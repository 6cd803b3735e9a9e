import { describe, expect, it } from 'vitest';
import { actionsBeforeDocuments, ordersOfCase } from '../../scripts/demo/orders.ts';
import type { EntityPatch } from '../../shared/case/actions.ts';
import {
  draftNextVersion,
  isSupersededUnsigned,
  versionStateOf,
} from '../../shared/case/agreement-versions.ts';
import { type CaseView, getCaseView } from '../../shared/case/view.ts';
import { compareAgreements } from '../../shared/documents/agreement-difference.ts';
import { buildAgreement } from '../../shared/documents/forms/agreement.ts';
import { finalisedBody } from '../fixtures/finalised.ts';
import { createLine, openedOrder, readCase } from '../fixtures/fold-case.ts';

/** A case whose first agreement is final, and the way to go on with it. */
function finalisedCase() {
  const file = readCase('01-restaurant-wage-arrears');
  const line = createLine('case-1');
  for (const order of [openedOrder(file), ...actionsBeforeDocuments(file)]) line.write(order);
  const view = () => getCaseView('case-1', line.fold().state);
  const fix = (form: string, subjectId: string, content: Record<string, unknown>) => {
    const body = finalisedBody({ documentId: `${form}-${subjectId}`, form, subjectId, content, pages: 2 });
    line.write({ type: 'document.finalised', body });
  };
  const finalise = (version: string) =>
    fix('agreement', version, JSON.parse(JSON.stringify(buildAgreement(view(), version, {}))));
  const change = (type: string, ...patches: EntityPatch[]) => line.write({ type, body: { patches } });
  let count = 0;
  const newId = () => {
    count += 1;
    return `n${count}`;
  };
  const drawUp = (from: string, reason: string) => {
    const next = draftNextVersion(view(), from, reason, newId);
    change('agreement.drafted', ...next.patches);
    return next.version;
  };
  for (const meeting of view().meetings) fix('minutes', meeting.id, {});
  finalise('1');
  return { file, line, view, finalise, change, drawUp };
}

const changedOnly = (view: CaseView, before: string, after: string) =>
  compareAgreements(view, before, after).filter(({ state }) => state !== 'same');
const words = (one: ReturnType<typeof changedOnly>[number] | undefined, kind: 'struck' | 'added') =>
  (one?.segments ?? []).filter((part) => part.kind === kind).map(({ text }) => text);

describe('a further version of an agreement', () => {
  it('begins as the old one word for word, with nothing typed again, and says what it replaces', () => {
    const { view, drawUp } = finalisedCase();
    expect(drawUp('1', '被申请人要求改期')).toBe('2');
    const [first, second] = view().agreements;
    expect(
      second?.obligations.map(({ text, amount, dueDate, accountNumber }) => ({
        text,
        amount,
        dueDate,
        accountNumber,
      })),
    ).toEqual(
      first?.obligations.map(({ text, amount, dueDate, accountNumber }) => ({
        text,
        amount,
        dueDate,
        accountNumber,
      })),
    );
    expect(second?.terms).toMatchObject({ replacesVersion: '1', changeReason: '被申请人要求改期' });
    const [only, ...others] = changedOnly(view(), '1', '2');
    expect(others).toEqual([]);
    expect(only).toMatchObject({ state: 'added', section: '当事人' });
    expect(words(only, 'added').join('')).toContain('被申请人要求改期');
  });

  it('is not bound to wait for signatures, and leaves the frozen one as it was', () => {
    const { view, drawUp, change } = finalisedCase();
    drawUp('1', '改金额');
    const first = view().agreements[0]?.obligations[0];
    change('agreement.drafted', { kind: 'obligation', id: 'n1', fields: { amount: '1.00', text: null } });
    expect(view().agreements[0]?.obligations[0]).toEqual(first);
    expect(view().nextStep).toBe('draftAgreement');
  });

  it('shows clause by clause what changed: struck and added words, a new duty, one that went, a late name', () => {
    const { file, view, drawUp, change } = finalisedCase();
    drawUp('1', '重新商定');
    const own = view().agreements[1]?.obligations ?? [];
    const [money] = own.filter((one) => one.isMonetary);
    const duty = own.findLast((one) => !one.isMonetary);
    change(
      'agreement.drafted',
      { kind: 'obligation', id: money?.id ?? '', fields: { amount: '9999.00', text: null } },
      { kind: 'obligation', id: duty?.id ?? '', fields: { isWithdrawn: true } },
      {
        kind: 'obligation',
        id: 'new',
        fields: {
          agreementVersion: '2',
          order: 99,
          isMonetary: false,
          kind: '返还押金收据',
          text: '被申请人当日返还押金收据原件。',
        },
      },
      { kind: 'agreementTerms', id: '2', fields: { settledScope: '双方就工资差额无其他争议。' } },
    );
    const party = file.parties.find((one) => one.side === '申请人');
    change('intake.recorded', { kind: 'party', id: party?.id ?? '', fields: { name: '更正姓名' } });
    const changes = changedOnly(view(), '1', '2');
    const ofState = (state: string) => changes.filter((one) => one.state === state);
    expect(ofState('removed').map((one) => words(one, 'struck').join(''))).toContain(duty?.text);
    expect(ofState('added').map((one) => words(one, 'added').join(''))).toEqual(
      expect.arrayContaining([expect.stringContaining('押金收据'), expect.stringContaining('重新商定')]),
    );
    expect(changes.some((one) => words(one, 'added').some((text) => text.includes('9,999.00')))).toBe(true);
    expect(changes.find((one) => one.section === '已结清事项')?.state).toMatch(/changed|added/);
    expect(
      changes.some(
        (one) => one.section === '当事人' && words(one, 'added').some((text) => text.includes('更正姓名')),
      ),
    ).toBe(true);
  });

  it('takes the place of one that nobody signed: there is nothing to sign there any more', () => {
    const { view, finalise, drawUp } = finalisedCase();
    const unsigned = () =>
      view()
        .documents.filter(({ form }) => form === 'agreement')
        .map((one) => isSupersededUnsigned(view(), one));
    drawUp('1', '改期');
    expect(unsigned()).toEqual([false]);
    finalise('2');
    expect(unsigned()).toEqual([true, false]);
  });

  it('goes back to any older one; what was paid on an obligation counts in the version drawn from it', () => {
    const { file, line, view, finalise, drawUp, change } = finalisedCase();
    const orders = ordersOfCase(file);
    const sign = (version: string) => {
      for (const body of orders.agreementSignatures)
        line.write({ type: 'document.signed', body: { documentId: `agreement-${version}`, ...body } });
    };
    sign('1');
    const [paid] = orders.performances;
    change('performance.recorded', ...(paid ? [paid] : []));
    drawUp('1', '改期');
    finalise('2');
    const rowOf = (version: number) =>
      view().agreements[version]?.performance.find(
        (row) => row.paidAmount !== '0.00' && row.paidAmount !== '',
      );
    expect(rowOf(1)?.paidAmount).toBe(rowOf(0)?.paidAmount);
    expect(rowOf(1)?.obligationId).not.toBe(rowOf(0)?.obligationId);
    expect(view().agreements.map((one) => versionStateOf(view().agreements, one))).toEqual([
      'inForce',
      'final',
    ]);
    // Nobody has signed the second: the first binds and is what is due.
    expect(view().nextStep).toBe('signAgreement');
    expect(drawUp('1', '恢复第一版')).toBe('3');
    expect(view().agreements[2]?.terms.replacesVersion).toBe('2');
    expect(changedOnly(view(), '1', '3')).toHaveLength(1);
    sign('2');
    expect(view().agreements.map((one) => versionStateOf(view().agreements, one))).toEqual([
      'superseded',
      'inForce',
      'draft',
    ]);
    expect(view().agreements.map((one) => one.effectiveness.isEffective)).toEqual([true, true, false]);
  });
});
