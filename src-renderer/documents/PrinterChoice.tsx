import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';
import { Notice } from '../ui/index.tsx';

/** A printer is shut, stopped or taken away while somebody looks at the page. */
const lookAgain = 15_000;

/**
 * The printers of this machine and the one that is meant: the chosen, else the system's own choice; '' for none, and while
 * the chosen one is gone: a paper comes out nowhere else than where it was meant to.
 */
export function usePrinters() {
  const { data, error } = useQuery({
    queryKey: ['printers'],
    queryFn: () => call(desk.documents.printers({})),
    refetchInterval: lookAgain,
  });
  const [chosen, choose] = useState('');
  const printers = data?.printers ?? [];
  const isGone = data !== undefined && chosen !== '' && !printers.some(({ name }) => name === chosen);
  const fallback = printers.find((one) => one.isDefault)?.name ?? printers[0]?.name ?? '';
  const printer = isGone ? '' : chosen || fallback;
  return { printers, printer, choose, error, isKnown: data !== undefined, gone: isGone ? chosen : null };
}

/** Which printer, and in what state it is. */
export function PrinterChoice({
  id,
  printers,
  printer,
  choose,
  error,
  isKnown,
  gone,
}: ReturnType<typeof usePrinters> & { readonly id: string }) {
  const { t } = useTranslation();
  const state = printers.find((one) => one.name === printer)?.state;
  const hasNone = isKnown && printers.length === 0;
  return (
    <>
      {error && <Notice tone="error">{errorText(error, t)}</Notice>}
      {hasNone && <Notice tone="warning">{t('errors.print.noPrinter')}</Notice>}
      {gone !== null && <Notice tone="warning">{t('print.gone', { printer: gone })}</Notice>}
      {!hasNone && (
        <div className="field">
          <label htmlFor={id}>{t('print.printer')}</label>
          <select
            id={id}
            data-field="print.printer"
            value={printer}
            onChange={(event) => choose(event.target.value)}
          >
            {gone !== null && <option value="">{t('print.chooseAnother')}</option>}
            {printers.map((one) => (
              <option key={one.name} value={one.name}>
                {t('common.withNote', {
                  text: one.name,
                  note: t(`print.state.${one.state}`, { defaultValue: one.state }),
                })}
              </option>
            ))}
          </select>
          {(state === 'stopped' || state === 'refusing') && (
            <span className="field-warning" role="status">
              {t(`print.${state}Hint`)}
            </span>
          )}
        </div>
      )}
    </>
  );
}
