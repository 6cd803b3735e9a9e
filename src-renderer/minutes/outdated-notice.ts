import type { CaseDocument } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { buildMeetingNotice } from '../../shared/documents/forms/session-papers.ts';

type Part = { readonly kind?: unknown; readonly fields?: unknown };

/** When, where and before whom: what the notice of a meeting tells in its table. */
const toldIn = (parts: unknown) =>
  JSON.stringify(
    Array.isArray(parts)
      ? (parts as readonly Part[]).flatMap(({ kind, fields }) => (kind === 'fields' ? fields : []))
      : [],
  );

/**
 * The parties were told another time, place or mediator than stand now. Whatever else was recorded of the meeting, or
 * was taken back again, asks for no new notice.
 */
export function isOutdated(notice: CaseDocument, view: CaseView): boolean {
  const { parts } = buildMeetingNotice(view, notice.subjectId, {});
  return toldIn(notice.content.parts) !== toldIn(parts);
}
