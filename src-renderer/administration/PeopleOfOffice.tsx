import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type AdministeredPerson,
  type AdministrationOverview,
  shortestPassword,
} from '../../shared/contract/administration.ts';
import { call, desk } from '../app/desk.ts';
import { Button, Notice, SaveOrCancel, Section, TextInput } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { AddPerson } from './AddPerson.tsx';
import { Revoking } from './Revoking.tsx';
import { RoleChoice } from './RoleChoice.tsx';
import { useAdministrationOrder } from './useAdministrationOrder.ts';

type Change = 'roles' | 'password' | 'revocation';

/** The people of an office; what is changed of one is changed below his line. */
export function PeopleOfOffice({ overview }: { readonly overview: AdministrationOverview }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<{ readonly personId: string; readonly change: Change } | null>(null);
  const close = () => setOpen(null);
  return (
    <Section title={t('administration.people')}>
      <table>
        <thead>
          <tr>
            <th>{t('administration.name')}</th>
            <th>{t('administration.account')}</th>
            <th>{t('administration.roles')}</th>
            <th>{t('administration.change')}</th>
          </tr>
        </thead>
        <tbody>
          {overview.people.map((person) => (
            <Fragment key={person.id}>
              <tr data-person={person.account}>
                <td className="name">{person.name}</td>
                <td>{person.account}</td>
                <td>{listText(person.roles.map((role) => t(`role.${role}`)))}</td>
                <td>
                  {person.isRevoked ? (
                    <span className="tag tag-red">{t('administration.revoked')}</span>
                  ) : (
                    <div className="row">
                      {(['roles', 'password', 'revocation'] as const).map((change) => (
                        <Button
                          key={change}
                          kind="quiet"
                          data-action={`change-${change}`}
                          aria-expanded={open?.personId === person.id && open.change === change}
                          onClick={() => setOpen({ personId: person.id, change })}
                        >
                          {t(`administration.change.${change}`)}
                        </Button>
                      ))}
                    </div>
                  )}
                </td>
              </tr>
              {open?.personId === person.id && (
                <tr>
                  <td colSpan={4}>
                    <PersonChange
                      key={open.change}
                      officeId={overview.officeId}
                      person={person}
                      change={open.change}
                      onDone={close}
                    />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      <AddPerson officeId={overview.officeId} />
    </Section>
  );
}

type ChangeProps = {
  readonly officeId: string;
  readonly person: AdministeredPerson;
  readonly onDone: () => void;
};

function PersonChange({ change, ...rest }: ChangeProps & { readonly change: Change }) {
  switch (change) {
    case 'roles':
      return <RolesOf {...rest} />;
    case 'password':
      return <PasswordOf {...rest} />;
    case 'revocation':
      return <RevocationOf {...rest} />;
  }
}

function RolesOf({ officeId, person, onDone }: ChangeProps) {
  const { t } = useTranslation();
  const [roles, setRoles] = useState(person.roles);
  const save = useAdministrationOrder(async () => {
    await call(desk.administration.changeRoles({ officeId, personId: person.id, roles }));
    onDone();
  });
  return (
    <div className="stack">
      <RoleChoice roles={roles} onChange={setRoles} />
      <SaveOrCancel
        order={save}
        label={t('administration.saveRoles')}
        action="save-roles"
        isWanting={roles.length === 0}
        onSave={() => void save.run()}
        onCancel={onDone}
      />
    </div>
  );
}

function PasswordOf({ officeId, person, onDone }: ChangeProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [isGiven, setGiven] = useState(false);
  const give = useAdministrationOrder(async () => {
    await call(desk.administration.givePassword({ officeId, personId: person.id, password }));
    setGiven(true);
  });
  if (isGiven) {
    return <Notice tone="good">{t('administration.passwordGiven', { name: person.name, password })}</Notice>;
  }
  return (
    <div className="stack">
      <TextInput
        label={t('administration.newPassword', { count: shortestPassword })}
        field="administration.newPassword"
        value={password}
        onChange={setPassword}
      />
      <SaveOrCancel
        order={give}
        label={t('administration.givePassword')}
        action="save-password"
        isWanting={password.length < shortestPassword}
        onSave={() => void give.run()}
        onCancel={onDone}
      />
    </div>
  );
}

function RevocationOf({ officeId, person, onDone }: ChangeProps) {
  const revoke = useAdministrationOrder(async () => {
    await call(desk.administration.revoke({ officeId, personId: person.id }));
    onDone();
  });
  return (
    <>
      {revoke.failure}
      <Revoking
        of="person"
        name={person.name}
        isBusy={revoke.isBusy}
        onRevoke={() => void revoke.run()}
        onCancel={onDone}
      />
    </>
  );
}
