import { useTranslation } from 'react-i18next';
import { Role } from '../../shared/contract/sync.ts';

/** The roles of a person as chips, with what those chosen may do in words below. */
export function RoleChoice(props: {
  readonly roles: readonly Role[];
  readonly onChange: (roles: Role[]) => void;
}) {
  const { t } = useTranslation();
  const { roles, onChange } = props;
  const turn = (role: Role) =>
    onChange(Role.options.filter((one) => (one === role ? !roles.includes(one) : roles.includes(one))));
  return (
    <div className="field field-wide">
      <span className="field-label">{t('administration.roles')}</span>
      <div className="chips">
        {Role.options.map((role) => (
          <button
            key={role}
            type="button"
            className="chip"
            data-role={role}
            aria-pressed={roles.includes(role)}
            onClick={() => turn(role)}
          >
            {t(`role.${role}`)}
          </button>
        ))}
      </div>
      {roles.map((role) => (
        <span key={role} className="field-hint">
          {t('administration.roleMay', { role: t(`role.${role}`), rights: t(`roleRights.${role}`) })}
        </span>
      ))}
    </div>
  );
}
