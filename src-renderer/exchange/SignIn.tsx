import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, desk } from '../app/desk.ts';
import { Button, Section, TextInput } from '../ui/index.tsx';
import { useExchangeOrder } from './useExchangeOrder.ts';

/** With account and password at the centre; afterwards the desk's keys answer for the person. */
export function SignIn({ title, hint }: { readonly title: string; readonly hint: string }) {
  const { t } = useTranslation();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useExchangeOrder(async () => {
    await call(desk.sync.signIn({ account, password }));
    setPassword('');
  });
  return (
    <Section title={title}>
      <p className="soft">{hint}</p>
      <div className="grid">
        <TextInput label={t('exchange.account')} field="sync.account" value={account} onChange={setAccount} />
        <TextInput
          label={t('exchange.password')}
          field="sync.password"
          type="password"
          value={password}
          onChange={setPassword}
        />
      </div>
      {signIn.failure}
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
