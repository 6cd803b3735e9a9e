import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParkedItem, SyncStatus } from '../../shared/contract/desk-sync.ts';
import { call, desk } from '../app/desk.ts';
import { codeText } from '../app/error-text.ts';
import { useSession } from '../app/session-store.ts';
import { pageOfRecord, useRoutes } from '../shell/routes.ts';
import { Button, Notice, Section, TextInput, useOrder } from '../ui/index.tsx';
import { instantText } from '../ui/shanghai-time.ts';
import { CentreAuthority } from './CentreAuthority.tsx';
import { ConflictCases } from './ConflictCases.tsx';
import { DailyVerification } from './DailyVerification.tsx';
import { ParkedCard } from './ParkedCard.tsx';
import { SignIn } from './SignIn.tsx';
import { useExchangeOrder } from './useExchangeOrder.ts';
import { useRecordAnew } from './useRecordAnew.ts';
import { useSyncStatus } from './useSyncStatus.ts';
import { countNeeds, isGone, isOvertaken, useTroubleText, useWaitingText } from './useWaitingText.ts';

/** What waits, what the centre did not take and why, and the few things somebody may do about it. */
export function ExchangePage() {
  const { t } = useTranslation();
  const status = useSyncStatus();
  const person = useSession((session) => session.status?.person?.name ?? '');
  if (status === undefined) return null;
  return (
    <>
      <Standing status={status} />
      {(status.state === 'notEnrolled' || status.needs.includes('enrolAgain')) && (
        <Enrolment status={status} />
      )}
      {status.needs.includes('signIn') && (
        <SignIn title={t('exchange.signInTitle')} hint={t('exchange.signInHint', { name: person })} />
      )}
      <Parked kind="refused" items={status.parked.filter((one) => !one.mayResend)} />
      <Parked kind="waitingThere" items={status.parked.filter((one) => one.mayResend)} />
      {status.conflicts.length > 0 && <ConflictCases items={status.conflicts} />}
      {status.verification && <DailyVerification found={status.verification} />}
      {status.state !== 'notEnrolled' && status.roles?.length !== 0 && <Comparison status={status} />}
      <Support />
    </>
  );
}

