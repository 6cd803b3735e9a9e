import type { ParkedItem } from '../../shared/contract/desk-sync.ts';
import { isRiskActionType } from '../../shared/risk/actions.ts';
import { call, desk } from '../app/desk.ts';
import { findDraft, saveDraft } from '../drafts/draft-store.ts';
import { useRoutes } from '../shell/routes.ts';
import { useOrder } from '../ui/index.tsx';
import { type ParkedDraft, placeOfParked, placeOfParkedRisk } from './parked-place.ts';

/**
 * Opens the case or the risk where a parked action was recorded, its values filled in and shown beside, for whoever records
 * it anew.
 */
export function useRecordAnew() {
  const go = useRoutes((routes) => routes.go);
  return useOrder(async ({ id, recordId }: ParkedItem) => {
    const { content } = await call(desk.sync.parked({ id }));
    if (content !== null && isRiskActionType(content.type)) {
      const { riskId, drafts } = placeOfParkedRisk(recordId, content);
      for (const draft of drafts) await fillIn(riskId || 'new', draft);
      go({ name: 'risk', riskId });
      return;
    }
    const place = content === null ? null : placeOfParked(content);
    for (const draft of place?.drafts ?? []) await fillIn(recordId, draft);
    go({
      name: 'case',
      caseId: recordId,
      section: place?.section ?? 'timeline',
      ...(place?.at === undefined ? {} : { at: place.at }),
      parked: id,
    });
  });
}

/** Under what was typed since: that is newer and somebody's own. */
async function fillIn(recordId: string, { name, typed }: ParkedDraft): Promise<void> {
  const draft = `${recordId}:${name}`;
  const found = ((await findDraft(draft)) ?? {}) as Record<string, unknown>;
  await saveDraft(draft, { ...typed, ...found, ...joinObjects(typed, found) });
}

/** What stands in both and is itself made of fields is joined field by field. */
function joinObjects(under: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const both = Object.keys(under).filter((key) => isObject(under[key]) && isObject(over[key]));
  return Object.fromEntries(both.map((key) => [key, Object.assign({}, under[key], over[key])]));
}
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
