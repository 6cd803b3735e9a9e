import { z } from 'zod';

/**
 * 离线使用期限: how long a desk that knows a central server shows case files without any contact with it. A desk that was
 * stolen, or whose person has left, is then shut also where no revocation can reach it.
 */

/** Whole days; 0 is no limit, as long as no 管理员 has set one: a room whose line is bad must not be shut by surprise. */
export const GraceDays = z.number().int().min(0).max(365);

/** What an administrator is offered. */
export const graceChoices = [0, 7, 14, 30, 60, 90] as const;

/** How long ago the last contact was, counted so that it only grows; lies in the encrypted store. */
export const GraceCount = z.object({
  /** Milliseconds since the last contact. */
  passed: z.number().min(0),
  /** What the PC's clock said when that was reckoned. */
  seenAt: z.number(),
});
export type GraceCount = z.infer<typeof GraceCount>;

export const GraceStanding = z.object({
  days: GraceDays,
  /** Whole or begun days that are left. */
  daysLeft: z.number().int().min(0),
  /** Near enough to its end to be told of. */
  isSoon: z.boolean(),
  isOver: z.boolean(),
});
export type GraceStanding = z.infer<typeof GraceStanding>;

const day = 24 * 3600 * 1000;
const toldDaysBefore = 7;

/**
 * Goes on counting. What the clock has gone forward counts, and so does what the program itself has run, whatever the
 * clock says: one that is set back takes nothing away.
 * @param ran milliseconds that the program has run since the last reckoning, by a clock that nobody can set
 */
export function countOn(count: GraceCount, clock: number, ran: number): GraceCount {
  return { passed: count.passed + Math.max(0, clock - count.seenAt, ran), seenAt: clock };
}

/** Null where there is no limit. */
export function findGraceStanding(days: number, { passed }: GraceCount): GraceStanding | null {
  if (days === 0) return null;
  const daysLeft = Math.max(0, Math.ceil((days * day - passed) / day));
  return { days, daysLeft, isSoon: daysLeft <= Math.min(toldDaysBefore, days / 2), isOver: daysLeft === 0 };
}
