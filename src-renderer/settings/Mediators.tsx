import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mediator } from '../../shared/contract/desk.ts';
import { certificateDays } from '../../shared/directory/certificate-days.ts';
import { checkResidentId } from '../../shared/law/validators.ts';
import { call, desk } from '../app/desk.ts';
import { useSession } from '../app/session-store.ts';
import { Button, SaveOrCancel, Section, TextInput, useOrder } from '../ui/index.tsx';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';

const empty = { name: '', certificateNumber: '', validFrom: '', validTo: '', idNumber: '', pin: '' };
type Fields = typeof empty;

/** 调解员 of this desk with their certificates (京人社仲发〔2023〕18号 13): who is added, and whose certificate was renewed. */
export function Mediators() {
  const { t } = useTranslation();
  const { data, refetch } = useQuery({
    queryKey: ['mediators'],
    queryFn: () => call(desk.desk.mediators({})),
  });
  const [changing, setChanging] = useState<string | null>(null);
  const saved = async () => {
    setChanging(null);
    await refetch();
    await useSession.getState().refresh();
  };
  return (
    <Section title={t('settings.people')}>
      <table>
        <tbody>
          {(data?.mediators ?? []).map((one) => (
            <MediatorRow key={one.id} mediator={one} onChange={() => setChanging(one.id)}>
              {changing === one.id && (
                <MediatorForm mediator={one} onSaved={saved} onCancel={() => setChanging(null)} />
              )}
            </MediatorRow>
          ))}
        </tbody>
      </table>
      <h3>{t('settings.addPerson')}</h3>
      <MediatorForm mediator={null} onSaved={saved} />
    </Section>
  );
}

function MediatorRow(props: {
  readonly mediator: Mediator;
  readonly onChange: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const { mediator } = props;
  const { state, daysLeft } = certificateDays(mediator, todayInShanghai());
  const tone = state === 'valid' ? 'tag-green' : state === 'expiresSoon' ? 'tag-amber' : 'tag-red';
  return (
    <>
      <tr data-mediator-row={mediator.name}>
        <td className="name">{mediator.name}</td>
        <td>{mediator.certificateNumber}</td>
        <td>
          {(mediator.validFrom ?? mediator.validTo ?? '') !== '' &&
            t('register.days', {
              from: mediator.validFrom ? dateText(mediator.validFrom) : '',
              until: mediator.validTo ? dateText(mediator.validTo) : '',
            })}
        </td>
        <td>
          <span className={`tag ${tone}`}>
            {t(`certificateDays.${state}`, { count: Math.abs(daysLeft ?? 0) })}
          </span>
        </td>
        <td>
          <Button kind="quiet" data-action={`change-${mediator.id}`} onClick={props.onChange}>
            {t('settings.changePerson')}
          </Button>
        </td>
      </tr>
      {props.children && (
        <tr>
          <td colSpan={5}>{props.children}</td>
        </tr>
      )}
    </>
  );
}

/** Adds a mediator, or brings one up to date: a renewed certificate, the number that tells people of one name apart. */
function MediatorForm(props: {
  /** Null: somebody new. */
  readonly mediator: Mediator | null;
  readonly onSaved: () => Promise<void>;
  readonly onCancel?: () => void;
}) {
  const { t } = useTranslation();
  const { mediator, onCancel } = props;
  const given = mediator === null ? empty : fieldsOf(mediator);
  const [fields, setFields] = useState<Fields>(given);
  const save = useOrder(async () => {
    const { name, certificateNumber, validFrom, validTo, pin } = fields;
    const person = { name, certificateNumber, validFrom: validFrom || null, validTo: validTo || null };
    const idNumber = fields.idNumber.trim().toUpperCase();
    const id =
      mediator?.id ??
      (pin === '' ? crypto.randomUUID() : (await call(desk.session.addPerson({ person, pin }))).personId);
    await call(desk.desk.recordMediator({ id, ...person, ...(idNumber === '' ? {} : { idNumber }) }));
    setFields(empty);
    await props.onSaved();
  });
  const numberFindings =
    fields.idNumber === ''
      ? []
      : checkResidentId(fields.idNumber, todayInShanghai()).map(({ severity, code }) => ({
          severity,
          text: t(`law.${code}`),
        }));
  const prefix = mediator === null ? 'person' : `person.${mediator.id}`;
  const input = (name: keyof Fields, type: 'text' | 'date' | 'password' = 'text') => (
    <TextInput
      label={t(`settings.person.${name}`)}
      field={`${prefix}.${name}`}
      type={type}
      value={fields[name]}
      findings={name === 'idNumber' ? numberFindings : []}
      onChange={(value) => setFields({ ...fields, [name]: value })}
    />
  );
  const isWanting = fields.name.trim() === '';
  return (
    <>
      <div className="grid">
        {input('name')}
        {input('certificateNumber')}
        {input('validFrom', 'date')}
        {input('validTo', 'date')}
        {input('idNumber')}
        {mediator === null && input('pin', 'password')}
      </div>
      <p className="soft small">{t(mediator === null ? 'settings.personHint' : 'settings.renewHint')}</p>
      {onCancel === undefined ? (
        <>
          {save.failure}
          <Button
            data-action="add-person"
            disabled={save.isBusy || isWanting}
            onClick={() => void save.run()}
          >
            {t('settings.add')}
          </Button>
        </>
      ) : (
        <SaveOrCancel
          order={save}
          label={t('common.save')}
          action="save-person"
          isWanting={isWanting}
          onSave={() => void save.run()}
          onCancel={onCancel}
        />
      )}
    </>
  );
}

function fieldsOf({ name, certificateNumber, validFrom, validTo, idNumber }: Mediator): Fields {
  return {
    name,
    certificateNumber,
    validFrom: validFrom ?? '',
    validTo: validTo ?? '',
    idNumber: idNumber ?? '',
    pin: '',
  };
}
