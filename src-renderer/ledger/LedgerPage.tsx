import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OfficeFormId, officeCatalogue } from '../../shared/documents/catalogue.ts';
import { call, desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';
import { PaperPreview } from '../documents/PaperPreview.tsx';
import { CheckInput, Notice, Section, TextInput } from '../ui/index.tsx';
import { todayInShanghai } from '../ui/shanghai-time.ts';
import { OfficePaperOutput } from './OfficePaperOutput.tsx';
import { PeriodChips } from './PeriodChips.tsx';
import { periodAround } from './periods.ts';

/** 呈报表 is about one risk, and is printed there. */
const ofPeriods = officeCatalogue.filter(({ form }) => form !== 'riskReport');

/** 台账、报表: the cases of a period as the ledger or as figures, looked at, printed and saved. */
export function LedgerPage(props: { readonly form?: OfficeFormId | undefined }) {
  const { t, i18n } = useTranslation();
  const today = todayInShanghai();
  const [form, setForm] = useState<OfficeFormId>(props.form ?? 'ledger');
  const [period, setPeriod] = useState(periodAround('thisMonth', today));
  const [isMasked, setMasked] = useState(false);
  const paper = { form, ...period, isMasked };
  const isPeriod = period.from !== '' && period.to !== '' && period.from <= period.to;
  const { data, error, isFetching } = useQuery({
    queryKey: ['ledger', form, period.from, period.to, isMasked],
    queryFn: () => call(desk.ledger.preview(paper)),
    enabled: isPeriod,
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Section
        title={t('nav.ledger')}
        aside={data && <span className="tag">{t('ledger.cases', { count: data.cases })}</span>}
      >
        <div className="stack">
          <div className="chips" role="group" aria-label={t('ledger.paper')}>
            {ofPeriods.map((entry) => (
              <button
                key={entry.form}
                type="button"
                className="chip"
                data-ledger-form={entry.form}
                aria-pressed={form === entry.form}
                onClick={() => setForm(entry.form)}
              >
                {i18n.language === 'en' ? entry.englishTitle : entry.title}
              </button>
            ))}
          </div>
          <PeriodChips period={period} today={today} onChange={setPeriod} />
          <div className="grid">
            <TextInput
              label={t('ledger.from')}
              field="ledger.from"
              type="date"
              value={period.from}
              onChange={(from) => setPeriod({ ...period, from })}
            />
            <TextInput
              label={t('ledger.to')}
              field="ledger.to"
              type="date"
              value={period.to}
              onChange={(to) => setPeriod({ ...period, to })}
              findings={isPeriod ? [] : [{ severity: 'error', text: t('ledger.notAPeriod') }]}
            />
            {form === 'ledger' && (
              <CheckInput field="ledger.isMasked" isChecked={isMasked} onChange={setMasked}>
                {t('ledger.masked')}
              </CheckInput>
            )}
          </div>
        </div>
      </Section>
      <Section title={t('ledger.preview')}>
        <div className="split">
          <div>
            {error ? (
              <Notice tone="error">{errorText(error, t)}</Notice>
            ) : (
              <>
                {isFetching && <p className="soft">{t('ledger.counting')}</p>}
                {data && <PaperPreview pdf={data.pdf} />}
              </>
            )}
          </div>
          <OfficePaperOutput key={form} paper={paper} isReady={isPeriod && data !== undefined} />
        </div>
      </Section>
    </>
  );
}
