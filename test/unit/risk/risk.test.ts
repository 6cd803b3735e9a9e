import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseActions } from '../../../shared/case/actions.ts';
import type { Action } from '../../../shared/record/action.ts';
import { continueFold, emptyFold, foldActions } from '../../../shared/record/fold.ts';
import { listIntakeOfRisk } from '../../../shared/risk/case-of-risk.ts';
import { riskReducer } from '../../../shared/risk/reducer.ts';
import { findRisksOfEmployers } from '../../../shared/risk/related-risks.ts';
import { countRiskFigures } from '../../../shared/risk/risk-figures.ts';
import { countOpenRisks, getRiskView, hasOpenConflict, risksOfPeriod } from '../../../shared/risk/view.ts';
import { exampleRisks, followedUp, registeredRisk } from '../../fixtures/example-risks.ts';
import { createDesks } from '../record/desks.ts';

const createRiskDesks = (count: number) => createDesks(count, [registeredRisk], 'risk');
const recorded = (fields: Record<string, unknown>, reason?: string) => ({
  type: 'risk.recorded',
  body: { patches: [{ kind: 'risk', id: 'risk', fields }], ...(reason === undefined ? {} : { reason }) },
});
const viewOf = (actions: readonly Action[]) => getRiskView('risk', foldActions(riskReducer, actions).state);

describe('a record of the register of risks', () => {
  it('holds what was registered, is followed up and ends with its state, on the day of the entry that says so', () => {
    const desks = createRiskDesks(1);
    expect(viewOf(desks.actions())).toMatchObject({ status: 'checking', endedOn: '', isWithdrawn: false });
    desks.write(0, followedUp('f2', '2026-02-01', '工资发放完毕', 'resolved'));
    desks.write(0, followedUp('f1', '2026-01-14', '约谈'));
    const view = viewOf(desks.actions());
    expect(view).toMatchObject({ status: 'resolved', endedOn: '2026-02-01', refused: [] });
    expect(view.followUps.map(({ id }) => id)).toEqual(['f1', 'f2']);
  });

  it('shows both values of a field that two desks wrote apart, until one who knows both settles it without a reason', () => {
    const desks = createRiskDesks(2);
    desks.write(0, recorded({ riskLevel: 'red', description: '甲' }, '补正'));
    desks.write(1, recorded({ riskLevel: 'yellow', description: '乙' }, '补正'));
    desks.exchange();
    expect(viewOf(desks.actions()).conflicts.map(({ field }) => field)).toEqual(['description', 'riskLevel']);
    desks.write(1, recorded({ riskLevel: 'red', description: '甲' }));
    expect(viewOf(desks.actions())).toMatchObject({ conflicts: [], refused: [], risk: { riskLevel: 'red' } });
  });

  it('keeps the follow-ups of two desks both, without a conflict', () => {
    const desks = createRiskDesks(2);
    desks.write(0, followedUp('f1', '2026-01-14', '甲'));
    desks.write(1, followedUp('f2', '2026-01-14', '乙'));
    desks.exchange();
    expect(viewOf(desks.actions())).toMatchObject({ conflicts: [], followUps: [{ id: 'f1' }, { id: 'f2' }] });
  });

  it.each([
    ['what was found put right', recorded({ employerName: '另一公司' }), 'risk.reasonMissing'],
    ['the same with a reason', recorded({ employerName: '另一公司' }, '名称有误'), null],
    ['what was empty filled in', recorded({ creditCode: '91110000802100433B' }), null],
    ['what goes on', recorded({ riskLevel: 'red', responsible: '王强', workerCount: 40 }), null],
    [
      'another number of the paper',
      recorded({ externalDocument: { number: '1', title: '', issuer: '', date: null } }),
      'risk.reasonMissing',
    ],
    [
      'the title of the paper beside its number',
      recorded({
        externalDocument: { number: '朝热转〔2026〕188号', title: '转办单', issuer: '', date: null },
      }),
      null,
    ],
    ['taken out', recorded({ isWithdrawn: true }), 'risk.reasonMissing'],
    ['registered twice', registeredRisk, 'risk.alreadyRegistered'],
    [
      'no patch that it knows',
      { type: 'risk.reported', body: { patches: [{ kind: 'visit', id: 'v', fields: {} }] } },
      'risk.bodyMalformed',
    ],
  ])('judges by its history: %s', (_name, order, code) => {
    const desks = createRiskDesks(1);
    desks.write(0, order);
    expect(viewOf(desks.actions()).refused.map((one) => one.code)).toEqual(code === null ? [] : [code]);
  });

  it('takes nothing more once it was taken out, until it is taken in again with a reason', () => {
    const desks = createRiskDesks(1);
    desks.write(0, recorded({ isWithdrawn: true }, '登记重复'));
    desks.write(0, followedUp('f1', '2026-01-14', '甲'));
    expect(viewOf(desks.actions())).toMatchObject({
      isWithdrawn: true,
      followUps: [],
      refused: [{ code: 'risk.withdrawn' }],
    });
    desks.write(0, recorded({ isWithdrawn: false }, '确有其事'));
    expect(viewOf(desks.actions()).isWithdrawn).toBe(false);
  });

  it.each([true, false])(
    'taken out by one and in again by another, it is settled by either word: %s',
    (kept) => {
      const desks = createRiskDesks(2);
      desks.write(0, recorded({ isWithdrawn: true }, '登记重复'));
      desks.write(1, recorded({ isWithdrawn: true }, '同一事'));
      desks.write(1, recorded({ isWithdrawn: false }, '不是同一事'));
      desks.exchange();
      expect(viewOf(desks.actions()).conflicts).toMatchObject([{ field: 'isWithdrawn' }]);
      // Whichever word counts meanwhile, somebody is told.
      for (const isWithdrawn of [true, false])
        expect(hasOpenConflict({ ...viewOf(desks.actions()), isWithdrawn })).toBe(true);
      desks.write(0, recorded({ isWithdrawn: kept }));
      expect(viewOf(desks.actions())).toMatchObject({ conflicts: [], refused: [], isWithdrawn: kept });
    },
  );

  it('is nothing before its first action has come, and keeps what a newer program wrote', () => {
    const desks = createRiskDesks(1);
    desks.write(0, { type: 'risk.merged', body: {} });
    const [first, newer] = desks.actions();
    if (first === undefined || newer === undefined) throw new Error('not written');
    expect(foldActions(riskReducer, [newer]).state.registered).toBe(null);
    expect(foldActions(riskReducer, [first, newer]).state.unknown).toHaveLength(1);
  });
});

