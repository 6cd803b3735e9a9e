import { describe, expect, it } from 'vitest';
import { caseReducer } from '../../../shared/case/reducer.ts';
import { getCaseView } from '../../../shared/case/view.ts';
import { foldActions } from '../../../shared/record/fold.ts';
import { finalisedBody } from '../../fixtures/finalised.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';

type End = NonNullable<Parameters<typeof foldWholeCase>[1]>['end'];

/** A whole case, and a way to go on with it. */
function playCase(name: Parameters<typeof foldWholeCase>[0], end: NonNullable<End>) {
  const { line } = foldWholeCase(name, { end });
  const view = () => getCaseView('case-1', line.fold().state);
  const last = (type: string) => view().timeline.findLast((one) => one.type === type)?.actionId ?? '';
  const takeBack = (actionId: string) =>
    line.write({ type: 'action.withdrawn', body: { actionId, reason: '登记有误' } });
  return { line, view, last, takeBack };
}

describe('a signature that was registered by mistake', () => {
  const sealed = () => playCase('01-restaurant-wage-arrears', 'signed');
  const signaturesOf = ({ view }: ReturnType<typeof sealed>) =>
    view().agreements.at(-1)?.document?.signatures ?? [];

  it('counts no more: without it the agreement is not in force', () => {
    const played = sealed();
    expect(played.view().agreements.at(-1)?.effectiveness.effectiveDate).toBe('2026-04-24');
    const worker = signaturesOf(played).find(({ signerId }) => signerId === 'P1');
    played.takeBack(worker?.authorship.actionId ?? '');
    expect(played.view().refused).toEqual([]);
    expect(played.view().agreements.at(-1)?.effectiveness).toMatchObject({
      isEffective: false,
      missing: [{ kind: 'party', id: 'P1' }],
    });
    expect(played.view().timeline.at(-1)?.body).toMatchObject({ reason: '登记有误' });
  });

  it('is registered anew, and its right day is the one that counts', () => {
    const played = sealed();
    const employer = signaturesOf(played).find(({ signerId }) => signerId === 'P2');
    const { authorship, boundPartyIds: _, ...body } = employer ?? { authorship: { actionId: '' } };
    played.takeBack(authorship.actionId);
    played.line.write({ type: 'document.signed', body: { ...body, date: '2026-04-27' } });
    expect(played.view().agreements.at(-1)?.effectiveness.effectiveDate).toBe('2026-04-27');
  });
});

describe('a count of printed copies that was entered wrongly', () => {
  it('counts no more, and the right one stands in its place', () => {
    const played = playCase('01-restaurant-wage-arrears', 'signed');
    const { documentId } = played.view().documents.find(({ form }) => form === 'acceptanceNotice') ?? {};
    const print = (copies: number) =>
      played.line.write({ type: 'document.printed', body: { documentId, copies, printer: '前台打印机' } });
    const counts = () =>
      played
        .view()
        .documents.find((one) => one.documentId === documentId)
        ?.printings.map(({ copies }) => copies);
    print(30);
    print(2);
    played.takeBack(played.view().timeline.at(-2)?.actionId ?? '');
    expect(played.view().refused).toEqual([]);
    expect(counts()).toEqual([2]);
    print(3);
    expect(counts()).toEqual([2, 3]);
  });
});

describe('an extension that was entered wrongly', () => {
  it('moves no limit, and the paper of another keeps its number', () => {
    const played = playCase('02-construction-collective-wages', 'signed');
    const [first] = played.view().extensions;
    expect(first?.isWithdrawn).toBe(false);
    played.takeBack(first?.actionId ?? '');
    played.line.write({ type: 'extension.agreed', body: { ...first, toDueDate: '2026-10-30' } });
    expect(played.view().refused).toEqual([]);
    expect(played.view().extensions.map(({ isWithdrawn, toDueDate }) => [isWithdrawn, toDueDate])).toEqual([
      [true, first?.toDueDate],
      [false, '2026-10-30'],
    ]);
  });
});

