import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AdministeredPerson } from '../../shared/contract/administration.ts';
import { call, desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';
import { Notice, Section } from '../ui/index.tsx';
import { CertificateRequests } from './CertificateRequests.tsx';
import { MediatorRegister } from './MediatorRegister.tsx';

/** For a 管理员: the register of mediators, who asks for a certificate, and what was issued. Needs a line. */
export function CertificateAffairs(props: {
  readonly officeId: string;
  readonly people: readonly AdministeredPerson[];
}) {
  const { t } = useTranslation();
  const { officeId, people } = props;
  const { data, error } = useQuery({
    queryKey: ['administration', 'certificates', officeId],
    queryFn: () => call(desk.certificates.overview({ officeId })),
  });
  if (error) {
    return (
      <Section title={t('register.title')}>
        <Notice tone="error">{errorText(error, t)}</Notice>
      </Section>
    );
  }
  if (data === undefined) return null;
  return (
    <>
      <CertificateRequests overview={data} />
      <MediatorRegister overview={data} people={people} />
    </>
  );
}
