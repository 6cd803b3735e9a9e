import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';
import { Notice } from '../ui/index.tsx';

/** The printers of this machine and the one that is meant: the chosen, else the system's own choice; '' for none. */
export function usePrinters() {
  const { data, error } = useQuery({
    queryKey: ['printers'],
    queryFn: () => call(desk.documents.printers({})),
  });
  const [chosen, choose] = useState('');
  const printers = data?.printers ?? [];
  const printer = chosen || printers.find((one) => one.isDefault)?.name || printers[0]?.name || '';
  return { printers, printer, choose, error, isKnown: data !== undefined };
}

/** Which printer, and in what state it is. */
export function PrinterChoice({
  id,
  printers,
  printer,
  choose,
  error,
  isKnown,
}: ReturnType<typeof usePrinters> & { readonly id: string }) {
  const { t } = useTranslation();
  const state = printers.find((one) => one.name === printer)?.state;
  return (
    <>
      {error && <Notice tone="error">{errorText(error, t)}</Notice>}
      {isKnown && printers.length === 0 && <Notice tone="warning">{t('errors.print.noPrinter')}</Notice>}
      <div className="field">
        <label htmlFor={id}>{t('print.printer')}</label>
        <select
          id={id}
          data-field="print.printer"
          value={printer}
          onChange={(event) => choose(event.target.value)}
        >
          {printers.map((one) => (
            <option key={one.name} value={one.name}>
              {one.name}（{t(`print.state.${one.state}`, { defaultValue: one.state })}）
            </option>
          ))}
        </select>
        {state === 'stopped' && (
          <span className="field-warning" role="status">
            {t('print.stoppedHint')}
          </span>
        )}
      </div>
    </>
  );
}
