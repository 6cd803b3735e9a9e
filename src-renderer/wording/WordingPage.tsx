import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormId } from '../../shared/case/actions.ts';
import type { WordedForm } from '../../shared/contract/wording.ts';
import { call, desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';
import { useEscape } from '../shell/escape.ts';
import { useMay } from '../shell/useMay.ts';
import { Button, Notice, Section } from '../ui/index.tsx';
import { instantText } from '../ui/shanghai-time.ts';
import { useFormTitle } from './useFormTitle.ts';
import { WordingEditor } from './WordingEditor.tsx';

/** 文书用语: how the office words its forms. Everybody may look; head and administrator may change. */
export default function WordingPage() {
  const { t } = useTranslation();
  const [form, setForm] = useState<FormId | null>(null);
  const { data, error } = useQuery({ queryKey: ['wording'], queryFn: () => call(desk.wording.forms({})) });
  const mayChange = useMay()('replaceWording');
  useEscape(form !== null, () => setForm(null));
  if (error) return <Notice tone="error">{errorText(error, t)}</Notice>;
  const chosen = data?.forms.find((one) => one.form === form);
  if (chosen !== undefined)
    return (
      <WordingEditor
        // A version that arrives, or that was saved here, is what the editing goes on from.
        key={`${chosen.form}-${chosen.versions.length}`}
        form={chosen}
        mayChange={mayChange}
        onClose={() => setForm(null)}
      />
    );
  return (
    <Section title={t('wording.title')}>
      <p className="soft">{t('wording.explain')}</p>
      {!mayChange && <Notice tone="info">{t('wording.onlyHead')}</Notice>}
      <table>
        <tbody>
          {(data?.forms ?? []).map((one) => (
            <FormRow key={one.form} form={one} onOpen={() => setForm(one.form)} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function FormRow({ form, onOpen }: { readonly form: WordedForm; readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const title = useFormTitle();
  const [inUse] = form.versions;
  const changed = Object.keys(inUse?.sentences ?? {}).length;
  return (
    <tr data-form={form.form}>
      <td>{title(form.form)}</td>
      <td className="soft">
        {inUse === undefined || changed === 0
          ? t('wording.asShipped')
          : t('wording.changedSince', { count: changed, at: instantText(inUse.at) })}
      </td>
      <td>
        <Button data-action={`word-${form.form}`} onClick={onOpen}>
          {t('wording.open')}
        </Button>
      </td>
    </tr>
  );
}
