import { useTranslation } from 'react-i18next';
import type { WordedForm } from '../../shared/contract/wording.ts';
import type { Replacements } from '../../shared/documents/wording/sentence.ts';
import { Button, Section } from '../ui/index.tsx';
import { instantText } from '../ui/shanghai-time.ts';

/** Every version with its date and author, and the way back to each. Going back is a new version; none is lost. */
export function VersionList(props: {
  readonly form: WordedForm;
  readonly mayChange: boolean;
  readonly onRestore: (sentences: Replacements) => void;
}) {
  const { t } = useTranslation();
  const { versions } = props.form;
  const isOriginalInUse = Object.keys(versions[0]?.sentences ?? {}).length === 0;
  const restore = (name: string, sentences: Replacements) => (
    <Button
      data-action={`restore-${name}`}
      disabled={!props.mayChange}
      onClick={() => props.onRestore(sentences)}
    >
      {t('wording.restore')}
    </Button>
  );
  return (
    <Section title={t('wording.versions')}>
      <p className="soft">{t('wording.versionsHint')}</p>
      <table>
        <tbody>
          {versions.map((version, index) => (
            <tr key={version.id} data-version={versions.length - index}>
              <td>{t('wording.version', { number: versions.length - index })}</td>
              <td>{instantText(version.at)}</td>
              <td>{version.by}</td>
              <td className="soft">
                {Object.keys(version.sentences).length === 0
                  ? t('wording.asShipped')
                  : t('wording.changedCount', { count: Object.keys(version.sentences).length })}
                {version.isConcurrent && <span className="tag tag-amber">{t('wording.concurrent')}</span>}
              </td>
              <td>
                {index === 0 ? (
                  <span className="tag tag-green">{t('wording.inUse')}</span>
                ) : (
                  restore(String(versions.length - index), version.sentences)
                )}
              </td>
            </tr>
          ))}
          <tr data-version="original">
            <td>{t('wording.original')}</td>
            <td />
            <td />
            <td className="soft">{t('wording.asShipped')}</td>
            <td>
              {versions.length === 0 ? (
                <span className="tag tag-green">{t('wording.inUse')}</span>
              ) : (
                !isOriginalInUse && restore('original', {})
              )}
            </td>
          </tr>
        </tbody>
      </table>
    </Section>
  );
}
