import { useTranslation } from 'react-i18next';
import type { CaseView, MeetingView } from '../../shared/case/view.ts';
import { countPrinted } from '../../shared/documents/print-batch.ts';
import { listUnservedPapers } from '../../shared/documents/service.ts';
import { FinaliseButton } from '../documents/FinaliseButton.tsx';
import { useRoutes } from '../shell/routes.ts';
import { Button } from '../ui/index.tsx';
import { timeInShanghai, todayInShanghai } from '../ui/shanghai-time.ts';
import { usePartyNames } from '../ui/usePartyNames.ts';
import { isOutdated } from './outdated-notice.ts';

/** 调解会通知书 of a planned meeting: made from the plan; a plan that changed afterwards asks for a new one. */
export function MeetingNotice(props: {
  readonly meeting: MeetingView;
  readonly view: CaseView;
  readonly caseId: string;
}) {
  const { t } = useTranslation();
  const { meeting, view, caseId } = props;
  const go = useRoutes((routes) => routes.go);
  const notice = view.documents.findLast(
    (one) => one.form === 'meetingNotice' && one.subjectId === meeting.id,
  );
  const copies = notice === undefined ? 0 : countPrinted(notice);
  const names = usePartyNames(2);
  const unserved = view.parties.filter((party) =>
    listUnservedPapers(view, party).some(({ documentId }) => documentId === notice?.documentId),
  );
  // A meeting that has begun, or begins now, invites nobody any more.
  const isAhead = `${meeting.date} ${meeting.startTime}` > `${todayInShanghai()} ${timeInShanghai()}`;
  if (notice === undefined && !isAhead) return null;
  const isOld = notice !== undefined && isOutdated(notice, view);
  return (
    <div className="row" data-value="meetingNotice">
      <span>
        {t('form.meetingNotice')}
        {'　'}
        <span className={`tag ${notice && !isOld ? 'tag-green' : 'tag-amber'}`}>
          {notice === undefined
            ? t('notice.notMade')
            : isOld
              ? t('notice.outdated')
              : copies > 0
                ? t('documents.printed', { count: copies })
                : t('notice.made')}
        </span>
      </span>
      {(notice === undefined || isOld) && (
        <FinaliseButton kind="plain" caseId={caseId} form="meetingNotice" subjectId={meeting.id} />
      )}
      {notice !== undefined && (
        <Button
          data-action="to-notice"
          onClick={() =>
            go({
              name: 'case',
              caseId,
              section: 'documents',
              paper: { form: 'meetingNotice', subjectId: meeting.id },
            })
          }
        >
          {t('notice.print')}
        </Button>
      )}
      {!isOld && unserved.length > 0 && (
        <Button
          kind="quiet"
          data-action="to-services"
          onClick={() => go({ name: 'case', caseId, section: 'documents', at: 'services' })}
        >
          {t('notice.unserved', { names: names(unserved.map(({ name }) => name || t('intake.unnamed'))) })}
        </Button>
      )}
    </div>
  );
}
