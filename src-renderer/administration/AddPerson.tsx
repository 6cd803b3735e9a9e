import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortestPassword } from '../../shared/contract/administration.ts';
import type { Role } from '../../shared/contract/sync.ts';
import { call, desk } from '../app/desk.ts';
import { Button, Notice, SaveOrCancel, TextInput } from '../ui/index.tsx';
import { RoleChoice } from './RoleChoice.tsx';
import { useAdministrationOrder } from './useAdministrationOrder.ts';

const empty = { name: '', account: '', password: '' };

/** A new person of the office: account and first password are told to the person, who then signs in once on each desk. */
export function AddPerson({ officeId }: { readonly officeId: string }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [fields, setFields] = useState(empty);
  const [roles, setRoles] = useState<readonly Role[]>(['mediator']);
  const [added, setAdded] = useState<typeof empty | null>(null);
  const add = useAdministrationOrder(async () => {
    await call(desk.administration.addPerson({ officeId, ...fields, roles: [...roles] }));
    setAdded(fields);
    setFields(empty);
    setOpen(false);
  });
  const input = (name: keyof typeof empty, label: string) => (
    <TextInput
      label={label}
      field={`administration.${name}`}
      value={fields[name]}
      onChange={(value) => setFields({ ...fields, [name]: value })}
    />
  );
  if (!isOpen) {
    return (
      <>
        {added && <Notice tone="good">{t('administration.personAdded', added)}</Notice>}
        <Button data-action="open-add-person" onClick={() => setOpen(true)}>
          {t('administration.addPerson')}
        </Button>
      </>
    );
  }
  const isWhole =
    fields.name.trim() !== '' &&
    fields.account.trim().length >= 2 &&
    fields.password.length >= shortestPassword &&
    roles.length > 0;
  return (
    <div className="card">
      <h3>{t('administration.addPerson')}</h3>
      <div className="grid">
        {input('name', t('administration.name'))}
        {input('account', t('administration.account'))}
        {input('password', t('administration.firstPassword', { count: shortestPassword }))}
        <RoleChoice roles={roles} onChange={setRoles} />
      </div>
      <SaveOrCancel
        order={add}
        label={t('administration.savePerson')}
        action="save-person"
        isWanting={!isWhole}
        onSave={() => void add.run()}
        onCancel={() => setOpen(false)}
      />
    </div>
  );
}
