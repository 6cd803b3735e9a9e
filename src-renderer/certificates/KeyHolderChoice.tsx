import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { call, desk } from '../app/desk.ts';
import { codeText } from '../app/error-text.ts';
import { Button, Notice, useOrder } from '../ui/index.tsx';

/** Who holds the new key: this desk (`tokenSerial` null), or a UKey ('' until one is chosen). */
export function KeyHolderChoice(props: {
  readonly tokenSerial: string | null;
  readonly onChange: (tokenSerial: string | null) => void;
}) {
  const { t } = useTranslation();
  const { tokenSerial, onChange } = props;
  const id = useId();
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{t('certificates.keyHolder')}</label>
        <select
          id={id}
          data-field="certificates.keyHolder"
          value={tokenSerial === null ? 'desk' : 'token'}
          onChange={(event) => onChange(event.target.value === 'token' ? '' : null)}
        >
          <option value="desk">{t('certificates.keyHolder.desk')}</option>
          <option value="token">{t('certificates.keyHolder.token')}</option>
        </select>
      </div>
      {tokenSerial !== null && <TokenChoice tokenSerial={tokenSerial} onChange={onChange} />}
    </>
  );
}

/** The UKeys plugged in, by label, and the maker's driver that reads them. */
function TokenChoice(props: {
  readonly tokenSerial: string;
  readonly onChange: (tokenSerial: string) => void;
}) {
  const { t } = useTranslation();
  const { tokenSerial, onChange } = props;
  const id = useId();
  const { data, refetch, isFetching } = useQuery({
    queryKey: ['tokens'],
    queryFn: () => call(desk.certificates.tokens({})),
    gcTime: 0,
  });
  const choose = useOrder(async () => {
    await call(desk.certificates.chooseTokenLibrary({}));
    await refetch();
  });
  if (data === undefined) return null;
  const { library, problem, tokens } = data;
  return (
    <>
      <p className="small">
        {library === null
          ? t('certificates.tokenLibraryMissing')
          : t('certificates.tokenLibrary', { name: library })}
      </p>
      {problem !== null && <Notice tone="error">{codeText(problem, t)}</Notice>}
      {choose.failure}
      <div className="row">
        <Button data-action="choose-token-library" disabled={choose.isBusy} onClick={() => void choose.run()}>
          {t('certificates.chooseTokenLibrary')}
        </Button>
        {library !== null && (
          <Button data-action="look-for-tokens" disabled={isFetching} onClick={() => void refetch()}>
            {t('certificates.lookForTokens')}
          </Button>
        )}
      </div>
      {library !== null && problem === null && tokens.length === 0 && (
        <Notice tone="warning">{t('certificates.noToken')}</Notice>
      )}
      {tokens.length > 0 && (
        <div className="field">
          <label htmlFor={id}>{t('certificates.token')}</label>
          <select
            id={id}
            data-field="certificates.token"
            value={tokenSerial}
            onChange={(event) => onChange(event.target.value)}
          >
            <option value="">{t('certificates.tokenUnchosen')}</option>
            {tokens.map(({ serialNumber, label }) => (
              <option key={serialNumber} value={serialNumber}>
                {t('certificates.tokenLine', { label, serialNumber })}
              </option>
            ))}
          </select>
        </div>
      )}
    </>
  );
}
