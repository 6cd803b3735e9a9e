import { useOpenCases } from '../caseload/useOpenCases.ts';

/** Rooms that stand in the plans of this desk's open cases, each once. */
export function useKnownRooms(): string[] {
  const rows = useOpenCases() ?? [];
  const rooms = rows.flatMap(({ summary }) => (summary.meetings ?? []).map(({ room }) => room.trim()));
  return [...new Set(rooms)]
    .filter((room) => room !== '')
    .sort((left, right) => left.localeCompare(right, 'zh'));
}
