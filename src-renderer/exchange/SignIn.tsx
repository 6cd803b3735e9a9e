import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, DeskError, desk } from '../app/desk.ts';
import { Button, CheckInput, Section, TextInput } from '../ui/index.tsx';
import { useExchangeOrder } from './useExchangeOrder.ts';

/** With account and password at the centre; afterwards the desk's keys answer for the person. */
export function SignIn({ title, hint }: { readonly title: string; readonly hint: string }) {
  const { t } = useTranslation();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [isOtherName, setIsOtherName] = useState(false);
  const [isSamePerson, setIsSamePerson] = useState(false);
  const signIn = useExchangeOrder(async () => {
    try {
      await call(desk.sync.signIn({ account, password, isSamePerson }));
    } catch (error) {
      if (error instanceof DeskError && error.code === 'sync.otherName') setIsOtherName(true);
      throw error;
    }
    setPassword('');
  });
  // What was said of one account holds for no other.
  const changeAccount = (next: string): void => {
    setAccount(next);
    setIsOtherName(false);
    setIsSamePerson(false);
  };
  return (
    <Section title={title}>
      <p className="soft">{hint}</p>
      <div className="grid">
        <TextInput
          label={t('exchange.account')}
          field="sync.account"
          value={account}
          onChange={changeAccount}
        />
        <TextInput
          label={t('exchange.password')}
          field="sync.password"
          type="password"
          value={password}
          onChange={setPassword}
        />
      </div>
      {signIn.failure}
      {isOtherName && (
        <CheckInput field="sync.isSamePerson" isChecked={isSamePerson} onChange={setIsSamePerson}>
          {t('exchange.samePerson')}
        </CheckInput>
      )}
      <Button
        data-action="sync-sign-in"
        kind="primary"
        disabled={signIn.isBusy || account === '' || password === ''}
        onClick={() => void signIn.run()}
      >
        {t('exchange.signIn')}
      </Button>
    </Section>
  );
}
