import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdministeredOffice } from '../../shared/contract/administration.ts';
import { call, DeskError, desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';
import { CertificateAffairs } from '../certificates/CertificateAffairs.tsx';
import { useRoutes } from '../shell/routes.ts';
import { Button, Notice, Section } from '../ui/index.tsx';
import { AddOffice } from './AddOffice.tsx';
import { DesksOfOffice } from './DesksOfOffice.tsx';
import { GraceOfOffice } from './GraceOfOffice.tsx';
import { PeopleOfOffice } from './PeopleOfOffice.tsx';

/** For a 管理员: who belongs to the office and what each may do, and which desks it has. Needs a line to the centre. */
export function AdministrationPage() {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const [officeId, setOfficeId] = useState<string | null>(null);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['administration', officeId],
    queryFn: () => call(desk.administration.overview(officeId === null ? {} : { officeId })),
  });
  if (error) {
    const needsSignIn = error instanceof DeskError && error.code === 'sync.signInNeeded';
    return (
      <Section title={t('administration.title')}>
        <Notice tone="error">{errorText(error, t)}</Notice>
        <div className="row">
          {needsSignIn && (
            <Button kind="primary" onClick={() => go({ name: 'exchange' })}>
              {t('exchange.signIn')}
            </Button>
          )}
          <Button data-action="retry-administration" disabled={isFetching} onClick={() => void refetch()}>
            {t('common.retry')}
          </Button>
        </div>
      </Section>
    );
  }
  if (data === undefined) return <p className="soft">{t('administration.asking')}</p>;
  return (
    <>
      <Section title={t('administration.title')}>
        <p className="soft">{t('administration.explain')}</p>
        <OfficeChoice offices={data.offices} officeId={data.officeId} onChoose={setOfficeId} />
      </Section>
      <PeopleOfOffice key={`people ${data.officeId}`} overview={data} />
      <DesksOfOffice key={`desks ${data.officeId}`} overview={data} />
      <GraceOfOffice key={`grace ${data.officeId}`} overview={data} />
      <CertificateAffairs
        key={`certificates ${data.officeId}`}
        officeId={data.officeId}
        people={data.people}
      />
      {data.mayAddOffices && <AddOffice onAdded={setOfficeId} />}
    </>
  );
}

function OfficeChoice(props: {
  readonly offices: readonly AdministeredOffice[];
  readonly officeId: string;
  readonly onChoose: (officeId: string) => void;
}) {
  const { t } = useTranslation();
  if (props.offices.length <= 1) return <p>{props.offices[0]?.name}</p>;
  return (
    <div className="field">
      <label htmlFor="administered-office">{t('administration.office')}</label>
      <select
        id="administered-office"
        data-field="administration.office"
        value={props.officeId}
        onChange={(event) => props.onChoose(event.target.value)}
      >
        {props.offices.map((office) => (
          <option key={office.id} value={office.id}>
            {office.name}
          </option>
        ))}
      </select>
    </div>
  );
}