function Standing({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation();
  const waiting = useWaitingText(status);
  const trouble = useTroubleText(status);
  const isEnrolled = status.state !== 'notEnrolled';
  return (
    <Section title={t('exchange.title')}>
      <p className="sync-words" data-state={status.state}>
        {status.state === 'waiting'
          ? waiting
          : status.state === 'offline'
            ? trouble
            : t(`exchange.${status.state}`, { count: countNeeds(status) })}
      </p>
      {status.state !== 'waiting' && waiting && <p>{waiting}</p>}
      {status.receiving !== null && <p>{t('exchange.receiving', { count: status.receiving })}</p>}
      {status.state === 'needsYou' && trouble && <p>{trouble}</p>}
      {isGone(status.trouble) && <Notice tone="info">{t('exchange.offlineHint')}</Notice>}
      {status.trouble && !isGone(status.trouble) && (
        <Notice tone="warning">{codeText(status.trouble, t)}</Notice>
      )}
      {status.scansHeldBy && <Notice tone="warning">{codeText(status.scansHeldBy, t)}</Notice>}
      {status.trouble === 'sync.certificateUntrusted' && <CentreAuthority status={status} />}
      {status.needs.includes('protocolTooOld') && (
        <Notice tone="warning">{t('errors.sync.protocolTooOld')}</Notice>
      )}
      {status.needs.includes('centreTooOld') && (
        <Notice tone="warning">{t('errors.sync.centreTooOld')}</Notice>
      )}
      {status.needs.includes('enrolAgain') && <Notice tone="warning">{t('exchange.enrolAgain')}</Notice>}
      {isEnrolled && (
        <div className="soft small">
          {status.officeName && <p>{t('exchange.office', { name: status.officeName })}</p>}
          <p>
            {status.lastContactAt
              ? t('exchange.lastContact', { at: instantText(status.lastContactAt) })
              : t('exchange.neverContacted')}
          </p>
          {/* Of a line that is there: of one that is gone it would say the opposite. */}
          {status.trouble === null && <Speed speed={status.speed} />}
        </div>
      )}
    </Section>
  );
}

function Speed({ speed }: { readonly speed: SyncStatus['speed'] }) {
  const { t } = useTranslation();
  const { answerTime, bytesPerSecond } = speed;
  return (
    <p data-value="speed">
      {answerTime !== null && t('exchange.speedAnswer', { seconds: rounded(answerTime / 1_000) })}{' '}
      {bytesPerSecond !== null && t('exchange.speedBytes', { size: sizeText(bytesPerSecond) })}
    </p>
  );
}

const sizeText = (bytes: number): string =>
  bytes >= 1_000_000 ? `${rounded(bytes / 1_000_000)} MB` : `${rounded(bytes / 1_000)} KB`;

/** Two figures are enough to tell a slow line from a fast one. */
const rounded = (value: number): string => (value >= 10 ? value.toFixed(0) : value.toPrecision(1));

function Enrolment({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation();
  const [address, setAddress] = useState(status.address ?? '');
  const [code, setCode] = useState('');
  const enrol = useExchangeOrder(() => call(desk.sync.enrol({ address, code })));
  return (
    <Section title={t('exchange.enrolTitle')}>
      <p className="soft">{t('exchange.enrolHint')}</p>
      <CentreAuthority status={status} />
      <div className="grid">
        <TextInput
          label={t('exchange.address')}
          field="sync.address"
          type="url"
          value={address}
          onChange={setAddress}
        />
        <TextInput label={t('exchange.code')} field="sync.code" value={code} onChange={setCode} />
      </div>
      {enrol.failure}
      <Button
        data-action="enrol"
        kind="primary"
        disabled={enrol.isBusy || address === '' || code === ''}
        onClick={() => void enrol.run()}
      >
        {t('exchange.enrol')}
      </Button>
    </Section>
  );
}

/** What the centre has refused, or what waits there for something else and goes by itself. */
function Parked({
  kind,
  items,
}: {
  readonly kind: 'refused' | 'waitingThere';
  readonly items: readonly ParkedItem[];
}) {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const recordAnew = useRecordAnew();
  if (items.length === 0) return null;
  return (
    <Section title={t(`exchange.${kind}Title`)}>
      <p>{t(`exchange.${kind}Hint`)}</p>
      {recordAnew.failure}
      {items.map((item) => (
        <ParkedCard
          key={item.id}
          item={item}
          way={
            item.caseNumber === '' ? null : item.mayResend ? (
              <Button onClick={() => go(pageOfRecord(item.recordId, 'timeline'))}>
                {t('exchange.backToCase')}
              </Button>
            ) : (
              <Button data-action="record-anew" onClick={() => void recordAnew.run(item)}>
                {t('exchange.recordAnew')}
              </Button>
            )
          }
        />
      ))}
    </Section>
  );
}

function Comparison({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation();
  const compare = useExchangeOrder(() => call(desk.sync.compareNow({})));
  return (
    <Section title={t('exchange.comparison')}>
      <p>
        {status.comparedAt
          ? t(status.repaired === 0 ? 'exchange.comparedEqual' : 'exchange.compared', {
              at: instantText(status.comparedAt),
              count: status.repaired,
            })
          : t('exchange.notCompared')}
      </p>
      {!isOvertaken(compare.failedAt, status) && compare.failure}
      <Button data-action="compare-now" disabled={compare.isBusy} onClick={() => void compare.run()}>
        {t('exchange.compareNow')}
      </Button>
    </Section>
  );
}

function Support() {
  const { t } = useTranslation();
  const [isSaved, setSaved] = useState(false);
  const save = useOrder(async () => setSaved((await call(desk.sync.saveSupportBundle({}))).isSaved));
  return (
    <Section title={t('exchange.supportTitle')}>
      <p className="soft">{t('exchange.supportHint')}</p>
      {save.failure}
      {isSaved && save.error === null && <Notice tone="good">{t('exchange.supportSaved')}</Notice>}
      <Button data-action="save-support" disabled={save.isBusy} onClick={() => void save.run()}>
        {t('exchange.saveSupport')}
      </Button>
    </Section>
  );
}
