import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SigningCapacity } from '../../shared/contract/certificates.ts';
import type { CertificateHolding } from '../../shared/contract/desk-certificates.ts';
import { toShanghaiDate } from '../../shared/text/dates.ts';
import { call, desk } from '../app/desk.ts';
import { codeText, wordsFor } from '../app/error-text.ts';
import { Button, Notice, Section, TextInput, useOrder } from '../ui/index.tsx';
import { dateText, instantText } from '../ui/shanghai-time.ts';
import { KeyFingerprint } from './KeyFingerprint.tsx';
import { KeyHolderChoice } from './KeyHolderChoice.tsx';
import { useStanding } from './useStanding.ts';

/** 我的签名证书: how one stands, what runs out, and asking for a certificate; a seal as well for who keeps it. */
export function MyCertificates() {
  const { t } = useTranslation();
  const { data, refetch } = useStanding();
  const [isSealAsked, setSealAsked] = useState(false);
  if (data === undefined) return null;
  const isShown = ({ capacity, state }: CertificateHolding) =>
    capacity === 'mediator' || isSealAsked || state !== 'none';
  return (
    <Section title={t('certificates.mine')} id="my-certificates">
      <p className="soft">{t('certificates.mineExplained')}</p>
      {data.authority === 'founded' ? (
        <>
          {data.holdings.filter(isShown).map((holding) => (
            <Holding key={holding.capacity} holding={holding} onAsked={() => void refetch()} />
          ))}
          {data.holdings.some((holding) => !isShown(holding)) && (
            <Button kind="quiet" data-action="show-seal-certificate" onClick={() => setSealAsked(true)}>
              {t('certificates.keepsSeal')}
            </Button>
          )}
        </>
      ) : (
        <Notice tone="info">{t(`certificates.authority.${data.authority}`)}</Notice>
      )}
    </Section>
  );
}

const tones: Readonly<Record<CertificateHolding['state'], string>> = {
  none: '',
  requested: 'tag-amber',
  refused: 'tag-red',
  inForce: 'tag-green',
  keyMissing: 'tag-amber',
  suspended: 'tag-red',
  revoked: 'tag-red',
  expired: 'tag-red',
  notInForce: 'tag-amber',
};

function Holding(props: { readonly holding: CertificateHolding; readonly onAsked: () => void }) {
  const { t } = useTranslation();
  const { holding, onAsked } = props;
  const { capacity, state, validFrom, validUntil, requestedAt, keyFingerprint } = holding;
  const isWaiting = state === 'requested';
  return (
    <div className="card" data-holding={capacity} data-state={state}>
      <div className="card-head">
        <h3>{t(`certificates.capacity.${capacity}`)}</h3>
        <span className={`tag ${tones[state]}`}>{t(`certificates.state.${state}`)}</span>
      </div>
      {validFrom !== null && validUntil !== null && (
        <p>
          {t('certificates.validity', {
            from: dateText(toShanghaiDate(validFrom)),
            until: dateText(toShanghaiDate(validUntil)),
          })}
        </p>
      )}
      {holding.token !== null && <p>{t('certificates.onToken', { label: holding.token })}</p>}
      {isWaiting && requestedAt !== null && (
        <>
          <p>{t('certificates.waiting', { at: instantText(requestedAt) })}</p>
          <KeyFingerprint fingerprint={keyFingerprint} />
        </>
      )}
      {state === 'refused' && <p>{t('certificates.refusedBecause', { reason: holding.reason })}</p>}
      {holding.refusals.map((code) => (
        <Notice key={code} tone="error">
          {codeText(code, t, wordsFor(capacity))}
        </Notice>
      ))}
      {holding.warnings.map(({ code, daysLeft, isUrgent }) => (
        <Notice key={code} tone={isUrgent ? 'error' : 'warning'}>
          {t(code, { daysLeft })}
        </Notice>
      ))}
      <AskForCertificate capacity={capacity} isRenewal={state !== 'none'} onAsked={onAsked} />
    </div>
  );
}

function AskForCertificate(props: {
  readonly capacity: SigningCapacity;
  readonly isRenewal: boolean;
  readonly onAsked: () => void;
}) {
  const { t } = useTranslation();
  const { capacity, isRenewal, onAsked } = props;
  const [isOpen, setOpen] = useState(false);
  const [pin, setPin] = useState('');
  const [tokenSerial, setTokenSerial] = useState<string | null>(null);
  const ask = useOrder(async () => {
    try {
      await call(desk.certificates.request({ capacity, pin, tokenSerial }));
    } finally {
      setPin('');
    }
    setOpen(false);
    onAsked();
  });
  if (!isOpen) {
    return (
      <Button
        kind={isRenewal ? 'plain' : 'primary'}
        data-action={`open-ask-${capacity}`}
        onClick={() => setOpen(true)}
      >
        {t(isRenewal ? 'certificates.askAgain' : 'certificates.ask')}
      </Button>
    );
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void ask.run();
      }}
    >
      <p className="small soft">
        {t(tokenSerial === null ? 'certificates.askExplained' : 'certificates.askExplainedToken')}
      </p>
      <KeyHolderChoice tokenSerial={tokenSerial} onChange={setTokenSerial} />
      <div className="grid">
        <TextInput
          label={t(tokenSerial === null ? 'certificates.pin' : 'certificates.tokenPin')}
          field="certificates.pin"
          type="password"
          value={pin}
          onChange={setPin}
        />
      </div>
      {ask.failure}
      <div className="row">
        <Button
          kind="primary"
          type="submit"
          data-action={`ask-${capacity}`}
          disabled={ask.isBusy || pin === '' || tokenSerial === ''}
        >
          {t(ask.isBusy ? 'certificates.asking' : 'certificates.askNow')}
        </Button>
        <Button onClick={() => setOpen(false)}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
