import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, desk } from '../app/desk.ts';
import { useSession } from '../app/session-store.ts';
import { Button, Notice, useOrder } from '../ui/index.tsx';
import { LineInput } from '../ui/LineInput.tsx';
import { FrontHead } from './FrontHead.tsx';
import { RecoveryKey } from './RecoveryKey.tsx';

type Fields = Record<
  | 'officeName'
  | 'shortName'
  | 'district'
  | 'address'
  | 'phone'
  | 'officeHead'
  | 'arbitrationCommission'
  | 'court'
  | 'deskLetter'
  | 'name'
  | 'certificateNumber'
  | 'validFrom'
  | 'validTo'
  | 'pin'
  | 'pinAgain',
  string
>;
const empty: Fields = {
  officeName: '',
  shortName: '',
  district: '',
  address: '',
  phone: '',
  officeHead: '',
  arbitrationCommission: '',
  court: '',
  deskLetter: 'A',
  name: '',
  certificateNumber: '',
  validFrom: '',
  validTo: '',
  pin: '',
  pinAgain: '',
};

/** First run: an office of one's own, or the demo office. */
export function SetUpScreen() {
  const { t } = useTranslation();
  const refresh = useSession((session) => session.refresh);
  const folderRisk = useSession((session) => session.status?.folderRisk ?? null);
  const [isOwn, setOwn] = useState(false);
  const [fields, setFields] = useState<Fields>(empty);
  const [made, setMade] = useState<{ recoveryKey: string; pin: string | null } | null>(null);

  const demo = useOrder(async () => setMade(await call(desk.session.setUpDemo({}))));
  const own = useOrder(async () => {
    const { recoveryKey } = await call(
      desk.session.setUp({
        office: {
          name: fields.officeName,
          shortName: fields.shortName,
          type: '',
          district: fields.district,
          districtCode: '',
          street: '',
          address: fields.address,
          phone: fields.phone,
          officeHead: fields.officeHead,
          arbitrationCommission: fields.arbitrationCommission,
          court: fields.court,
        },
        deskLetter: fields.deskLetter.toUpperCase(),
        person: {
          name: fields.name,
          certificateNumber: fields.certificateNumber,
          validFrom: fields.validFrom || null,
          validTo: fields.validTo || null,
        },
        pin: fields.pin,
      }),
    );
    setMade({ recoveryKey, pin: null });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fields.pin === fields.pinAgain) void own.run();
  };

  if (made !== null)
    return (
      <RecoveryKey
        recoveryKey={made.recoveryKey}
        note={made.pin && <Notice tone="info">{t('recoveryKey.demoPin', { pin: made.pin })}</Notice>}
        goOn={t('recoveryKey.continue')}
        onKept={() => void refresh()}
      />
    );
  const input = (name: keyof Fields, options: { type?: string; isRequired?: boolean } = {}) => (
    <div className="field">
      <label htmlFor={name}>{t(`setUp.${name}`)}</label>
      <LineInput
        id={name}
        type={options.type ?? 'text'}
        required={options.isRequired ?? false}
        value={fields[name]}
        autoComplete="off"
        // In the words of the window: the browser's own follow the language of the system.
        onInvalid={(event) => event.currentTarget.setCustomValidity(t('setUp.fillIn'))}
        onChange={(event) => {
          event.currentTarget.setCustomValidity('');
          setFields({ ...fields, [name]: event.target.value });
        }}
      />
    </div>
  );
  return (
    <main className="front">
      <div className="front-card stack">
        <FrontHead title={t('app.title')} />
        <p>{t('setUp.welcome')}</p>
        {folderRisk && <Notice tone="warning">{t(`setUp.folderRisk.${folderRisk}`)}</Notice>}
        {!isOwn && (
          <div className="stack">
            <Button kind="primary" data-action="set-up-own" onClick={() => setOwn(true)}>
              {t('setUp.useOwn')}
            </Button>
            <Button data-action="set-up-demo" disabled={demo.isBusy} onClick={() => void demo.run()}>
              {t('setUp.useDemo')}
            </Button>
            <p className="soft small">{t('setUp.demoExplained')}</p>
            {demo.failure}
          </div>
        )}
        {isOwn && (
          <form className="stack" onSubmit={submit}>
            <h2>{t('setUp.office')}</h2>
            <div className="grid">
              {input('officeName', { isRequired: true })}
              {input('shortName', { isRequired: true })}
              {input('district')}
              {input('address')}
              {input('phone')}
              {input('officeHead')}
              {input('arbitrationCommission')}
              {input('court')}
              {input('deskLetter', { isRequired: true })}
            </div>
            <h2>{t('setUp.mediator')}</h2>
            <div className="grid">
              {input('name', { isRequired: true })}
              {input('certificateNumber')}
              {input('validFrom', { type: 'date' })}
              {input('validTo', { type: 'date' })}
            </div>
            <h2>{t('setUp.pinHeading')}</h2>
            <p className="soft small">{t('setUp.pinRule')}</p>
            <div className="grid">
              {input('pin', { type: 'password', isRequired: true })}
              {input('pinAgain', { type: 'password', isRequired: true })}
            </div>
            {fields.pinAgain !== '' && fields.pin !== fields.pinAgain && (
              <Notice tone="error">{t('setUp.pinsDiffer')}</Notice>
            )}
            {own.failure}
            <div className="row">
              <Button
                kind="primary"
                type="submit"
                data-action="finish-set-up"
                disabled={own.isBusy || fields.pin !== fields.pinAgain}
              >
                {t('setUp.finish')}
              </Button>
              <Button onClick={() => setOwn(false)}>{t('common.back')}</Button>
            </div>
          </form>
        )}
      </div>
    </main>
  );
}
