import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdministrationOverview } from '../../shared/contract/administration.ts';
import { graceChoices } from '../../shared/directory/offline-grace.ts';
import { call, desk } from '../app/desk.ts';
import { Button, Notice, Section, SelectInput } from '../ui/index.tsx';
import { useAdministrationOrder } from './useAdministrationOrder.ts';

/** 离线使用期限: how long the office's desks show case files without contact. */
export function GraceOfOffice({ overview }: { readonly overview: AdministrationOverview }) {
  const { t } = useTranslation();
  const { officeId, graceDays } = overview;
  const [days, setDays] = useState(graceDays);
  const [isSet, setSet] = useState(false);
  const change = useAdministrationOrder(async () => {
    await call(desk.administration.setGrace({ officeId, days }));
    setSet(true);
  });
  const choices = [...new Set([...graceChoices, graceDays])].sort((left, right) => left - right);
  return (
    <Section title={t('grace.title')}>
      <p className="soft">{t('grace.explain')}</p>
      <div className="grid">
        <SelectInput
          label={t('grace.days')}
          field="administration.graceDays"
          value={String(days)}
          options={choices.map((count) => ({
            value: String(count),
            label: count === 0 ? t('grace.none') : t('grace.choice', { count }),
          }))}
          onChange={(value) => {
            setDays(Number(value));
            setSet(false);
          }}
        />
      </div>
      {change.failure}
      {isSet && change.error === null && <Notice tone="good">{t('grace.set')}</Notice>}
      <div className="row">
        <Button
          data-action="set-grace"
          disabled={change.isBusy || days === graceDays}
          onClick={() => void change.run()}
        >
          {t('grace.save')}
        </Button>
      </div>
    </Section>
  );
}