it('what desks wrote apart folds to the same record, in whatever order it comes and however often', () => {
  const order = fc.oneof(
    fc.record({ level: fc.constantFrom('red', 'blue') }).map(({ level }) => recorded({ riskLevel: level })),
    fc.nat(3).map((n) => followedUp(`f${n}`, '2026-01-14', String(n), n === 0 ? 'resolved' : undefined)),
    fc.boolean().map((is) => recorded({ isWithdrawn: is }, '理由')),
    fc.constant(recorded({ employerName: '丙' })),
  );
  const step = fc.record({ desk: fc.nat(2), order, meets: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (steps, stream) => {
      const desks = createRiskDesks(3);
      for (const one of steps) {
        desks.write(one.desk, one.order);
        if (one.meets) desks.exchange();
      }
      const actions = desks.actions();
      const whole = foldActions(riskReducer, actions);
      const rank = new Map(actions.map(({ id }) => [id, stream.next().value as number]));
      const mixed = [...actions].sort((left, right) => (rank.get(left.id) ?? 0) - (rank.get(right.id) ?? 0));
      const oneByOne = [...mixed, ...mixed].reduce(
        (fold, action) => continueFold(riskReducer, fold, [action]),
        emptyFold(riskReducer),
      );
      expect(oneByOne.state).toEqual(whole.state);
      expect(oneByOne.heads).toEqual(whole.heads);
    }),
  );
});

