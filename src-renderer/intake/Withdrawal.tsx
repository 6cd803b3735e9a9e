import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import type { Editing } from '../editing/index.ts';
import { Button } from '../ui/index.tsx';

/** What stands in the intake as a card of its own and may be taken out again. */
export type CardKind = 'party' | 'agent' | 'claim' | 'evidence';

const listOf = {
  party: 'parties',
  agent: 'agents',
  claim: 'claims',
  evidence: 'evidence',
} as const satisfies Record<CardKind, keyof CaseView['withdrawn']>;

/** The cards of a kind, begun ones among them: those that stand, and those taken out. */
export function listCards(editing: Editing, kind: CardKind, view: CaseView) {
  const all = [...new Set([...listSavedIds(kind, view), ...editing.newIds(kind)])];
  const isOut = (id: string) => editing.get(kind, id, 'isWithdrawn') === true;
  return { ids: all.filter((id) => !isOut(id)), outIds: all.filter(isOut) };
}

function listSavedIds(kind: CardKind, view: CaseView): string[] {
  const list = listOf[kind];
  return [...view[list], ...view.withdrawn[list]].map(({ id }) => id);
}

/** Takes a card out: one that was only begun is gone, of another the case file keeps that it was there. */
export function WithdrawButton(props: {
  readonly editing: Editing;
  readonly kind: CardKind;
  readonly id: string;
  readonly view: CaseView;
}) {
  const { t } = useTranslation();
  const { editing, kind, id } = props;
  const isSaved = listSavedIds(kind, props.view).includes(id);
  return (
    <div className="row card-end">
      <Button
        kind="quiet"
        data-action={`withdraw-${kind}-${id}`}
        onClick={() => (isSaved ? editing.set(kind, id, { isWithdrawn: true }) : editing.drop(kind, id))}
      >
        {t(isSaved ? `intake.withdraw.${kind}` : 'intake.dropCard')}
      </Button>
    </div>
  );
}

/** What was taken out, each with the way back. */
export function WithdrawnCards(props: {
  readonly editing: Editing;
  readonly kind: CardKind;
  readonly ids: readonly string[];
  readonly isReadOnly: boolean;
}) {
  const { t } = useTranslation();
  const { editing, kind, ids } = props;
  const titleField = kind === 'claim' ? 'title' : 'name';
  return ids.map((id) => (
    <p key={id} className="row soft" data-withdrawn={`${kind}.${id}`}>
      <s>{String(editing.get(kind, id, titleField) || t('intake.unnamed'))}</s>
      <span className="small">
        {t(editing.saved(kind, id, 'isWithdrawn') === true ? 'intake.isWithdrawn' : 'intake.willBeWithdrawn')}
      </span>
      {!props.isReadOnly && (
        <Button
          kind="quiet"
          data-action={`restore-${kind}-${id}`}
          onClick={() => editing.set(kind, id, { isWithdrawn: false })}
        >
          {t('intake.takeInAgain')}
        </Button>
      )}
    </p>
  ));
}
