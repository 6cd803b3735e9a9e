import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldBlock } from '../../shared/documents/content.ts';
import { Button } from '../ui/index.tsx';

/** Values to be typed elsewhere, each with a button that copies it. What was copied keeps its mark. */
export function FieldSheet({ blocks }: { readonly blocks: readonly FieldBlock[] }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<readonly string[]>([]);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => setCopied([]), [blocks.length]);
  const copy = async (key: string, value: string) => {
    try {
      await navigator.clipboard.writeText(value);
      setRefused(false);
      setCopied((before) => [...before.filter((one) => one !== key), key]);
    } catch {
      setRefused(true);
    }
  };
  return (
    <>
      {isRefused && <p className="field-warning">{t('platform.copyRefused')}</p>}
      {blocks.map(({ heading, fields }) => (
        <section key={heading} className="sheet" aria-label={heading}>
          <h3>{heading}</h3>
          <dl>
            {fields.map(([label, value]) => {
              const key = `${heading}/${label}`;
              return (
                <div key={key} data-sheet={key} className="sheet-row">
                  <dt className="soft">{label}</dt>
                  <dd>
                    <span>{value || <span className="soft">{t('platform.empty')}</span>}</span>
                    {value !== '' && (
                      <Button
                        kind="quiet"
                        aria-label={t('platform.copyOf', { label })}
                        data-action="copy"
                        onClick={() => void copy(key, value)}
                      >
                        {t(copied.includes(key) ? 'platform.copied' : 'platform.copy')}
                      </Button>
                    )}
                  </dd>
                </div>
              );
            })}
          </dl>
        </section>
      ))}
    </>
  );
}
