import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { WordedForm } from '../../shared/contract/wording.ts';
import { findSentenceFaults } from '../../shared/documents/wording/check.ts';
import { placeholderPattern } from '../../shared/documents/wording/sentence.ts';
import { Button, Findings } from '../ui/index.tsx';

/** Lines of about this many characters stand in the field. */
const lineLength = 24;

/** One sentence: the form's own, and beside it the office's. What is wrong with it is said under it. */
export function SentenceField(props: {
  readonly number: number;
  readonly sentence: WordedForm['sentences'][number];
  readonly text: string;
  readonly isReadOnly: boolean;
  readonly onChange: (text: string) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const { sentence, text } = props;
  const faults = findSentenceFaults(sentence, text);
  const isChanged = text !== sentence.text;
  const lines = Math.max(...[sentence.text, text].map((one) => Math.ceil(one.length / lineLength)));
  return (
    <div className="wording-sentence" data-sentence={sentence.key}>
      <div className="row">
        <strong>{t('wording.sentence', { number: props.number })}</strong>
        {sentence.article !== null && (
          <span className="tag tag-amber">{t('wording.lawWants', { article: sentence.article })}</span>
        )}
        {isChanged && <span className="tag">{t('wording.changed')}</span>}
        {isChanged && !props.isReadOnly && (
          <Button kind="quiet" onClick={() => props.onChange(sentence.text)}>
            {t('wording.takeOriginal')}
          </Button>
        )}
      </div>
      <div className="wording-pair">
        <div>
          <span className="field-label">{t('wording.original')}</span>
          <p className="wording-original">
            <Marked text={sentence.text} />
          </p>
        </div>
        <div className={`field ${isChanged ? 'field-changed' : ''}`}>
          <label htmlFor={id}>{t('wording.ours')}</label>
          <textarea
            id={id}
            rows={Math.max(2, lines + 1)}
            data-field={`wording.${sentence.key}`}
            aria-invalid={faults.length > 0}
            readOnly={props.isReadOnly}
            value={text}
            onChange={(event) => props.onChange(event.target.value)}
          />
          <Findings
            findings={faults.map(({ line, reason, about }) => ({
              severity: 'error',
              text: t(`wording.fault.${reason}`, { line, about }),
            }))}
          />
        </div>
      </div>
    </div>
  );
}

/** What the case puts in stands out from what is fixed. */
function Marked({ text }: { readonly text: string }) {
  const names = [...text.matchAll(placeholderPattern)].map(([whole]) => whole);
  return text.split(placeholderPattern).map((piece, index) =>
    index % 2 === 0 ? (
      piece
    ) : (
      <span key={index} className="wording-placeholder">
        {names[(index - 1) / 2]}
      </span>
    ),
  );
}
