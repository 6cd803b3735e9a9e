import { useTranslation } from 'react-i18next';
import { numberEntries } from '../../shared/case/entry-numbers.ts';
import { isClosedTo } from '../../shared/case/step-refusals.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { TakeBackEntity } from '../casepage/TakeBack.tsx';
import { newId, useAct } from '../casepage/useCase.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { Button, Section, useOrder } from '../ui/index.tsx';

/**
 * 无争议事实: agreed, may be used later; unlike what was conceded in mediation. What the minutes hold as such is taken over
 * and worded here, not typed again.
 */
export function UndisputedFacts({ view, caseId }: { readonly view: CaseView; readonly caseId: string }) {
  const { t } = useTranslation();
  const { act } = useAct(caseId);
  const { value, change, clear } = useDraft(`${caseId}:fact`, '');
  const add = useOrder(async () => {
    const fields = {
      order: Math.max(0, ...view.undisputedFacts.map(({ order }) => order ?? 0)) + 1,
      text: value.trim(),
    };
    await act('minutes.entryWritten', { patches: [{ kind: 'undisputedFact', id: newId('u'), fields }] });
    clear();
  });
  const isClosed = isClosedTo(view, 'writeMinutes');
  const numbers = numberEntries(view);
  const inMinutes = view.meetings
    .flatMap(({ entries }) => entries)
    .map((entry) => ({ ...entry, text: entry.text ?? '', number: numbers.get(entry.id) }))
    .filter(({ kind, number, text }) => kind === 'fact' && number !== undefined && text !== '')
    .filter(({ text }) => !view.undisputedFacts.some((fact) => fact.text === text));
  return (
    <Section title={t('minutes.undisputedFacts')}>
      <ol>
        {view.undisputedFacts.map((fact) => (
          <li key={fact.id} data-fact={fact.id}>
            {fact.text}
            {!isClosed && (
              <TakeBackEntity
                label={t('takeBack.fact')}
                name={`fact-${fact.id}`}
                caseId={caseId}
                type="minutes.entryWritten"
                kind="undisputedFact"
                id={fact.id}
              />
            )}
          </li>
        ))}
      </ol>
      {!isClosed && (
        <>
          <textarea
            className="input"
            rows={2}
            aria-label={t('minutes.undisputedFacts')}
            data-field="fact.text"
            value={value}
            onChange={(event) => change(event.target.value)}
          />
          {value === '' && inMinutes.length > 0 && (
            <div>
              {inMinutes.map(({ id, number, text }) => (
                <Button
                  key={id}
                  kind="quiet"
                  data-action="take-fact"
                  title={text}
                  onClick={() => change(text)}
                >
                  {t('minutes.takeFact', { number })}
                </Button>
              ))}
            </div>
          )}
          {add.failure}
          <Button
            data-action="add-fact"
            disabled={add.isBusy || value.trim() === ''}
            onClick={() => void add.run()}
          >
            {t('minutes.addFact')}
          </Button>
        </>
      )}
    </Section>
  );
}
