import { isRemote } from '../../shared/case/summary.ts';
import type { Workspace } from './workspace.ts';

const casesLookedThrough = 20;

/** Parties of earlier cases whose name or number fits what was typed, newest case first, each once. */
export async function findEarlierParties(workspace: Pick<Workspace, 'index' | 'caseFiles'>, search: string) {
  const { rows } = await workspace.index.page({
    search,
    stage: null,
    isClosed: null,
    mediatorId: null,
    order: 'newest',
    offset: 0,
    limit: casesLookedThrough,
  });
  const wanted = search.trim().toUpperCase();
  const found = new Map<string, { caseNumber: string; party: Record<string, unknown> }>();
  for (const row of search.trim().length < 2 ? [] : rows.filter((one) => !isRemote(one))) {
    const { fold } = await workspace.caseFiles.open(row.id);
    for (const entity of Object.values(fold.state.entities.party ?? {})) {
      const party = Object.fromEntries(
        Object.entries(entity.fields).map(([name, register]) => [name, register.at(-1)?.value]),
      );
      const texts = [party.name, party.idNumber, party.creditCode, party.phone].map((text) =>
        String(text ?? '').toUpperCase(),
      );
      const key = String(party.idNumber || party.creditCode || party.name);
      if (texts.some((text) => text.includes(wanted)) && !found.has(key)) {
        found.set(key, { caseNumber: row.caseNumber, party });
      }
    }
  }
  return [...found.values()];
}