describe('an outcome that was entered wrongly', () => {
  it('is open again, and another can be recorded', () => {
    const played = playCase('04-no-contract-double-wage-failed', 'paid');
    expect(played.view().outcome?.code).toBe('R07');
    played.takeBack(played.last('outcome.recorded'));
    expect(played.view().outcome).toBeNull();
    played.line.write({
      type: 'outcome.recorded',
      body: { code: 'R05', closedOn: '2026-06-05', note: '' },
    });
    expect(played.view().outcome?.code).toBe('R05');
    expect(played.view().refused).toEqual([]);
  });

  it('stays in an archived case, which is opened again first', () => {
    const played = playCase('04-no-contract-double-wage-failed', 'archived');
    played.takeBack(played.last('outcome.recorded'));
    expect(played.view().refused.map(({ code }) => code)).toEqual(['case.isArchived']);
    expect(played.view().outcome?.code).toBe('R07');
  });
});

describe('taking back', () => {
  it('is refused for what is not there, was taken back already, or cannot be taken back', () => {
    const played = playCase('04-no-contract-double-wage-failed', 'paid');
    const outcome = played.last('outcome.recorded');
    for (const id of ['0'.repeat(64), played.last('acceptance.decided'), outcome, outcome])
      played.takeBack(id);
    expect(played.view().refused.map(({ code }) => code)).toEqual([
      'withdrawal.notThere',
      'withdrawal.notThere',
      'withdrawal.notThere',
    ]);
  });

  it('of a receipt makes the instalment open again, of a fact takes it from the list', () => {
    const played = playCase('01-restaurant-wage-arrears', 'paid');
    const rows = () => played.view().agreements.at(-1)?.performance ?? [];
    const paid = rows().find(({ isDone, dueAmount }) => isDone && dueAmount !== '');
    const row = () =>
      rows().find(
        ({ obligationId, instalmentNumber }) =>
          obligationId === paid?.obligationId && instalmentNumber === paid.instalmentNumber,
      );
    const [entry] = paid?.entries ?? [];
    played.line.write({
      type: 'performance.recorded',
      body: {
        patches: [{ kind: 'performance', id: entry?.id, fields: { isWithdrawn: true } }],
        reason: '重复登记',
      },
    });
    expect(row()).toMatchObject({ isDone: false, paidAmount: '0.00', entries: [] });
    const [fact] = played.view().undisputedFacts;
    const patch = { kind: 'undisputedFact', id: fact?.id, fields: { isWithdrawn: true } };
    played.line.write({ type: 'minutes.entryWritten', body: { patches: [patch], reason: '写错' } });
    expect(played.view().undisputedFacts.map(({ id }) => id)).not.toContain(fact?.id);
    expect(played.view().refused).toEqual([]);
  });

  it('comes to one state in whatever order it arrives', () => {
    const played = playCase('01-restaurant-wage-arrears', 'paid');
    played.takeBack(played.last('document.signed'));
    played.takeBack(played.last('outcome.recorded'));
    const { actions } = played.line;
    const folded = (given: typeof actions) => foldActions(caseReducer, given).state;
    expect(folded([...actions].reverse())).toEqual(folded(actions));
  });
});

describe('what the case waits for after a meeting', () => {
  /** The failing case up to the minutes of its last meeting, with this result. */
  const after = (result: string) => {
    const played = playCase('04-no-contract-double-wage-failed', 'signed');
    const meeting = { kind: 'meeting', id: 'M9', fields: { number: 9, date: '2026-06-05', result } };
    played.line.write({ type: 'meeting.recorded', body: { patches: [meeting] } });
    expect(played.view().nextStep).toBe('writeMinutes');
    played.line.write({
      type: 'document.finalised',
      body: finalisedBody({ documentId: 'minutes-M9', form: 'minutes', subjectId: 'M9' }),
    });
    return played.view().nextStep;
  };

  it('is another meeting where it goes on, the outcome where it failed, the agreement where they agreed', () => {
    expect(after('toBeContinued')).toBe('holdMeeting');
    expect(after('failed')).toBe('recordOutcome');
    expect(after('succeeded')).toBe('draftAgreement');
  });
});
