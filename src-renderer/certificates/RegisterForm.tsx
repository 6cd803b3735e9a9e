import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdministeredPerson } from '../../shared/contract/administration.ts';
import type { RegisterEntry, SigningCapacity } from '../../shared/contract/certificates.ts';
import { useAdministrationOrder } from '../administration/useAdministrationOrder.ts';
import { call, desk } from '../app/desk.ts';
import { Button, SelectInput, StillMissing, TextInput } from '../ui/index.tsx';
import { AppraisalRows, TrainingRows } from './RegisterRows.tsx';
import { type EntryDraft, toDraft, toEntry } from './register-draft.ts';

/** One line of the register, new or changed. A seal has neither licence nor appointment. */
export function RegisterForm(props: {
  readonly officeId: string;
  readonly people: readonly AdministeredPerson[];
  readonly entry: RegisterEntry | null;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation();
  const { officeId, people, entry, onDone } = props;
  const [draft, setDraft] = useState(() => toDraft(entry));
  const set = (part: Partial<EntryDraft>) => setDraft({ ...draft, ...part });
  const whole = toEntry(draft);
  const save = useAdministrationOrder(async () => {
    if ('missing' in whole) return;
    await call(desk.certificates.saveRegisterEntry({ officeId, id: entry?.id ?? null, ...whole }));
    onDone();
  });
  const input = (name: 'certificateNumber' | 'issuer' | 'name', suggestions: readonly string[] = []) => (
    <TextInput
      label={t(name === 'name' ? 'register.field.name' : `register.${name}`)}
      field={`register.${name}`}
      value={draft[name]}
      suggestions={suggestions}
      onChange={(value) => set({ [name]: value })}
    />
  );
  const day = (name: 'licensedFrom' | 'licensedUntil' | 'appointedFrom' | 'appointedUntil') => (
    <TextInput
      label={t(`register.field.${name}`)}
      field={`register.${name}`}
      type="date"
      value={draft[name]}
      onChange={(value) => set({ [name]: value })}
    />
  );
  return (
    <div className="card" data-register-form>
      <div className="grid">
        <SelectInput
          label={t('register.account')}
          field="register.personId"
          value={draft.personId}
          hasNone={draft.personId === ''}
          isFixed={entry !== null}
          options={people
            .filter((one) => !one.isRevoked)
            .map((one) => ({
              value: one.id,
              label: t('common.withNote', { text: one.name, note: one.account }),
            }))}
          onChange={(personId) =>
            set({ personId, name: people.find((one) => one.id === personId)?.name ?? draft.name })
          }
        />
        <SelectInput
          label={t('register.capacity')}
          field="register.capacity"
          value={draft.capacity}
          isFixed={entry !== null}
          options={(['mediator', 'organisation'] as const).map((value) => ({
            value,
            label: t(`certificates.capacity.${value}`),
          }))}
          onChange={(value) => set({ capacity: value as SigningCapacity })}
        />
        {input('name')}
        {draft.capacity === 'mediator' && (
          <>
            {input('certificateNumber')}
            {input('issuer', ['北京市人力资源和社会保障局'])}
            <SelectInput
              label={t('register.employment')}
              field="register.employment"
              value={draft.employment}
              options={(['fullTime', 'partTime'] as const).map((value) => ({
                value,
                label: t(`register.employment.${value}`),
              }))}
              onChange={(value) => set({ employment: value as EntryDraft['employment'] })}
            />
            {day('licensedFrom')}
            {day('licensedUntil')}
            {day('appointedFrom')}
            {day('appointedUntil')}
          </>
        )}
      </div>
      {draft.capacity === 'mediator' && (
        <>
          <TrainingRows rows={draft.trainings} onChange={(trainings) => set({ trainings })} />
          <AppraisalRows rows={draft.appraisals} onChange={(appraisals) => set({ appraisals })} />
        </>
      )}
      {save.failure}
      <div className="row">
        <Button
          kind="primary"
          data-action="save-register-entry"
          disabled={save.isBusy || 'missing' in whole}
          onClick={() => void save.run()}
        >
          {t('register.save')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <StillMissing labels={'missing' in whole ? whole.missing.map((label) => t(label)) : []} />
      </div>
    </div>
  );
}
