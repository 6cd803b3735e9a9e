import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  assessmentAdvice,
  assessmentAnswers,
  assessmentLevels,
  assessmentQuestions,
  type PerformanceAssessment,
  suggestLevel,
} from '../../shared/case/assessment.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { type CodeList, codeLabel } from '../../shared/law/codes/index.ts';
import { isCalendarDate } from '../../shared/text/dates.ts';
import { call, desk } from '../app/desk.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { useMay } from '../shell/useMay.ts';
import { Button, Notice, Section, StillMissing, TextInput, useOrder } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';

type Draft = {
  readonly partyId: string;
  /** Left out until somebody gives another day than today. */
  readonly assessedOn?: string;
  readonly answers: Readonly<Record<string, { readonly answer: string; readonly note: string }>>;
  /** '' follows the answers. */
  readonly level: string;
  readonly advice: readonly string[];
  readonly note: string;
};
type Answers = PerformanceAssessment['answers'];
type Written = PerformanceAssessment & { readonly person: string };

/** 履约能力评估: internal, the mediator's own, of the 副卷. Closed until somebody opens it; opening is noted. */
export function AssessmentPanel({ view, caseId }: { readonly view: CaseView; readonly caseId: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const [written, setWritten] = useState<readonly Written[] | null>(null);
  const [isWriting, setWriting] = useState(false);
  const read = useOrder(async () =>
    setWritten((await call(desk.cases.readAssessments({ caseId }))).assessments),
  );
  if (!may('writeCaucusNotes')) return null;
  return (
    <Section
      title={t('assessment.title')}
      aside={<span className="tag tag-amber">{t('assessment.internal')}</span>}
    >
      <p className="soft small">{t('assessment.explained')}</p>
      {written?.length === 0 && <p className="soft">{t('assessment.none')}</p>}
      {written?.map((one) => (
        <Assessment key={one.assessmentId} assessment={one} view={view} />
      ))}
      {read.failure}
      <div className="row">
        {written === null && (
          <Button data-action="read-assessments" onClick={() => void read.run()}>
            {t('assessment.read')}
          </Button>
        )}
        {!isWriting && (
          <Button data-action="write-assessment" onClick={() => setWriting(true)}>
            {t('assessment.write')}
          </Button>
        )}
      </div>
      {isWriting && (
        <Form
          view={view}
          caseId={caseId}
          onDone={() => {
            setWriting(false);
            void read.run();
          }}
          onCancel={() => setWriting(false)}
        />
      )}
    </Section>
  );
}

const useLabel = () => {
  const { i18n } = useTranslation();
  return (codes: CodeList, code: string) => codeLabel(codes, code, i18n.language === 'en' ? 'en' : 'zh-CN');
};

function Assessment({ assessment, view }: { readonly assessment: Written; readonly view: CaseView }) {
  const { t } = useTranslation();
  const label = useLabel();
  const party = view.parties.find((one) => one.id === assessment.partyId);
  return (
    <div className="card" data-assessment={assessment.level}>
      <p>
        <strong>{party?.name}</strong>　{dateText(assessment.assessedOn)}
        {'　'}
        {t('assessment.levelIs', { level: label(assessmentLevels, assessment.level) })}
      </p>
      <ul>
        {assessment.answers
          .filter(({ answer, note }) => answer !== 'notChecked' || note !== '')
          .map(({ question, answer, note }) => (
            <li key={question}>
              {t('common.labelled', {
                label: t(`assessment.question.${question}`),
                value: label(assessmentAnswers, answer),
              })}{' '}
              {note}
            </li>
          ))}
      </ul>
      {assessment.advice.length > 0 && (
        <p>{listText(assessment.advice.map((one) => label(assessmentAdvice, one)))}</p>
      )}
      {assessment.note && <p>{assessment.note}</p>}
    </div>
  );
}

function Form(props: {
  readonly view: CaseView;
  readonly caseId: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslation();
  const label = useLabel();
  const { view, caseId, onDone, onCancel } = props;
  const debtors = view.parties.filter((party) => party.kind === 'employer');
  const { value, change, clear } = useDraft<Draft>(`${caseId}:assessment`, {
    partyId: debtors[0]?.id ?? '',
    answers: {},
    level: '',
    advice: [],
    note: '',
  });
  const answers = assessmentQuestions.map((question) => ({
    question,
    answer: value.answers[question]?.answer ?? 'notChecked',
    note: value.answers[question]?.note ?? '',
  })) as Answers;
  const suggested = suggestLevel(answers);
  const today = todayInShanghai();
  const assessedOn = value.assessedOn ?? today;
  const dayFault = !isCalendarDate(assessedOn) ? 'date' : assessedOn > today ? 'future' : null;
  const level = value.level === '' ? suggested : (value.level as PerformanceAssessment['level']);
  const save = useOrder(async () => {
    if (level === null || dayFault !== null) return;
    await call(
      desk.cases.writeAssessment({
        caseId,
        partyId: value.partyId,
        assessedOn,
        answers,
        level,
        advice: value.advice as PerformanceAssessment['advice'],
        note: value.note,
      }),
    );
    clear();
    onDone();
  });
  const answer = (question: string, part: Partial<Draft['answers'][string]>) => {
    const before = value.answers[question] ?? { answer: 'notChecked', note: '' };
    change({ ...value, answers: { ...value.answers, [question]: { ...before, ...part } } });
  };
  const select = (
    field: string,
    words: string,
    chosen: string,
    options: readonly (readonly [string, string])[],
    set: (value: string) => void,
  ) => (
    <select
      className="input"
      aria-label={words}
      data-field={field}
      value={chosen}
      onChange={(event) => set(event.target.value)}
    >
      {options.map(([code, text]) => (
        <option key={code} value={code}>
          {text}
        </option>
      ))}
    </select>
  );
  return (
    <div className="stack">
      <div className="field">
        <span className="field-label">{t('assessment.party')}</span>
        {select(
          'assessment.partyId',
          t('assessment.party'),
          value.partyId,
          debtors.map(({ id, name }) => [id, name || t('intake.unnamed')]),
          (partyId) => change({ ...value, partyId }),
        )}
      </div>
      <TextInput
        label={t('assessment.assessedOn')}
        field="assessment.assessedOn"
        type="date"
        value={assessedOn}
        onChange={(day) => change({ ...value, assessedOn: day })}
        findings={
          dayFault === null ? [] : [{ severity: 'error', text: t(`calculators.problem.${dayFault}`) }]
        }
      />
      <table className="plain-table">
        <tbody>
          {answers.map(({ question, answer: chosen, note }) => (
            <tr key={question}>
              <th scope="row">{t(`assessment.question.${question}`)}</th>
              <td>
                {select(
                  `assessment.${question}`,
                  t(`assessment.question.${question}`),
                  chosen,
                  assessmentAnswers.map(({ code }) => [code, label(assessmentAnswers, code)]),
                  (code) => answer(question, { answer: code }),
                )}
              </td>
              <td>
                <input
                  className="input"
                  aria-label={t('assessment.basis')}
                  placeholder={t('assessment.basis')}
                  data-field={`assessment.${question}.note`}
                  value={note}
                  onChange={(event) => answer(question, { note: event.target.value })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="field">
        <span className="field-label">{t('assessment.level')}</span>
        {select(
          'assessment.level',
          t('assessment.level'),
          level ?? '',
          [
            ...(level === null ? [['', t('common.choose')] as const] : []),
            ...assessmentLevels.map(({ code }) => [code, label(assessmentLevels, code)] as const),
          ],
          (code) => change({ ...value, level: code }),
        )}
        <span className="field-hint">
          {suggested === null
            ? t('assessment.nothingChecked')
            : t('assessment.suggested', { level: label(assessmentLevels, suggested) })}
        </span>
      </div>
      <div className="field">
        <span className="field-label">{t('assessment.advice')}</span>
        <div className="chips" role="group" aria-label={t('assessment.advice')}>
          {assessmentAdvice.map(({ code }) => (
            <button
              key={code}
              type="button"
              className="chip"
              data-field={`assessment.advice.${code}`}
              aria-pressed={value.advice.includes(code)}
              onClick={() =>
                change({
                  ...value,
                  advice: value.advice.includes(code)
                    ? value.advice.filter((one) => one !== code)
                    : [...value.advice, code],
                })
              }
            >
              {label(assessmentAdvice, code)}
            </button>
          ))}
        </div>
      </div>
      <div className="field">
        <label htmlFor="assessmentNote">{t('assessment.note')}</label>
        <textarea
          id="assessmentNote"
          data-field="assessment.note"
          rows={2}
          value={value.note}
          onChange={(event) => change({ ...value, note: event.target.value })}
        />
      </div>
      {debtors.length === 0 && <Notice tone="warning">{t('assessment.noDebtor')}</Notice>}
      {save.failure}
      <div className="row">
        <Button
          kind="primary"
          data-action="save-assessment"
          disabled={save.isBusy || value.partyId === '' || level === null || dayFault !== null}
          onClick={() => void save.run()}
        >
          {t('assessment.save')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <StillMissing labels={level === null ? [t('assessment.level')] : []} />
      </div>
    </div>
  );
}
