import { describe, expect, it } from 'vitest';
import { contactLevel } from '../../../shared/directory/desk-contact.ts';

/** CRITERIA I2. 2026-04-13 is a Monday; times of Beijing. */
const at = (time: string) => new Date(`2026-04-13T${time}:00+08:00`).toISOString();
const level = (heardAt: string | null, now: string, { restarts = 0, isWorkingDay = true } = {}) =>
  contactLevel({ heardAt: heardAt === null ? null : at(heardAt), restarts }, at(now), isWorkingDay);

describe('a desk that is not heard of', () => {
  it.each([
    ['10:00', '10:10', 'fine'],
    ['10:00', '10:11', 'warning'],
    ['10:00', '10:30', 'warning'],
    ['10:00', '10:31', 'alarm'],
  ])('heard at %s is at %s: %s', (heardAt, now, expected) => {
    expect(level(heardAt, now)).toBe(expected);
  });
  it('is counted from the opening of the office, and not at all when nobody works', () => {
    expect(level('08:00', '09:10')).toBe('fine');
    expect(level(null, '09:31')).toBe('alarm');
    expect(level('10:00', '20:00')).toBe('fine');
    expect(level('10:00', '16:00', { isWorkingDay: false })).toBe('fine');
  });
  it('warns when its line begins anew more than five times an hour', () => {
    expect(level('10:00', '10:01', { restarts: 5 })).toBe('fine');
    expect(level('10:00', '10:01', { restarts: 6 })).toBe('warning');
  });
});
