import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateOverview, RegisterEntry, RequestLine } from '../../shared/contract/certificates.ts';
import { useAdministrationOrder } from '../administration/useAdministrationOrder.ts';
import { call, desk } from '../app/desk.ts';
import { Button, Notice, Section, TextInput } from '../ui/index.tsx';
import { dateText, instantText } from '../ui/shanghai-time.ts';
import { KeyFingerprint } from './KeyFingerprint.tsx';

/** Requests that wait, each beside the line of the register that it must match. */
export function CertificateRequests({ overview }: { readonly overview: CertificateOverview }) {
  const { t } = useTranslation();
  const open = overview.requests.filter((one) => one.state === 'open');
  return (
    <Section
      title={t('register.requests')}
      aside={open.length > 0 && <span className="tag tag-amber">{open.length}</span>}
    >
      {!overview.hasAuthority && <Notice tone="warning">{t('register.noAuthority')}</Notice>}
      {open.length === 0 && <p className="soft">{t('register.noRequests')}</p>}
      {open.map((request) => (
        <Request
          key={request.id}
          officeId={overview.officeId}
          request={request}
          entry={
            overview.register.find(
              (one) => one.personId === request.personId && one.capacity === request.capacity,
            ) ?? null
          }
        />
      ))}
    </Section>
  );
}

function Request(props: {
  readonly officeId: string;
  readonly request: RequestLine;
  readonly entry: RegisterEntry | null;
}) {
  const { t } = useTranslation();
  const { officeId, request, entry } = props;
  const [isRefusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const requestId = request.id;
  const approve = useAdministrationOrder(async (registerId: string) =>
    call(desk.certificates.decideRequest({ officeId, requestId, decision: 'approve', registerId })),
  );
  const refuse = useAdministrationOrder(async () =>
    call(desk.certificates.decideRequest({ officeId, requestId, decision: 'refuse', reason })),
  );
  const isBusy = approve.isBusy || refuse.isBusy;
  return (
    <div className="card" data-request={request.capacity}>
      <div className="card-head">
        <h3>
          {request.personName}　{t(`certificates.capacity.${request.capacity}`)}
        </h3>
        <span className="soft small">
          {t('register.askedFrom', { at: instantText(request.askedAt), letter: request.deskLetter })}
        </span>
      </div>
      <KeyFingerprint fingerprint={request.keyFingerprint} />
      {entry === null ? (
        <Notice tone="warning">{t('register.notRegistered')}</Notice>
      ) : (
        <Comparison request={request} entry={entry} />
      )}
      {approve.failure}
      {refuse.failure}
      {isRefusing ? (
        <>
          <TextInput
            label={t('register.refusalReason')}
            field="register.refusalReason"
            value={reason}
            onChange={setReason}
          />
          <div className="row">
            <Button
              kind="primary"
              data-action="refuse-request"
              disabled={isBusy || reason.trim() === ''}
              onClick={() => void refuse.run()}
            >
              {t('register.refuse')}
            </Button>
            <Button onClick={() => setRefusing(false)}>{t('common.cancel')}</Button>
          </div>
        </>
      ) : (
        <div className="row">
          {entry !== null && (
            <Button
              kind="primary"
              data-action="approve-request"
              disabled={isBusy}
              onClick={() => void approve.run(entry.id)}
            >
              {t('register.approve')}
            </Button>
          )}
          <Button data-action="open-refuse-request" disabled={isBusy} onClick={() => setRefusing(true)}>
            {t('register.refuse')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What the certificate will say comes from the register alone; what differs from the account is pointed out. */
function Comparison({ request, entry }: { readonly request: RequestLine; readonly entry: RegisterEntry }) {
  const { t } = useTranslation();
  const days = (from: string | null, until: string | null) =>
    t('register.days', { from: from ? dateText(from) : '—', until: until ? dateText(until) : '—' });
  const rows = [
    ['name', entry.name],
    ...(entry.capacity === 'mediator'
      ? [
          ['certificateNumber', entry.certificateNumber || '—'],
          ['licence', days(entry.licensedFrom, entry.licensedUntil)],
          ['appointment', days(entry.appointedFrom, entry.appointedUntil)],
        ]
      : []),
  ] as const;
  return (
    <>
      <p className="small soft">{t('register.compare')}</p>
      <dl className="facts">
        {rows.map(([name = '', value]) => (
          <div key={name}>
            <dt>{t(`register.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {entry.name !== request.personName && (
        <Notice tone="warning">
          {t('register.namesDiffer', { account: request.personName, register: entry.name })}
        </Notice>
      )}
    </>
  );
}
