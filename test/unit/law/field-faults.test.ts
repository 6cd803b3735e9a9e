import { describe, expect, it } from 'vitest';
import type { EntityKind } from '../../../shared/case/entities.ts';
import { findFieldFaults } from '../../../shared/law/field-faults.ts';

const faults = (kind: EntityKind, values: Record<string, unknown>) =>
  findFieldFaults(kind, (field) => values[field], '2026-06-01').map(
    ({ field, severity, code }) => `${field} ${severity} ${code}`,
  );

describe('dates and times in an impossible order', () => {
  it('are said beside the later of the two', () => {
    expect(faults('party', { entryDate: '2026-03-01', leaveDate: '2026-02-01' })).toEqual([
      'leaveDate error order.leftBeforeEntry',
    ]);
    expect(faults('meeting', { startTime: '10:00', endTime: '09:30' })).toEqual([
      'endTime error order.endsBeforeStart',
    ]);
    expect(faults('application', { workInjuryOn: '2026-05-02', workInjuryReportedOn: '2026-05-01' })).toEqual(
      ['workInjuryReportedOn error order.reportedBeforeInjury'],
    );
    expect(faults('negotiation', { requestedOn: '2026-05-02', answeredOn: '2026-05-01' })).toEqual([
      'answeredOn error order.answeredBeforeAsked',
    ]);
  });

  it('are none where a field is empty or both days are the same', () => {
    expect(faults('party', { entryDate: '2026-03-01', leaveDate: null })).toEqual([]);
    expect(faults('party', { entryDate: '2026-03-01', leaveDate: '2026-03-01' })).toEqual([]);
  });

  it('only warn of what a wrong clock could explain, and of a child at work', () => {
    expect(faults('response', { askedOn: '2026-06-02' })).toEqual(['askedOn warning order.inFuture']);
    expect(faults('party', { birthDate: '2012-01-01', entryDate: '2025-12-31' })).toEqual([
      'entryDate warning order.employedUnderSixteen',
    ]);
    expect(faults('party', { birthDate: '2010-01-01', entryDate: '2026-01-01' })).toEqual([]);
  });
});

describe('a settlement before mediation', () => {
  const settled = {
    result: 'settled',
    settlementAmount: '8000.00',
    settlementDueDate: '2026-06-30',
    settlementMethod: '银行转账',
    accountNumber: '6228480010000041714',
    settlementText: '被申请人支付加班费。',
  };
  it('says when and how its money is paid, and waives no insurance', () => {
    expect(faults('negotiation', settled)).toEqual([]);
    const without = { ...settled, settlementDueDate: null, settlementMethod: '' };
    expect(faults('negotiation', without)).toEqual([
      'settlementDueDate warning settlement.dueDateMissing',
      'settlementMethod warning settlement.methodMissing',
    ]);
    expect(faults('negotiation', { ...settled, accountNumber: '' })).toEqual([
      'accountNumber warning settlement.accountMissing',
    ]);
    expect(faults('negotiation', { ...settled, settlementText: '申请人自愿放弃社会保险。' })).toEqual([
      'settlementText warning settlement.insuranceWaived',
    ]);
    // A duty alone, or a negotiation that failed, owes no day.
    expect(faults('negotiation', { ...without, settlementAmount: null })).toEqual([]);
    expect(faults('negotiation', { ...without, result: 'failed' })).toEqual([]);
  });
});

describe('names of people', () => {
  it('are written as their identity card writes them', () => {
    for (const name of ['马桂香', '阿卜杜热合曼·买买提明', '阿卜杜热合曼•买买提明', 'Jean-Luc O’Brien', ''])
      expect(faults('party', { kind: 'person', name })).toEqual([]);
    for (const kind of ['party', 'agent'] as const)
      expect(faults(kind, { kind: 'person', name: '王3' })).toEqual(['name warning name.form']);
    expect(faults('party', { kind: 'employer', name: '北京某某3D（集团）有限公司' })).toEqual([]);
  });
});

describe('numbers that people write down', () => {
  it('are checked where they stand, and never stop anybody', () => {
    expect(faults('party', { idType: 'residentId', idNumber: '110105194912310021' })).toEqual([
      'idNumber warning residentId.checkDigit',
    ]);
    expect(faults('party', { creditCode: '91110000802100433C' })).toEqual([
      'creditCode warning creditCode.checkCharacter',
    ]);
    expect(faults('agent', { idNumber: '11010519491231002X', phone: '12' })).toEqual([
      'phone warning phone.form',
    ]);
  });

  it('include the account that money goes to, of an agreement and of a settlement', () => {
    for (const kind of ['obligation', 'negotiation'] as const) {
      expect(faults(kind, { accountNumber: '6222020200012345678' })).toEqual([
        'accountNumber warning bankAccount.luhn',
      ]);
      expect(faults(kind, { accountNumber: '' })).toEqual([]);
    }
  });

  it('are free for papers that have no such form, and compared with what was typed beside', () => {
    expect(faults('party', { idType: 'passport', idNumber: 'E12345678' })).toEqual([]);
    expect(faults('party', { idNumber: '11010519491231002X', sex: 'male' })).toEqual([
      'idNumber warning residentId.sexDiffers',
    ]);
  });
});
