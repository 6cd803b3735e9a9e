import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdministeredPerson } from '../../shared/contract/administration.ts';
import type {
  CertificateOverview,
  IssuedCertificate,
  RegisterEntry,
} from '../../shared/contract/certificates.ts';
import { listStandingWarnings } from '../../shared/directory/mediator-standing.ts';
import { toRegistration } from '../../shared/directory/registration.ts';
import { toShanghaiDate } from '../../shared/text/dates.ts';
import { Button, Section } from '../ui/index.tsx';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';
import { RegisterChange, type RegisterChangeName } from './RegisterChange.tsx';
import { RegisterForm } from './RegisterForm.tsx';

type Opened = { readonly entryId: string; readonly change: RegisterChangeName };

/** 调解员名册 (18号文 13; 企业劳动争议协商调解规定 18 to 20): what is changed of a line is changed below it. */
export function MediatorRegister(props: {
  readonly overview: CertificateOverview;
  readonly people: readonly AdministeredPerson[];
}) {
  const { t } = useTranslation();
  const { overview, people } = props;
  const { officeId } = overview;
  const [open, setOpen] = useState<Opened | null>(null);
  const [isAdding, setAdding] = useState(false);
  return (
    <Section
      title={t('register.title')}
      aside={
        <Button data-action="open-register-entry" onClick={() => setAdding(!isAdding)}>
          {t('register.add')}
        </Button>
      }
    >
      <p className="soft">{t('register.explain')}</p>
      {isAdding && (
        <RegisterForm officeId={officeId} people={people} entry={null} onDone={() => setAdding(false)} />
      )}
      {overview.register.length > 0 && (
        <table>
          <thead>
            <tr>
              {['person', 'certificateNumber', 'until', 'signingCertificate', 'change'].map((name) => (
                <th key={name}>{t(`register.${name}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {overview.register.map((entry) => {
              const certificate = findNewest(overview.certificates, entry.id);
              return (
                <Fragment key={entry.id}>
                  <RegisterRow
                    officeId={officeId}
                    entry={entry}
                    certificate={certificate}
                    opened={open?.entryId === entry.id ? open.change : null}
                    onOpen={(change) => setOpen({ entryId: entry.id, change })}
                  />
                  {open?.entryId === entry.id && (
                    <tr>
                      <td colSpan={5}>
                        <RegisterChange
                          key={open.change}
                          officeId={officeId}
                          people={people}
                          entry={entry}
                          certificate={certificate}
                          change={open.change}
                          onDone={() => setOpen(null)}
                        />
                      </td>
                    </tr>
                  )}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      )}
    </Section>
  );
}

/** The one that counts: not revoked before revoked, then the one that ends last. */
function findNewest(all: readonly IssuedCertificate[], registerId: string): IssuedCertificate | null {
  const own = all.filter((one) => one.registerId === registerId);
  const standing = own.filter((one) => one.revokedAt === null);
  const [newest] = (standing.length > 0 ? standing : own).toSorted((left, right) =>
    right.validUntil.localeCompare(left.validUntil),
  );
  return newest ?? null;
}

function RegisterRow(props: {
  readonly officeId: string;
  readonly entry: RegisterEntry;
  readonly certificate: IssuedCertificate | null;
  readonly opened: RegisterChangeName | null;
  readonly onOpen: (change: RegisterChangeName) => void;
}) {
  const { t } = useTranslation();
  const { officeId, entry, certificate, opened, onOpen } = props;
  const warnings = listStandingWarnings({
    mediator: toRegistration(entry, certificate, { officeId, id: entry.id }),
    revocations: null,
    now: new Date().toISOString(),
  }).filter(({ daysLeft }) => daysLeft !== null);
  const changes: readonly RegisterChangeName[] = [
    ...(entry.revokedOn === null ? (['entry', 'suspension', 'revocation'] as const) : []),
    ...(certificate !== null && certificate.revokedAt === null ? (['certificate'] as const) : []),
  ];
  return (
    <tr data-register={entry.name}>
      <td>
        {entry.name}
        <div className="small soft">
          {t(`certificates.capacity.${entry.capacity}`)}
          {entry.capacity === 'mediator' && `　${t(`register.employment.${entry.employment}`)}`}
        </div>
        <Standing entry={entry} />
      </td>
      <td>
        {entry.certificateNumber}
        <div className="small soft">{entry.issuer}</div>
      </td>
      <td>
        <div>
          {entry.licensedUntil && t('register.licensedUntil', { date: dateText(entry.licensedUntil) })}
        </div>
        <div>
          {entry.appointedUntil && t('register.appointedUntil', { date: dateText(entry.appointedUntil) })}
        </div>
        {warnings.map(({ code, daysLeft, isUrgent }) => (
          <div key={code}>
            <span className={`tag ${isUrgent ? 'tag-red' : 'tag-amber'}`}>
              {t(`register.${code}`, { daysLeft })}
            </span>
          </div>
        ))}
      </td>
      <td>
        <CertificateState certificate={certificate} />
      </td>
      <td>
        <div className="row">
          {changes.map((change) => (
            <Button
              key={change}
              kind="quiet"
              data-action={`change-register-${change}`}
              aria-expanded={opened === change}
              onClick={() => onOpen(change)}
            >
              {t(`register.change.${change}`)}
            </Button>
          ))}
        </div>
      </td>
    </tr>
  );
}

function Standing({ entry }: { readonly entry: RegisterEntry }) {
  const { t } = useTranslation();
  const today = todayInShanghai();
  if (entry.revokedOn !== null)
    return (
      <span className="tag tag-red">{t('register.revokedOn', { date: dateText(entry.revokedOn) })}</span>
    );
  const { suspendedFrom: from, suspendedUntil: until } = entry;
  if (from === null || (until !== null && until < today)) return null;
  return (
    <span className="tag tag-red">
      {t('register.suspended', { from: dateText(from), until: until ? dateText(until) : '—' })}
    </span>
  );
}

function CertificateState({ certificate }: { readonly certificate: IssuedCertificate | null }) {
  const { t } = useTranslation();
  if (certificate === null) return <span className="soft">{t('register.noCertificate')}</span>;
  if (certificate.revokedAt !== null)
    return (
      <span className="tag tag-red">
        {t('register.certificateRevoked', { date: dateText(toShanghaiDate(certificate.revokedAt)) })}
      </span>
    );
  return (
    <span className="tag tag-green" data-state="issued">
      {t('register.certificateUntil', { date: dateText(toShanghaiDate(certificate.validUntil)) })}
    </span>
  );
}
