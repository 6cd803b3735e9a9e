import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attendee } from '../../shared/case/entities.ts';
import { attendancePowers, codeLabel } from '../../shared/law/codes/index.ts';
import { newId } from '../casepage/useCase.ts';
import type { Editing } from '../editing/index.ts';
import { Button, CheckInput } from '../ui/index.tsx';

/** 核对身份: who came, in which capacity, with what paper and what powers. Prefilled from the case file. */
export function Attendance(props: {
  readonly editing: Editing;
  readonly meetingId: string;
  /** Mediators and recorder: known to the office, with no powers to show. */
  readonly staffIds: readonly string[];
  /** Everybody of the case who may come, each with his papers. */
  readonly possible: readonly Attendee[];
  readonly isReadOnly: boolean;
}) {
  const { t, i18n } = useTranslation();
  const { editing, meetingId, staffIds, isReadOnly } = props;
  const isStaff = (one: Attendee) => staffIds.includes(one.personId);
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const attendees =
    (editing.get('meeting', meetingId, 'attendees') as readonly Attendee[] | null | undefined) ?? [];
  const set = (next: readonly Attendee[]) => editing.set('meeting', meetingId, { attendees: next });
  const change = (personId: string, part: Partial<Attendee>) =>
    set(attendees.map((one) => (one.personId === personId ? { ...one, ...part } : one)));
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  const namesId = useId();
  const others = props.possible.filter(
    (one) => !attendees.some(({ personId, name }) => personId === one.personId || name === one.name),
  );
  const unchecked = attendees.filter(
    (one) => one.presence !== 'absent' && !one.isIdentityChecked && !isStaff(one),
  );
  return (
    <div className="stack">
      <div className="attendance-scroll">
        <table className="attendance">
          <thead>
            <tr>
              <th>{t('minutes.attendeeName')}</th>
              <th>{t('attendance.presence')}</th>
              <th>{t('attendance.identity')}</th>
              <th>{t('attendance.powers')}</th>
              {!isReadOnly && <th aria-label={t('agreement.remove')} />}
            </tr>
          </thead>
          <tbody>
            {attendees.map((one) => (
              <tr key={one.personId} data-attendee={one.name}>
                <td>
                  <strong>{one.name}</strong>
                  <div className="small soft">{one.role}</div>
                </td>
                <td>
                  <CheckInput
                    field={`attendee.${one.personId}.isAbsent`}
                    isChecked={one.presence === 'absent'}
                    isFixed={isReadOnly}
                    onChange={(isChecked) =>
                      change(one.personId, { presence: isChecked ? 'absent' : 'present' })
                    }
                  >
                    {t('attendance.absent')}
                  </CheckInput>
                  {one.presence === 'absent' && (
                    <input
                      className="input"
                      aria-label={t('attendance.absenceReason')}
                      placeholder={t('attendance.absenceReason')}
                      data-field={`attendee.${one.personId}.absenceReason`}
                      readOnly={isReadOnly}
                      value={one.absenceReason ?? ''}
                      onChange={(event) => change(one.personId, { absenceReason: event.target.value })}
                    />
                  )}
                </td>
                <td>
                  {isStaff(one) ? null : (
                    <>
                      <CheckInput
                        field={`attendee.${one.personId}.isIdentityChecked`}
                        isChecked={one.isIdentityChecked === true}
                        isFixed={isReadOnly || one.presence === 'absent'}
                        onChange={(isChecked) => change(one.personId, { isIdentityChecked: isChecked })}
                      >
                        {t('attendance.checked')}
                      </CheckInput>
                      <input
                        className="input"
                        aria-label={t('attendance.identityDocument')}
                        placeholder={t('attendance.identityDocument')}
                        data-field={`attendee.${one.personId}.identityDocument`}
                        readOnly={isReadOnly}
                        value={one.identityDocument ?? ''}
                        onChange={(event) => change(one.personId, { identityDocument: event.target.value })}
                      />
                    </>
                  )}
                </td>
                <td>
                  {isStaff(one) ? null : (
                    <>
                      <select
                        className="input"
                        aria-label={t('attendance.powers')}
                        data-field={`attendee.${one.personId}.powers`}
                        disabled={isReadOnly}
                        value={one.powers ?? ''}
                        onChange={(event) => {
                          const chosen = attendancePowers.find(
                            ({ code }) => code === event.target.value,
                          )?.code;
                          if (chosen !== undefined) change(one.personId, { powers: chosen });
                        }}
                      >
                        <option value="" disabled>
                          —
                        </option>
                        {attendancePowers.map(({ code }) => (
                          <option key={code} value={code}>
                            {codeLabel(attendancePowers, code, locale)}
                          </option>
                        ))}
                      </select>
                      {(one.powers === 'general' ||
                        one.powers === 'special' ||
                        Boolean(one.powersDocument)) && (
                        <input
                          className="input"
                          aria-label={t('attendance.powersDocument')}
                          placeholder={t('attendance.powersDocument')}
                          data-field={`attendee.${one.personId}.powersDocument`}
                          readOnly={isReadOnly}
                          value={one.powersDocument ?? ''}
                          onChange={(event) => change(one.personId, { powersDocument: event.target.value })}
                        />
                      )}
                      {one.powers === 'general' && (
                        <div className="small field-warning">{t('attendance.generalExplained')}</div>
                      )}
                    </>
                  )}
                </td>
                {!isReadOnly && (
                  <td>
                    <Button
                      kind="quiet"
                      aria-label={t('minutes.removeAttendee', { name: one.name })}
                      onClick={() => set(attendees.filter((other) => other.personId !== one.personId))}
                    >
                      ×
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!isReadOnly && (
        <div className="row">
          {unchecked.length > 0 && (
            <Button
              data-action="check-all-identities"
              onClick={() =>
                set(
                  attendees.map((one) =>
                    one.presence === 'absent'
                      ? one
                      : { ...one, presence: 'present', ...(isStaff(one) ? {} : { isIdentityChecked: true }) },
                  ),
                )
              }
            >
              {t('attendance.checkAll')}
            </Button>
          )}
          <input
            className="input"
            style={{ width: '9rem' }}
            aria-label={t('minutes.attendeeName')}
            placeholder={t('minutes.attendeeName')}
            data-field="attendee.name"
            list={namesId}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <datalist id={namesId}>
            {others.map((one) => (
              <option key={one.personId} value={one.name}>
                {one.role}
              </option>
            ))}
          </datalist>
          <input
            className="input"
            style={{ width: '13rem' }}
            aria-label={t('minutes.attendeeRole')}
            placeholder={t('minutes.attendeeRole')}
            data-field="attendee.role"
            value={role}
            onChange={(event) => setRole(event.target.value)}
          />
          <Button
            data-action="add-attendee"
            disabled={name.trim() === ''}
            onClick={() => {
              const known = others.find((one) => one.name === name.trim());
              set([
                ...attendees,
                known
                  ? { ...known, role: role.trim() || known.role }
                  : { personId: newId('X'), name: name.trim(), role: role.trim() },
              ]);
              setName('');
              setRole('');
            }}
          >
            {t('minutes.addAttendee')}
          </Button>
        </div>
      )}
    </div>
  );
}
