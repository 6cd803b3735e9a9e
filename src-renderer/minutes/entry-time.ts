import type { MeetingView } from '../../shared/case/view.ts';
import { timeInShanghai, todayInShanghai } from '../ui/shanghai-time.ts';

/** When something was said that nobody gave a time: now; of a meeting written down afterwards, no clock of today. */
export function entryTime({ date, entries, startTime }: MeetingView): string {
  if (!date || date === todayInShanghai()) return timeInShanghai();
  return entries.at(-1)?.time || startTime || timeInShanghai();
}
