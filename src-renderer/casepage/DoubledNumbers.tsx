import { useTranslation } from 'react-i18next';
import {
  listDoubledNumbers,
  listNumbersAnew,
  type NumberedEntry,
} from '../../shared/case/doubled-numbers.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { Button, Notice, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { numberPatches } from './number-patches.ts';
import { useAct } from './useCase.ts';

/** Two meetings or visits of one number, begun at two desks without a line: told, and numbered apart by one click. */
export function DoubledNumbers(props: {
  readonly kind: 'meeting' | 'visit';
  readonly view: CaseView;
  readonly caseId: string;
  /** Whether this person may write here. */
  readonly isReadOnly: boolean;
}) {
  const { kind, view, caseId, isReadOnly } = props;
  const { t } = useTranslation();
  const { act } = useAct(caseId);
  const entries = kind === 'meeting' ? meetingsOf(view) : visitsOf(view);
  const doubled = listDoubledNumbers(entries);
  const anew = listNumbersAnew(entries);
  const renumber = useOrder(() => act(`${kind}.recorded`, { patches: numberPatches(kind, anew) }));
  if (doubled.length === 0) return null;
  return (
    <Notice tone="warning">
      <p>{t(`doubled.${kind}`, { numbers: listText(doubled) })}</p>
      {anew.length === 0 && <p>{t('doubled.final')}</p>}
      {renumber.failure}
      {anew.length > 0 && !isReadOnly && (
        <Button data-action="number-apart" disabled={renumber.isBusy} onClick={() => void renumber.run()}>
          {t('doubled.apart')}
        </Button>
      )}
    </Notice>
  );
}

const meetingsOf = ({ meetings }: CaseView): NumberedEntry[] =>
  meetings.map(({ id, number, date, startTime, document }) => ({
    id,
    number: number ?? 0,
    heldAt: `${date ?? ''} ${startTime ?? ''}`,
    isFinal: document !== null,
  }));

/** A correction has the number of what it puts right. */
const visitsOf = ({ visits }: CaseView): NumberedEntry[] =>
  visits
    .filter(({ correctsVisitId }) => !correctsVisitId)
    .map(({ id, number, date, plannedOn, document }) => ({
      id,
      number: number ?? 0,
      heldAt: date || plannedOn || '',
      isFinal: document !== null,
    }));
