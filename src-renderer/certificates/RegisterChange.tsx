import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdministeredPerson } from '../../shared/contract/administration.ts';
import {
  type IssuedCertificate,
  type RegisterEntry,
  RevocationReason,
} from '../../shared/contract/certificates.ts';
import { useAdministrationOrder } from '../administration/useAdministrationOrder.ts';
import { call, desk } from '../app/desk.ts';
import { Button, Notice, SaveOrCancel, SelectInput, TextInput } from '../ui/index.tsx';
import { todayInShanghai } from '../ui/shanghai-time.ts';
import { RegisterForm } from './RegisterForm.tsx';

export type RegisterChangeName = 'entry' | 'suspension' | 'revocation' | 'certificate';

type Change = {
  readonly officeId: string;
  readonly entry: RegisterEntry;
  readonly onDone: () => void;
};

export function RegisterChange(
  props: Change & {
    readonly change: RegisterChangeName;
    readonly certificate: IssuedCertificate | null;
    readonly people: readonly AdministeredPerson[];
  },
) {
  const { change, certificate, people, ...rest } = props;
  switch (change) {
    case 'entry':
      return <RegisterForm {...rest} people={people} />;
    case 'suspension':
      return <Suspension {...rest} />;
    case 'revocation':
      return <Revocation {...rest} />;
    case 'certificate':
      return certificate === null ? null : <CertificateRevoking {...rest} certificate={certificate} />;
  }
}

/** 暂停 from a day on, with or without an end; 恢复 takes it back. Both with a reason. */
function Suspension({ officeId, entry, onDone }: Change) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(entry.suspendedFrom ?? todayInShanghai());
  const [until, setUntil] = useState(entry.suspendedUntil ?? '');
  const [reason, setReason] = useState('');
  const save = useAdministrationOrder(async (isLifted: boolean) => {
    await call(
      desk.certificates.suspend({
        officeId,
        registerId: entry.id,
        reason,
        ...(isLifted ? { from: null, until: null } : { from, until: until || null }),
      }),
    );
    onDone();
  });
  const isWanting = reason.trim() === '';
  return (
    <div className="stack">
      <div className="grid">
        <TextInput
          label={t('register.suspendFrom')}
          field="register.from"
          type="date"
          value={from}
          onChange={setFrom}
        />
        <TextInput
          label={t('register.suspendUntil')}
          field="register.until"
          type="date"
          value={until}
          onChange={setUntil}
        />
        <TextInput label={t('register.reason')} field="register.reason" value={reason} onChange={setReason} />
      </div>
      <SaveOrCancel
        order={save}
        label={t('register.suspend')}
        action="suspend"
        isWanting={isWanting || from === ''}
        onSave={() => void save.run(false)}
        onCancel={onDone}
      >
        {entry.suspendedFrom !== null && (
          <Button
            data-action="lift-suspension"
            disabled={save.isBusy || isWanting}
            onClick={() => void save.run(true)}
          >
            {t('register.lift')}
          </Button>
        )}
      </SaveOrCancel>
    </div>
  );
}

/** 撤销 of a mediator: it cannot be taken back, and says so before. */
function Revocation({ officeId, entry, onDone }: Change) {
  const { t } = useTranslation();
  const [on, setOn] = useState(todayInShanghai());
  const [reason, setReason] = useState('');
  const revoke = useAdministrationOrder(async () => {
    await call(desk.certificates.revokeRegistration({ officeId, registerId: entry.id, on, reason }));
    onDone();
  });
  return (
    <Notice tone="warning">
      <p>{t('register.revokeMeans', { name: entry.name })}</p>
      <div className="grid">
        <TextInput label={t('register.on')} field="register.on" type="date" value={on} onChange={setOn} />
        <TextInput label={t('register.reason')} field="register.reason" value={reason} onChange={setReason} />
      </div>
      <SaveOrCancel
        order={revoke}
        label={t('register.revokeNow')}
        action="revoke-registration"
        kind="plain"
        isWanting={on === '' || reason.trim() === ''}
        onSave={() => void revoke.run()}
        onCancel={onDone}
      />
    </Notice>
  );
}

/** 吊销 of a certificate from this moment on; what an earlier receipt proves stays valid. */
function CertificateRevoking({
  officeId,
  certificate,
  onDone,
}: Change & { readonly certificate: IssuedCertificate }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<RevocationReason>('unspecified');
  const revoke = useAdministrationOrder(async () => {
    const revokedAt = new Date().toISOString();
    const { serialNumber } = certificate;
    await call(desk.certificates.revokeCertificate({ officeId, serialNumber, revokedAt, reason }));
    onDone();
  });
  return (
    <Notice tone="warning">
      <p>{t('register.revokeCertificateMeans')}</p>
      <SelectInput
        label={t('register.reason')}
        field="register.revocationReason"
        value={reason}
        options={RevocationReason.options.map((one) => ({
          value: one,
          label: t(`register.revocationReason.${one}`),
        }))}
        onChange={(value) => setReason(RevocationReason.parse(value))}
      />
      <SaveOrCancel
        order={revoke}
        label={t('register.revokeCertificateNow')}
        action="revoke-certificate"
        kind="plain"
        onSave={() => void revoke.run()}
        onCancel={onDone}
      />
    </Notice>
  );
}
