import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormId } from '../../shared/case/actions.ts';
import type { WordedForm } from '../../shared/contract/wording.ts';
import { findSentenceFaults } from '../../shared/documents/wording/check.ts';
import type { Replacements } from '../../shared/documents/wording/sentence.ts';
import { call, desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';
import { PaperPreview } from '../documents/PaperPreview.tsx';
import { useDraft } from '../drafts/useDraft.ts';
import { Button, Notice, Section, useOrder } from '../ui/index.tsx';
import { instantText } from '../ui/shanghai-time.ts';
import { SentenceField } from './SentenceField.tsx';
import { useFormTitle } from './useFormTitle.ts';
import { VersionList } from './VersionList.tsx';

/** The fixed sentences of one form with the originals beside them, the page as it would be, and every version. */
export function WordingEditor(props: {
  readonly form: WordedForm;
  readonly mayChange: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const title = useFormTitle();
  const client = useQueryClient();
  const { form, mayChange } = props;
  const [inUse] = form.versions;
  const saved = { basedOn: inUse?.id ?? null, sentences: inUse?.sentences ?? {} };
  const draft = useDraft<{ basedOn: string | null; sentences: Replacements }>(`wording:${form.form}`, saved);
  const { basedOn, sentences } = draft.value;
  const isChanged = form.sentences.some(
    ({ key, text }) => (sentences[key] ?? text) !== (saved.sentences[key] ?? text),
  );
  const isFaulty = form.sentences.some((one) => {
    const text = sentences[one.key];
    return text !== undefined && findSentenceFaults(one, text).length > 0;
  });
  const isBehind = isChanged && basedOn !== saved.basedOn;

  // The list may have been left far down.
  useEffect(() => document.querySelector('.shell-main')?.scrollTo(0, 0), []);
  const replace = useOrder(async (words: Replacements) => {
    await call(desk.wording.replace({ form: form.form, sentences: words, basedOn: saved.basedOn }));
    draft.clear();
    await client.invalidateQueries({ queryKey: ['wording'] });
  });
  const change = (key: string, text: string, original: string) => {
    const { [key]: _, ...others } = draft.read().sentences;
    draft.change({ basedOn, sentences: text === original ? others : { ...others, [key]: text } });
  };

  return (
    <>
      <Section
        title={t('wording.of', { form: title(form.form) })}
        aside={
          <Button data-action="close-wording" onClick={props.onClose}>
            {t('wording.back')}
          </Button>
        }
      >
        <p className="soft">{t('wording.hint')}</p>
        {isBehind && (
          <Notice tone="warning">
            {t('wording.behind')}
            <div className="row">
              <Button onClick={() => draft.change({ basedOn: saved.basedOn, sentences })}>
                {t('wording.keepMine')}
              </Button>
              <Button onClick={() => draft.clear()}>{t('wording.dropMine')}</Button>
            </div>
          </Notice>
        )}
        <div className="split wording-split">
          <div className="stack">
            {form.sentences.map((sentence, index) => (
              <SentenceField
                key={sentence.key}
                number={index + 1}
                sentence={sentence}
                text={sentences[sentence.key] ?? sentence.text}
                isReadOnly={!mayChange}
                onChange={(text) => change(sentence.key, text, sentence.text)}
              />
            ))}
          </div>
          <div className="wording-beside">
            {mayChange && (
              <Button
                kind="primary"
                data-action="save-wording"
                disabled={!isChanged || isFaulty || isBehind || replace.isBusy}
                onClick={() => void replace.run(sentences)}
              >
                {t('wording.save')}
              </Button>
            )}
            {replace.failure}
            <p className="small" role="status">
              {isChanged ? t('wording.unsaved') : <InUse form={form} />}
            </p>
            <WordedPreview form={form.form} sentences={sentences} />
          </div>
        </div>
      </Section>
      <VersionList
        form={form}
        mayChange={mayChange && !replace.isBusy && !isChanged}
        onRestore={(words) => void replace.run(words)}
      />
    </>
  );
}

/** Which words papers are made with today: after a saving, that it is saved. */
function InUse({ form: { versions } }: { readonly form: WordedForm }) {
  const { t } = useTranslation();
  const [inUse] = versions;
  return inUse === undefined
    ? t('wording.originalInUse')
    : t('wording.nowInUse', { number: versions.length, at: instantText(inUse.at) });
}

/** Typing settles before the page is set anew. */
const settling = 250;

function WordedPreview({ form, sentences }: { readonly form: FormId; readonly sentences: Replacements }) {
  const { t } = useTranslation();
  const [settled, setSettled] = useState(sentences);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(sentences), settling);
    return () => window.clearTimeout(timer);
  }, [sentences]);
  const { data, error } = useQuery({
    queryKey: ['wordingPreview', form, settled],
    queryFn: () => call(desk.wording.preview({ form, sentences: settled })),
    placeholderData: keepPreviousData,
  });
  return (
    <div>
      <p className="soft small">{t('wording.specimen')}</p>
      {error && <Notice tone="error">{errorText(error, t)}</Notice>}
      {data && <PaperPreview pdf={data.pdf} />}
    </div>
  );
}
