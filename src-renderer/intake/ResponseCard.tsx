import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import { PartyContact } from '../casepage/PartyContact.tsx';
import { PaperLine } from '../documents/PaperLine.tsx';
import { CheckField, type Editing, EntityFields, TextAreaField, TextField } from '../editing/index.ts';
import { Button, TextInput } from '../ui/index.tsx';
import { timeInShanghai, todayInShanghai } from '../ui/shanghai-time.ts';

type Attempt = {
  readonly date: string;
  readonly time: string;
  readonly method: string;
  readonly result: string;
};

/** The attempts of one response, as they stand on the screen. */
export function attemptsOf(editing: Editing, id: string): readonly Attempt[] {
  const value = editing.get('response', id, 'attempts');
  return Array.isArray(value) ? (value as Attempt[]) : [];
}

/**
 * Asking one of the other side: each attempt with its day, hour, way and result, then the answer. A refusal for lack of
 * contact rests on these (企业劳动争议协商调解规定 22).
 */
export function ResponseCard(props: {
  readonly party: CaseView['parties'][number];
  readonly view: CaseView;
  readonly editing: Editing;
  readonly isReadOnly: boolean;
}) {
  const { t, i18n } = useTranslation();
  // What is chosen stands on Chinese papers, whatever the window speaks.
  const paper = i18n.getFixedT('zh-CN');
  const { party, view, editing, isReadOnly } = props;
  const { id } = party;
  const attempts = attemptsOf(editing, id);
  const set = (next: readonly Attempt[]) => editing.set('response', id, { attempts: next });
  const methods = paper('acceptance.askingMethods').split('、');
  const isAsked = Boolean(editing.get('response', id, 'askedOn'));
  const part = (attempt: Attempt, index: number, name: keyof Attempt, type: 'text' | 'date' | 'time') => (
    <TextInput
      label={t(`acceptance.attempt.${name}`)}
      field={`response.${id}.attempts.${index}.${name}`}
      type={type}
      value={attempt[name]}
      suggestions={
        name === 'method'
          ? methods
          : name === 'result'
            ? paper('acceptance.askingResults').split('、')
            : undefined
      }
      findings={
        name === 'date' && attempt.date === ''
          ? [{ severity: 'error', text: t('acceptance.attempt.dateMissing') }]
          : []
      }
      onChange={(value) =>
        set(attempts.map((one, place) => (place === index ? { ...one, [name]: value } : one)))
      }
    />
  );
  return (
    <EntityFields editing={editing} kind="response" id={id} isReadOnly={isReadOnly}>
      <div className="card" data-response={id}>
        <h3>{party.name}</h3>
        <PartyContact party={party} view={view} />
        <div className="grid">
          <strong className="field-wide">{t('acceptance.attempt.number', { number: 1 })}</strong>
          <TextField field="askedOn" type="date" />
          <TextField field="askedBy" suggestions={methods} />
        </div>
        {attempts.map((attempt, index) => (
          <div key={index} className="grid" data-attempt={index + 2}>
            <strong className="field-wide">{t('acceptance.attempt.number', { number: index + 2 })}</strong>
            {part(attempt, index, 'date', 'date')}
            {part(attempt, index, 'time', 'time')}
            {part(attempt, index, 'method', 'text')}
            {part(attempt, index, 'result', 'text')}
          </div>
        ))}
        {!isReadOnly && isAsked && (
          <div className="row">
            <Button
              kind="quiet"
              data-action={`add-attempt-${id}`}
              onClick={() =>
                set([
                  ...attempts,
                  { date: todayInShanghai(), time: timeInShanghai(), method: methods[0] ?? '', result: '' },
                ])
              }
            >
              {t('acceptance.attempt.add')}
            </Button>
            {attempts.length > 0 && (
              <Button
                kind="quiet"
                data-action={`remove-attempt-${id}`}
                onClick={() => set(attempts.slice(0, -1))}
              >
                {t('acceptance.attempt.remove')}
              </Button>
            )}
          </div>
        )}
        <div className="grid">
          <TextField field="answeredOn" type="date" />
          <TextField field="answeredBy" />
          <CheckField field="agreesToMediate" />
          <TextAreaField field="opinion" rows={2} />
        </div>
        <PaperLine view={view} caseId={view.caseId} paper={{ form: 'consultationLetter', subjectId: id }} />
      </div>
    </EntityFields>
  );
}
