import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, desk } from '../app/desk.ts';
import { languageNames } from '../app/i18n.ts';
import { useSession } from '../app/session-store.ts';
import { useChangeSettings } from '../app/useChangeSettings.ts';
import { MyCertificates } from '../certificates/MyCertificates.tsx';
import { useRoutes } from '../shell/routes.ts';
import { useMay } from '../shell/useMay.ts';
import { Button, CheckInput, Notice, Section, TextInput, useOrder } from '../ui/index.tsx';
import { instantText } from '../ui/shanghai-time.ts';
import { LawTables } from './LawTables.tsx';
import { Mediators } from './Mediators.tsx';
import { OfficeRules } from './OfficeRules.tsx';
import { Update } from './Update.tsx';

export function SettingsPage() {
  return (
    <>
      <Looks />
      <Safety />
      <MyCertificates />
      <Mediators />
      <Wording />
      <Pin />
      <OfficeRules />
      <LawTables />
      <Update />
    </>
  );
}

function Looks() {
  const { t } = useTranslation();
  const settings = useSession((session) => session.settings);
  const change = useChangeSettings();
  if (settings === null) return null;
  return (
    <Section title={t('settings.looks')}>
      <div className="grid">
        <div className="field">
          <label htmlFor="language">{t('settings.language')}</label>
          <select
            id="language"
            data-field="settings.language"
            value={settings.language}
            onChange={(event) => void change.run({ language: event.target.value === 'en' ? 'en' : 'zh-CN' })}
          >
            {Object.entries(languageNames).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="theme">{t('settings.theme')}</label>
          <select
            id="theme"
            data-field="settings.theme"
            value={settings.theme}
            onChange={(event) => void change.run({ theme: event.target.value === 'dark' ? 'dark' : 'light' })}
          >
            <option value="light">{t('settings.light')}</option>
            <option value="dark">{t('settings.dark')}</option>
          </select>
        </div>
        <CheckInput
          field="settings.isLargePrint"
          isChecked={settings.isLargePrint}
          onChange={(isChecked) => void change.run({ isLargePrint: isChecked })}
        >
          {t('settings.largePrint')}
        </CheckInput>
      </div>
      {change.failure}
    </Section>
  );
}

function Safety() {
  const { t } = useTranslation();
  const { data, refetch } = useQuery({ queryKey: ['safety'], queryFn: () => call(desk.desk.safety({})) });
  const [recoveryKey, setRecoveryKey] = useState('');
  const [isRight, setRight] = useState<boolean | null>(null);
  const may = useMay();
  const otherKey = useSession((session) => session.otherRecoveryKey);
  const setOtherKey = useSession((session) => session.setOtherRecoveryKey);
  const make = useOrder(async () =>
    setOtherKey({ shown: (await call(desk.session.newRecoveryKey({}))).recoveryKey }),
  );
  const backUp = useOrder(async () => {
    await call(desk.desk.backUpNow({}));
    await refetch();
  });
  const check = useOrder(async () =>
    setRight((await call(desk.session.checkRecoveryKey({ recoveryKey }))).isRight),
  );
  return (
    <Section title={t('settings.safety')}>
      <p>{t('settings.savedActions', { count: data?.savedActions ?? 0 })}</p>
      <p>
        {data?.lastBackupAt
          ? t('settings.lastBackup', { at: instantText(data.lastBackupAt) })
          : t('settings.noBackup')}
      </p>
      <Button data-action="back-up-now" disabled={backUp.isBusy} onClick={() => void backUp.run()}>
        {t('settings.backUpNow')}
      </Button>
      {backUp.failure}
      <div className="field">
        <label htmlFor="recoveryKey">{t('settings.checkRecoveryKey')}</label>
        <input
          id="recoveryKey"
          data-field="settings.recoveryKey"
          autoComplete="off"
          value={recoveryKey}
          onChange={(event) => {
            setRecoveryKey(event.target.value);
            setRight(null);
          }}
        />
      </div>
      <Button data-action="check-recovery-key" disabled={recoveryKey === ''} onClick={() => void check.run()}>
        {t('settings.check')}
      </Button>
      {check.failure}
      {isRight !== null && check.error === null && (
        <Notice tone={isRight ? 'good' : 'error'}>
          {t(isRight ? 'settings.keyRight' : 'settings.keyWrong')}
        </Notice>
      )}
      {may('keepRecoveryKey') && (
        <>
          <p className="soft">{t('settings.otherRecoveryKeyHint')}</p>
          <Button data-action="other-recovery-key" disabled={make.isBusy} onClick={() => void make.run()}>
            {t('settings.otherRecoveryKey')}
          </Button>
          {make.failure}
          {otherKey === 'replaced' && <Notice tone="good">{t('settings.recoveryKeyReplaced')}</Notice>}
        </>
      )}
    </Section>
  );
}

/** The way to the words of the forms, which everybody may read. */
function Wording() {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  return (
    <Section title={t('wording.title')}>
      <p>{t('wording.explain')}</p>
      <Button data-action="open-wording" onClick={() => go({ name: 'wording' })}>
        {t('wording.show')}
      </Button>
    </Section>
  );
}

function Pin() {
  const { t } = useTranslation();
  const [oldPin, setOldPin] = useState('');
  const [newPin, setNewPin] = useState('');
  const [isDone, setDone] = useState(false);
  const change = useOrder(async () => {
    await call(desk.session.changePin({ oldPin, newPin }));
    setOldPin('');
    setNewPin('');
    setDone(true);
  });
  return (
    <Section title={t('settings.changePin')}>
      <div className="grid">
        <TextInput
          label={t('settings.oldPin')}
          field="settings.oldPin"
          type="password"
          value={oldPin}
          onChange={setOldPin}
        />
        <TextInput
          label={t('settings.newPin')}
          field="settings.newPin"
          type="password"
          value={newPin}
          onChange={setNewPin}
        />
      </div>
      {change.failure}
      {isDone && change.error === null && <Notice tone="good">{t('settings.pinChanged')}</Notice>}
      <Button
        data-action="change-pin"
        disabled={change.isBusy || oldPin === '' || newPin === ''}
        onClick={() => void change.run()}
      >
        {t('settings.changePin')}
      </Button>
    </Section>
  );
}
