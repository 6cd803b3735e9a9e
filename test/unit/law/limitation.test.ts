import { describe, expect, it } from 'vitest';
import {
  codeLabel,
  findCodeByLabel,
  interruptionGrounds,
  limitationStatuses,
} from '../../../shared/law/codes/index.ts';
import { computeLimitation, type LimitationInput } from '../../../shared/law/limitation.ts';
import { calendar } from './support/calendars.ts';
import { loadCases } from './support/example-cases.ts';

const base: LimitationInput = { rule: 'D12', baseDate: '2025-03-31', interruptions: [], today: '2026-01-05' };
const claimed = (date: string, proof = '聊天记录') => ({ date, ground: 'claimedFromOtherSide', proof });

describe('the limitation', () => {
  it.each(loadCases().map(({ name, content }) => [name, content] as const))(
    'of %s is reproduced',
    (_, { limitation }) => {
      const computed = computeLimitation(
        {
          rule: 'D13',
          baseDate: limitation.baseDate,
          interruptions: limitation.interruptions.map(({ date, event, proof }) => ({
            date,
            proof,
            ground: findCodeByLabel(interruptionGrounds, event)?.code ?? '',
          })),
          today: '2026-11-23',
        },
        calendar,
      );
      expect(computed.expiresOn).toBe(limitation.expiresOn);
      expect(computed.restartedExpiresOn).toBe(limitation.restartedExpiresOn);
      expect(codeLabel(limitationStatuses, computed.status)).toBe(limitation.status);
      expect(computed.problem).toBe('calendarMissing');
    },
  );

  it('runs one year from the base date, to the end of a month that has no such day', () => {
    expect(computeLimitation(base, calendar)).toMatchObject({
      expiresOn: '2026-03-31',
      lastDay: '2026-03-31',
      status: 'running',
      problem: null,
    });
    expect(computeLimitation({ ...base, baseDate: '2024-02-29' }, calendar).expiresOn).toBe('2025-02-28');
  });

  it('ends on the next working day when its last day is none', () => {
    expect(
      computeLimitation({ ...base, baseDate: '2025-10-03', today: '2026-10-07' }, calendar),
    ).toMatchObject({
      restartedExpiresOn: '2026-10-03',
      lastDay: '2026-10-08',
      status: 'running',
    });
    expect(computeLimitation({ ...base, baseDate: '2025-10-03', today: '2026-10-09' }, calendar).status).toBe(
      'expired',
    );
  });

  it('is interrupted in time on the working day to which its last day moved, and on no later one', () => {
    const { status, chain, restartedExpiresOn } = computeLimitation(
      { ...base, baseDate: '2025-02-17', interruptions: [claimed('2026-02-24')], today: '2026-03-02' },
      calendar,
    );
    expect([status, restartedExpiresOn]).toEqual(['interrupted', '2027-02-24']);
    expect(chain[0]).toMatchObject({ isEffective: true, problem: null });
    const late = {
      ...base,
      baseDate: '2025-02-17',
      interruptions: [claimed('2026-02-25')],
      today: '2026-03-02',
    };
    expect(computeLimitation(late, calendar).chain[0]).toMatchObject({ problem: 'afterExpiry' });
  });

  it('starts anew with each proven interruption, in the order of their dates', () => {
    const { chain, restartedExpiresOn } = computeLimitation(
      { ...base, interruptions: [claimed('2025-12-01'), claimed('2025-06-01')] },
      calendar,
    );
    expect(chain.map(({ date, expiresOn }) => [date, expiresOn])).toEqual([
      ['2025-06-01', '2026-06-01'],
      ['2025-12-01', '2026-12-01'],
    ]);
    expect(restartedExpiresOn).toBe('2026-12-01');
  });

  it('is not revived by an interruption after its end', () => {
    const { chain, restartedExpiresOn, status } = computeLimitation(
      { ...base, interruptions: [claimed('2026-04-01')], today: '2026-05-01' },
      calendar,
    );
    expect(chain[0]).toMatchObject({ isEffective: false, problem: 'afterExpiry' });
    expect(restartedExpiresOn).toBe('2026-03-31');
    expect(status).toBe('toBeChecked');
  });

  it('is to be checked when an interruption has no proof or lies before the base date', () => {
    expect(
      computeLimitation({ ...base, interruptions: [claimed('2025-06-01', ' ')] }, calendar),
    ).toMatchObject({ status: 'toBeChecked', chain: [{ problem: 'proofMissing' }] });
    expect(computeLimitation({ ...base, interruptions: [claimed('2025-01-01')] }, calendar)).toMatchObject({
      status: 'toBeChecked',
      chain: [{ problem: 'beforeBaseDate', isEffective: false }],
    });
  });

  it('stands still while it is suspended, and overlapping hindrances count once', () => {
    const suspensions = [
      { from: '2025-06-01', to: '2025-06-10' },
      { from: '2025-06-05', to: '2025-06-12' },
    ];
    expect(computeLimitation({ ...base, suspensions }, calendar).expiresOn).toBe('2026-04-12');
    expect(
      computeLimitation({ ...base, suspensions: [{ from: '2025-06-01', to: null }] }, calendar),
    ).toMatchObject({ status: 'toBeChecked', problem: 'suspensionLasts' });
  });

  it('has not begun for unpaid wages while the employment goes on', () => {
    expect(computeLimitation({ ...base, rule: 'D13', isStillEmployed: true }, calendar)).toMatchObject({
      expiresOn: null,
      problem: 'stillEmployed',
    });
  });
});
