import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { districts, organisationTypes } from '../../shared/law/codes/index.ts';
import { call, desk } from '../app/desk.ts';
import { Button, Section, TextInput } from '../ui/index.tsx';
import { useAdministrationOrder } from './useAdministrationOrder.ts';

const empty = { name: '', kind: 'subdistrict', district: '' };

/** A centre adds the offices that it is set over: the city's anywhere, a district's in its district. */
export function AddOffice({ onAdded }: { readonly onAdded: (officeId: string) => void }) {
  const { t, i18n } = useTranslation();
  const [fields, setFields] = useState(empty);
  const add = useAdministrationOrder(async () => {
    const { officeId } = await call(desk.administration.addOffice(fields));
    setFields(empty);
    onAdded(officeId);
  });
  const label = (one: { readonly zh: string; readonly en: string }) =>
    i18n.language === 'en' ? one.en : one.zh;
  return (
    <Section title={t('administration.addOffice')}>
      <div className="grid">
        <TextInput
          label={t('administration.officeName')}
          field="administration.officeName"
          value={fields.name}
          onChange={(name) => setFields({ ...fields, name })}
        />
        <div className="field">
          <label htmlFor="new-office-kind">{t('administration.officeKind')}</label>
          <select
            id="new-office-kind"
            data-field="administration.officeKind"
            value={fields.kind}
            onChange={(event) => setFields({ ...fields, kind: event.target.value })}
          >
            {organisationTypes.map((one) => (
              <option key={one.code} value={one.code}>
                {label(one)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="new-office-district">{t('administration.district')}</label>
          <select
            id="new-office-district"
            data-field="administration.district"
            value={fields.district}
            onChange={(event) => setFields({ ...fields, district: event.target.value })}
          >
            <option value="">{t('common.choose')}</option>
            {districts.map((one) => (
              <option key={one.code} value={one.zh}>
                {label(one)}
              </option>
            ))}
          </select>
        </div>
      </div>
      {add.failure}
      <Button
        data-action="save-office"
        disabled={add.isBusy || fields.name.trim().length < 2 || fields.district === ''}
        onClick={() => void add.run()}
      >
        {t('administration.saveOffice')}
      </Button>
    </Section>
  );
}
