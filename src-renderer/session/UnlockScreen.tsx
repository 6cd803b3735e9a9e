import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionStatus } from '../../shared/contract/session.ts';
import { call, desk } from '../app/desk.ts';
import { useSession } from '../app/session-store.ts';
import { useDraftStanding } from '../drafts/draft-store.ts';
import { Button, Notice, useOrder } from '../ui/index.tsx';
import { instantText } from '../ui/shanghai-time.ts';
import { FrontHead } from './FrontHead.tsx';

/** By PIN, with no line to anybody; by the recovery key when the PIN, the keyring or the PC is lost. */
export function UnlockScreen({ status }: { readonly status: SessionStatus }) {
  const { t } = useTranslation();
  const { setStatus, refresh, restoredFrom } = useSession();
  const [personId, setPersonId] = useState(status.people[0]?.id ?? '');
  const [pin, setPin] = useState('');
  const isKept = useDraftStanding((standing) => standing.isKept);
  const pinField = useRef<HTMLInputElement>(null);
  const [isRecovering, setRecovering] = useState(false);
  const [recoveryKey, setRecoveryKey] = useState('');

  const unlock = useOrder(async () => {
    // Emptied before the slow hash: who sees the slip types anew at once, and loses nothing of it.
    setPin('');
    try {
      setStatus(await call(desk.session.unlock({ personId, pin })));
    } catch (error) {
      await refresh();
      // Whoever pressed the button types the next try, and not into nothing.
      pinField.current?.focus();
      throw error;
    }
  });
  const recover = useOrder(async () => {
    setStatus(await call(desk.session.recover({ recoveryKey, personId, newPin: pin })));
  });
  const isBusy = unlock.isBusy || recover.isBusy;
  const isShut = !isRecovering && status.people.find((one) => one.id === personId)?.isRevoked === true;
  /** The other way's failure says nothing about this one. */
  const changeWay = () => {
    unlock.clear();
    recover.clear();
    setRecovering(!isRecovering);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void (isRecovering ? recover : unlock).run();
  };
  return (
    <main className="front">
      <form className="front-card front-narrow stack" onSubmit={submit}>
        <FrontHead title={t('app.title')} />
        <p className="soft">{status.officeName}</p>
        {restoredFrom !== null && (
          <Notice tone="info">{t('unlock.restored', { at: instantText(restoredFrom) })}</Notice>
        )}
        <div className="field">
          <label htmlFor="person">{t('unlock.person')}</label>
          <select
            id="person"
            data-field="person"
            value={personId}
            onChange={(event) => setPersonId(event.target.value)}
          >
            {status.people.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </select>
        </div>
        {isRecovering && (
          <div className="field">
            <label htmlFor="recovery">{t('unlock.recoveryKey')}</label>
            <input
              id="recovery"
              data-field="recoveryKey"
              autoComplete="off"
              value={recoveryKey}
              onChange={(event) => setRecoveryKey(event.target.value)}
            />
          </div>
        )}
        {isShut && <Notice tone="warning">{t('errors.session.revoked')}</Notice>}
        <div className="field">
          <label htmlFor="pin">{t(isRecovering ? 'unlock.newPin' : 'unlock.pin')}</label>
          <input
            id="pin"
            data-field="pin"
            type="password"
            ref={pinField}
            autoFocus
            autoComplete="off"
            value={pin}
            onChange={(event) => setPin(event.target.value)}
          />
        </div>
        {unlock.failure}
        {recover.failure}
        <Button kind="primary" type="submit" data-action="unlock" disabled={isBusy || isShut || pin === ''}>
          {isBusy ? t('unlock.opening') : t(isRecovering ? 'unlock.recover' : 'unlock.open')}
        </Button>
        <Button kind="quiet" data-action="toggle-recovery" disabled={isBusy} onClick={changeWay}>
          {t(isRecovering ? 'unlock.backToPin' : 'unlock.lostPin')}
        </Button>
        {isKept && <p className="soft small">{t('unlock.kept')}</p>}
        {status.isDemo && <p className="soft small">{t('unlock.demoPin')}</p>}
      </form>
    </main>
  );
}
