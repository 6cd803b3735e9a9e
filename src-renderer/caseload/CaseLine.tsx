import type { ReactNode } from 'react';
import type { CaseListItem } from '../../shared/contract/cases.ts';
import { asRestedOn } from '../casepage/rested-line.ts';
import type { SectionId } from '../casepage/section-ids.ts';
import { useRoutes } from '../shell/routes.ts';
import { useDisputeName } from '../ui/usePartyNames.ts';

/** One case in one line; it opens where the work is done. */
export function CaseLine(props: {
  readonly row: CaseListItem;
  /** '' for the case's next step. */
  readonly section: SectionId | '';
  readonly before?: ReactNode;
  readonly after?: ReactNode;
  readonly tag?: ReactNode;
}) {
  const go = useRoutes((routes) => routes.go);
  const { row, section } = props;
  const { causeOfAction } = row.summary;
  const disputeName = useDisputeName(2);
  return (
    <li>
      <button
        type="button"
        className="line"
        data-case={row.id}
        onClick={() => go({ name: 'case', caseId: row.id, section })}
        {...asRestedOn({ caseId: row.id, section, isHere: row.isHere })}
      >
        <span>
          {props.before} {disputeName(row.summary)}
          <span className="small soft line-detail">
            {[row.caseNumber, causeOfAction, props.after].filter(Boolean).join(' · ')}
          </span>
        </span>
        {props.tag}
      </button>
    </li>
  );
}