describe('the register', () => {
  it('tells of a period what was found by its end and not done with before it, and not what was taken out', () => {
    const numbers = (from: string, to: string) => risksOfPeriod(exampleRisks, { from, to }).length;
    expect(numbers('2026-01-01', '2026-01-11')).toBe(0);
    expect(numbers('2026-01-12', '2026-01-12')).toBe(1);
    expect(numbers('2027-01-01', '2027-12-31')).toBe(1);
    expect(countOpenRisks(exampleRisks, '2026-01-31')).toEqual([{ code: 'orange', count: 1 }]);
    expect(countOpenRisks(exampleRisks, '2026-01-11')).toEqual([]);
  });
});

it('the figures of an office count what was found in the months, and what of it is still to be seen to by its level', () => {
  const row = (month: string, level: string, status: string, risks: number) => ({
    ...{ officeId: 'o', month, level, status, risks },
  });
  const rows = [
    row('2026-01', 'red', 'escalated', 2),
    row('2026-01', '', 'checking', 1),
    row('2026-02', 'red', 'resolved', 4),
    row('2026-02', 'blue', 'referred', 8),
    row('2026-04', 'red', 'checking', 16),
  ];
  expect(countRiskFigures(rows, { from: '2026-01', to: '2026-03' })).toEqual({
    ...{ found: 15, open: 3, resolved: 4 },
    openByLevel: [
      { level: 'red', count: 2 },
      { level: '', count: 1 },
    ],
  });
});

describe('a case whose employer the register knows', () => {
  const numbersOf = (employer: { name?: string; creditCode?: string }, caseId = 'case-1') =>
    findRisksOfEmployers(exampleRisks, [employer], caseId).map(({ riskNumber }) => riskNumber);

  it('is told of the open risk by the name as it may be typed, but for what was taken out and what is linked already', () => {
    expect(numbersOf({ name: ' 北京柳荫餐饮管理有限公司' })).toEqual(['京朝柳劳险字〔2026〕第A001号']);
    expect(numbersOf({ name: '北京柳荫餐饮管理有限公司' }, 'case-9')).toEqual([]);
    expect(numbersOf({ name: '另一公司' })).toEqual([]);
    expect(numbersOf({ name: '', creditCode: '' })).toEqual([]);
  });

  it('is linked, and unlinked with a reason, and may be linked again', () => {
    const desks = createRiskDesks(1);
    const linked = (fields: Record<string, unknown>, reason?: string) => ({
      type: 'risk.caseLinked',
      body: {
        patches: [{ kind: 'riskCase', id: 'case-1', fields }],
        ...(reason === undefined ? {} : { reason }),
      },
    });
    const link = linked({ caseNumber: 'n', openedOn: '2026-01-20', isWithdrawn: null });
    desks.write(0, link);
    expect(viewOf(desks.actions()).cases).toHaveLength(1);
    desks.write(0, linked({ isWithdrawn: true }));
    expect(viewOf(desks.actions())).toMatchObject({ cases: [{}], refused: [{ code: 'risk.reasonMissing' }] });
    desks.write(0, linked({ isWithdrawn: true }, '关联有误'));
    expect(viewOf(desks.actions()).cases).toEqual([]);
    desks.write(0, link);
    expect(viewOf(desks.actions())).toMatchObject({ cases: [{ caseNumber: 'n' }], refused: [{}] });
  });
});

describe('a case that comes of a risk', () => {
  it('has the employer, the source and its paper without typing, as an intake may be recorded; and no description', () => {
    const [risk] = exampleRisks;
    if (risk === undefined) throw new Error('no risk');
    const patches = listIntakeOfRisk(risk, 'P1');
    expect(caseActions['intake.recorded'].order.safeParse({ patches }).success).toBe(true);
    expect(patches).toMatchObject([
      {
        kind: 'application',
        fields: { sourceCode: 'S10', externalDocument: { number: '朝热转〔2026〕188号' }, workerCount: 23 },
      },
      { kind: 'party', fields: { side: 'respondent', kind: 'employer', name: '北京柳荫餐饮管理有限公司' } },
    ]);
    expect(JSON.stringify(patches)).toContain(risk.riskNumber);
    expect(JSON.stringify(patches)).not.toContain(risk.risk.description);
  });
});
