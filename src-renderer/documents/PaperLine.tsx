import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import { mayBeMade } from '../../shared/documents/slots.ts';
import { type PaperName, useRoutes } from '../shell/routes.ts';
import { Button } from '../ui/index.tsx';
import { FinaliseButton } from './FinaliseButton.tsx';
import { PaperState, useFormName } from './PaperList.tsx';

/** One paper where the work asks for it: whether it is made, the button that makes it, the way to its print. */
export function PaperLine(props: {
  readonly view: CaseView;
  readonly caseId: string;
  readonly paper: PaperName;
  /** What tells it from others of its form. */
  readonly detail?: string;
  /** It is made final once, and was: only the way to its print is left. */
  readonly isFixedElsewhere?: boolean;
}) {
  const { t } = useTranslation();
  const titleOf = useFormName();
  const go = useRoutes((routes) => routes.go);
  const { view, caseId, paper, detail = '', isFixedElsewhere = false } = props;
  const document = view.documents.findLast(
    (one) => one.form === paper.form && one.subjectId === paper.subjectId,
  );
  return (
    <div className="row paper-line" data-paper={`${paper.form}.${paper.subjectId}`}>
      <span>
        {titleOf(paper.form)} {detail}
      </span>
      <PaperState document={document} />
      {!isFixedElsewhere && mayBeMade(view, paper.form) && (
        <FinaliseButton
          kind="plain"
          caseId={caseId}
          form={paper.form}
          subjectId={paper.subjectId}
          replaced={document}
        />
      )}
      <Button
        kind="quiet"
        data-action={`open-${paper.form}`}
        onClick={() => go({ name: 'case', caseId, section: 'documents', paper })}
      >
        {t('documents.showAndPrint')}
      </Button>
    </div>
  );
}
