import { toShanghaiTime } from '../../shared/text/dates.ts';

/** The time of day now, 'HH:MM', of Beijing: a PC set to another zone must not get its own time onto paper. */
export const timeInShanghai = (): string => toShanghaiTime(new Date().toISOString());

/** An instant for reading, '2026/4/13 09:20:00', of Beijing. */
export const instantText = (instant: string): string =>
  new Date(instant).toLocaleString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' });
